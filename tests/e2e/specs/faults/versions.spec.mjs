// Former versions: kept by the browser, listed in words, restored as a new change.

import { expect, test } from "../../support/fixtures.mjs";
import { newBoard } from "../../pages/home.mjs";

const openVersions = async (board) => {
  await board.share();
  await board.dialog.getByRole("button", { name: "Versions" }).click();
  const dialog = board.page.getByRole("dialog", { name: "Versions" });
  await expect(dialog).toBeVisible();
  return dialog;
};

const close = async (dialog) => {
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
};

test("a version is listed and restored, and undo takes that back", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one", "two");
  await close(await openVersions(board));
  await board.write("Goals", "three");
  await board.edit("one", "changed");
  const dialog = await openVersions(board);
  const rows = dialog.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("3 notes, 1 more than before");
  await expect(rows.first()).toContainText("just now");
  await rows.last().getByRole("button", { name: /Bring back the version of/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("That version is back, as a new change.")).toBeVisible();
  await board.expectNotes("Vision", ["one", "two"]);
  await board.expectNotes("Goals", []);
  await board.saved();
  await board.undo();
  await board.expectNotes("Vision", ["changed", "two"]);
  await board.expectNotes("Goals", ["three"]);
});

test("versions survive a reload and are erased with the board", async ({ page }) => {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  await board.write("Vision", "one");
  await board.saved();
  await page.reload();
  await expect(board.title).toBeVisible();
  await board.delete("one");
  await board.saved();
  let dialog = await openVersions(board);
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await dialog.getByRole("listitem").last().getByRole("button").click();
  await board.expectNotes("Vision", ["one"]);
  await board.goHome();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete for ever" }).click();
  const left = () =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const request = indexedDB.open("alignment-board");
          request.onsuccess = () => {
            const keys = request.result.transaction("versions").objectStore("versions").getAllKeys();
            keys.onsuccess = () => (request.result.close(), done(keys.result.length));
          };
        }),
    );
  await expect.poll(left).toBe(0);
});

for (const [what, breaks] of [
  ["missing", () => Object.defineProperty(window, "indexedDB", { value: undefined })],
  ["throwing", () => (IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); })],
  ["refusing", () => (IDBObjectStore.prototype.put = () => { throw new DOMException("no", "QuotaExceededError"); })],
]) {
  test(`with IndexedDB ${what} the board works`, async ({ page }) => {
    await page.addInitScript(breaks);
    const board = await newBoard(page);
    await board.write("Vision", "one");
    await expect(board.saving).toHaveText("Saved, without second copy");
    const dialog = await openVersions(board);
    await expect(dialog).toContainText("There are none yet, or this browser does not keep any.");
    await close(dialog);
    await board.expectNotes("Vision", ["one"]);
  });
}

test("the dialog fits a small phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const board = await newBoard(page);
  for (let number = 0; number < 6; number += 1) {
    await board.write("Vision", `n${number}`);
    await close(await openVersions(board));
  }
  const dialog = await openVersions(board);
  await expect(dialog.getByRole("listitem")).toHaveCount(6);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const [inside, around] = [await dialog.getByRole("listitem").first().boundingBox(), await dialog.boundingBox()];
  expect(inside.x + inside.width).toBeLessThanOrEqual(around.x + around.width);
});
