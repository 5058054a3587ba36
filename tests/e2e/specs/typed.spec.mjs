// What was typed is there, whatever is pressed next.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";

const LONG = "x".repeat(70);

/** What people press while names still stand in "Add people". */
const NEXT = {
  Done: (board) => board.dialog.getByRole("button", { name: "Done" }).click(),
  Escape: (board) => board.page.keyboard.press("Escape"),
  "a change of the rules": async (board) => {
    await board.dialog.getByRole("spinbutton", { name: "Dots per person" }).fill("7");
    await board.page.keyboard.press("Tab");
  },
};

// The names were dropped without a word.
for (const [next, press] of Object.entries(NEXT)) {
  test(`names that stand in the field are added by ${next}`, async ({ page }) => {
    const board = await newBoard(page);
    await board.openPeople();
    await board.dialog.getByRole("textbox", { name: /Add people/ }).fill("Ana\nBo");
    await press(board);
    if (await board.dialog.isHidden()) await board.openPeople();
    for (const name of ["Ana", "Bo"]) await expect(board.dialog.getByRole("button", { name: `Rename ${name}` })).toBeVisible();
    await expect(board.dialog.getByRole("textbox", { name: /Add people/ })).toHaveValue("");
  });
}

for (const [next, press] of Object.entries({
  "the next stage": (board) => board.goTo("Write"),
  "the list of boards": (board) => board.goHome(),
  sharing: (board) => board.share(),
})) {
  test(`names that stand in the field in Set up are added by ${next}`, async ({ page }) => {
    const board = await newBoard(page);
    await board.goTo("Set up");
    await page.getByRole("textbox", { name: /Add people/ }).fill("Ana, Bo");
    const address = page.url();
    await press(board);
    await page.goto("about:blank");
    await page.goto(address);
    await board.goTo("Set up");
    for (const name of ["Ana", "Bo"]) await expect(page.getByRole("button", { name: `Rename ${name}` })).toBeVisible();
  });
}

// A name that had not been added became a person of the board that somebody went to.
test("names that stand in the field are not added to another board", async ({ page }) => {
  const other = await newBoard(page);
  await other.title.fill("Other");
  await other.saved();
  const address = await page.evaluate(() => location.hash);
  await other.goHome();
  await page.getByRole("button", { name: "New board", exact: true }).click();
  await page.getByRole("textbox", { name: /Add people/ }).fill("Ana");
  await page.evaluate((hash) => (location.hash = hash), address);
  await expect(other.title).toHaveValue("Other");
  await page.waitForTimeout(300);
  await expect(page.getByRole("button", { name: "Rename Ana" })).toHaveCount(0);
});

test("undo is not for what waits in a field", async ({ page }) => {
  const board = await newBoard(page);
  await board.goTo("Set up");
  await board.title.fill("Wards");
  await board.title.press("Enter");
  await page.getByRole("textbox", { name: /Add people/ }).fill("Ana");
  await board.undoButton.click();
  await expect(board.title).toHaveValue("");
  await expect(page.getByRole("textbox", { name: /Add people/ })).toHaveValue("Ana");
});

test("a name that is refused stays, and holds up nothing", async ({ page }) => {
  const board = await newBoard(page);
  await board.openPeople();
  const field = board.dialog.getByRole("textbox", { name: /Add people/ });
  await field.fill(`Ana\n${LONG}`);
  await board.dialog.getByRole("spinbutton", { name: "Dots per person" }).fill("7");
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue(LONG);
  await board.dialog.getByRole("button", { name: "Done" }).click();
  await expect(board.dialog).toHaveCount(0);
  await expect(page.getByText(/has 70 characters; 60 fit/)).toBeVisible();
});

// What stood in the field before became part of the first note, and a third note if it had a line of its own.
test.describe("pasting", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("two pasted lines make two notes, whatever stood in the field", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await board.newNote("Goals").fill("half a\nthought");
    await page.evaluate(() => navigator.clipboard.writeText("one\ntwo"));
    await page.keyboard.press("Control+V");
    await page.getByRole("button", { name: "Make 2 notes" }).click();
    await board.expectNotes("Goals", ["one", "two"]);
    await expect(board.newNote("Goals")).toHaveValue("half a\nthought");
    await page.reload();
    await expect(board.newNote("Goals")).toHaveValue("half a\nthought");
  });

  // Marks of Word and Markdown stayed in the notes, and a heading became one.
  test("a pasted list is shown as the notes that it will be", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await page.evaluate(() => navigator.clipboard.writeText("# Retro\n- [ ] **Ship** it\n  twice\n·\tLess mail\n3) [Plan](https://example.org) B"));
    await page.keyboard.press("Control+V");
    await expect(page.getByText("You pasted 3 notes for Goals. 1 heading is left out.")).toBeVisible();
    await expect(page.getByRole("group").getByRole("listitem")).toHaveText(["Ship it twice", "Less mail", "Plan B"]);
    await page.getByRole("button", { name: "Make 3 notes" }).click();
    await board.expectNotes("Goals", ["Ship it twice", "Less mail", "Plan B"]);
  });

  test("a pasted note that is too long is named, and nothing is cut", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await page.evaluate(() => navigator.clipboard.writeText(`short\n${"long ".repeat(240)}`));
    await page.keyboard.press("Control+V");
    await expect(page.getByText("Note 2 has 1,199 characters; 1,000 fit. Shorten it first.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Make/ })).toHaveCount(0);
    await expect(board.newNote("Goals")).toHaveValue(/^short\nlong/);
    await board.newNote("Goals").fill("short\nlong no more");
    await page.getByRole("button", { name: "Make 2 notes" }).click();
    await board.expectNotes("Goals", ["short", "long no more"]);
  });
});

// After a reload there was no way back to a note that was deleted before it.
test("a deletion can be taken back after a reload, from the versions", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "precious", "plain");
  await board.delete("precious");
  await board.saved();
  await page.reload();
  await board.expectNotes("Vision", ["plain"]);
  await board.share();
  await board.dialog.getByRole("button", { name: "Versions" }).click();
  const version = page.getByRole("dialog", { name: "Versions" }).getByRole("listitem").filter({ hasText: "2 notes" });
  await version.first().getByRole("button", { name: /Bring back the version of/ }).click();
  await board.expectNotes("Vision", ["precious", "plain"]);
});
