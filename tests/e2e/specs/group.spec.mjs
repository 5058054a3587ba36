// Grouping notes by drag, by button and by key, without losing anything.

import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";

/** A board in Group with three notes in Goals and one in Vision. */
async function fourNotes(page, options) {
  const board = await newBoard(page, options);
  await board.write("Vision", "far");
  await board.write("Goals", "first", "second", "third");
  await board.goTo("Group");
  return board;
}

const group = (board, text) => board.note(text).getByRole("button", { name: /^\d+ notes$/ });

test("by button, the first note joins the second, which leads", async ({ page }) => {
  const board = await fourNotes(page);
  await board.tool("third", "Put with another note");
  await expect(page.getByText("Now choose the note to put it with").first()).toBeVisible();
  await board.tool("first", "Put with another note");
  await board.expectNotes("Goals", ["first", "second"]);
  await expect(group(board, "first")).toHaveText("2 notes");

  await group(board, "first").click();
  await board.expectNotes("Goals", ["first", "third", "second"]);
  await expect(group(board, "first")).toHaveAttribute("aria-expanded", "true");
  await group(board, "first").click();
  await board.expectNotes("Goals", ["first", "second"]);

  await board.undo();
  await board.expectNotes("Goals", ["first", "second", "third"]);
  await expect(group(board, "first")).toHaveCount(0);
});

test("by drag, a note joins the one it is dropped on, also from another layer", async ({ page }) => {
  const board = await fourNotes(page);
  await board.drag(board.note("far").getByText("far"), board.note("second"));
  await board.expectNotes("Vision", []);
  await board.expectNotes("Goals", ["first", "second", "third"]);
  await expect(group(board, "second")).toHaveText("2 notes");
});

test("by key, G, another note, G; Escape cancels", async ({ page }) => {
  const board = await fourNotes(page);
  await board.note("first").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("g");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("g");
  await board.expectNotes("Goals", ["first", "third"]);
  await expect(board.note("first")).toBeFocused();
});

test("a member takes the lead, leaves, and the group is taken apart", async ({ page }) => {
  const board = await fourNotes(page);
  for (const text of ["second", "third"]) {
    await board.tool(text, "Put with another note");
    await board.tool("first", "Put with another note");
  }
  await group(board, "first").click();
  await board.tool("second", "Move note");
  await board.menu.getByRole("menuitem", { name: "Make it the leading note" }).click();
  await expect(group(board, "second")).toHaveText("3 notes");
  await group(board, "second").click();
  await board.tool("third", "Move note");
  await board.menu.getByRole("menuitem", { name: "Take out of the group" }).click();
  await expect(group(board, "second")).toHaveText("2 notes");
  await board.tool("second", "Move note");
  await board.menu.getByRole("menuitem", { name: "Take the group apart" }).click();
  await board.expectNotes("Goals", ["first", "second", "third"]);
});

test("dots count for the group, and none is lost when it is taken apart", async ({ page }) => {
  const board = await fourNotes(page);
  await board.addPeople("Ana", "Bo", "Chi");
  await board.goTo("Vote");
  await board.take("Ana");
  await board.dot("first", 1);
  await board.dot("second", 2);
  // Below three ballots no note would say how many dots it has.
  for (const name of ["Bo", "Chi"]) {
    await board.take(name);
    await board.dot("third");
  }
  await board.goTo("Group");
  await board.tool("second", "Put with another note");
  await board.tool("first", "Put with another note");
  await board.goTo("Read");
  await board.expectDots("first", 3);
  await board.goTo("Group");
  await board.tool("first", "Move note");
  await board.menu.getByRole("menuitem", { name: "Take the group apart" }).click();
  await board.goTo("Read");
  await board.expectDots("first", 1);
  await board.expectDots("second", 2);
});

test("a group survives a reload and a link", async ({ page, freshProfile }) => {
  const board = await fourNotes(page);
  await board.tool("second", "Put with another note");
  await board.tool("first", "Put with another note");
  await board.saved();
  await page.reload();
  await board.expectNotes("Goals", ["first", "third"]);
  const link = await board.link();
  const there = await freshProfile();
  await there.goto(link);
  await expect(there.getByRole("button", { name: "2 notes" })).toBeVisible();
});

test("axe finds nothing", async ({ page }) => {
  const board = await fourNotes(page);
  await board.tool("second", "Put with another note");
  await expectAccessible(page);
  await board.tool("first", "Put with another note");
  await group(board, "first").click();
  await expectAccessible(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("by tap alone", async ({ page }) => {
    const board = await fourNotes(page, { tap: true });
    await board.tool("second", "Put with another note");
    await board.tool("first", "Put with another note");
    await board.expectNotes("Goals", ["first", "third"]);
    await group(board, "first").tap();
    await board.expectNotes("Goals", ["first", "second", "third"]);
  });
});

// A click on the second note did nothing, Enter edited it, and Escape on a button did not cancel.
test("a click or Enter chooses the second note, and Escape cancels from anywhere", async ({ page }) => {
  const board = await fourNotes(page);
  const hint = page.getByRole("contentinfo").getByText("click it, or press Enter on it");
  await board.tool("third", "Put with another note");
  await board.note("first").getByText("first").click();
  await board.expectNotes("Goals", ["first", "second"]);
  await expect(hint).toHaveCount(0);

  await board.tool("second", "Put with another note");
  await expect(hint).toBeVisible();
  await page.getByRole("button", { name: "Start timer" }).focus();
  await page.keyboard.press("Escape");
  await expect(hint).toHaveCount(0);

  await board.note("second").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await board.expectNotes("Goals", ["first"]);
  await expect(group(board, "first")).toHaveText("3 notes");
});
