// The keyboard alone gets everywhere, and always shows where it is.

import { expect, test } from "../support/fixtures.mjs";
import { Board, STAGES } from "../pages/board.mjs";
import { expectFocusKept, expectFocusVisible, tabTo } from "../pages/focus.mjs";
import { Home, newBoard } from "../pages/home.mjs";

test.use({ viewport: { width: 1440, height: 1200 } });

test("a small workshop works without a pointer", async ({ page, freshProfile }) => {
  const home = await new Home(page).open();
  const board = new Board(page);
  const { keyboard } = page;
  const choose = async (locator, key = "Enter") => {
    await tabTo(page, locator);
    await keyboard.press(key);
  };

  await choose(home.newButton);
  await tabTo(page, board.title);
  await keyboard.type("By keyboard");
  await choose(page.getByRole("button", { name: "On to writing" }));

  await choose(board.addButton("Vision"));
  for (const text of ["clear", "dull"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await keyboard.press("Escape");
  await choose(board.addButton("Goals"));
  await keyboard.type("fourteen");
  await keyboard.press("Enter");
  await keyboard.press("Escape");
  await board.expectNotes("Vision", ["clear", "dull"]);

  await tabTo(page, board.note("clear"), { back: true });
  await keyboard.press("ArrowRight");
  await expect(board.note("dull")).toBeFocused();
  await keyboard.press("m");
  await expect(board.menu.getByRole("menuitem").first()).toBeFocused();
  await expectFocusVisible(page);
  await keyboard.press("End");
  await keyboard.press("ArrowUp");
  await keyboard.press("ArrowUp");
  await expect(board.menu.getByRole("menuitem", { name: "Move to Tactics and tasks" })).toBeFocused();
  await keyboard.press("Enter");
  await board.expectNotes("Tactics and tasks", ["dull"]);
  await expect(board.note("dull")).toBeFocused();
  await expectFocusVisible(page);

  await keyboard.press("Delete");
  await board.expectNotes("Tactics and tasks", []);
  await keyboard.press("Control+z");
  await board.expectNotes("Tactics and tasks", ["dull"]);

  await choose(page.getByRole("button", { name: "People and rules" }));
  await tabTo(page, board.dialog.getByRole("textbox", { name: /Add people/ }));
  await keyboard.type("Ana");
  await keyboard.press("Enter");
  await expect(board.dialog.getByRole("button", { name: "Remove" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(board.dialog).toHaveCount(0);

  await choose(page.getByRole("button", { name: "On to grouping" }));
  await choose(page.getByRole("button", { name: "On to voting" }));
  await tabTo(page, board.voter);
  await keyboard.type("Ana");
  await board.expectLeft("5 of 5 dots left");
  await tabTo(page, board.note("dull"), { back: true });
  await keyboard.press("+");
  await keyboard.press("+");
  await keyboard.press("-");
  await keyboard.press("+");
  await board.expectLeft("3 of 5 dots left");

  await choose(page.getByRole("button", { name: "Read the result" }));
  await expect(board.reading).toContainText("1 ballot so far: 2 dots too tight.");

  await choose(page.getByRole("button", { name: "Share", exact: true }), "Space");
  const field = board.dialog.getByRole("textbox", { name: "Link" });
  await tabTo(page, field);
  const link = await field.inputValue();
  await keyboard.press("Escape");
  await expect(board.dialog).toHaveCount(0);
  await board.saved();

  const there = await freshProfile();
  await there.goto(link);
  await expect(new Board(there).title).toHaveValue("By keyboard");
});

test.describe("a layer is one tab stop", () => {
  // Close shows the summary instead of the board.
  for (const stage of STAGES.filter((stage) => stage !== "Close")) {
    test(`in ${stage}`, async ({ page }) => {
      const board = await newBoard(page);
      await board.write("Vision", "one", "two", "three");
      await board.goTo(stage);
      await page.getByRole("textbox", { name: "Agreed statement for Vision" }).focus();
      const visited = new Set();
      for (let step = 0; step < 20; step += 1) {
        await page.keyboard.press("Tab");
        const name = await page.evaluate(() => document.activeElement.closest("article")?.getAttribute("aria-label"));
        if (name) visited.add(name);
        if (await board.addButton("Vision").evaluate((button) => button === document.activeElement)) break;
      }
      await expect(board.addButton("Vision")).toBeFocused();
      expect([...visited]).toEqual(["one"]);
    });
  }
});

test("arrows, Home and End move between notes", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one", "two", "three");
  await board.note("one").focus();
  for (const [key, text] of [
    ["ArrowRight", "two"],
    ["ArrowDown", "three"],
    ["ArrowRight", "three"],
    ["Home", "one"],
    ["End", "three"],
    ["ArrowLeft", "two"],
    ["ArrowUp", "one"],
  ]) {
    await page.keyboard.press(key);
    await expect(board.note(text)).toBeFocused();
    await expectFocusVisible(page);
  }
});

test("Tab moves from a note to its buttons", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.note("one").focus();
  for (const name of ["Edit note", "Move note", "Colour", "Delete note"]) {
    await page.keyboard.press("Tab");
    const button = board.note("one").getByRole("button", { name });
    await expect(button).toBeFocused();
    await expect(button.locator("..")).toHaveCSS("opacity", "1");
  }
});

test("keys typed in a field are no shortcuts", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.tool("one", "Edit note");
  await page.keyboard.type(" mc+-");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await board.expectNotes("Vision", ["one mc+"]);
  await expect(board.menu).toHaveCount(0);
});

test.describe("the focus is kept", () => {
  const withNotes = async (page) => {
    const board = await newBoard(page);
    await board.write("Vision", "one", "two");
    return board;
  };

  test("when a new board opens", async ({ page }) => {
    const home = await new Home(page).open();
    await home.newButton.press("Enter");
    await expect(new Board(page).title).toBeVisible();
    await expectFocusKept(page);
  });

  test("when going home", async ({ page }) => {
    await withNotes(page);
    await page.getByRole("button", { name: "Your boards" }).press("Enter");
    await expect(new Home(page).newButton).toBeVisible();
    await expectFocusKept(page);
  });

  test("when a board is deleted and restored", async ({ page }) => {
    const board = await withNotes(page);
    await board.goHome();
    await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
    await expectFocusKept(page);
    await page.getByRole("status").getByRole("button", { name: "Take back" }).press("Enter");
    await expectFocusKept(page);
  });

  for (const [name, open] of [
    ["Share this board", "Share"],
    ["People and rules", "People and rules"],
  ]) {
    test(`when the dialog "${name}" closes, on its button`, async ({ page }) => {
      await withNotes(page);
      const button = page.getByRole("button", { name: open, exact: true });
      await button.press("Enter");
      const dialog = page.getByRole("dialog", { name });
      await expect(dialog).toBeVisible();
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await expect(button).toBeFocused();
    });
  }

  test("when a note is moved, coloured or deleted", async ({ page }) => {
    const board = await withNotes(page);
    await board.note("one").focus();
    await page.keyboard.press("m");
    await page.keyboard.press("Enter");
    await expect(board.note("one")).toBeFocused();
    await page.keyboard.press("c");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(board.note("one")).toBeFocused();
    await page.keyboard.press("Delete");
    await expectFocusKept(page);
  });

  test("when undo removes the focused note", async ({ page }) => {
    const board = await withNotes(page);
    await board.note("two").focus();
    await page.keyboard.press("Control+z");
    await expect(board.note("two")).toHaveCount(0);
    await expectFocusKept(page);
  });

  test("when the next stage is chosen", async ({ page }) => {
    const board = await withNotes(page);
    for (const name of ["On to grouping", "On to voting", "Read the result"]) {
      await page.getByRole("button", { name }).press("Enter");
      await expectFocusKept(page);
    }
    await expect(board.stage("Read")).toHaveAttribute("aria-current", "step");
  });

  test("when handing over", async ({ page }) => {
    const board = await withNotes(page);
    await board.addPeople("Ana");
    await board.goTo("Vote");
    await board.take("Ana");
    await page.getByRole("button", { name: "Hand over" }).press("Enter");
    await expectFocusKept(page);
  });

  test("when a notice is dismissed", async ({ page }) => {
    const board = await withNotes(page);
    await board.addPeople("Ana");
    await board.goTo("Vote");
    await board.take("Ana");
    await board.dot("one", 3);
    await board.dotRefused("one");
    await page.getByRole("button", { name: "Dismiss" }).press("Enter");
    await expectFocusKept(page);
  });
});
