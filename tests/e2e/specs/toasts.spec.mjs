// What a press did or could not do is shown where it is seen: toasts over the bar at the bottom, with Undo, and refusals beside what was pressed.

import { expect, test } from "../support/fixtures.mjs";
import { Home, newBoard } from "../pages/home.mjs";

const toast = (page) => page.locator(".said");

for (const [width, height] of [[1440, 900], [390, 844], [320, 640]]) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });

    test("a toast covers no note, and its button brings the note back", async ({ page }) => {
      const board = await newBoard(page);
      await board.write("Vision", "one", "two");
      for (const layer of ["Mission", "Values", "Goals"]) await board.write(layer, ...Array.from({ length: 4 }, (_, at) => `${layer} ${at}`));
      await page.evaluate(() => scrollTo(0, 0));
      await board.delete("one");
      await expect(toast(page)).toBeVisible();
      const covered = await toast(page).evaluate((said) => {
        const area = said.getBoundingClientRect();
        const points = [0, 0.25, 0.5, 0.75, 1].map((part) => [area.left + part * (area.width - 2) + 1, area.top + 1]);
        return points.filter(([x, y]) => document.elementsFromPoint(x, y).some((element) => element.closest(".stage-bar")) === false).length;
      });
      expect(covered, "points of the toast that do not lie on the bar").toBe(0);
      await toast(page).getByRole("button", { name: "Undo" }).click();
      await board.expectNotes("Vision", ["one", "two"]);
      await expect(board.undoButton).toBeFocused();
      await expect(toast(page)).toHaveText("Undone: a deletion.");
    });
  });
}

// Its Undo would have taken back what was done after the deletion.
test("the button goes as soon as something else is done", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one", "two");
  await board.delete("one");
  await expect(toast(page).getByRole("button", { name: "Undo" })).toBeVisible();
  await board.write("Vision", "three");
  await expect(toast(page)).toHaveCount(0);
});

// Ana deleted, Bo took the device and pressed Undo: a step of his own was taken back.
test("the button is not for the next person, nor for another board", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("Ana", "Bo");
  await board.take("Bo");
  await board.write("Vision", "of Bo");
  await board.take("Ana");
  await board.write("Vision", "of Ana");
  await board.delete("of Ana");
  const undo = toast(page).getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await board.take("Bo");
  await expect(undo).toHaveCount(0);
  await board.take("Ana");
  await board.write("Vision", "again");
  await board.delete("again");
  await expect(undo).toBeVisible();
  await board.goHome();
  await expect(undo).toHaveCount(0);
});

test("a toast that is pointed at stays", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await page.clock.install();
  await board.delete("one");
  await toast(page).hover();
  await expect.poll(() => toast(page).evaluate((said) => said.getAnimations().map((animation) => animation.playState))).toEqual(["paused"]);
});

// The sixth dot was refused 660 pixels above what was pressed, out of sight.
test("what is refused is said beside the pressed button, wherever the page is scrolled", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  const board = await newBoard(page);
  await board.write("Tactics and tasks", "one", "two");
  await board.write("Vision", "three");
  await board.addPeople("Ana");
  await board.goTo("Vote");
  await board.take("Ana");
  await board.setRules({ dots: 2, cap: 2 });
  await board.dot("one", 2);
  for (const text of ["two", "three"]) {
    const more = board.note(text).getByRole("button", { name: "Add a too-tight dot" });
    await more.scrollIntoViewIfNeeded();
    await board.dotRefused(text);
    const refusal = page.locator(".notice[data-beside]");
    await expect(refusal).toBeInViewport();
    await expect(refusal).toContainText("All dots are placed.");
    const [button, says] = [await more.boundingBox(), await refusal.boundingBox()];
    const apart = Math.max(says.y - button.y - button.height, button.y - says.y - says.height);
    expect(apart, text).toBeLessThan(20);
    expect(says.x + says.width).toBeLessThanOrEqual(1280);
  }
  // What can be done again is not refused any longer.
  await board.takeBack("one");
  await expect(page.locator(".notice[data-beside]")).toHaveCount(0);
});

test("a double press makes one agreement and one copy", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Tactics and tasks", "every swap is approved");
  await board.goTo("Let go");
  await board.note("every swap is approved").getByRole("button", { name: "Make an agreement" }).dblclick();
  await expect(page.locator(".agreement")).toHaveCount(1);
  await board.title.fill("Wards");
  await board.saved();
  await board.goHome();
  const home = new Home(page);
  await home.row("Wards").getByRole("button", { name: "Duplicate" }).dblclick();
  await expect(page.getByRole("button", { name: "Duplicate" })).toHaveCount(2);
});

test("a button for a dot that does not fit looks so, until it fits again", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one", "two");
  await board.addPeople("Ana");
  await board.goTo("Vote");
  await board.take("Ana");
  await board.setRules({ dots: 3, cap: 2 });
  const disabled = (text) => board.note(text).getByRole("button", { name: "Add a too-tight dot" }).getAttribute("aria-disabled");
  const expectFull = (...expected) => expect.poll(async () => [await disabled("one"), await disabled("two")]).toEqual(expected.map(String));
  await expectFull(false, false);
  await board.dot("one", 2);
  await expectFull(true, false);
  await board.dot("two");
  await expectFull(true, true);
  await board.takeBack("two");
  await expectFull(true, false);
  await board.setRules({ dots: 3, cap: 3 });
  await expectFull(false, false);
});
