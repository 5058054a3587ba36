// Private until revealed: for three people who share a device, and for somebody who opens a link before the reveal.

import { Board } from "../pages/board.mjs";
import { newBoard } from "../pages/home.mjs";
import { Private } from "../pages/private.mjs";
import { everything } from "../pages/storage.mjs";
import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";

const WORDS = { Ana: "nobody asks the customers", Bo: "the board decides on paper clips", Cleo: "goals fall from heaven" };
const secret = (text) => Object.values(WORDS).some((words) => text.includes(words));

/** A board on which Ana, Bo and Cleo write in private and vote hidden. */
async function hidden(page, options) {
  const board = await newBoard(page, options);
  await board.addPeople("Ana", "Bo", "Cleo");
  const own = new Private(board);
  await own.hide({ notes: true, votes: true });
  await board.goTo("Write");
  return { board, own };
}

test("three people write and vote behind a curtain, and the reveal shows everything", async ({ page, freshProfile }) => {
  const { board, own } = await hidden(page);
  // The first note asks who writes.
  await board.press(board.addButton("Goals"));
  await expect(own.asks).toBeVisible();
  await expectAccessible(page);
  await own.asks.getByRole("button", { name: /Ana/ }).click();
  await expect(board.newNote("Goals")).toBeFocused();
  await board.newNote("Goals").fill(WORDS.Ana);
  await board.newNote("Goals").press("Enter");
  await board.newNote("Goals").fill("half a thou");
  await expect(board.note(WORDS.Ana)).toBeVisible();
  await expect(own.strip("Private writing")).toContainText("Notes are private until they are revealed · 1 hidden");

  await page.getByRole("button", { name: "Hand over" }).click();
  await expect(board.curtain).toBeVisible();
  await expect(board.curtain.getByRole("button", { name: /Ana/ })).toContainText("1 note");
  await expectAccessible(page);
  expect(secret(await page.content()), "nothing private is on the page behind the curtain").toBe(false);
  await expect(board.newNote("Goals")).toHaveCount(0);
  // Escape closes it and shows what everybody sees.
  await page.keyboard.press("Escape");
  await expect(board.curtain).toHaveCount(0);
  await expect(own.hiddenNotes).toHaveCount(1);
  expect(secret(await page.content())).toBe(false);

  await board.take("Bo");
  await board.write("Goals", WORDS.Bo);
  await expect(board.note(WORDS.Bo)).toBeVisible();
  await expect(board.note("A hidden note by Ana")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(board.note(WORDS.Bo)).toHaveCount(0);
  // One more step removes nothing of Ana's.
  await page.keyboard.press("Control+z");
  await expect(board.note("A hidden note by Ana")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await expect(board.note(WORDS.Bo)).toBeVisible();

  await board.saved();
  await page.reload();
  await expect(own.hiddenNotes).toHaveCount(2);
  expect(secret(await page.content())).toBe(false);
  await board.take("Cleo");
  await board.write("Goals", WORDS.Cleo);
  await board.handOver("Ana");
  await expect(board.note(WORDS.Ana)).toBeVisible();
  // The reload lost Ana's draft, not her note.
  await expect(own.hiddenNotes).toHaveCount(2);

  await board.goTo("Vote");
  await board.dotButton(board.note(WORDS.Ana)).click();
  await board.expectDots(WORDS.Ana, 1);
  await board.handOver("Bo");
  await board.expectDots("A hidden note by Ana", 0);
  await board.dotButton(board.note(WORDS.Bo)).click();
  await expect(own.strip("Hidden votes")).toContainText("2 of 3 have voted");
  await board.goTo("Read");
  await expect(board.reading).toContainText("2 of 3 have voted, and the votes are still hidden. Reveal them to read the result.");
  await board.goTo("Vote");
  await board.handOver("Cleo");
  await board.dotButton(board.note(WORDS.Cleo)).click();
  await board.handOver();
  await board.saved();

  // The stored board and the link hold no words and no dots.
  const stored = await everything(page);
  for (const [key, text] of Object.entries(stored)) {
    // The key of the private store on disk.
    const isPrivate = key.includes("/desk/");
    if (!isPrivate) expect(secret(text), key).toBe(false);
    if (!isPrivate) expect(text.includes("ballots"), key).toBe(false);
  }
  expect(Object.keys(stored).some((key) => key.includes("/desk/"))).toBe(true);
  const link = await board.link();
  const there = await freshProfile();
  await there.goto(link);
  const copy = new Board(there);
  const theirs = new Private(copy);
  await expect(theirs.hiddenNotes).toHaveCount(3);
  await copy.goTo("Read");
  expect(secret(await there.content())).toBe(false);
  await expect(theirs.strip("Hidden votes")).toContainText("0 of 3 have voted");

  await own.reveal("the notes");
  await own.reveal("the votes");
  await expect(own.hiddenNotes).toHaveCount(0);
  await board.goTo("Read");
  for (const words of [WORDS.Ana, WORDS.Bo, WORDS.Cleo]) await board.expectDots(words, 1);
  await board.saved();
  // Whoever opened the first link gets everything with the next one.
  await there.goto(await board.link());
  await copy.press(copy.dialog.getByRole("button", { name: "Update mine" }));
  await expect(theirs.hiddenNotes).toHaveCount(0);
  expect((await copy.contents()).toSorted()).toEqual(Object.values(WORDS).map((words) => `Goals: ${words}`).toSorted());
});

test("a draft waits for its author", async ({ page }) => {
  const { board } = await hidden(page);
  await board.take("Ana");
  await board.press(board.addButton("Goals"));
  await board.newNote("Goals").fill("half a thought");
  await board.handOver("Bo");
  await board.press(board.addButton("Goals"));
  await expect(board.newNote("Goals")).toHaveValue("");
  await board.newNote("Goals").press("Escape");
  await board.handOver("Ana");
  await board.press(board.addButton("Goals"));
  await expect(board.newNote("Goals")).toHaveValue("half a thought");
});

test("the reveal asks for confirmation and can be declined", async ({ page }) => {
  const { board, own } = await hidden(page);
  await board.take("Ana");
  await board.write("Goals", WORDS.Ana);
  await board.goTo("Group");
  // It is the primary action.
  await expect(page.getByRole("main").getByRole("button", { name: "Reveal the notes" })).toHaveClass(/primary/);
  await expect(board.next).not.toHaveClass(/primary/);
  await page.getByRole("main").getByRole("button", { name: "Reveal the notes" }).click();
  await expect(board.dialog).toContainText("1 note. This cannot be taken back.");
  await expectAccessible(page);
  await board.dialog.getByRole("button", { name: "Not yet" }).click();
  await expect(own.strip("Private writing")).toBeVisible();
  // The choice in Set up asks as well.
  await board.goTo("Set up");
  await page.getByRole("radiogroup", { name: "Private writing" }).getByRole("radio", { name: "Visible immediately" }).click();
  await board.dialog.getByRole("button", { name: "Not yet" }).click();
  await expect(page.getByRole("radio", { name: "Private until revealed" })).toBeChecked();
  await board.goTo("Group");
  await own.reveal("the notes");
  await expect(own.strip("Private writing")).toHaveCount(0);
  await expect(board.next).toHaveClass(/primary/);
  await page.keyboard.press("Control+z");
  await expect(own.hiddenNotes).toHaveCount(0);
});

// After the first round's reveal, the second round's counts were visible dot by dot, and the next workshop hid nothing.
test("votes are hidden again in the next round and the next workshop", async ({ page }) => {
  const { board, own } = await hidden(page);
  await board.take("Ana");
  await board.write("Goals", "fourteen goals");
  await board.goTo("Group");
  await own.reveal("the notes");
  await board.goTo("Vote");
  for (const name of ["Ana", "Bo", "Cleo"]) {
    await board.take(name);
    await board.dot("fourteen goals");
  }
  await board.goTo("Read");
  await own.reveal("the votes");
  await expect(page.getByText("The votes of another round are hidden again until they are revealed.")).toBeVisible();
  await page.getByRole("button", { name: "Vote once more" }).click();
  await expect(own.strip("Hidden votes")).toContainText("0 of 3 have voted");
  await board.take("Ana");
  await board.dot("fourteen goals", 2);
  await expect(own.strip("Hidden votes")).toContainText("1 of 3 have voted");
  await board.goTo("Read");
  // The revealed round stays readable, and nothing of the second is on the page.
  await expect(page.getByRole("region", { name: "The reading" })).toContainText("3 dots");
  await expect(board.note("fourteen goals").getByRole("img", { name: "3 dots" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(own.strip("Hidden votes")).toBeVisible();
  await board.goTo("Close");
  await page.getByRole("button", { name: "Start the next workshop from this one" }).click();
  for (const option of ["Private until revealed", "Hidden until revealed"]) await expect(page.getByRole("radio", { name: option })).toBeChecked();
});

// The switch said "Counted at once", the next workshop hid its votes, and nothing said how to change that.
test("revealed votes can stay open, as Set up explains", async ({ page }) => {
  const { board, own } = await hidden(page);
  await board.goTo("Vote");
  await board.take("Ana");
  await board.wholeLayer("Goals").add.click();
  await own.reveal("the votes");
  await board.goTo("Set up");
  const votes = (name) => page.getByRole("radiogroup", { name: "Hidden votes" }).getByRole("radio", { name });
  await expect(votes("Counted at once")).toBeChecked();
  const says = page.getByText("choose “Hidden until revealed” and then “Counted at once”.");
  await expect(says).toBeVisible();
  await votes("Hidden until revealed").click();
  await expect(says).toHaveCount(0);
  await votes("Counted at once").click();
  await expect(votes("Counted at once")).toBeChecked();
  await expect(board.dialog).toHaveCount(0);
  await expect(says).toHaveCount(0);
  await board.goTo("Close");
  await page.getByRole("button", { name: "Start the next workshop from this one" }).click();
  await expect(votes("Counted at once")).toBeChecked();
  await expect(page.getByRole("radio", { name: "Private until revealed" })).toBeChecked();
});

test.describe("by tap at 320 px", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

  test("the curtain passes the device on", async ({ page }) => {
    const { board, own } = await hidden(page, { tap: true });
    await board.take("Ana");
    await board.write("Vision", WORDS.Ana);
    await board.handOver("Bo");
    await expect(own.hiddenNotes).toHaveCount(1);
    await board.handOver("Ana");
    await expect(board.note(WORDS.Ana)).toBeVisible();
  });
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("curtain and strips are accessible", async ({ page }) => {
    const { board } = await hidden(page);
    await board.take("Ana");
    await board.write("Goals", WORDS.Ana);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Hand over" }).click();
    await expectAccessible(page);
    // By keyboard alone: the first name has the focus.
    await page.keyboard.press("Enter");
    await expect(board.note(WORDS.Ana)).toBeVisible();
  });
});

// The remaining time was invisible while the device was handed over.
test("the curtain shows the timer", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("Ana", "Bo");
  await board.goTo("Vote");
  await page.getByRole("button", { name: "Start timer" }).click();
  await board.take("Ana");
  await page.getByRole("button", { name: "Hand over" }).click();
  const curtain = page.getByRole("dialog", { name: "Pass the device to the next person" });
  await expect(curtain.getByRole("timer")).toHaveText(/\d:\d\d/);
});
