// A board as a person uses it: everything is found by the role and name that assistive technology reads.

import { expect } from "@playwright/test";

export const STAGES = ["Set up", "Write", "Group", "Vote", "Read", "Let go", "Close"];
export const LAYERS = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];

export class Board {
  /** With `tap`, every press is a tap. */
  constructor(page, { tap = false } = {}) {
    this.page = page;
    this.press = (locator) => (tap ? locator.tap() : locator.click());
    const button = (name) => page.getByRole("button", { name, exact: true });
    this.title = page.getByRole("textbox", { name: "Board title" });
    this.undoButton = page.getByRole("banner").getByRole("button", { name: "Undo", exact: true });
    this.redoButton = button("Redo");
    this.next = page.getByRole("contentinfo").getByRole("button").last();
    this.voter = page.getByRole("combobox");
    this.dialog = page.getByRole("dialog");
    this.curtain = page.getByRole("dialog", { name: "Pass the device to the next person" });
    this.menu = page.getByRole("menu");
    this.saving = page.getByRole("banner").getByRole("status").locator("> :visible");
    this.reading = page.getByRole("region", { name: "The reading" });
    this.notices = page.getByRole("status");
    this.warning = page.getByRole("alert");
  }

  // --- Finding ---------------------------------------------------------------------------------------------------

  layer(name) {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** A note by its whole text. */
  note(text) {
    return this.page.getByRole("article", { name: text, exact: true });
  }

  notes(layer) {
    return this.layer(layer).getByRole("article");
  }

  newNote(layer) {
    return this.page.getByRole("textbox", { name: `New note in ${layer}`, exact: true });
  }

  addButton(layer) {
    return this.page.getByRole("button", { name: `Add a note to ${layer}`, exact: true });
  }

  /** The texts on a layer, in order. */
  async expectNotes(layer, texts) {
    await expect(this.layer(layer).getByRole("article")).toHaveCount(texts.length);
    const named = this.layer(layer).getByRole("article");
    await expect
      .poll(() => named.evaluateAll((notes) => notes.map((note) => note.getAttribute("aria-label"))))
      .toEqual(texts);
  }

  /** Every note of the board as "layer: text", to compare whole boards. */
  async contents() {
    const all = [];
    for (const layer of LAYERS) {
      const texts = await this.notes(layer).evaluateAll((notes) => notes.map((note) => note.getAttribute("aria-label")));
      all.push(...texts.map((text) => `${layer}: ${text}`));
    }
    return all;
  }

  // --- Writing ---------------------------------------------------------------------------------------------------

  /** Writes notes one after the other with Enter, then closes the field. */
  async write(layer, ...texts) {
    await this.press(this.addButton(layer));
    const field = this.newNote(layer);
    for (const text of texts) {
      await field.fill(text);
      await field.press("Enter");
      await expect(field).toHaveValue("");
    }
    await field.press("Escape");
    await expect(field).toBeHidden();
    // The focus moves a frame later, and would disturb what a test does next.
    await expect(this.addButton(layer)).toBeFocused();
  }

  /** Fills a fresh board: `{ Vision: ["one", "two"], Goals: ["three"] }`. */
  async fill(layers) {
    for (const [layer, texts] of Object.entries(layers)) await this.write(layer, ...texts);
  }

  /** Presses one of a note's buttons; without hover, opens the note's tools first. */
  async tool(text, name) {
    const note = this.note(text);
    const button = note.getByRole("button", { name, exact: true });
    const more = note.getByRole("button", { name: "Note tools", exact: true });
    if ((await more.isVisible()) && !(await button.isVisible())) await this.press(more);
    await this.press(button);
  }

  async edit(text, into, end = "Enter") {
    await this.tool(text, "Edit note");
    const field = this.page.getByRole("textbox", { name: "Note text", exact: true });
    await field.fill(into);
    await field.press(end);
  }

  async colour(text, name) {
    await this.tool(text, "Colour");
    await this.press(this.menu.getByRole("menuitem", { name, exact: true }));
  }

  /** `where` is a layer's name, "Earlier" or "Later". */
  async move(text, where) {
    await this.tool(text, "Move note");
    const name = LAYERS.includes(where) ? `Move to ${where}` : where;
    await this.press(this.menu.getByRole("menuitem", { name, exact: true }));
  }

  async delete(text) {
    await this.tool(text, "Delete note");
  }

  async undo() {
    await this.press(this.undoButton);
  }

  async redo() {
    await this.press(this.redoButton);
  }

  /** Drags with the mouse from one element's middle to another's, or to a place inside it. */
  async drag(from, to, place) {
    await this.lift(from);
    const box = await to.boundingBox();
    const end = place ? { x: box.x + place.x, y: box.y + place.y } : middle(box);
    await this.page.mouse.move(end.x, end.y, { steps: 8 });
    await this.page.mouse.up();
  }

  /** Begins to drag with the mouse, and holds on. */
  async lift(from) {
    const start = middle(await from.boundingBox());
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + 8, start.y + 8);
  }

  /** Drags with a finger: a long press first, because a finger that moves at once scrolls. */
  async dragByFinger(from, to, { rest = 320, drop = true } = {}) {
    const start = middle(await from.boundingBox());
    const end = middle(await to.boundingBox());
    const touch = await this.page.context().newCDPSession(this.page);
    const send = (type, points) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await send("touchStart", [start]);
    if (rest) await new Promise((done) => setTimeout(done, rest)); // the rest is the gesture itself
    for (let step = 1; step <= 8; step += 1) {
      const way = step / 8;
      await send("touchMove", [{ x: start.x + (end.x - start.x) * way, y: start.y + (end.y - start.y) * way }]);
    }
    await send(drop ? "touchEnd" : "touchCancel", []);
    await touch.detach();
  }

  // --- Stages and voting -----------------------------------------------------------------------------------------

  stage(name) {
    return this.page.getByRole("navigation", { name: "Stages" }).getByRole("button", { name, exact: true });
  }

  async goTo(stage) {
    await this.press(this.stage(stage));
    await expect(this.stage(stage)).toHaveAttribute("aria-current", "step");
  }

  async openPeople() {
    await this.press(this.page.getByRole("button", { name: "People and rules" }));
    await expect(this.page.getByRole("dialog", { name: "People and rules" })).toBeVisible();
  }

  async addPeople(...names) {
    await this.openPeople();
    const field = this.dialog.getByRole("textbox", { name: /Add people/ });
    await field.fill(names.join("\n"));
    await this.press(this.dialog.getByRole("button", { name: "Add", exact: true }));
    for (const name of names) await expect(this.dialog.getByText(name, { exact: true }).last()).toBeVisible();
    await this.press(this.dialog.getByRole("button", { name: "Done" }));
    await expect(this.dialog).toHaveCount(0);
  }

  async setRules({ dots, cap }) {
    await this.openPeople();
    for (const [name, value] of [["Dots per person", dots], ["Maximum per note or layer", cap]]) {
      if (value === undefined) continue;
      const field = this.dialog.getByRole("spinbutton", { name });
      await field.fill(String(value));
      await field.press("Tab");
    }
    await this.press(this.dialog.getByRole("button", { name: "Done" }));
  }

  /** Makes a person the current user. */
  async take(name) {
    const option = this.voter.getByRole("option", { name: new RegExp(`^${name}( |$)`) });
    await this.voter.selectOption(await option.getAttribute("value"));
  }

  /** Hands the device over behind the curtain: to a person, or to nobody. */
  async handOver(to) {
    await this.press(this.page.getByRole("button", { name: "Hand over" }));
    await expect(this.curtain).toBeVisible();
    const next = to ? this.curtain.getByRole("button", { name: new RegExp(`${to}\\b`) }) : this.curtain.getByRole("button", { name: "Nobody, show the board" });
    await this.press(next);
    await expect(this.curtain).toHaveCount(0);
  }

  dotButton(target) {
    return target.getByRole("button", { name: "Add a too-tight dot" }).last();
  }

  /** Dots on a note (by its text). */
  async dot(text, times = 1) {
    for (let time = 0; time < times; time += 1) await this.press(this.note(text).getByRole("button", { name: "Add a too-tight dot" }));
  }

  /** A press on a button that looks as if it could not: it says why. */
  async dotRefused(text) {
    const more = this.note(text).getByRole("button", { name: "Add a too-tight dot" });
    await expect(more).toHaveAttribute("aria-disabled", "true");
    await more.click({ force: true });
  }

  async takeBack(text) {
    await this.press(this.note(text).getByRole("button", { name: "Take a dot back" }));
  }

  /** The dots of the whole layer come before its list of notes. */
  wholeLayer(name) {
    const layer = this.layer(name);
    return {
      add: layer.getByRole("button", { name: "Add a too-tight dot" }).first(),
      take: layer.getByRole("button", { name: "Take a dot back" }).first(),
      dots: (number) => layer.getByRole("img", { name: dots(number), exact: true }),
    };
  }

  async expectDots(text, number) {
    const marks = this.note(text).getByRole("img");
    if (number === 0) await expect(marks).toHaveCount(0);
    else await expect(marks).toHaveAccessibleName(dots(number));
  }

  async expectLeft(sentence) {
    await expect(this.page.getByRole("contentinfo").getByRole("status")).toHaveText(sentence);
  }

  // --- Saving and sharing ----------------------------------------------------------------------------------------

  async saved() {
    await expect(this.saving).toHaveText("Saved on this device");
  }

  async share() {
    await this.press(this.page.getByRole("button", { name: "Share", exact: true }));
    await expect(this.page.getByRole("dialog", { name: "Share this board" })).toBeVisible();
    return this.dialog.getByRole("textbox", { name: "Link" }).inputValue();
  }

  /** The board's link; closes the dialog again. */
  async link() {
    const link = await this.share();
    await this.press(this.dialog.getByRole("button", { name: "Close" }));
    await expect(this.dialog).toHaveCount(0);
    return link;
  }

  /** Saves the board as a file; returns the download. */
  async saveFile() {
    await this.share();
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.press(this.dialog.getByRole("button", { name: "Save file" })),
    ]);
    return download;
  }

  async goHome() {
    await this.press(this.page.getByRole("button", { name: "Your boards" }));
    await expect(this.page.getByRole("heading", { name: "Your boards" })).toBeVisible();
  }
}

export const dots = (number) => `${number} ${number === 1 ? "dot" : "dots"}`;

const middle = (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
