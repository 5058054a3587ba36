// While a note is dragged: the page scrolls, the note stays under the pointer, Escape takes the drag back, and a gap opens where it lands.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";

const ROW = ["one", "two", "three", "four"];

/** The middle of the window, across. */
const across = (page) => page.viewportSize().width / 2;

/** How far the middle of a note is from the pointer. */
async function distance(board, note, at) {
  const box = await board.note(note).boundingBox();
  return Math.hypot(box.x + box.width / 2 - at.x, box.y + box.height / 2 - at.y);
}

const scrolled = (page) => page.evaluate(() => scrollY);

for (const [name, edge, from, to, sign] of [
  ["bottom", (page) => page.viewportSize().height - 20, "Vision", "Tactics and tasks", 1],
  ["top", () => 20, "Tactics and tasks", "Vision", -1],
]) {
  test(`the page scrolls at the ${name} of the window`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 600 });
    const board = await newBoard(page);
    await board.write(from, "far");
    await board.note("far").scrollIntoViewIfNeeded();
    const before = await scrolled(page);
    await board.lift(board.note("far"));
    await page.mouse.move(across(page), edge(page), { steps: 4 });
    await expect.poll(() => board.layer(to).evaluate((layer) => layer.getBoundingClientRect().top > 0 && layer.getBoundingClientRect().bottom < innerHeight)).toBe(true);
    expect(sign * ((await scrolled(page)) - before)).toBeGreaterThan(100);
    expect(await distance(board, "far", { x: across(page), y: edge(page) })).toBeLessThan(120);
    const target = await board.layer(to).boundingBox();
    await page.mouse.move(across(page), target.y + target.height / 2, { steps: 4 });
    await page.mouse.up();
    await board.expectNotes(to, ["far"]);
  });
}

// A dragged note makes the page longer: it must not scroll for ever.
test("the page scrolls to its end and not further", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  const board = await newBoard(page);
  await board.write("Vision", "far");
  const length = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  await board.lift(board.note("far"));
  await page.mouse.move(across(page), 590, { steps: 4 });
  await expect.poll(() => scrolled(page)).toBe(length);
  await page.waitForTimeout(300); // nothing more may happen
  expect(await scrolled(page)).toBe(length);
  await page.mouse.up();
});

test("the wheel scrolls, and the note stays under the pointer", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  const board = await newBoard(page);
  await board.write("Vision", "far");
  await board.lift(board.note("far"));
  const at = { x: across(page), y: 300 };
  await page.mouse.move(at.x, at.y, { steps: 4 });
  const before = await distance(board, "far", at);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(100);
  await expect.poll(async () => Math.abs((await distance(board, "far", at)) - before)).toBeLessThan(3);
  await page.mouse.up();
});

test("Escape takes the drag back", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", ...ROW);
  await board.lift(board.note("three"));
  const target = await board.layer("Goals").boundingBox();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 4 });
  await page.keyboard.press("Escape");
  expect(await board.note("three").evaluate((note) => note.closest(".cell").style.transform)).toBe("");
  await page.mouse.move(target.x + target.width / 2 + 5, target.y + target.height / 2, { steps: 2 });
  await page.mouse.up();
  await board.expectNotes("Vision", ROW);
  await board.expectNotes("Goals", []);
});

// A note that was dropped right of its neighbour stayed where it was.
for (const [stage, dragged, on, place, order] of [
  ["Write", "one", "three", (box) => ({ x: box.width * 0.9, y: box.height / 2 }), ["two", "three", "one", "four"]],
  ["Write", "one", "three", (box) => ({ x: box.width * 0.3, y: box.height / 2 }), ["two", "one", "three", "four"]],
  ["Write", "one", "three", (box) => ({ x: -6, y: box.height / 2 }), ["two", "one", "three", "four"]],
  ["Write", "one", "four", (box) => ({ x: box.width * 0.9, y: box.height / 2 }), ["two", "three", "four", "one"]],
  ["Write", "three", "two", (box) => ({ x: box.width * 0.9, y: box.height / 2 }), ROW],
  ["Group", "one", "three", (box) => ({ x: box.width * 0.9, y: box.height / 2 }), ["two", "three", "one", "four"]],
  ["Group", "four", "two", (box) => ({ x: -6, y: box.height / 2 }), ["one", "four", "two", "three"]],
]) {
  const where = place({ width: 100, height: 100 }).x;
  test(`in ${stage}, ${dragged} is dropped at ${where} % of ${on}, and a gap shows where`, async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", ...ROW);
    await board.goTo(stage);
    await board.lift(board.note(dragged));
    const box = await board.note(on).boundingBox();
    const { x, y } = place(box);
    await page.mouse.move(box.x + x, box.y + y, { steps: 8 });
    const gaps = page.locator(".drop-before, .drop-end");
    await expect(gaps).toHaveCount(order === ROW ? 0 : 1);
    // The gap that has opened stays open.
    await page.mouse.move(box.x + x + 1, box.y + y);
    await expect(gaps).toHaveCount(order === ROW ? 0 : 1);
    await page.mouse.up();
    await board.expectNotes("Vision", order);
    await expect(gaps).toHaveCount(0);
  });
}
