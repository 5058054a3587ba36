// A phone: everything by tap alone, no drag needed.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard, sampleBoard } from "../pages/home.mjs";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("a small workshop works by tap alone", async ({ page }) => {
  const board = await newBoard(page, { tap: true });
  await board.press(board.title);
  await board.title.fill("By tap");
  await board.write("Vision", "clear");
  await board.write("Tactics and tasks", "every change is approved", "too many meetings");
  await board.edit("clear", "a clear picture");
  await board.move("a clear picture", "Goals");
  await board.expectNotes("Goals", ["a clear picture"]);
  await board.move("too many meetings", "Earlier");
  await board.expectNotes("Tactics and tasks", ["too many meetings", "every change is approved"]);
  await board.colour("a clear picture", "Mint");
  await board.delete("too many meetings");
  await board.undo();
  await board.expectNotes("Tactics and tasks", ["too many meetings", "every change is approved"]);
  await board.addPeople("Ana");
  await board.goTo("Vote");
  await board.take("Ana");
  await board.dot("every change is approved", 2);
  await board.press(board.wholeLayer("KPIs").add);
  await board.takeBack("every change is approved");
  await board.expectLeft("3 of 5 dots left");
  await board.goTo("Read");
  await expect(board.reading).toContainText("1 ballot so far: 2 dots too tight.");
  await board.saved();
});

test("a tap outside closes a menu", async ({ page }) => {
  const board = await newBoard(page, { tap: true });
  await board.write("Vision", "one");
  await board.tool("one", "Move note");
  await expect(board.menu).toBeVisible();
  await page.touchscreen.tap(380, 20);
  await expect(board.menu).toHaveCount(0);
});

test("a menu stays inside the screen", async ({ page }) => {
  const board = await sampleBoard(page, { tap: true });
  await board.goTo("Write");
  for (const text of ["Nobody can repeat the vision without opening the deck", "Every PR needs the CTO's approval"]) {
    await board.tool(text, "Move note");
    const box = await board.menu.boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    await page.keyboard.press("Escape");
    await expect(board.menu).toHaveCount(0);
  }
});

test("a long press drags a note", async ({ page }) => {
  const board = await newBoard(page, { tap: true });
  await board.write("Vision", "one", "two");
  await board.note("one").scrollIntoViewIfNeeded();
  await board.dragByFinger(board.note("two").getByText("two"), board.note("one"));
  await board.expectNotes("Vision", ["two", "one"]);
});

test("a swipe over notes scrolls the page", async ({ page }) => {
  const board = await sampleBoard(page, { tap: true });
  await board.goTo("Write");
  await board.notes("Tactics and tasks").first().scrollIntoViewIfNeeded();
  const box = await board.notes("Tactics and tasks").first().boundingBox();
  const before = await page.evaluate(() => scrollY);
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  const at = (way) => ({ x: box.x + 40, y: box.y + 20 - way });
  await touch("touchStart", at(0));
  for (let way = 10; way <= 200; way += 10) await touch("touchMove", at(way));
  await touch("touchEnd");
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100);
  expect(await board.contents()).toHaveLength(60);
});
