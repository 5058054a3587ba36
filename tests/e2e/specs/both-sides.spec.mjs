// Two people change one note without having heard of each other: both texts are shown, and a person decides.

import { expect, test } from "../support/fixtures.mjs";
import { expectAccessible } from "../support/axe.mjs";
import { Board } from "../pages/board.mjs";
import { newBoard } from "../pages/home.mjs";

/** A board on which a note was rewritten here, after somebody else had rewritten it on a board of their own. */
async function rewrittenTwice(page, freshProfile) {
  const board = await newBoard(page);
  await board.write("Vision", "a plan");
  const there = await freshProfile();
  await there.goto(await board.link());
  const theirs = new Board(there);
  await theirs.edit("a plan", "their plan");
  const link = await theirs.link();
  await board.edit("a plan", "our plan");
  await board.saved();
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("This was changed here and there. Choose what is to stand.")).toBeVisible();
  return { board, dialog, difference: dialog.getByRole("group", { name: "The words of a note on Vision" }) };
}

test("what is here stays, unless theirs is chosen", async ({ page, freshProfile }) => {
  const { board, dialog, difference } = await rewrittenTwice(page, freshProfile);
  await expect(difference.getByRole("radio", { name: /^Here: “our plan” \(today at \d+:\d\d\)$/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Update mine" }).click();
  await board.expectNotes("Vision", ["our plan"]);
});

test("theirs is chosen by keyboard", async ({ page, freshProfile }) => {
  const { board, dialog, difference } = await rewrittenTwice(page, freshProfile);
  await difference.getByRole("radio", { name: /^Here/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(difference.getByRole("radio", { name: /^There: “their plan” \(today at \d+:\d\d\)$/ })).toBeChecked();
  await expect(difference.getByRole("radio", { name: /^There/ })).toBeFocused();
  await dialog.getByRole("button", { name: "Update mine" }).click();
  await board.expectNotes("Vision", ["their plan"]);
  await board.saved();
  await page.reload();
  await board.expectNotes("Vision", ["their plan"]);
});

for (const [width, colorScheme] of [
  [1440, "light"],
  [390, "dark"],
  [320, "light"],
]) {
  test(`the choice fits ${width} pixels, ${colorScheme}, and axe finds nothing`, async ({ page, freshProfile }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const { dialog } = await rewrittenTwice(page, freshProfile);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await expectAccessible(page);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/both-sides-${width}-${colorScheme}.png` });
  });
}
