// The agreements in Let go, as a person uses them.

import { expect } from "@playwright/test";

export class Agreements {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.panel = this.page.getByRole("region", { name: "Agreements" });
    this.list = this.panel.getByRole("list", { name: "Agreements" });
    this.all = this.list.getByRole("listitem");
    this.toBegin = this.panel.getByRole("list", { name: "Begin where control is tightest" });
    this.what = this.field("What is handed over");
    this.warning = this.list.getByRole("status");
  }

  field(name) {
    return this.list.getByRole("textbox", { name, exact: true });
  }

  /** A field for a person of the board or any other name. */
  who(name) {
    return this.list.getByRole("combobox", { name, exact: true });
  }

  /** One of a few, in a group of buttons. */
  option(group, name) {
    return this.list.getByRole("group", { name: group, exact: true }).getByRole("button", { name, exact: true });
  }

  async choose(group, name) {
    await this.board.press(this.option(group, name));
    await expect(this.option(group, name)).toHaveAttribute("aria-pressed", "true");
  }

  /** The agreement with this text in its sentence. */
  with(text) {
    return this.all.filter({ hasText: text });
  }

  async opened() {
    await expect(this.what).toBeFocused();
  }

  async fromList(text) {
    await this.board.press(this.toBegin.getByRole("listitem").filter({ hasText: text }).getByRole("button"));
    await this.opened();
  }

  async fromNote(text) {
    await this.board.tool(text, "Make an agreement");
    await this.opened();
  }

  async fromLayer(name) {
    const layer = this.page.getByRole("region", { name, exact: true });
    await this.board.press(layer.getByRole("button", { name: `Make an agreement about ${name}`, exact: true }));
    await this.opened();
  }

  async edit(text) {
    await this.board.press(this.with(text).getByRole("button", { name: /^Edit/ }));
    await this.opened();
  }

  async delete(text) {
    await this.board.press(this.with(text).getByRole("button", { name: /^Delete/ }));
  }

  /** Closes the form. */
  async done() {
    await this.board.press(this.list.getByRole("button", { name: "Done", exact: true }));
    await expect(this.what).toHaveCount(0);
  }

  /** Fills in the given fields, by their names. */
  async fill({ words = {}, who = {}, choices = {}, layer, checkIn }) {
    for (const [name, text] of Object.entries(words)) await this.field(name).fill(text);
    for (const [name, text] of Object.entries(who)) await this.who(name).fill(text);
    for (const [group, name] of Object.entries(choices)) await this.choose(group, name);
    if (layer) await this.list.getByRole("combobox", { name: "Layer" }).selectOption(layer);
    if (checkIn) await this.list.getByLabel("Check-in").fill(checkIn);
  }

  async expectSentence(text, sentence) {
    await expect(this.with(text).getByRole("paragraph").filter({ hasText: "is handed" })).toHaveText(sentence);
  }
}
