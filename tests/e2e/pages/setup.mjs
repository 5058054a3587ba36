// Set up's panel and the sliders on the control line, as a person uses them.

import { expect } from "@playwright/test";

export class SetUp {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.panel = this.page.getByRole("region", { name: "Set up", exact: true });
    this.names = this.panel.getByRole("textbox", { name: /Add people/ });
    this.titleButton = this.panel.getByRole("button", { name: "Give it a title" });
    this.sliders = this.page.getByRole("slider");
  }

  // --- People ----------------------------------------------------------------------------------------------------

  person(name, within = this.panel) {
    return within.getByRole("listitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Pastes names, one a line, and adds them. */
  async add(...names) {
    await this.names.fill(names.join("\n"));
    await this.board.press(this.panel.getByRole("button", { name: "Add", exact: true }));
  }

  role(name, role, within) {
    return this.person(name, within).getByRole("radiogroup", { name: `Role of ${name}` }).getByRole("radio", { name: role });
  }

  removeButton(name) {
    return this.panel.getByRole("button", { name: `Remove ${name}`, exact: true });
  }

  rename(name, within = this.panel) {
    return within.getByRole("button", { name: `Rename ${name}`, exact: true });
  }

  async expectPeople(...names) {
    await expect(this.panel.getByRole("listitem")).toHaveCount(names.length);
    for (const name of names) await expect(this.person(name)).toBeVisible();
  }

  // --- Rules -----------------------------------------------------------------------------------------------------

  rule(name, within = this.panel) {
    return within.getByRole("spinbutton", { name });
  }

  async setRule(name, value) {
    await this.rule(name).fill(String(value));
    await this.rule(name).press("Tab");
  }

  says(words, within = this.panel) {
    return within.getByRole("radiogroup", { name: "Dots mean" }).getByRole("radio", { name: words, exact: true });
  }

  // --- Intended control ------------------------------------------------------------------------------------------

  preset(name) {
    return this.panel.getByRole("button", { name, exact: true });
  }

  async expectPreset(name) {
    for (const preset of ["The team picks its KPIs", "The leader approves the KPIs"]) {
      await expect(this.preset(preset)).toHaveAttribute("aria-pressed", String(preset === name));
    }
  }

  slider(layer) {
    return this.board.layer(layer).getByRole("slider", { name: `Intended control of ${layer}`, exact: true });
  }

  async expectLevel(layer, level) {
    await expect(this.slider(layer)).toHaveAttribute("aria-valuetext", level);
  }

  /** A level's place (1 to 7) on a layer's line, in page coordinates. */
  async place(layer, level) {
    const slider = this.slider(layer);
    await slider.scrollIntoViewIfNeeded();
    const cell = await slider.locator("xpath=..").boundingBox();
    return { x: cell.x + cell.width * (0.12 + (level - 1) * (0.76 / 6)), y: cell.y + cell.height / 2 };
  }

  /** The drawn marker is at a level, whatever the slider says. */
  async expectMarker(layer, level) {
    const marker = this.board.layer(layer).locator(".control__marker--intended");
    const there = await this.place(layer, level);
    const off = async () => {
      const box = await marker.boundingBox();
      return Math.abs(box.x + box.width / 2 - there.x);
    };
    await expect.poll(off).toBeLessThan(3);
  }
}
