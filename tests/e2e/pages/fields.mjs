// Every place on the page where somebody types.

import { expect } from "@playwright/test";
import { Agreements } from "./agreements.mjs";
import { Home, newBoard, sampleBoard } from "./home.mjs";
import { Private } from "./private.mjs";

/** The fields of a kind that can be used now: those of the open dialog, or of the page. The one that has the focus is the first. */
export async function fields(page, kind = "textarea, input:not([type])") {
  await expect(page.locator(kind).first()).toBeVisible();
  const found = await page.evaluateHandle((kind) => {
    const within = document.querySelector("dialog[open]") ?? document;
    const visible = [...within.querySelectorAll(kind)].filter((field) => field.checkVisibility() && !field.closest("[inert]"));
    return visible.toSorted((one, other) => (other === document.activeElement) - (one === document.activeElement));
  }, kind);
  return [...(await found.getProperties()).values()].map((handle) => handle.asElement());
}

async function inStage(page, stage) {
  const board = await sampleBoard(page);
  await board.goTo(stage);
  return board;
}

/** How a person gets to them: together these show every field of the program. */
export const PLACES = {
  "renaming a board": async (page) => {
    const home = await new Home(page).open();
    const board = await home.newBoard();
    await board.title.fill("One");
    await board.saved();
    await board.goHome();
    await page.getByRole("button", { name: "Rename" }).click();
  },
  "Set up": (page) => inStage(page, "Set up"),
  "people and rules": async (page) => (await inStage(page, "Write")).openPeople(),
  "renaming a person": async (page) => {
    await inStage(page, "Set up");
    await page.getByRole("button", { name: /^Rename / }).first().click();
  },
  "a new note": async (page) => (await inStage(page, "Write")).addButton("Vision").click(),
  "a note": async (page) => (await inStage(page, "Write")).notes("Vision").first().dblclick(),
  "who writes": async (page) => {
    const board = await newBoard(page);
    await new Private(board).hide({ notes: true });
    await board.goTo("Write");
    await board.addButton("Vision").click();
  },
  Read: (page) => inStage(page, "Read"),
  "an agreement": async (page) => {
    const agreements = new Agreements(await inStage(page, "Let go"));
    await agreements.fromLayer("Goals");
  },
  "an agreement that was pulled back": async (page) => {
    const agreements = new Agreements(await inStage(page, "Let go"));
    await agreements.fromLayer("Goals");
    await agreements.choose("What has become of it", "Pulled back");
  },
};
