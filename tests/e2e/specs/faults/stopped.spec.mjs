// When the program itself fails: what happened is said, what is stored can be taken along, and a board on which it fails again and
// again can still be read.

import { readFile } from "node:fs/promises";
import { expect, test } from "../../support/fixtures.mjs";
import { newBoard } from "../../pages/home.mjs";
import { Private } from "../../pages/private.mjs";

test.use({ expected: [/./] });

/** The program gives up when the browser makes no elements; the next call works again, as the loader needs it. */
const breakOnce = () => {
  const { createElement } = Document.prototype;
  Document.prototype.createElement = function (name) {
    // That is the loader, before the program begins.
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

/** Makes the program fail in the middle of its work. */
const fail = async (page) => {
  await page.evaluate(breakOnce);
  await page.getByRole("button", { name: "Share", exact: true }).click();
};

test("a program that fails says so, says that the board is saved, and offers what is stored", async ({ page }) => {
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

test("what is not saved is not called saved", async ({ page }) => {
  const board = await written(page);
  await page.evaluate(() => (Storage.prototype.setItem = () => { throw new Error("full"); }));
  await board.write("Vision", "lost");
  await expect(board.saving).toHaveText("Not saved");
  await fail(page);
  await expect(page.getByRole("alert").first()).toContainText("the last change was not saved yet");
});

test("after two failures within a minute the board opens as text, without the program", async ({ page }) => {
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

test("what is hidden is on no screen, also when the board opens as text", async ({ page }) => {
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

test("a program that fails each time it opens a board ends as text too, and other boards open", async ({ page }) => {
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
