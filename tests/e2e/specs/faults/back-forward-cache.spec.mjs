// The back/forward cache restores a page as it was left, without anything that happened meanwhile. Playwright switches this cache off, so
// these tests have a browser of their own.

import { chromium } from "@playwright/test";
import { expect, test as base } from "../../support/fixtures.mjs";
import { launchOptions } from "../../support/browser.mjs";
import { Board } from "../../pages/board.mjs";
import { Home } from "../../pages/home.mjs";

const test = base.extend({
  /** Pages of a browser with the back/forward cache. */
  caching: async ({ baseURL }, use) => {
    const browser = await chromium.launch({ ...launchOptions(), ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    const context = await browser.newContext({ baseURL });
    // Chromium delivers missed storage events to a restored page; no standard says so, and other browsers do not.
    await context.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), true));
    await use(context);
    await browser.close();
  },
});

/** Leaves the page, does something, and restores it. */
async function awayAndBack(page, meanwhile) {
  // A page that is still loading its modules is not cached.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => addEventListener("pageshow", (event) => (globalThis.restored = event.persisted)));
  await page.goto("favicon.ico", { waitUntil: "commit" }).catch(() => {});
  await meanwhile();
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(() => page.evaluate(() => globalThis.restored), "the page was cached").toBe(true);
}

test("a board shows what was written meanwhile", async ({ caching }) => {
  const page = await caching.newPage();
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "first");
  await board.saved();
  const address = page.url();
  await awayAndBack(page, async () => {
    const other = await caching.newPage();
    // A message makes Chromium evict the cached page, and Back reloads it. Other browsers keep it.
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

test("the list of boards shows what was written meanwhile", async ({ caching }) => {
  const page = await caching.newPage();
  const home = await new Home(page).open();
  await awayAndBack(page, async () => {
    const other = await caching.newPage();
    const board = await (await new Home(other).open()).newBoard();
    await board.title.fill("Meanwhile");
    await board.saved();
    await other.close();
  });
  await home.expectTitles("Meanwhile");
});
