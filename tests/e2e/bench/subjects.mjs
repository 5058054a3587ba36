// The pages that are measured, each driven in its own way through the same work: the board, and the floor under it.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Board } from "../pages/board.mjs";
import { Home } from "../pages/home.mjs";
import { serve } from "../serve.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const LAYER = "Tactics and tasks";
/** Longer than the wait before a save. */
export const SETTLED = 700;

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const lines = (number) => Array.from({ length: number }, (_, place) => `Note ${place + 1}: every change needs another approval`);
const first = lines(1)[0];
const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** Pastes so many lines where the focus is; returns how long it took until the page drew again. */
async function paste(page, number) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines(number).join("\n"));
  await page.evaluate(() => probe.paste());
  await page.keyboard.press("Control+V");
}

/** The release page. */
export async function board(folder) {
  // The memory figure needs a page that no other site can look into.
  const server = await serve({ folder, headers: isolated });
  const opened = async (page) => {
    await page.goto(server.address);
    await page.getByRole("button", { name: "New board" }).waitFor();
    return new Home(page);
  };
  return {
    name: "the board",
    server,
    opened,
    /** So many notes in one layer; returns how long it took to add them. */
    async filled(page, number) {
      const board = await (await opened(page)).newBoard();
      await board.addButton(LAYER).click();
      await paste(page, number);
      await page.getByRole("button", { name: `Make ${number} notes` }).waitFor();
      const pasted = await page.evaluate(() => probe.pasted);
      const added = await page.evaluate((count) => probe.clickUntil(`Make ${count} notes`, count), number);
      await page.keyboard.press("Escape");
      await board.saved();
      await pause(SETTLED);
      return pasted + added;
    },
    async edits(page) {
      const board = new Board(page);
      await board.note(first).scrollIntoViewIfNeeded();
      await board.tool(first, "Edit note");
      await pause(SETTLED);
    },
    begins: (page) => new Board(page).addButton(LAYER).click(),
    note: (page) => new Board(page).note(first).getByText("Note 1:"),
    link: async (page) => (await (await (await opened(page)).sample()).share()).length,
  };
}

/** The least that a page with notes can do. */
export async function floor() {
  const server = await serve({ folder: join(here, "floor"), headers: isolated });
  const field = (page) => page.getByRole("textbox", { name: `Add to ${LAYER}` });
  const opened = async (page) => {
    await page.goto(server.address);
    await page.getByRole("button", { name: "New board" }).waitFor();
  };
  return {
    name: "the floor",
    server,
    opened,
    async filled(page, number) {
      await opened(page);
      await field(page).click();
      const added = page.evaluate((count) => probe.pasteUntil(count), number);
      await paste(page, number);
      const time = await added;
      await pause(SETTLED);
      return time;
    },
    async edits(page) {
      await page.getByText(first).dblclick();
      await pause(SETTLED);
    },
    begins: (page) => field(page).click(),
    note: (page) => page.getByText(first),
  };
}

/** A field and nothing else: what a key costs the browser itself. */
export async function field() {
  const server = await serve({ folder: join(here, "floor"), headers: isolated });
  return {
    name: "a bare field",
    server,
    filled: (page) => page.goto(`${server.address}bare.html`),
    edits: (page) => page.getByRole("textbox").click(),
  };
}
