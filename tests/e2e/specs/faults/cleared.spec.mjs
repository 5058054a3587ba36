// Storage that somebody clears, by the browser, by another page or in this program: what is lost is named, and what was deleted stays so.

import { expect, test } from "../../support/fixtures.mjs";
import { Home, newBoard, savedBoard } from "../../pages/home.mjs";
import { Private } from "../../pages/private.mjs";
import * as storage from "../../pages/storage.mjs";

const forget = (page, generations) =>
  page.evaluate((keys) => keys.forEach((key) => localStorage.removeItem(key)), generations.map(({ key }) => key));

test("cleared browser data: the lost boards are named", async ({ page }) => {
  const [board] = await savedBoard(page);
  await board.goHome();
  await forget(page, await storage.generations(page));
  await storage.reloadWith(page, {});
  await expect(page.getByText("No longer in this browser: “Wards”.")).toBeVisible();
});

test("cleared local storage: the board returns from its second copy", async ({ page }) => {
  const [board, , address] = await savedBoard(page);
  await board.goHome();
  await forget(page, await storage.generations(page));
  await page.evaluate(() => localStorage.removeItem("alignment-board/index"));
  await page.reload();
  await expect(new Home(page).row("Wards")).toBeVisible();
  await forget(page, await storage.generations(page));
  await page.evaluate(() => localStorage.removeItem("alignment-board/index"));
  await page.goto("about:blank");
  await page.goto(address);
  await board.expectNotes("Vision", ["precious"]);
  await board.saved();
});

test("cleared local storage: private notes return from the second copy", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("Ana", "Bo");
  await new Private(board).hide({ notes: true });
  await board.goTo("Write");
  await board.take("Ana");
  await board.write("Goals", "said in private");
  await board.saved();
  const address = page.url();
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(address);
  await board.take("Bo");
  await expect(board.note("A hidden note by Ana")).toBeVisible();
  await board.take("Ana");
  await expect(board.note("said in private")).toBeVisible();
  await board.saved();
});

// The page went on to say "Saved", and after the next change that the board was deleted for ever in another tab.
const WAYS_TO_NOTICE = [
  ["with the next change", async (page, board) => board.write("Goals", "after")],
  ["when the page is left", async (page) => page.reload()],
  [
    "when another page of the site clears it",
    async (page) => page.evaluate(() => dispatchEvent(new StorageEvent("storage", { key: null }))),
  ],
];

for (const [when, notice] of WAYS_TO_NOTICE) {
  test(`data cleared under an open board: noticed ${when}, and saved again`, async ({ page }) => {
    const [board, , address] = await savedBoard(page);
    await page.evaluate(() => {
      localStorage.clear();
      return new Promise((done) => (indexedDB.deleteDatabase("alignment-board").onsuccess = done));
    });
    await notice(page, board);
    await board.saved();
    await page.goto("about:blank");
    await page.goto(address);
    await board.expectNotes("Vision", ["precious"]);
  });
}

test("data cleared under an open board: it is said", async ({ page }) => {
  const [board] = await savedBoard(page);
  await page.evaluate(() => localStorage.clear());
  await board.write("Goals", "after");
  await expect(page.getByText("What this site stores in this browser was cleared.")).toBeVisible();
  await expect(board.warning).toHaveCount(0);
});

test("a board deleted for ever stays deleted, whenever the tab ends", async ({ page }) => {
  for (const wait of [0, 0, 1, 2, 5, 15]) {
    const [board, , address] = await savedBoard(page);
    await board.goHome();
    const home = new Home(page);
    await home.delete("Wards");
    // The tab ends right after the press, as when a browser is closed.
    await home.bin.getByRole("button", { name: "Delete for ever" }).evaluate((button, wait) => {
      button.click();
      setTimeout(() => location.replace("about:blank"), wait);
    }, wait);
    await page.waitForURL("about:blank");
    await page.goto(address);
    await expect(page.getByText("That board is not on this device.")).toBeVisible();
    await page.reload();
    await expect(new Home(page).row("Wards")).toHaveCount(0);
  }
});
