// "Your boards" as a person uses it.

import { expect } from "@playwright/test";
import { Board } from "./board.mjs";
import * as storage from "./storage.mjs";

export class Home {
  constructor(page, options) {
    this.page = page;
    this.options = options;
    this.newButton = page.getByRole("button", { name: "New board", exact: true });
    this.quickButton = page.getByRole("button", { name: "Quick board", exact: true });
    this.sampleButton = page.getByRole("button", { name: "Try the sample board" });
    this.fileButton = page.getByRole("button", { name: "Open a file" });
    this.bin = page.getByRole("list").filter({ has: page.getByRole("button", { name: "Delete for ever" }) });
  }

  async open() {
    await this.page.goto("./");
    await expect(this.page.getByRole("heading", { name: "Your boards" })).toBeVisible();
    return this;
  }

  /** A quick board, which starts in Write, as most tests do; "New board" starts in Set up. */
  async newBoard() {
    const board = new Board(this.page, this.options);
    await board.press(this.quickButton);
    return this.opened(board);
  }

  async sample() {
    const board = new Board(this.page, this.options);
    await board.press(this.sampleButton);
    return this.opened(board);
  }

  async opened(board = new Board(this.page, this.options)) {
    await expect(board.title).toBeVisible();
    return board;
  }

  /** A board in the list, or in the bin. */
  row(title) {
    return this.page.getByRole("listitem").filter({ has: this.page.getByText(title, { exact: true }) });
  }

  async openBoard(title) {
    await this.row(title).getByRole("button", { name: title }).first().click();
    return this.opened();
  }

  async rename(title, into) {
    await this.row(title).getByRole("button", { name: "Rename" }).click();
    const field = this.page.getByRole("dialog", { name: "Rename" }).getByRole("textbox", { name: "New title" });
    await field.fill(into);
    await field.press("Enter");
  }

  async duplicate(title) {
    await this.row(title).getByRole("button", { name: "Duplicate" }).click();
  }

  async delete(title) {
    await this.row(title).getByRole("button", { name: "Delete", exact: true }).click();
  }

  async expectTitles(...titles) {
    for (const title of titles) await expect(this.row(title)).toHaveCount(1);
  }

  /** Chooses a file in the browser's own dialog. */
  async chooseFile(path) {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.fileButton.click()]);
    await chooser.setFiles(path);
  }
}

/** A new board in a page that has just been opened. */
export async function newBoard(page, options) {
  return (await new Home(page, options).open()).newBoard();
}

/** The sample board in a page that has just been opened. */
export async function sampleBoard(page, options) {
  return (await new Home(page, options).open()).sample();
}

/** A saved board, its stored generations and its address. */
export async function savedBoard(page) {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  await board.write("Vision", "precious");
  await board.saved();
  return [board, await storage.generations(page), page.url()];
}
