// The reading: where control is held tightest, and on which evidence.

import { expect, test } from "../support/fixtures.mjs";
import { Board, LAYERS, STAGES } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";

test.use({ viewport: { width: 1440, height: 1200 } });

test("the sample's sentence says that control is tightest at the bottom", async ({ page }) => {
  const board = await sampleBoard(page);
  await expect(board.reading).toContainText(
    "Control is held tightest at Tactics and tasks: 24 of 32 dots, where it is meant to be lightest.",
  );
  await expect(board.reading).toContainText("8 people placed 32 dots; 30 of them lie on the execution");
});

test("the table shows the sample's dots by layer", async ({ page }) => {
  const board = await sampleBoard(page);
  const table = board.reading.getByRole("table", { name: "Dots by layer" });
  for (const [place, number] of [0, 0, 2, 0, 6, 24].entries()) {
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: LAYERS[place], exact: true }) });
    await expect(row.getByRole("cell").first()).toHaveText(String(number));
  }
  await expect(table.getByRole("rowheader").first()).toHaveText("Tactics and tasks");
});

// Opening the sample scrolled the page a little: the sentence was half under the bar.
test("the sample opens at the top, with the sentence visible", async ({ page }) => {
  const board = await sampleBoard(page);
  await expect(board.reading).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

// After scrolling to the last note, the next stage opened in its middle.
test("a new stage starts at the top, and Tab enters it", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 700 });
  const board = await sampleBoard(page);
  const down = () => page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const top = () => page.evaluate(() => scrollY);
  await down();
  expect(await top()).toBeGreaterThan(500);
  await board.next.click();
  await expect(board.stage("Let go")).toHaveAttribute("aria-current", "step");
  await expect.poll(top).toBe(0);
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("list", { name: "Begin where control is tightest" }).getByRole("button").first()).toBeFocused();
  await down();
  await board.goTo("Vote");
  await expect.poll(top).toBe(0);
  await expect(board.stage("Vote")).toBeFocused();
});

test("notes are ordered by dots", async ({ page }) => {
  const board = await sampleBoard(page);
  const items = board.reading.getByRole("list", { name: "What to talk about" }).getByRole("listitem");
  await expect(items.first()).toContainText("5 dots");
  await expect(items.first()).toContainText("Every PR needs the CTO's approval");
  const numbers = (await items.allTextContents()).map((text) => Number.parseInt(text, 10));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(32);
});

test("the control line has a text alternative", async ({ page }) => {
  await sampleBoard(page);
  await expect(page.getByRole("img", { name: /Intended control loosens.*tightest at Tactics and tasks/ })).toBeVisible();
});

test("a board without dots says what to do", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.goTo("Read");
  await expect(board.reading).toContainText("No dots yet. Go back to Vote");
});

/** Three people each put a dot on each of the layers; below three ballots there are only totals. */
async function three(page, ...layers) {
  const board = await newBoard(page);
  await board.goTo("Write");
  await board.addPeople("Ana", "Bo", "Chi");
  await board.goTo("Vote");
  for (const name of ["Ana", "Bo", "Chi"]) {
    await board.take(name);
    for (const layer of layers) await board.wholeLayer(layer).add.click();
  }
  await board.goTo("Read");
  return board;
}

test("a whole layer's dots count for the layer", async ({ page }) => {
  const board = await three(page, "KPIs");
  await expect(board.reading).toContainText("Control is held tightest at KPIs: 3 of 3 dots, where it is meant to be light.");
});

test("two layers with the same number are named together", async ({ page }) => {
  const board = await three(page, "KPIs", "Goals");
  await expect(board.reading).toContainText("Control is held tightest at Goals and KPIs, with 3 dots each.");
});

test("the primary action leads to the next stage, and names lead to any", async ({ page }) => {
  await new Home(page).open();
  await page.getByRole("button", { name: "New board", exact: true }).click();
  const board = new Board(page);
  const next = ["On to writing", "On to grouping", "On to voting", "Read the result", "Agree on what to let go", "Close the workshop"];
  for (const [place, name] of next.entries()) {
    await expect(board.stage(STAGES[place])).toHaveAttribute("aria-current", "step");
    await page.getByRole("button", { name }).click();
  }
  await expect(board.stage("Close")).toHaveAttribute("aria-current", "step");
  await page.getByRole("contentinfo").getByRole("button", { name: "Share the result" }).click();
  await expect(page.getByRole("dialog", { name: "Share this board" })).toBeVisible();
  await page.keyboard.press("Escape");
  for (const stage of STAGES) await board.goTo(stage);
});

// The topics were printed as an empty list, and controls were printed that nobody can use on paper.
test("the printed page has the topics and no controls", async ({ page }) => {
  const board = await sampleBoard(page);
  await board.goTo("Read");
  await page.emulateMedia({ media: "print" });
  const topics = page.getByRole("list", { name: "What to talk about" }).getByRole("listitem");
  expect(await topics.count()).toBeGreaterThan(3);
  for (const topic of await topics.all()) await expect(topic.getByText(/\w/).first()).toBeVisible();
  await expect(page.getByText("Should a layer stay tight?")).toBeHidden();
});
