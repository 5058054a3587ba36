// Writing, editing, moving and deleting notes.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";
import { LAYERS } from "../pages/board.mjs";

test.use({ viewport: { width: 1440, height: 1200 } });

test.describe("writing", () => {
  test("the six layers are in order", async ({ page }) => {
    await newBoard(page);
    await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(LAYERS);
  });

  test("Enter saves a note and opens the next", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Vision").click();
    for (const text of ["one", "two", "three"]) {
      await expect(board.newNote("Vision")).toBeFocused();
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    }
    await board.expectNotes("Vision", ["one", "two", "three"]);
    await expect(board.newNote("Vision")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(board.addButton("Vision")).toBeFocused();
  });

  test("Shift+Enter breaks the line", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await page.keyboard.type("first");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("second");
    await page.keyboard.press("Enter");
    await board.expectNotes("Goals", ["first\nsecond"]);
    const text = board.notes("Goals").getByText("first");
    expect(await text.evaluate((element) => element.getClientRects().length && element.innerText)).toBe("first\nsecond");
  });

  test("Escape keeps the draft", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Values").click();
    await page.keyboard.type("half a thou");
    await page.keyboard.press("Escape");
    await expect(board.addButton("Values")).toBeFocused();
    await board.expectNotes("Values", []);
    await page.keyboard.press("Enter");
    await expect(board.newNote("Values")).toHaveValue("half a thou");
    await page.keyboard.type("ght");
    await page.keyboard.press("Enter");
    await board.expectNotes("Values", ["half a thought"]);
  });

  test("a click elsewhere keeps the draft", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Values").click();
    await page.keyboard.type("not yet");
    await board.title.click();
    await expect(board.newNote("Values")).toHaveValue("not yet");
  });

  test("spaces are no note", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("KPIs").click();
    await page.keyboard.type("   ");
    await page.keyboard.press("Enter");
    await board.expectNotes("KPIs", []);
  });

  test("a note over 1,000 characters is refused and stays in the field", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("KPIs").click();
    await board.newNote("KPIs").fill("x".repeat(1001));
    await page.keyboard.press("Enter");
    await expect(page.getByText("That text has 1001 characters; 1000 fit.")).toBeVisible();
    await expect(board.newNote("KPIs")).toHaveValue("x".repeat(1001));
    await board.newNote("KPIs").fill("x".repeat(1000));
    await page.keyboard.press("Enter");
    await board.expectNotes("KPIs", ["x".repeat(1000)]);
    await expect(page.getByText("That text has")).toHaveCount(0);
  });

  test("markup, links and other scripts stay text", async ({ page }) => {
    const texts = ["<img src=x onerror=alert(1)>", "<b>bold</b> &amp; javascript:alert(1)", "👩‍👩‍👧 שלום مرحبا 你好", "https://example.org/?a=1"];
    const board = await newBoard(page);
    await board.write("Mission", ...texts);
    await board.expectNotes("Mission", texts);
    for (const text of texts) await expect(board.note(text).getByText(text, { exact: true })).toBeVisible();
    expect(await board.layer("Mission").locator("img, b").count()).toBe(0);
  });
});

test.describe("pasting", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  const paste = async (page, text) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press("Control+V");
  };

  test("several lines offer one note a line", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await paste(page, "- first\n- second\n\n* third\n");
    await expect(page.getByText("You pasted 3 notes for Goals.")).toBeVisible();
    await page.getByRole("button", { name: "Make 3 notes" }).click();
    await board.expectNotes("Goals", ["first", "second", "third"]);
    await expect(board.newNote("Goals")).toBeFocused();
    await board.undo();
    await board.expectNotes("Goals", []);
  });

  test("several lines can stay one note", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await paste(page, "first\nsecond");
    await page.getByRole("button", { name: "Keep as one note" }).click();
    await expect(board.newNote("Goals")).toBeFocused();
    await page.keyboard.press("Enter");
    await board.expectNotes("Goals", ["first\nsecond"]);
  });

  test("one line is pasted as it is", async ({ page }) => {
    const board = await newBoard(page);
    await board.addButton("Goals").click();
    await paste(page, "just this");
    await expect(board.newNote("Goals")).toHaveValue("just this");
    await expect(page.getByText(/You pasted/)).toHaveCount(0);
  });
});

test.describe("changing", () => {
  test("a note is edited in place", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "first words", "another");
    await board.edit("first words", "better words");
    await board.expectNotes("Vision", ["better words", "another"]);
    await expect(board.note("better words")).toBeFocused();
  });

  test("a double click edits, Escape ends and keeps the text", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "first");
    await board.note("first").getByText("first").dblclick();
    await page.keyboard.type(" and more");
    await page.keyboard.press("Escape");
    await board.expectNotes("Vision", ["first and more"]);
    await expect(page.getByRole("textbox", { name: "Note text" })).toHaveCount(0);
  });

  test("a click elsewhere ends editing", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "first");
    await board.tool("first", "Edit note");
    await page.keyboard.type("!");
    await board.title.click();
    await board.expectNotes("Vision", ["first!"]);
    await expect(page.getByRole("textbox", { name: "Note text" })).toHaveCount(0);
  });

  test("an emptied note keeps its former text", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "first");
    await board.edit("first", "");
    await expect(page.getByRole("textbox", { name: "Note text" })).toHaveCount(0);
    await expect(board.note("first").getByText("first")).toBeVisible();
  });

  test("a note takes six named colours", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "a note");
    const seen = new Set();
    for (const colour of ["Sky", "Mint", "Rose", "Lilac", "Sand", "Butter"]) {
      await board.colour("a note", colour);
      await expect(board.note("a note")).toBeFocused();
      seen.add(await board.note("a note").evaluate((note) => getComputedStyle(note).backgroundColor));
    }
    expect(seen.size).toBe(6);
  });

  test("a layer's statement is edited in place", async ({ page }) => {
    const board = await newBoard(page);
    const statement = page.getByRole("textbox", { name: "Agreed statement for Mission" });
    await statement.fill("Every ward live in a day");
    await board.saved();
    await page.reload();
    await expect(statement).toHaveValue("Every ward live in a day");
  });
});

test.describe("moving", () => {
  const start = { Vision: ["one", "two", "three"], Goals: ["four"] };

  test("by menu to another layer", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.move("two", "Goals");
    await board.expectNotes("Vision", ["one", "three"]);
    await board.expectNotes("Goals", ["four", "two"]);
    await expect(board.note("two")).toBeFocused();
  });

  test("by menu earlier and later", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.move("three", "Earlier");
    await board.expectNotes("Vision", ["one", "three", "two"]);
    await board.move("one", "Later");
    await board.expectNotes("Vision", ["three", "one", "two"]);
    await expect(board.note("one")).toBeFocused();
  });

  test("by keyboard", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.note("two").focus();
    await page.keyboard.press("m");
    await expect(board.menu.getByRole("menuitem").first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(board.menu.getByRole("menuitem", { name: "Move to Goals" })).toBeFocused();
    await page.keyboard.press("Enter");
    await board.expectNotes("Goals", ["four", "two"]);
    await expect(board.note("two")).toBeFocused();
  });

  test("Escape closes the menu and focuses the note", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.note("two").focus();
    await page.keyboard.press("m");
    await expect(board.menu).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(board.menu).toHaveCount(0);
    await expect(board.note("two")).toBeFocused();
    await board.expectNotes("Vision", start.Vision);
  });

  test("by mouse to another layer", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.drag(board.note("two").getByText("two"), board.layer("Mission"));
    await board.expectNotes("Mission", ["two"]);
    await board.expectNotes("Vision", ["one", "three"]);
  });

  test("by mouse before another note", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.drag(board.note("three").getByText("three"), board.note("one"));
    await board.expectNotes("Vision", ["three", "one", "two"]);
    await board.drag(board.note("four").getByText("four"), board.note("one"));
    await board.expectNotes("Vision", ["three", "four", "one", "two"]);
  });

  test("a press without a move is no drag", async ({ page }) => {
    const board = await newBoard(page);
    await board.fill(start);
    await board.note("one").getByText("one").click();
    await board.expectNotes("Vision", start.Vision);
    await expect(board.undoButton).toBeEnabled();
  });

  test.describe("by finger", () => {
    test.use({ hasTouch: true });

    test("after a long press", async ({ page }) => {
      const board = await newBoard(page);
      await board.fill(start);
      await board.dragByFinger(board.note("two").getByText("two"), board.layer("Mission"));
      await board.expectNotes("Mission", ["two"]);
    });

    test("a swipe moves no note", async ({ page }) => {
      const board = await newBoard(page);
      await board.fill(start);
      await board.dragByFinger(board.note("two").getByText("two"), board.layer("Mission"), { rest: 0 });
      await board.expectNotes("Vision", start.Vision);
      await board.expectNotes("Mission", []);
    });

    test("a cancelled drag leaves the note", async ({ page }) => {
      const board = await newBoard(page);
      await board.fill(start);
      await board.dragByFinger(board.note("two").getByText("two"), board.layer("Mission"), { drop: false });
      await board.expectNotes("Vision", start.Vision);
      expect(await board.note("two").evaluate((note) => note.style.transform)).toBe("");
    });
  });
});

test.describe("deleting", () => {
  test("by its button, with the focus on the next note", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "one", "two", "three");
    await board.delete("two");
    await board.expectNotes("Vision", ["one", "three"]);
    await expect(board.note("three")).toBeFocused();
    await board.delete("three");
    await expect(board.note("one")).toBeFocused();
    await board.delete("one");
    await expect(board.addButton("Vision")).toBeFocused();
  });

  test("by key", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "one", "two");
    await board.note("one").focus();
    await page.keyboard.press("Delete");
    await board.expectNotes("Vision", ["two"]);
    await expect(board.note("two")).toBeFocused();
  });
});

// The "!" of a Hebrew note was on the wrong side.
test("text starts on its language's side", async ({ page }) => {
  const board = await newBoard(page);
  const hebrew = "שלום לכולם!";
  await board.write("Vision", hebrew, "Hello everybody!");
  const side = (text) =>
    board.note(text).evaluate((note, text) => {
      const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && walker.currentNode.data !== text);
      const mark = document.createRange();
      mark.setStart(walker.currentNode, text.length - 1);
      mark.setEnd(walker.currentNode, text.length);
      const [box, last] = [walker.currentNode.parentElement.getBoundingClientRect(), mark.getBoundingClientRect()];
      const whole = document.createRange();
      whole.selectNodeContents(walker.currentNode);
      const words = whole.getBoundingClientRect();
      const start = words.left - box.left < box.right - words.right ? "left" : "right";
      return { start, ends: last.left < words.left + words.width / 2 ? "left" : "right" };
    }, text);
  expect(await side(hebrew)).toEqual({ start: "right", ends: "left" });
  expect(await side("Hello everybody!")).toEqual({ start: "left", ends: "right" });
});

// Layers are drawn one by one: the layer that a note is dragged from must not keep it under the layers after it.
test("a dragged note is above every layer", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "dragged");
  const from = await board.note("dragged").boundingBox();
  const to = await board.layer("Goals").boundingBox();
  await page.mouse.move(from.x + 30, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, to.y + 30, { steps: 5 });
  // The dragged note lets the pointer through to the drop target.
  const onTop = () =>
    board.note("dragged").evaluate((note) => {
      note.parentElement.style.pointerEvents = "auto";
      const box = note.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      note.parentElement.style.pointerEvents = "";
      return note.contains(top);
    });
  expect(await onTop()).toBe(true);
  await page.mouse.up();
  await board.expectNotes("Goals", ["dragged"]);
});

// Half a note was lost by Home, Back, a reload, closing and a crash, while "Saved on this device" was shown.
const WAYS_TO_LEAVE = [
  ["Home", async (board) => board.goHome()],
  ["Back", async (board) => board.page.goBack()],
  ["a reload", async (board) => board.page.reload()],
  ["closing", async (board) => board.page.goto("about:blank")],
];

for (const [way, leave] of WAYS_TO_LEAVE) {
  test(`half a note is still there after ${way}`, async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "whole");
    await board.saved();
    const address = page.url();
    await board.addButton("Goals").click();
    await board.newNote("Goals").pressSequentially("half a tho");
    await leave(board);
    await page.goto("about:blank");
    await page.goto(address);
    await expect(board.newNote("Goals")).toHaveValue("half a tho");
    await board.newNote("Goals").press("End");
    await page.keyboard.type("ught");
    await page.keyboard.press("Enter");
    await board.expectNotes("Goals", ["half a thought"]);
    await page.reload();
    await expect(board.newNote("Goals")).toHaveCount(0);
  });
}
