// The reading, as a person uses it.

import { expect } from "@playwright/test";

export class Reading {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.panel = board.reading;
    this.sentence = this.panel.getByRole("paragraph").first();
    this.table = this.panel.getByRole("table", { name: "Dots by layer" });
    this.chart = this.panel.getByRole("img", { name: /^Control, layer by layer/ });
    this.topics = this.panel.getByRole("list", { name: "What to talk about" }).getByRole("listitem");
    this.spotlight = this.page.getByRole("dialog", { name: "Let us talk about" });
    this.round = this.panel.getByRole("combobox", { name: "Round shown" });
  }

  /** A named pattern's card. */
  pattern(name) {
    return this.panel.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name, exact: true }) });
  }

  /** A layer's row of the table, as cells by column name. */
  async row(layer) {
    const row = this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: layer, exact: true }) });
    const cells = await row.getByRole("cell").evaluateAll((all) => all.map((cell) => [cell.dataset.name, cell.textContent.trim()]));
    return Object.fromEntries(cells);
  }

  because(layer) {
    return this.panel.getByRole("textbox", { name: `${layer}, because …`, exact: true });
  }

  /** Says why a layer is rightly held tightly. */
  async sayBecause(layer, why) {
    const field = this.because(layer);
    if (!(await field.isVisible())) await this.board.press(this.panel.getByText("Should a layer stay tight?"));
    await field.fill(why);
    await field.press("Tab");
  }

  async expectSpot(text, place) {
    await expect(this.spotlight.getByText(text, { exact: true })).toBeVisible();
    await expect(this.spotlight.getByText(place, { exact: true })).toBeVisible();
  }
}

/** Votes, then goes to Read: `{ Ana: { "a note": 2 } }`. */
export async function voted(board, votes) {
  await board.goTo("Vote");
  for (const [name, dots] of Object.entries(votes)) {
    await board.take(name);
    for (const [text, times] of Object.entries(dots)) await board.dot(text, times);
  }
  await board.goTo("Read");
  return new Reading(board);
}
