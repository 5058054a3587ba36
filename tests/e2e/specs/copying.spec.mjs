// Copying by keyboard gives what is meant: the board, the note, or the piece of a text that is selected.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";
import { Private } from "../pages/private.mjs";

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

// "Select all, copy" gave everything but the notes.
test("select all and copy gives the board as text", async ({ page }) => {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  await board.write("Vision", "one *clear* picture");
  await board.write("Tactics and tasks", "every swap is approved");
  await page.getByRole("heading", { name: "Vision" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await expect(page.locator(".said")).toHaveText("The board is copied as text.");
  const text = await clipboard(page);
  expect(text).toContain("# Wards");
  expect(text).toMatch(/Vision[^]*clear[^]*Tactics and tasks[^]*every swap is approved/);
  expect(text).not.toContain("Add a note");
});

test("what is hidden is not copied", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("Ana", "Bo", "Chi");
  await new Private(board).hide({ notes: true });
  await board.goTo("Write");
  await board.take("Ana");
  await board.write("Vision", "a secret");
  await page.getByRole("heading", { name: "Vision" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await expect(page.locator(".said")).toHaveText("The board is copied as text. Not in it are the words of 1 note, because they are not revealed yet.");
  expect(await clipboard(page)).not.toContain("secret");
});

test("on a note, copy gives its words", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one clear picture", "another");
  await board.note("one clear picture").focus();
  await page.keyboard.press("Control+c");
  await expect(page.locator(".said")).toHaveText("Note copied.");
  expect(await clipboard(page)).toBe("one clear picture");
});

test("in a field and for a piece of text, copy is the browser's own", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one clear picture");
  await board.note("one clear picture").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Control+c");
  expect(await clipboard(page)).toBe("one clear picture");
  await page.keyboard.press("Escape");
  await page.getByText("Where are we going?").click({ clickCount: 3 });
  await page.keyboard.press("Control+c");
  expect((await clipboard(page)).trim()).toBe("Where are we going?");
  await expect(page.locator(".said")).toHaveCount(0);
});

// The second copy of the same note was neither said nor shown.
test("a copy is said each time", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one clear picture");
  await board.note("one clear picture").focus();
  const said = page.locator(".said");
  for (const time of [1, 2, 3]) {
    await page.keyboard.press("Control+c");
    await expect(said, `time ${time}`).not.toHaveAttribute("data-seen");
    await said.evaluate((toast) => toast.setAttribute("data-seen", ""));
  }
});
