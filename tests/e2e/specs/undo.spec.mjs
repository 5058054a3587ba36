// Every step can be undone and redone, by button and by key.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";

test.use({ viewport: { width: 1440, height: 1200 } });

const colourOf = (board, text) => board.note(text).evaluate((note) => getComputedStyle(note).backgroundColor);

/** A step, and the board without it and with it. */
const STEPS = [
  {
    name: "adding",
    about: "a note",
    act: (board) => board.write("Goals", "new"),
    without: (board) => board.expectNotes("Goals", []),
    done: (board) => board.expectNotes("Goals", ["new"]),
  },
  {
    name: "editing",
    about: "a note",
    act: (board) => board.edit("one", "changed"),
    without: (board) => board.expectNotes("Vision", ["one", "two"]),
    done: (board) => board.expectNotes("Vision", ["changed", "two"]),
  },
  {
    name: "moving to another layer",
    about: "a note",
    act: (board) => board.move("one", "Values"),
    without: (board) => board.expectNotes("Vision", ["one", "two"]),
    done: (board) => board.expectNotes("Values", ["one"]),
  },
  {
    name: "moving later",
    about: "a note",
    act: (board) => board.move("one", "Later"),
    without: (board) => board.expectNotes("Vision", ["one", "two"]),
    done: (board) => board.expectNotes("Vision", ["two", "one"]),
  },
  {
    name: "deleting",
    about: "a deletion",
    act: (board) => board.delete("one"),
    without: (board) => board.expectNotes("Vision", ["one", "two"]),
    done: (board) => board.expectNotes("Vision", ["two"]),
  },
  {
    name: "colouring",
    about: "a note",
    act: (board) => board.colour("one", "Rose"),
    without: (board) => expect.poll(() => colourOf(board, "one")).toBe("rgb(255, 240, 179)"),
    done: (board) => expect.poll(() => colourOf(board, "one")).toBe("rgb(251, 211, 219)"),
  },
  {
    name: "titling",
    about: "the title",
    act: async (board) => {
      await board.title.fill("Retro");
      await board.title.press("Enter");
    },
    without: (board) => expect(board.title).toHaveValue(""),
    done: (board) => expect(board.title).toHaveValue("Retro"),
  },
  {
    name: "an agreed statement",
    about: "a statement",
    act: async (board) => {
      await board.page.getByRole("textbox", { name: "Agreed statement for Vision" }).fill("Calm");
      await board.page.keyboard.press("Tab");
    },
    without: (board) => expect(board.page.getByRole("textbox", { name: "Agreed statement for Vision" })).toHaveValue(""),
    done: (board) => expect(board.page.getByRole("textbox", { name: "Agreed statement for Vision" })).toHaveValue("Calm"),
  },
  {
    name: "adding people",
    about: "a person",
    act: (board) => board.addPeople("Ana"),
    without: (board) => expect(board.voter.getByRole("option", { name: "Ana" })).toHaveCount(0),
    done: (board) => expect(board.voter.getByRole("option", { name: "Ana" })).toHaveCount(1),
  },
];

for (const { name, about, act, without, done } of STEPS) {
  test(`${name} is undone and redone`, async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "one", "two");
    await without(board);
    await act(board);
    await done(board);
    await board.undo();
    await without(board);
    await expect(page.locator(".said")).toHaveText(`Undone: ${about}.`);
    await board.redo();
    await done(board);
    await expect(page.locator(".said")).toHaveText(`Redone: ${about}.`);
  });
}

// In Read, Undo removed a note of another stage, and nothing on the screen changed.
test("an undo out of sight is shown in words for a moment", async ({ page }) => {
  const board = await newBoard(page);
  await page.getByRole("textbox", { name: "Agreed statement for Vision" }).fill("Calm");
  await page.keyboard.press("Tab");
  await board.goTo("Let go");
  await board.undo();
  const said = page.locator(".said");
  await expect(said).toHaveText("Undone: a statement.");
  await said.evaluate((line) => Promise.all(line.getAnimations().map((animation) => animation.finished)));
  await expect(said).toBeHidden();
});

test("a vote is undone and redone", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.addPeople("Ana");
  await board.goTo("Vote");
  await board.take("Ana");
  await board.dot("one");
  await board.expectLeft("4 of 5 dots left");
  await board.undo();
  await board.expectLeft("5 of 5 dots left");
  await board.expectDots("one", 0);
  await board.redo();
  await board.expectLeft("4 of 5 dots left");
});

test("all steps are undone and redone by key", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one", "two");
  await board.move("two", "Goals");
  await board.edit("two", "2");
  await board.delete("one");
  await expect(board.addButton("Vision")).toBeFocused();
  const states = [
    { Vision: ["one"], Goals: ["2"] },
    { Vision: ["one"], Goals: ["two"] },
    { Vision: ["one", "two"], Goals: [] },
    { Vision: ["one"], Goals: [] },
    { Vision: [], Goals: [] },
  ];
  const expectState = async (state) => {
    for (const [layer, texts] of Object.entries(state)) await board.expectNotes(layer, texts);
  };
  for (const state of states) {
    await page.keyboard.press("Control+z");
    await expectState(state);
  }
  await expect(board.undoButton).toBeDisabled();
  for (const state of states.slice(0, -1).toReversed()) {
    await page.keyboard.press("Control+Shift+z");
    await expectState(state);
  }
  await page.keyboard.press("Control+Shift+z");
  await expectState({ Vision: [], Goals: ["2"] });
  await expect(board.redoButton).toBeDisabled();
});

test("typing in one note is one step", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.tool("one", "Edit note");
  await page.keyboard.type(" two three four");
  await page.keyboard.press("Enter");
  await board.undo();
  await board.expectNotes("Vision", ["one"]);
});

test("the last undo keeps the focus", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.undoButton.focus();
  await page.keyboard.press("Enter");
  await board.expectNotes("Vision", []);
  await expect(board.undoButton).toBeDisabled();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
});
