// Hidden notes and votes as a person uses them: the choice in Set up, the strips, the confirmation of the reveal.

import { expect } from "@playwright/test";

export class Private {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.asks = this.page.getByRole("dialog", { name: "Who writes?" });
    this.hiddenNotes = this.page.getByRole("article", { name: /^A hidden note/ });
  }

  /** Chooses in Set up: `{ notes: true, votes: true }` hides both. */
  async hide({ notes, votes }) {
    await this.board.goTo("Set up");
    if (notes) await this.choose("Private writing", "Private until revealed");
    if (votes) await this.choose("Hidden votes", "Hidden until revealed");
  }

  async choose(group, option) {
    const radio = this.page.getByRole("radiogroup", { name: group }).getByRole("radio", { name: option });
    await radio.check();
    await expect(radio).toBeChecked();
  }

  strip(name) {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** Reveals "the notes" or "the votes", and confirms. */
  async reveal(what) {
    const dialog = this.page.getByRole("dialog", { name: `Reveal ${what}` });
    await this.board.press(this.page.getByRole("main").getByRole("button", { name: `Reveal ${what}` }).first());
    await expect(dialog).toBeVisible();
    await this.board.press(dialog.getByRole("button", { name: `Reveal ${what}` }));
    await expect(dialog).toHaveCount(0);
  }
}
