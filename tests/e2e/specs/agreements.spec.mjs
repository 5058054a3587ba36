// Let go: agreements from a note, a layer or the list, each a plain sentence.

import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";
import { Agreements } from "../pages/agreements.mjs";
import { Closing } from "../pages/closing.mjs";
import { newBoard, sampleBoard } from "../pages/home.mjs";

const PR = "Every PR needs the CTO's approval";
const REPORT = "Weekly status report nobody reads";
const WHOLE =
  "“Approving pull requests” (Goals) is handed from Ana to the developers, with control going from tell to inquire: " +
  "good looks like “every PR is read by one peer”; the guardrails are “no secrets in code” and “tests pass”; " +
  "a reason to step back in is “two outages in a month”; “another style than mine” is no reason; " +
  "the style is to support; the check-in is on 15 January 2027.";

async function letGo(page, options) {
  const board = await sampleBoard(page, options);
  await board.goTo("Let go");
  return { board, agreements: new Agreements(board) };
}

/** Fills in every field of the agreement that is open, and closes it. */
async function fillWhole(agreements) {
  await agreements.fill({
    words: {
      "What is handed over": "Approving pull requests",
      "What good looks like": "every PR is read by one peer",
      "Guardrails, one a line": "no secrets in code\ntests pass",
      "Reasons to step back in, one a line": "two outages in a month",
      "No reasons to step back in, one a line": "another style than mine",
    },
    who: { "From whom": "Ana", "To whom": "the developers" },
    choices: {
      "Control now": "tell",
      "Agreed control": "inquire",
      "Capability in this work": "much",
      "Confidence in this work": "some",
      Style: "support",
    },
    layer: "Goals",
    checkIn: "2027-01-15",
  });
}

test("agreements from the list, a note and a layer survive a reload", async ({ page }) => {
  const { board, agreements } = await letGo(page);
  await expect(agreements.panel.getByText("An agreement says in one sentence what is handed over")).toBeVisible();
  const first = agreements.toBegin.getByRole("listitem").first();
  await expect(first).toContainText(PR);
  await expect(first).toContainText("5 dots on Tactics and tasks");

  await agreements.fromList(PR);
  await expect(agreements.what).toHaveValue(PR);
  await expect(agreements.toBegin).not.toContainText(PR);
  await fillWhole(agreements);
  await agreements.expectSentence("pull requests", WHOLE);
  await agreements.done();
  await expect(page.getByRole("button", { name: "Edit “Approving pull requests”" })).toBeFocused();

  await agreements.fromNote(REPORT);
  await expect(agreements.what).toHaveValue(REPORT);
  await agreements.fromLayer("KPIs");
  await expect(agreements.what).toHaveValue("");
  await agreements.fill({ who: { "To whom": "Bo" } });
  await agreements.expectSentence("Something on KPIs", "Something on KPIs is handed to Bo, with control going to inquire.");
  await board.saved();
  await page.reload();
  await expect(agreements.all).toHaveCount(3);
  await agreements.expectSentence("pull requests", WHOLE);
  await agreements.expectSentence(REPORT, `“${REPORT}” (Tactics and tasks) is handed over, with control going to delegate.`);
  await agreements.edit("pull requests");
  await expect(agreements.field("Guardrails, one a line")).toHaveValue("no secrets in code\ntests pass");
  await expect(agreements.who("From whom")).toHaveValue("Ana");
  await expect(agreements.option("Control now", "tell")).toHaveAttribute("aria-pressed", "true");
  await expect(agreements.list.getByLabel("Check-in")).toHaveValue("2027-01-15");
});

test("the sentence follows the typing, and the caret stays", async ({ page }) => {
  const { board, agreements } = await letGo(page);
  await agreements.fromLayer("KPIs");
  await page.keyboard.type("Choosing KPIs");
  await agreements.expectSentence("Choosing", "“Choosing KPIs” (KPIs) is handed over, with control going to inquire.");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("our ");
  await expect(agreements.what).toHaveValue("Choosing our KPIs");
  await agreements.who("To whom").pressSequentially("Bo and Dee");
  await expect(agreements.who("To whom")).toHaveValue("Bo and Dee");
  await agreements.expectSentence("Choosing", "“Choosing our KPIs” (KPIs) is handed to Bo and Dee, with control going to inquire.");
  await agreements.choose("Control now", "consult");
  await board.undo();
  await expect(agreements.option("Control now", "consult")).toHaveAttribute("aria-pressed", "false");
  await board.undo();
  await expect(agreements.who("To whom")).toHaveValue("");
});

// A removed person silently disappeared from agreements.
test("a removed person's name stays in the agreement", async ({ page }) => {
  const { board, agreements } = await letGo(page);
  await agreements.fromLayer("KPIs");
  await agreements.fill({ who: { "To whom": "hana" } });
  await agreements.expectSentence("Something", "Something on KPIs is handed to Hana, with control going to inquire.");
  await board.goTo("Write");
  await board.openPeople();
  await board.dialog.getByRole("listitem").filter({ hasText: "Hana" }).getByRole("button", { name: "Remove" }).click();
  await expect(board.dialog.getByText(/^Hana is removed, with .*\. Undo brings both back\.$/)).toBeVisible();
  await board.dialog.getByRole("button", { name: "Done" }).click();
  await board.goTo("Let go");
  await agreements.expectSentence("Something", "Something on KPIs is handed to Hana, with control going to inquire.");
});

test("choices against the guidance show a warning", async ({ page }) => {
  const { agreements } = await letGo(page);
  await agreements.fromNote(REPORT);
  await expect(agreements.panel.getByText("many would start with")).toHaveCount(0);
  await agreements.fill({ choices: { "Capability in this work": "much", "Confidence in this work": "much" } });
  await expect(agreements.panel.getByText("For work like this, many would start with: step back. You decide.")).toBeVisible();
  await agreements.choose("Style", "guide");
  await expect(agreements.panel.getByText("Show how, agree on small steps, and look often.")).toBeVisible();
  await expect(agreements.warning.filter({ hasText: "would carry a lighter style: step back" })).toBeVisible();
  await expect(agreements.warning.filter({ hasText: "at this level the team decides alone" })).toBeVisible();
  await agreements.choose("Style", "step back");
  await expect(agreements.warning.filter({ hasText: /\?/ })).toHaveCount(0);
  await agreements.fill({ choices: { "Control now": "agree", "Agreed control": "agree" } });
  await expect(agreements.warning.filter({ hasText: "Is something to be let go here?" })).toBeVisible();
  await agreements.option("Control now", "agree").click();
  await expect(agreements.option("Control now", "agree")).toHaveAttribute("aria-pressed", "false");
  await expect(agreements.warning.filter({ hasText: /\?/ })).toHaveCount(0);
});

test("the outcome and its reason are recorded", async ({ page }) => {
  const { board, agreements } = await letGo(page);
  await agreements.fromNote(REPORT);
  await expect(agreements.with(REPORT)).toContainText("Open");
  await expect(agreements.field("Why it was pulled back")).toHaveCount(0);
  await agreements.choose("What has become of it", "Pulled back");
  await agreements.field("Why it was pulled back").pressSequentially("Two gaps");
  await expect(agreements.with(REPORT)).toContainText("Pulled back, because: Two gaps");
  await board.saved();
  await page.reload();
  await expect(agreements.with(REPORT)).toContainText("Pulled back, because: Two gaps");
});

test("undo restores a deleted agreement and updates the list", async ({ page }) => {
  const { board, agreements } = await letGo(page);
  await agreements.fromList(PR);
  await agreements.fill({ words: { "What good looks like": "a peer has read it" } });
  await agreements.fromLayer("KPIs");
  await agreements.delete(PR);
  await expect(agreements.all).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Done with the agreement on KPIs" })).toBeFocused();
  await expect(agreements.toBegin.getByRole("listitem").first()).toContainText(PR);
  await board.undo();
  await expect(agreements.all).toHaveCount(2);
  await expect(agreements.all.first()).toContainText("good looks like “a peer has read it”");
  await expect(agreements.toBegin).not.toContainText(PR);
  await agreements.delete(PR);
  await agreements.delete("KPIs");
  await expect(page.getByRole("heading", { name: "Agreements" })).toBeFocused();
});

test("by keyboard alone", async ({ page }) => {
  const { agreements } = await letGo(page);
  const { keyboard } = page;
  await agreements.toBegin.getByRole("button").first().focus();
  await keyboard.press("Enter");
  await agreements.opened();
  await keyboard.press("Control+a");
  await keyboard.type("Merging");
  await keyboard.press("Tab");
  await expect(agreements.list.getByRole("combobox", { name: "Layer" })).toBeFocused();
  await keyboard.press("Tab");
  await keyboard.type("Ana");
  await keyboard.press("Tab");
  await keyboard.type("the team");
  for (let step = 0; step < 2; step += 1) await keyboard.press("Tab");
  await keyboard.press("Space");
  await expect(agreements.option("Control now", "sell")).toHaveAttribute("aria-pressed", "true");
  await expect(agreements.option("Control now", "sell")).toBeFocused();
  const checkIn = agreements.list.getByLabel("Check-in");
  for (let step = 0; step < 40 && !(await checkIn.evaluate((field) => field === document.activeElement)); step += 1) await keyboard.press("Tab");
  await keyboard.type("01152027");
  const sentence = "“Merging” (Tactics and tasks) is handed from Ana to the team, with control going from sell to delegate: the check-in is on 15 January 2027.";
  await agreements.expectSentence("Merging", sentence);
  const done = agreements.list.getByRole("button", { name: "Done", exact: true });
  for (let step = 0; step < 15 && !(await done.evaluate((button) => button === document.activeElement)); step += 1) await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Edit “Merging”" })).toBeFocused();
  await agreements.expectSentence("Merging", sentence);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("by tap alone", async ({ page }) => {
    const { agreements } = await letGo(page, { tap: true });
    await agreements.fromNote(REPORT);
    await fillWhole(agreements);
    await agreements.expectSentence("pull requests", WHOLE);
    await agreements.board.press(agreements.list.getByRole("button", { name: "In two weeks" }));
    await expect(agreements.list.getByLabel("Check-in")).not.toHaveValue("2027-01-15");
    await agreements.done();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});

test("an empty board says how to make the first agreement", async ({ page }) => {
  const board = await newBoard(page);
  await board.goTo("Let go");
  const agreements = new Agreements(board);
  await expect(agreements.panel.getByText("To make the first, press “Make an agreement”")).toBeVisible();
  await expect(agreements.toBegin).toHaveCount(0);
  await agreements.fromLayer("Tactics and tasks");
  await expect(agreements.panel.getByText("To make the first")).toBeHidden();
  await board.goTo("Read");
  await expect(agreements.panel).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Make an agreement/ })).toHaveCount(0);
});

for (const [size, use] of Object.entries({
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
})) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ ...use, colorScheme, reducedMotion: "reduce" });

      test("axe finds nothing", async ({ page }) => {
        const { agreements } = await letGo(page);
        const panel = { within: "[aria-labelledby=agreements-name]" };
        await agreements.fromNote(REPORT);
        await fillWhole(agreements);
        await agreements.choose("Style", "guide");
        await expect(agreements.warning.filter({ hasText: /\?/ })).toHaveCount(1);
        await agreements.choose("What has become of it", "Pulled back");
        await test.step("an open agreement", () => expectAccessible(page, panel));
        await agreements.done();
        await test.step("an agreement", () => expectAccessible(page, panel));
      });
    });
  }
}

// Typing gave "Every PR waitsApproving PRs".
test("typing in a new agreement replaces the note's words", async ({ page }) => {
  const { board, agreements } = await letGo(page);
  await agreements.fromNote(REPORT);
  await expect(agreements.what).toHaveValue(REPORT);
  await expect(agreements.what).toBeFocused();
  await page.keyboard.type("Reporting");
  await expect(agreements.what).toHaveValue("Reporting");
  await board.undo();
});

// At five in the afternoon, a check-in on the same day was past, and the printed sheet had tomorrow's date.
test.describe("in California at five in the afternoon", () => {
  test.use({ timezoneId: "America/Los_Angeles" });

  test("dates are local", async ({ page }) => {
    await page.clock.install({ time: new Date("2026-11-25T01:00:00Z") });
    const { board, agreements } = await letGo(page);
    await agreements.fromLayer("KPIs");
    const past = agreements.warning.filter({ hasText: "That day is past." });
    await agreements.fill({ checkIn: "2026-11-23" });
    await expect(past).toBeVisible();
    await agreements.fill({ checkIn: "2026-11-24" });
    await expect(past).toHaveCount(0);
    await agreements.board.press(agreements.list.getByRole("button", { name: "In two weeks" }));
    await expect(agreements.list.getByLabel("Check-in")).toHaveValue("2026-12-08");

    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("Let go, 24 November 2026", { exact: true })).toBeVisible();
    await page.emulateMedia({ media: null });
    await board.goTo("Close");
    const closing = new Closing(board);
    await expect(closing.summary).toContainText("24 November 2026");
    await closing.nextWorkshop();
    await board.goTo("Close");
    const all = (await closing.takeText("Workshops (CSV)")).text;
    expect(all).toContain("24 November 2026");
    expect(all).not.toContain("25 November");
  });
});
