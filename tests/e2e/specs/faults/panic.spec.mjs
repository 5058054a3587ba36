// When the program panics: the page says so, what is stored can be downloaded, and a board on which it panics again and again can still be
// read.

import { readFile } from "node:fs/promises";
import { expect, test } from "../../support/fixtures.mjs";
import { newBoard } from "../../pages/home.mjs";
import { Private } from "../../pages/private.mjs";

test.use({ expected: [/./] });

/** Makes the program panic: the browser creates no element once; the next call works again, for the loader. */
const breakOnce = () => {
  const { createElement } = Document.prototype;
  Document.prototype.createElement = function (name) {
    // That is the loader, before the program starts.
    if (name === "link") return createElement.call(this, name);
    Document.prototype.createElement = createElement;
    throw new Error("no elements");
  };
};

const written = async (page) => {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  await board.write("Vision", "first", "<b>second</b>", "deleted");
  await board.delete("deleted");
  await board.saved();
  return board;
};

/** Makes the program panic in the middle of its work. */
const fail = async (page) => {
  await page.evaluate(breakOnce);
  await page.getByRole("button", { name: "Share", exact: true }).click();
};

test("a panic is reported, with the saved state and a download", async ({ page }) => {
  const board = await written(page);
  await fail(page);
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("The board stopped working. It is saved on this device");
  expect(await page.locator("#app").evaluate((app) => app.inert)).toBe(true);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    notice.getByRole("button", { name: "Download what is stored" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain("second");
  await notice.getByRole("button", { name: "Reload" }).click();
  await board.expectNotes("Vision", ["first", "<b>second</b>"]);
});

test("a panic with unsaved changes says so", async ({ page }) => {
  const board = await written(page);
  await page.evaluate(() => (Storage.prototype.setItem = () => { throw new Error("full"); }));
  await board.write("Vision", "lost");
  await expect(board.saving).toHaveText("Not saved");
  await fail(page);
  await expect(page.getByRole("alert").first()).toContainText("the last change was not saved yet");
});

test("two panics within a minute open the board as text", async ({ page }) => {
  const board = await written(page);
  for (const _ of [1, 2]) {
    await expect(board.title).toBeVisible();
    await fail(page);
    await page.getByRole("button", { name: "Reload" }).click();
  }
  await expect(page.getByRole("alert").or(page.getByRole("status"))).toContainText("stopped twice within a minute");
  await expect(board.title).toHaveCount(0);
  await expect(page.getByRole("listitem")).toHaveText(["Wards", "first", "<b>second</b>"]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download what is stored" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain("second");
  await page.getByRole("button", { name: "Reload" }).click();
  await board.expectNotes("Vision", ["first", "<b>second</b>"]);
});

test("a board that opens as text shows nothing hidden", async ({ page }) => {
  const board = await written(page);
  await board.addPeople("Ana");
  await new Private(board).hide({ notes: true });
  await board.goTo("Write");
  await board.take("Ana");
  await board.write("Goals", "said in private");
  await board.saved();
  for (const _ of [1, 2]) {
    await expect(board.title).toBeVisible();
    await fail(page);
    await page.getByRole("button", { name: "Reload" }).click();
  }
  await expect(page.getByRole("listitem").first()).toHaveText("Wards");
  await expect(page.getByText("said in private")).toHaveCount(0);
});

test("a panic at every opening opens the board as text, and other boards work", async ({ page }) => {
  await written(page);
  await page.addInitScript((breaks) => {
    if (!location.hash.startsWith("#board-") || sessionStorage.broken === "12") return;
    sessionStorage.broken = (sessionStorage.broken ?? "") + (sessionStorage.broken ? "2" : "1");
    new Function(`(${breaks})()`)();
  }, String(breakOnce));
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("The board stopped working");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("alert")).toContainText("The board stopped working");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("stopped twice within a minute")).toBeVisible();
  await expect(page.getByRole("listitem").first()).toHaveText("Wards");
  await page.evaluate(() => (location.hash = ""));
  await expect(page.getByRole("heading", { name: "Your boards" })).toBeVisible();
});
