// Private until revealed, for three people who share one device, and for whoever opens a link before the reveal.

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

test("three people write and vote behind a curtain, and all is there after the reveal", async ({ page, freshProfile }) => {
  const { board, own } = await hidden(page);
  // It is asked who writes before the first note.
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
  // Escape lifts it to what all see.
  await page.keyboard.press("Escape");
  await expect(board.curtain).toHaveCount(0);
  await expect(own.closed).toHaveCount(1);
  expect(secret(await page.content())).toBe(false);

  await board.take("Bo");
  await board.write("Goals", WORDS.Bo);
  await expect(board.note(WORDS.Bo)).toBeVisible();
  await expect(board.note("A hidden note by Ana")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(board.note(WORDS.Bo)).toHaveCount(0);
  // One step more takes nothing of Ana's away.
  await page.keyboard.press("Control+z");
  await expect(board.note("A hidden note by Ana")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await expect(board.note(WORDS.Bo)).toBeVisible();

  await board.saved();
  await page.reload();
  await expect(own.closed).toHaveCount(2);
  expect(secret(await page.content())).toBe(false);
  await board.take("Cleo");
  await board.write("Goals", WORDS.Cleo);
  await board.handOver("Ana");
  await expect(board.note(WORDS.Ana)).toBeVisible();
  // What Ana had begun to write went with the page; what she had written did not.
  await expect(own.closed).toHaveCount(2);

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

  // What is stored of the board, and what a link carries, holds no words and no dots.
  const stored = await everything(page);
  for (const [key, text] of Object.entries(stored)) {
    const desk = key.includes("/desk/");
    if (!desk) expect(secret(text), key).toBe(false);
    if (!desk) expect(text.includes("ballots"), key).toBe(false);
  }
  expect(Object.keys(stored).some((key) => key.includes("/desk/"))).toBe(true);
  const link = await board.link();
  const there = await freshProfile();
  await there.goto(link);
  const copy = new Board(there);
  const theirs = new Private(copy);
  await expect(theirs.closed).toHaveCount(3);
  await copy.goTo("Read");
  expect(secret(await there.content())).toBe(false);
  await expect(theirs.strip("Hidden votes")).toContainText("0 of 3 have voted");

  await own.reveal("the notes");
  await own.reveal("the votes");
  await expect(own.closed).toHaveCount(0);
  await board.goTo("Read");
  for (const words of [WORDS.Ana, WORDS.Bo, WORDS.Cleo]) await board.expectDots(words, 1);
  await board.saved();
  // The one who opened the link before has it all with the next one.
  await there.goto(await board.link());
  await copy.press(copy.dialog.getByRole("button", { name: "Merge them" }));
  await expect(theirs.closed).toHaveCount(0);
  expect((await copy.contents()).toSorted()).toEqual(Object.values(WORDS).map((words) => `Goals: ${words}`).toSorted());
});

test("what one has begun to write waits for its writer", async ({ page }) => {
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

test("the reveal is asked twice and can be left alone", async ({ page }) => {
  const { board, own } = await hidden(page);
  await board.take("Ana");
  await board.write("Goals", WORDS.Ana);
  await board.goTo("Group");
  // It is the one thing to do next.
  await expect(page.getByRole("main").getByRole("button", { name: "Reveal the notes" })).toHaveClass(/primary/);
  await expect(board.next).not.toHaveClass(/primary/);
  await page.getByRole("main").getByRole("button", { name: "Reveal the notes" }).click();
  await expect(board.dialog).toContainText("1 note. This cannot be taken back.");
  await expectAccessible(page);
  await board.dialog.getByRole("button", { name: "Not yet" }).click();
  await expect(own.strip("Private writing")).toBeVisible();
  // The choice in Set up reveals no more easily.
  await board.goTo("Set up");
  await page.getByRole("radiogroup", { name: "Private writing" }).getByRole("radio", { name: "Seen at once" }).click();
  await board.dialog.getByRole("button", { name: "Not yet" }).click();
  await expect(page.getByRole("radio", { name: "Private until revealed" })).toBeChecked();
  await board.goTo("Group");
  await own.reveal("the notes");
  await expect(own.strip("Private writing")).toHaveCount(0);
  await expect(board.next).toHaveClass(/primary/);
  await page.keyboard.press("Control+z");
  await expect(own.closed).toHaveCount(0);
});

// After the reveal of the first round the counts of the second were seen dot by dot, and the next workshop hid nothing.
test("hidden votes are hidden again in the next round, and in the next workshop", async ({ page }) => {
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
  // What was revealed stays readable, and nothing of the second round is on the page.
  await expect(page.getByRole("region", { name: "The reading" })).toContainText("3 dots");
  await expect(board.note("fourteen goals").getByRole("img", { name: "3 dots" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(own.strip("Hidden votes")).toBeVisible();
  await board.goTo("Close");
  await page.getByRole("button", { name: "Start the next workshop from this one" }).click();
  for (const option of ["Private until revealed", "Hidden until revealed"]) await expect(page.getByRole("radio", { name: option })).toBeChecked();
});

// The switch stood at "Counted at once", the next workshop hid its votes, and nothing said how to have it otherwise.
test("what was revealed can be left open for good, as Set up says", async ({ page }) => {
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
    await expect(own.closed).toHaveCount(1);
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

// The time that was left could not be seen while the device went from hand to hand.
test("the timer is seen before the curtain", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("Ana", "Bo");
  await board.goTo("Vote");
  await page.getByRole("button", { name: "Start timer" }).click();
  await board.take("Ana");
  await page.getByRole("button", { name: "Hand over" }).click();
  const curtain = page.getByRole("dialog", { name: "Pass the device to the next person" });
  await expect(curtain.getByRole("timer")).toHaveText(/\d:\d\d/);
});
