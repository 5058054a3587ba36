// Back and Forward show a page again as it was left, out of the browser's cache of whole pages. It heard nothing meanwhile.
// Playwright switches this cache off, so these tests have a browser of their own.

import { chromium } from "@playwright/test";
import { expect, test as base } from "../../support/fixtures.mjs";
import { launchOptions } from "../../support/browser.mjs";
import { Board } from "../../pages/board.mjs";
import { Home } from "../../pages/home.mjs";

const test = base.extend({
  /** Pages of a browser that keeps whole pages for Back. */
  keeping: async ({ baseURL }, use) => {
    const browser = await chromium.launch({ ...launchOptions(), ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    const context = await browser.newContext({ baseURL });
    // Chromium hands what was stored meanwhile over when a page wakes up; no standard says so, and others don't.
    await context.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), true));
    await use(context);
    await browser.close();
  },
});

/** Goes away, does something, and comes back to the page as it was left. */
async function awayAndBack(page, meanwhile) {
  await page.evaluate(() => addEventListener("pageshow", (event) => (globalThis.kept = event.persisted)));
  await page.goto("favicon.ico", { waitUntil: "commit" }).catch(() => {});
  await meanwhile();
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(() => page.evaluate(() => globalThis.kept), "the page was kept").toBe(true);
}

test("a board shows what was written meanwhile", async ({ keeping }) => {
  const page = await keeping.newPage();
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "first");
  await board.saved();
  const address = page.url();
  await awayAndBack(page, async () => {
    const other = await keeping.newPage();
    // At a message Chromium gives the sleeping page up, and Back loads it anew. Other browsers keep it.
    await other.addInitScript(() => delete window.BroadcastChannel);
    await other.goto(address);
    const there = new Board(other);
    await there.write("Vision", "second");
    await there.saved();
    await other.close();
  });
  await board.expectNotes("Vision", ["first", "second"]);
  await board.write("Vision", "third");
  await board.saved();
  await page.reload();
  await board.expectNotes("Vision", ["first", "second", "third"]);
});

test("so does the list of boards", async ({ keeping }) => {
  const page = await keeping.newPage();
  const home = await new Home(page).open();
  await awayAndBack(page, async () => {
    const other = await keeping.newPage();
    const board = await (await new Home(other).open()).newBoard();
    await board.title.fill("Meanwhile");
    await board.saved();
    await other.close();
  });
  await home.expectTitles("Meanwhile");
});
