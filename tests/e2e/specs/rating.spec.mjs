// Rating the layers in Vote, one at a time, and what the reading makes of it.

import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";
import { Reading } from "../pages/reading.mjs";
import { SetUp } from "../pages/setup.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LAYERS = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];

async function voting(page, options) {
  const board = await newBoard(page, options);
  await board.goTo("Write");
  await board.addPeople("Ana", "Bo", "Chi");
  await board.goTo("Vote");
  return board;
}

const ratingDialog = (page) => page.getByRole("dialog", { name: "Rate the layers" });

async function open(board) {
  await board.press(board.page.getByRole("button", { name: "Rate the layers" }));
  await expect(ratingDialog(board.page)).toBeVisible();
}

const answer = (page, question, name) => ratingDialog(page).getByRole("group", { name: question }).getByRole("radio", { name });

/** Rates all layers: clarity, now and needed for each. */
async function rate(board, name, answers) {
  const { page } = board;
  await board.take(name);
  await open(board);
  for (const [place, layer] of LAYERS.entries()) {
    await expect(ratingDialog(page).getByRole("heading", { level: 3 })).toHaveText(layer);
    const [clarity, now, needed] = answers[place];
    await answer(page, "How clear is the direction?", new RegExp(`^${clarity}`)).check();
    await answer(page, "How tightly is it controlled today?", new RegExp(`^${now} `)).check();
    await answer(page, "How does it need to be held?", new RegExp(`^${needed} `)).check();
    if (place < 5) await board.press(ratingDialog(page).getByRole("button", { name: "Next" }));
  }
  await board.press(ratingDialog(page).getByRole("button", { name: "Done" }));
}

test("three people's ratings become medians, gaps and patterns", async ({ page }) => {
  const board = await voting(page);
  const said = (goals, tactics) => [[4, 2, 2], [4, 3, 3], [4, 3, 3], [goals, 4, 4], [3, 6, 6], [3, tactics, 6]];
  await rate(board, "Ana", said(2, 2));
  await expect(page.getByText("Ana has rated 6 of 6 layers")).toBeVisible();
  await rate(board, "Bo", said(2, 3));
  await rate(board, "Chi", said(3, 5));
  await board.goTo("Read");
  const reading = new Reading(board);
  await expect(reading.pattern("Grip at the bottom")).toContainText("Tactics and tasks is meant at 7 (delegate) and held at 3.");
  await expect(reading.panel).toContainText("Control loosens from top to bottom in 10 of 15 pairs of layers.");
  expect(await reading.row("Tactics and tasks")).toMatchObject({
    Now: "3 range 2–5",
    Needed: "6 all agree",
    Clarity: "3 all agree",
    "Against the intention": "held 4 levels tighter than meant",
  });
  await expect(reading.chart).toHaveAccessibleName(/Tactics and tasks: meant at delegate; now 3, range 2–5.*needed 6, all agree/);
  await expect(reading.chart.locator("line.chart__needed").first()).toHaveAttribute("stroke-dasharray", "2 5");
  await expect(reading.topics.first()).toContainText("answers up to 3 levels apart");
  // Without dots, the control line is drawn by answers and agrees with the table.
  await expect(page.locator(".control__marker--held")).toHaveCount(6);
  await expect(page.getByRole("region", { name: "Tactics and tasks", exact: true })).toContainText("held 4 levels tighter than meant");
  await expect(page.getByRole("img", { name: /What the room says: Vision 2\.0, .*Tactics and tasks 3\.0\./ })).toBeVisible();
  await expect(reading.chart.locator(".chart__leader, .chart__team")).toHaveCount(0);

  // Leader and team are compared once somebody leads.
  await board.goTo("Set up");
  await new SetUp(board).role("Ana", "Leader").check();
  await board.goTo("Read");
  await expect(reading.chart).toHaveAccessibleName(/Tactics and tasks: meant at delegate; now 3, .*; leader 2, team 4; needed/);
  for (const [side, name] of [["leader", "Now, by the leader"], ["team", "Now, by the team"]]) {
    await expect(reading.chart.locator(`.chart__plot > line.chart__${side}`)).toHaveCount(5);
    await expect(reading.chart.locator(`.chart__plot rect.chart__${side}`)).toHaveCount(6);
    await expect(reading.chart.getByText(name, { exact: true })).toBeVisible();
  }
  await expectAccessible(page);

  // Without dots, the sentence above counted none, and Let go had nothing to start from.
  const tightest = "By what people say, control is held tightest against what is meant at Tactics and tasks: held 4 levels tighter than meant.";
  await expect(reading.panel).toContainText(tightest);
  await board.goTo("Let go");
  const open = page.locator(".to-begin").filter({ hasText: "Layers that people say are held tighter than meant" }).getByRole("listitem");
  await expect(open).toHaveText(["Tactics and tasks" + "held 4 levels tighter than meant" + "Make an agreement"]);
  await open.first().getByRole("button", { name: "Make an agreement about Tactics and tasks" }).click();
  await expect(page.getByRole("textbox", { name: "What is handed over" })).toBeFocused();
  await expect(open).toHaveCount(0);
  await expectAccessible(page);
});

test("Done is the primary action at the last layer", async ({ page }) => {
  const board = await voting(page);
  await board.take("Ana");
  await open(board);
  const [next, done] = ["Next", "Done"].map((name) => ratingDialog(page).getByRole("button", { name }));
  for (const layer of LAYERS) {
    await expect(ratingDialog(page).getByRole("heading", { level: 3 })).toHaveText(layer);
    const isLast = layer === LAYERS.at(-1);
    await expect(isLast ? done : next).toHaveClass("primary");
    await expect(isLast ? next : done).toHaveClass("quiet");
    if (!isLast) await next.click();
  }
  await expect(next).toHaveAttribute("aria-disabled", "true");
  await done.click();
  await expect(ratingDialog(page)).toHaveCount(0);
});

test("an answer is withdrawn, and undo restores it", async ({ page }) => {
  const board = await voting(page);
  await board.take("Ana");
  await open(board);
  await answer(page, "How tightly is it controlled today?", "2 sell").check();
  await expect(page.getByText("Ana has rated 1 of 6 layers")).toBeAttached();
  await answer(page, "How tightly is it controlled today?", "No answer").check();
  await expect(page.getByText("Ana has rated 0 of 6 layers")).toBeAttached();
  await page.keyboard.press("Escape");
  await board.undo();
  await open(board);
  await expect(answer(page, "How tightly is it controlled today?", "2 sell")).toBeChecked();
  await board.press(ratingDialog(page).getByRole("button", { name: "Done" }));
  await board.take("Bo");
  await open(board);
  await expect(answer(page, "How tightly is it controlled today?", "No answer")).toBeChecked();
});

test("rating works by keyboard alone, with a reason and a hint", async ({ page }) => {
  const board = await voting(page);
  await board.take("Ana");
  await page.getByRole("button", { name: "Rate the layers" }).focus();
  await page.keyboard.press("Enter");
  await expect(ratingDialog(page)).toBeVisible();
  await answer(page, "How clear is the direction?", "No answer").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(answer(page, "How clear is the direction?", "2")).toBeChecked();
  await expect(answer(page, "How clear is the direction?", "2")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(ratingDialog(page).getByRole("checkbox").first()).toBeFocused();
  await page.keyboard.press("Space");
  await expect(ratingDialog(page).getByText("Who could become the next best, and with what help?")).toBeVisible();
  await expect(ratingDialog(page).getByRole("checkbox").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Rate the layers" })).toBeFocused();
});

test("rating without a voter asks who votes", async ({ page }) => {
  const board = await voting(page);
  const rate = page.getByRole("button", { name: "Rate the layers" });
  await rate.click();
  await page.getByRole("dialog", { name: "Who votes?" }).getByRole("button", { name: /Ana/ }).click();
  await expect(board.dialog).toHaveCount(0);
  await expect(rate).toBeFocused();
  await rate.click();
  await expect(ratingDialog(page)).toBeVisible();
});

for (const [size, use] of Object.entries({ wide: { viewport: { width: 1440, height: 900 } }, narrow: PHONE })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ ...use, colorScheme, reducedMotion: "reduce" });
      test("axe finds nothing in the rating, and nothing overflows", async ({ page }) => {
        const board = await voting(page, { tap: size === "narrow" });
        await board.take("Ana");
        await open(board);
        await board.press(answer(page, "How tightly is it controlled today?", "2 sell"));
        await board.press(ratingDialog(page).getByRole("checkbox").first());
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      });
    });
  }
}
