// Read: patterns, the chart and its table, rightly tight layers, topics, and rounds.

import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";
import { Closing } from "../pages/closing.mjs";
import { newBoard, sampleBoard } from "../pages/home.mjs";
import { Reading, voted } from "../pages/reading.mjs";
import { SetUp } from "../pages/setup.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function three(page, options) {
  const board = await newBoard(page, options);
  await board.goTo("Write");
  await board.write("Tactics and tasks", "every change is approved", "too many meetings");
  await board.write("KPIs", "hours, not outcomes");
  await board.addPeople("Ana", "Bo", "Chi");
  return board;
}

test("the sample's pattern has its evidence and one question", async ({ page }) => {
  const reading = new Reading(await sampleBoard(page));
  const grip = reading.pattern("Grip at the bottom");
  await expect(grip).toContainText("Tactics and tasks has 24 of 32 dots.");
  await expect(grip).toContainText("What would have to be clear above, so that the how can be let go?");
  await expect(reading.panel.getByRole("heading", { level: 3 })).toHaveCount(1);
});

test("the chart's table compares dots with notes", async ({ page }) => {
  const reading = new Reading(await sampleBoard(page));
  const tactics = await reading.row("Tactics and tasks");
  expect(tactics).toEqual({
    Dots: "24",
    Notes: "30",
    "Dots per note (1 = average)": "1.5",
    Intended: "delegate",
    "Against the intention": "24 dots: held tighter than meant",
  });
  expect((await reading.row("Vision"))["Against the intention"]).toBe("nobody said anything");
});

test("the chart has a text alternative", async ({ page }) => {
  const reading = new Reading(await sampleBoard(page));
  await expect(reading.chart).toBeVisible();
  await expect(reading.chart).toHaveAccessibleName(/Vision: meant at sell\..*Tactics and tasks: meant at delegate; 24 dots: 1\.5 times/);
  // Two lines from layer to layer: intended, and what the dots say.
  await expect(reading.chart.locator("line.chart__intended")).toHaveCount(6);
  await expect(reading.chart.locator("line.chart__now")).toHaveCount(6);
  const dashed = await reading.chart.locator("line.chart__intended").first().getAttribute("stroke-dasharray");
  expect(dashed).toBe("8 6");
});

test("a rightly tight layer is left out and named", async ({ page }) => {
  const board = await sampleBoard(page);
  const reading = new Reading(board);
  await reading.sayBecause("Tactics and tasks", "patients could be harmed");
  await expect(reading.pattern("Grip at the bottom")).toHaveCount(0);
  await expect(reading.panel).toContainText("Tactics and tasks: rightly held tightly, because patients could be harmed");
  await expect(reading.panel).toContainText("No named pattern stands out.");
  // The sentence and the control line move on to the next layer.
  const next = "Control is held tightest at KPIs: 6 of 32 dots, where it is meant to be light. Not counted, because rightly held tightly: Tactics and tasks (24 dots).";
  await expect(reading.panel).toContainText(next);
  await expect(reading.panel).toContainText("30 of them lie on the execution.");
  expect((await reading.row("Tactics and tasks"))["Against the intention"]).toBe("24 dots: rightly held tightly");
  await expect(page.getByRole("img", { name: /^Intended control/ })).toHaveAccessibleName(new RegExp(next.replace(/[.()]/g, "\\$&")));
  await board.saved();
  await page.reload();
  await expect(reading.panel).toContainText("because patients could be harmed");
  await reading.sayBecause("Tactics and tasks", "");
  await expect(reading.pattern("Grip at the bottom")).toBeVisible();
});

test("typing a reason keeps the focus and the caret", async ({ page }) => {
  const reading = new Reading(await sampleBoard(page));
  await page.getByText("Should a layer stay tight?").click();
  const field = reading.because("KPIs");
  await field.click();
  await page.keyboard.type("the law sys");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("a");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("the law says");
});

test("below three ballots there are only totals, with the reason", async ({ page }) => {
  const board = await three(page);
  const reading = await voted(board, { Ana: { "every change is approved": 3 }, Bo: { "hours, not outcomes": 2 } });
  await expect(reading.sentence).toHaveText("2 ballots so far: 5 dots too tight. From three on there is more to read.");
  await expect(reading.panel).toContainText("With fewer than three ballots one could tell who said what.");
  for (const region of [reading.table, reading.chart, reading.topics]) await expect(region).toHaveCount(0);
  // A run-off would show which targets have dots.
  await expect(page.getByRole("button", { name: "Vote once more" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Run-off among the top/ })).toHaveCount(0);
  await expect(page.getByText("Should a layer stay tight?")).toBeHidden();
  // The board below had shown each note's dots.
  for (const stage of ["Read", "Let go"]) {
    await board.goTo(stage);
    await board.expectDots("every change is approved", 0);
    await expect(page.getByText(/held tighter than meant|What the room says/)).toHaveCount(0);
  }
  await expect(page.getByText("Begin where control is tightest")).toBeHidden();

  await voted(board, { Chi: { "every change is approved": 1 } });
  await expect(reading.sentence).toContainText("Control is held tightest at Tactics and tasks: 4 of 6 dots");
  await expect(reading.table).toBeVisible();
  await board.expectDots("every change is approved", 4);
});

test("topics are ordered by dots", async ({ page }) => {
  const reading = new Reading(await sampleBoard(page));
  const numbers = (await reading.topics.allTextContents()).map((text) => Number.parseInt(text, 10));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
});

test("the spotlight moves between topics by keyboard", async ({ page }) => {
  const reading = new Reading(await sampleBoard(page));
  const count = await reading.topics.count();
  const open = page.getByRole("button", { name: "Talk about one at a time" });
  await open.focus();
  await page.keyboard.press("Enter");
  await reading.expectSpot("Every PR needs the CTO's approval", `1 of ${count}`);
  await expect(reading.spotlight).toContainText("5 dots");
  await expect(reading.spotlight).toContainText("Tactics and tasks");
  await page.keyboard.press("ArrowLeft");
  await reading.expectSpot("Every PR needs the CTO's approval", `1 of ${count}`);
  await page.keyboard.press("ArrowRight");
  await expect(reading.spotlight.getByText(`2 of ${count}`)).toBeVisible();
  await expect(reading.spotlight).not.toContainText("Every PR needs the CTO's approval");
  await page.keyboard.press("ArrowLeft");
  await reading.expectSpot("Every PR needs the CTO's approval", `1 of ${count}`);
  for (let step = 0; step < count + 2; step += 1) await page.keyboard.press("ArrowRight");
  await expect(reading.spotlight.getByText(`${count} of ${count}`)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(reading.spotlight).toHaveCount(0);
  await expect(open).toBeFocused();
});

test("a topic opens large and becomes an agreement", async ({ page }) => {
  const board = await sampleBoard(page);
  const reading = new Reading(board);
  await reading.topics.getByRole("button", { name: /Use Jira fields/ }).click();
  await expect(reading.spotlight.getByText("Use Jira fields exactly as prescribed", { exact: true })).toBeVisible();
  await reading.spotlight.getByRole("button", { name: "Make an agreement" }).click();
  await expect(board.stage("Let go")).toHaveAttribute("aria-current", "step");
  await expect(board.undoButton).toBeEnabled();
});

test("the first round stays readable after a second", async ({ page }) => {
  const board = await three(page);
  const votes = { Ana: { "every change is approved": 3 }, Bo: { "every change is approved": 2 }, Chi: { "hours, not outcomes": 1 } };
  const reading = await voted(board, votes);
  await expect(reading.round).toHaveCount(0);
  await page.getByRole("button", { name: "Vote once more" }).click();
  await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
  await board.take("Ana");
  await board.expectLeft("5 of 5 dots left");
  const again = { Ana: { "hours, not outcomes": 3 }, Bo: { "hours, not outcomes": 3 }, Chi: { "hours, not outcomes": 2 } };
  await voted(board, again);
  await expect(reading.sentence).toContainText("Control is held tightest at KPIs: 8 of 8 dots");
  await reading.round.selectOption("Round 1");
  await expect(reading.sentence).toContainText("Control is held tightest at Tactics and tasks: 5 of 6 dots");
  // The notes and the control line below had kept showing the newest round.
  await board.expectDots("every change is approved", 5);
  await expect(page.getByRole("region", { name: "Tactics and tasks", exact: true })).toContainText("5 dots: held tighter than meant");
  await reading.round.selectOption("Round 2");
  await expect(reading.sentence).toContainText("Control is held tightest at KPIs: 8 of 8 dots");
});

test("a run-off is among the top targets, and offered only for two or more", async ({ page }) => {
  const board = await three(page);
  const reading = await voted(board, { Ana: { "every change is approved": 1 }, Bo: { "every change is approved": 1 }, Chi: { "every change is approved": 1 } });
  // A single target with dots is no choice.
  await expect(page.getByRole("button", { name: "Vote once more" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Run-off/ })).toHaveCount(0);
  await voted(board, { Ana: { "hours, not outcomes": 1 } });
  await page.getByRole("button", { name: "Run-off among the top 2" }).click();
  await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
  await board.take("Ana");
  await expect(page.getByRole("contentinfo")).toContainText("Round 2: a run-off among 2");
  // Targets outside the run-off have no dot button.
  await expect(board.dotButton(board.note("hours, not outcomes"))).toBeVisible();
  await expect(board.dotButton(board.note("too many meetings"))).toHaveCount(0);
  await expect(board.wholeLayer("Vision").add).toHaveCount(0);
  await voted(board, { Ana: { "hours, not outcomes": 1 }, Bo: { "hours, not outcomes": 1 }, Chi: { "hours, not outcomes": 1 } });
  await expect(reading.round.locator("option")).toHaveText(["Round 1", "Round 2, run-off"]);
  await expect(reading.sentence).toContainText("3 of 3 dots");
  // Agreements and exports use the whole vote; the run-off is shown beside it.
  await board.goTo("Let go");
  await board.expectDots("every change is approved", 3);
  await board.goTo("Close");
  const { summary } = new Closing(board);
  await expect(summary).toContainText("Control is held tightest at Tactics and tasks: 3 of 4 dots");
  await expect(summary).toContainText("Run-off among 2: “hours, not outcomes” 3 dots.");
});

test("too-loose dots count in sentence, table, topics and run-off", async ({ page }) => {
  const board = await three(page);
  await board.goTo("Set up");
  await new SetUp(board).says("Too tight or too loose").check();
  await board.goTo("Vote");
  const loose = (text) => board.note(text).getByRole("button", { name: "Add a too-loose dot" }).click();
  await board.take("Ana");
  await loose("hours, not outcomes");
  await loose("hours, not outcomes");
  await board.take("Bo");
  await loose("hours, not outcomes");
  const reading = await voted(board, { Chi: { "every change is approved": 2, "hours, not outcomes": 1 } });
  await expect(reading.panel).toContainText("Control is held tightest at Tactics and tasks: 2 of 3 dots too tight");
  await expect(reading.panel).toContainText("3 people placed 3 dots too tight and 3 too loose; of those too tight 3 lie on the execution");
  const kpis = await reading.row("KPIs");
  expect([kpis.Dots, kpis["Too loose"], kpis["Against the intention"]]).toEqual(["1", "3", "1 dot, 3 too loose: held looser than meant"]);
  await expect(reading.topics.first()).toContainText("hours, not outcomes");
  await expect(reading.topics.first()).toContainText("1 dot, 3 too loose");
  await page.getByRole("button", { name: /^Run-off among the top/ }).click();
  await board.take("Ana");
  await expect(page.getByRole("contentinfo")).toContainText("Round 2: a run-off among 2");
  await expect(board.dotButton(board.note("hours, not outcomes"))).toBeVisible();
});

for (const [size, use] of Object.entries({ wide: { viewport: { width: 1440, height: 900 } }, narrow: PHONE })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ ...use, colorScheme, reducedMotion: "reduce" });
      test("axe finds nothing in reading and spotlight, and nothing overflows", async ({ page }) => {
        const board = await sampleBoard(page);
        const reading = new Reading(board);
        await reading.sayBecause("KPIs", "the law says so");
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
        await page.getByRole("button", { name: "Talk about one at a time" }).click();
        await expect(reading.spotlight).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      });
    });
  }
}

test.describe("on a phone", () => {
  test.use(PHONE);

  test("the table names its columns in each row, and the spotlight works by tap", async ({ page }) => {
    const board = await sampleBoard(page, { tap: true });
    const reading = new Reading(board);
    await expect(reading.chart).toBeVisible();
    await reading.topics.getByRole("button").first().tap();
    await reading.spotlight.getByRole("button", { name: "Next" }).tap();
    await expect(reading.spotlight.getByText(/^2 of/)).toBeVisible();
    await reading.spotlight.getByRole("button", { name: "Close" }).tap();
    await expect(reading.spotlight).toHaveCount(0);
  });
});
