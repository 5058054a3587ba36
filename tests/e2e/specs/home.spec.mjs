// "Your boards": several boards on one device.

import { expect, test } from "../support/fixtures.mjs";
import { Home, newBoard } from "../pages/home.mjs";
import { Board } from "../pages/board.mjs";

const titled = async (page, title) => {
  const board = await newBoard(page);
  await board.title.fill(title);
  await board.write("Vision", `note of ${title}`);
  await board.saved();
  await board.goHome();
  return new Home(page);
};

test("a first visit offers a new board", async ({ page }) => {
  const home = await new Home(page).open();
  await expect(home.newButton).toBeVisible();
  await expect(page.getByText("No boards on this device yet.")).toBeVisible();
});

test("several boards are listed and open", async ({ page }) => {
  await titled(page, "First");
  const home = await titled(page, "Second");
  await home.expectTitles("First", "Second");
  const board = await home.openBoard("First");
  await board.expectNotes("Vision", ["note of First"]);
  await page.goBack();
  await home.openBoard("Second");
  await board.expectNotes("Vision", ["note of Second"]);
});

test("a board is renamed", async ({ page }) => {
  const home = await titled(page, "Draft");
  await home.rename("Draft", "Final");
  await home.expectTitles("Final");
  await expect(home.row("Draft")).toHaveCount(0);
  await page.reload();
  const board = await home.openBoard("Final");
  await expect(board.title).toHaveValue("Final");
  await board.expectNotes("Vision", ["note of Final".replace("Final", "Draft")]);
});

test("the focus stays on the button after a rename", async ({ page }) => {
  const home = await titled(page, "Draft");
  await home.rename("Draft", "Final");
  await expect(home.row("Final")).toHaveCount(1);
  await expect(home.row("Final").getByRole("button", { name: "Rename" })).toBeFocused();
});

test("a copy is a board of its own", async ({ page }) => {
  const home = await titled(page, "Original");
  await home.duplicate("Original");
  await home.expectTitles("Original", "Copy of Original");
  const copy = await home.openBoard("Copy of Original");
  await copy.write("Vision", "only in the copy");
  await copy.saved();
  await copy.goHome();
  const original = await home.openBoard("Original");
  await original.expectNotes("Vision", ["note of Original"]);
});

test("a deleted board is in the bin and can be restored", async ({ page }) => {
  const home = await titled(page, "Oops");
  await home.delete("Oops");
  await expect(page.getByText("“Oops” is in the bin.")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Take back" }).click();
  await expect(home.bin).toHaveCount(0);
  const board = await home.openBoard("Oops");
  await board.expectNotes("Vision", ["note of Oops"]);
});

test("the bin survives a reload", async ({ page }) => {
  const home = await titled(page, "Oops");
  await home.delete("Oops");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Bin" })).toBeVisible();
  await home.bin.getByRole("button", { name: "Take back" }).click();
  const board = await home.openBoard("Oops");
  await board.expectNotes("Vision", ["note of Oops"]);
});

test("deleting for ever removes that board alone", async ({ page }) => {
  await titled(page, "Keep");
  const home = await titled(page, "Away");
  await home.delete("Away");
  await home.bin.getByRole("button", { name: "Delete for ever" }).click();
  await expect(page.getByRole("heading", { name: "Bin" })).toHaveCount(0);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toContain("note of Away");
  expect(stored).toContain("note of Keep");
});

test("the sample opens complete, as a new board each time", async ({ page }) => {
  const home = await new Home(page).open();
  const board = await home.sample();
  expect(await board.contents()).toHaveLength(60);
  await board.delete("Nobody can repeat the vision without opening the deck");
  await board.saved();
  await board.goHome();
  await home.sample();
  expect(await board.contents()).toHaveLength(60);
});

test("back and forward move between home and boards", async ({ page }) => {
  const home = await titled(page, "Here");
  await home.openBoard("Here");
  await page.goBack();
  await expect(home.newButton).toBeVisible();
  await page.goForward();
  await expect(new Board(page).title).toHaveValue("Here");
});

test("a file without a board is refused with a reason", async ({ page }) => {
  const home = await new Home(page).open();
  await home.chooseFile({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("milk, eggs") });
  await expect(page.getByText("That file was not opened: it is not an alignment board.")).toBeVisible();
  await home.chooseFile({
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"format":"alignment-board","version":99,"board":"00000000abcd","devices":[],"registers":[]}'),
  });
  await expect(page.getByText("a newer version of the board wrote it")).toBeVisible();
  await expect(page.getByText("No boards on this device yet.")).toBeVisible();
});
