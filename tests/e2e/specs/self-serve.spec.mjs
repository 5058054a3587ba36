// A team without a facilitator: the page leads it through all seven stages and into the next workshop, by keyboard alone and by tap alone.

import { expect, test } from "../support/fixtures.mjs";
import { Agreements } from "../pages/agreements.mjs";
import { Board } from "../pages/board.mjs";
import { Closing } from "../pages/closing.mjs";
import { expectFocusVisible, tabTo } from "../pages/focus.mjs";
import { Home } from "../pages/home.mjs";
import { Reading } from "../pages/reading.mjs";
import { SetUp } from "../pages/setup.mjs";

const GATE = "every change is approved";
const GATE_TOO = "no change without approval";
const TEAM = ["Ana", "Bo", "Chi"];

/** What both workshops read. */
async function expectRead(board) {
  const reading = new Reading(board);
  await expect(reading.sentence).toContainText("Control is held tightest at Tactics and tasks: 3 of 3 dots");
  await expect(reading.pattern("Grip at the bottom")).toBeVisible();
  return reading;
}

test("by keyboard alone", async ({ page }) => {
  // Hundreds of keys take long on a busy machine.
  test.slow();
  const home = await new Home(page).open();
  const [board, { keyboard }] = [new Board(page), page];
  const choose = async (locator, key = "Enter") => {
    await tabTo(page, locator);
    await keyboard.press(key);
  };
  const type = async (locator, text) => {
    await tabTo(page, locator);
    await keyboard.type(text);
  };
  const next = async (name) => {
    await choose(page.getByRole("contentinfo").getByRole("button", { name, exact: true }));
    await expect(page.getByRole("main")).toBeFocused();
  };

  // Set up: a title, names, who leads, and the tactics a little tighter than the preset.
  await choose(home.newButton);
  const setUp = new SetUp(board);
  await type(board.title, "By keyboard");
  await type(setUp.names, TEAM[0]);
  for (const name of TEAM.slice(1)) {
    await keyboard.press("Shift+Enter");
    await keyboard.type(name);
  }
  await choose(setUp.panel.getByRole("button", { name: "Add", exact: true }));
  await setUp.expectPeople(...TEAM);
  await tabTo(page, setUp.role("Ana", "Team"), { back: true });
  await keyboard.press("ArrowLeft");
  await expect(setUp.role("Ana", "Leader")).toBeChecked();
  await tabTo(page, setUp.slider("Tactics and tasks"));
  await keyboard.press("ArrowLeft");
  await setUp.expectLevel("Tactics and tasks", "inquire");
  await next("On to writing");

  // Write and group.
  await choose(board.addButton("Tactics and tasks"));
  for (const text of [GATE, GATE_TOO]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await keyboard.press("Escape");
  await next("On to grouping");
  await tabTo(page, board.note(GATE));
  await keyboard.press("ArrowRight");
  await keyboard.press("g");
  await keyboard.press("ArrowLeft");
  await keyboard.press("g");
  await board.expectNotes("Tactics and tasks", [GATE]);
  await next("On to voting");

  // Vote: each takes the device, places a dot and hands it over.
  await tabTo(page, board.voter);
  await keyboard.type(TEAM[0]);
  for (const name of [...TEAM.slice(1), "Nobody, show the board"]) {
    await board.expectLeft("5 of 5 dots left");
    await tabTo(page, board.note(GATE), { back: true });
    await keyboard.press("+");
    await board.expectLeft("4 of 5 dots left");
    await choose(page.getByRole("button", { name: "Hand over" }));
    // Behind the curtain, the first name has the focus.
    const curtain = page.getByRole("dialog", { name: "Pass the device to the next person" });
    await expect(curtain.getByRole("button").first()).toBeFocused();
    await choose(curtain.getByRole("button", { name, exact: true }));
    await expect(curtain).toHaveCount(0);
  }
  await next("Read the result");

  // Read, one topic large, and from there to the agreement.
  const reading = await expectRead(board);
  await choose(page.getByRole("button", { name: "Talk about one at a time" }));
  await reading.expectSpot(GATE, "1 of 1");
  await keyboard.press("Escape");
  await next("Agree on what to let go");
  const agreements = new Agreements(board);
  await choose(agreements.toBegin.getByRole("button").first());
  await agreements.opened();
  await keyboard.press("Control+a");
  await keyboard.type("Approving changes");
  await type(agreements.who("To whom"), "Bo");
  // The intended level is preset.
  await expect(agreements.option("Agreed control", "inquire")).toHaveAttribute("aria-pressed", "true");
  await choose(agreements.list.getByRole("button", { name: "In two weeks" }));
  await choose(agreements.list.getByRole("button", { name: "Done", exact: true }));
  await expect(agreements.all.first()).toContainText("“Approving changes” (Tactics and tasks) is handed from Ana to Bo, with control going to inquire");
  await next("Close the workshop");

  // Close, and the next workshop.
  const closing = new Closing(board);
  await expect(closing.summary).toContainText("We look again on");
  const [download] = await Promise.all([page.waitForEvent("download"), choose(closing.button("Text (Markdown)"))]);
  expect(download.suggestedFilename()).toBe("By-keyboard.md");
  await choose(closing.button("Start the next workshop from this one"));
  const row = closing.followed("Approving changes");
  await choose(row.choice("Pulled back"));
  await type(row.why, "Two outages");
  await expectFocusVisible(page);
  await expect(closing.followUp).toContainText("1 of 1 looked at");
  await board.saved();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("by tap alone", async ({ page }) => {
    test.slow();
    const home = await new Home(page, { tap: true }).open();
    const board = new Board(page, { tap: true });
    const tap = (name, within = page) => within.getByRole("button", { name, exact: true }).tap();
    const next = (name) => tap(name, page.getByRole("contentinfo"));
    const inSight = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

    await home.newButton.tap();
    const setUp = new SetUp(board);
    await setUp.add(...TEAM);
    await setUp.role("Ana", "Leader").tap();
    await expect(setUp.role("Ana", "Leader")).toBeChecked();
    // A tap on the control line moves its marker there.
    const there = await setUp.place("Tactics and tasks", 6);
    await page.touchscreen.tap(there.x, there.y);
    await setUp.expectLevel("Tactics and tasks", "inquire");
    await inSight();
    await next("On to writing");

    await board.write("Tactics and tasks", GATE, GATE_TOO);
    await next("On to grouping");
    await board.tool(GATE_TOO, "Put with another note");
    await board.tool(GATE, "Put with another note");
    await board.expectNotes("Tactics and tasks", [GATE]);
    await next("On to voting");

    for (const name of TEAM) {
      await board.take(name);
      await board.dot(GATE);
      await board.expectLeft("4 of 5 dots left");
      await board.handOver();
    }
    await inSight();
    await next("Read the result");

    const reading = await expectRead(board);
    await inSight();
    await tap("Talk about one at a time");
    await reading.spotlight.getByRole("button", { name: "Make an agreement" }).tap();
    await expect(board.stage("Let go")).toHaveAttribute("aria-current", "step");
    const agreements = new Agreements(board);
    await agreements.edit(GATE);
    await agreements.fill({ words: { "What is handed over": "Approving changes" }, who: { "To whom": "Bo" } });
    await tap("In two weeks", agreements.list);
    await agreements.done();
    await inSight();
    await next("Close the workshop");

    const closing = new Closing(board);
    await expect(closing.summary).toContainText("“Approving changes” (Tactics and tasks) is handed from Ana to Bo, with control going to inquire");
    expect((await closing.takeText("Text (Markdown)")).text).toContain("Approving changes");
    await inSight();
    await closing.nextWorkshop();
    const row = closing.followed("Approving changes");
    await row.choice("Pulled back").tap();
    await row.why.fill("Two outages");
    await expect(closing.followUp).toContainText("1 of 1 looked at");
    await inSight();
    await board.saved();
  });
});
