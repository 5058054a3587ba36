// IndexedDB: the page has one connection for all its saves, lets go of it when another page needs the database, and does not try again and
// again where it cannot be opened.

import { expect, test } from "../../support/fixtures.mjs";
import { newBoard } from "../../pages/home.mjs";

/** Notes when a page opens a database, on the page's clock. */
const watchOpens = () => {
  window.opens = [];
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...rest) {
    window.opens.push(performance.now());
    return open.apply(this, rest);
  };
};

const opens = (page) => page.evaluate(() => window.opens.length);

/** The shortest time between two attempts, in milliseconds. */
const shortestPause = (page) => page.evaluate(() => Math.min(...window.opens.slice(1).map((at, place) => at - window.opens[place])));

const saves = async (board, ...texts) => {
  for (const text of texts) {
    await board.write("Vision", text);
    await expect.poll(() => board.page.evaluate(() => Object.values(localStorage).join("\n"))).toContain(text);
    // With the second copy, without it, or while it is waited for: here only the connection counts.
    await expect(board.saving).toHaveText(/^Sav/);
  }
};

const names = (first, count) => Array.from({ length: count }, (_, number) => `note ${first + number}.`);

/** A page of the same origin that runs no program. */
const neighbour = async (page) => {
  const other = await page.context().newPage();
  await other.route("**/neighbour", (route) => route.fulfill({ contentType: "text/html", body: "<title>Neighbour</title>" }));
  await other.goto("neighbour");
  return other;
};

/** The second copy of the board, as another page reads it; that page closes its own connection again. */
const copy = (other) =>
  other.evaluate(
    () =>
      new Promise((done, failed) => {
        const request = indexedDB.open("alignment-board");
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          const database = request.result;
          if (!database.objectStoreNames.contains("versions")) return database.close(), done("");
          const texts = database.transaction("versions").objectStore("versions").getAll(IDBKeyRange.bound("copy/", "copy0"));
          texts.onsuccess = () => (database.close(), done(texts.result.join("\n")));
        };
      }),
  );

/** Deletes the database, or brings it to a newer version; says whether it was kept waiting. */
const change = (other, how) =>
  other.evaluate(
    (how) =>
      new Promise((done, failed) => {
        let blocked = false;
        const request = how === "deletes" ? indexedDB.deleteDatabase("alignment-board") : indexedDB.open("alignment-board", 2);
        request.onblocked = () => (blocked = true);
        request.onerror = () => failed(request.error);
        request.onsuccess = () => (request.result?.close(), done(blocked));
      }),
    how,
  );

test("twenty saves open it once", async ({ page }) => {
  test.slow();
  await page.addInitScript(watchOpens);
  const board = await newBoard(page);
  await saves(board, ...names(1, 20));
  expect(await opens(page)).toBe(1);
  const other = await neighbour(page);
  await expect.poll(() => copy(other)).toContain("note 20.");
});

test("another page deletes it without waiting; the next save creates it again", async ({ page }) => {
  await page.addInitScript(watchOpens);
  const board = await newBoard(page);
  await saves(board, "first");
  const other = await neighbour(page);
  await expect.poll(() => copy(other)).toContain("first");
  expect(await change(other, "deletes"), "it was kept waiting").toBe(false);
  await saves(board, "second");
  await expect.poll(() => copy(other)).toContain("second");
  await saves(board, "third");
  expect(await opens(page)).toBe(2);
});

test("another page upgrades it without waiting; the board works on and tries again only after a while", async ({ page }) => {
  await page.addInitScript(watchOpens);
  await page.clock.install();
  const board = await newBoard(page);
  await saves(board, "first");
  const other = await neighbour(page);
  expect(await change(other, "upgrades"), "it was kept waiting").toBe(false);
  await saves(board, ...names(1, 3));
  const before = await opens(page);
  await page.clock.fastForward(11_000);
  await saves(board, "later");
  expect(await opens(page), "it is tried again").toBe(before + 1);
  // The first connection was there; each attempt after it failed.
  await page.evaluate(() => window.opens.shift());
  expect(await shortestPause(page)).toBeGreaterThanOrEqual(10_000);
});

test("a database that another page blocks costs one attempt; the second copy comes once it is free", async ({ page }) => {
  const other = await neighbour(page);
  // A connection that stays open, and a deletion that waits for it: whoever opens now waits behind both.
  await other.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open("alignment-board", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("versions");
        request.onsuccess = () => {
          window.held = request.result;
          indexedDB.deleteDatabase("alignment-board").onblocked = done;
        };
      }),
  );
  await page.addInitScript(watchOpens);
  await page.clock.install();
  const board = await newBoard(page);
  await saves(board, ...names(1, 3));
  await page.clock.fastForward(6_000);
  await saves(board, ...names(4, 2));
  await other.evaluate(() => window.held.close());
  // On a busy machine a second attempt may have begun: it ends first, and then what is remembered of it.
  await page.clock.fastForward(6_000);
  await page.clock.fastForward(11_000);
  await saves(board, "free");
  await expect.poll(() => copy(other)).toContain("free");
  expect(await shortestPause(page)).toBeGreaterThanOrEqual(15_000);
});
