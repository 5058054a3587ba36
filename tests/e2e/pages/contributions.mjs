// Contributions as a person uses them: the sender's dialog, and the receiver's preview.

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";

export class Contributions {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.sends = this.page.getByRole("dialog", { name: "Send back my part" });
    this.asks = this.page.getByRole("dialog", { name: "Whose part is it?" });
    this.offer = this.page.getByRole("region", { name: "Send back my part" }).getByRole("button", { name: "Send back my part" });
  }

  preview(name) {
    return this.page.getByRole("dialog", { name: new RegExp(`^${name} sends `) });
  }

  /** The link of one's own contribution. */
  async link() {
    await this.board.press(this.offer);
    await expect(this.sends).toBeVisible();
    const link = await this.sends.getByRole("textbox", { name: "Link" }).inputValue();
    await this.board.press(this.sends.getByRole("button", { name: "Close" }));
    await expect(this.sends).toHaveCount(0);
    return link;
  }

  /** One's own contribution as a file: its name, path and text. */
  async file() {
    await this.board.press(this.offer);
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.board.press(this.sends.getByRole("button", { name: "Save file" })),
    ]);
    await this.board.press(this.sends.getByRole("button", { name: "Close" }));
    return { name: download.suggestedFilename(), path: await download.path(), text: await readFile(await download.path(), "utf8") };
  }

  /** Takes in the contribution in the preview. */
  async take(name, what) {
    await expect(this.page.getByRole("dialog", { name: `${name} sends ${what}`, exact: true })).toBeVisible();
    await this.board.press(this.preview(name).getByRole("button", { name: "Add it" }));
    await expect(this.preview(name)).toHaveCount(0);
  }
}
