// A whole workshop, from the first name to the next workshop: seven stages, agreements on what to let go, and one pulled back.

import { expect, test } from "../support/fixtures.mjs";
import { Agreements } from "../pages/agreements.mjs";
import { Board } from "../pages/board.mjs";
import { cells, Closing } from "../pages/closing.mjs";
import { Home } from "../pages/home.mjs";
import { Reading, voted } from "../pages/reading.mjs";
import { SetUp } from "../pages/setup.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const TEAM = ["Ana", "Bo", "Chidi", "Dee", "Eve"];
const GATE = "Every release waits for the CTO";
const GATE_TOO = "No release without the CTO";
const REPORT = "A report a day";

const next = (page, name) => page.getByRole("contentinfo").getByRole("button", { name, exact: true }).click();

test("a workshop through all seven stages, and what became of it", async ({ page }) => {
  test.slow();
  const home = await new Home(page).open();
  await home.newButton.click();
  const board = new Board(page);

  // Set up
  await board.title.fill("Letting go of releases");
  const setUp = new SetUp(board);
  await setUp.add(...TEAM);
  await setUp.role("Ana", "Leader").check();
  await setUp.preset("The leader approves the KPIs").click();
  await next(page, "On to writing");

  // Write
  await board.write("Vision", "Calm wards");
  await board.write("KPIs", "Uptime");
  await board.write("Tactics and tasks", GATE, REPORT, GATE_TOO);
  await next(page, "On to grouping");

  // Group
  await board.tool(GATE_TOO, "Put with another note");
  await board.tool(GATE, "Put with another note");
  await board.expectNotes("Tactics and tasks", [GATE, REPORT]);
  await next(page, "On to voting");

  // Vote and read
  const reading = await voted(board, { Ana: { [GATE]: 1 }, Bo: { [GATE]: 3, [REPORT]: 1 }, Chidi: { [GATE]: 2, [REPORT]: 2 }, Dee: { Uptime: 1 } });
  expect(reading).toBeInstanceOf(Reading);
  await expect(reading.sentence).toHaveText("Control is held tightest at Tactics and tasks: 9 of 10 dots, where it is meant to be lightest.");
  await expect(reading.pattern("Grip at the bottom")).toBeVisible();
  await board.expectDots(GATE, 6);
  await next(page, "Agree on what to let go");

  // Let go
  const agreements = new Agreements(board);
  await agreements.fromList(GATE);
  await agreements.fill({
    words: { "What is handed over": "Releasing on weekdays", "What good looks like": "back within ten minutes" },
    who: { "To whom": "Bo" },
    choices: { "Control now": "tell", "Agreed control": "inquire" },
    checkIn: "2098-12-04",
  });
  await agreements.done();
  await agreements.fromNote(REPORT);
  await agreements.fill({ words: { "What is handed over": "How we report" }, who: { "To whom": "the team" } });
  await agreements.done();
  await agreements.fromLayer("KPIs");
  await agreements.fill({ words: { "What is handed over": "Choosing our KPIs" }, who: { "To whom": "Chidi" } });
  await agreements.done();
  await next(page, "Close the workshop");

  // Close
  const closing = new Closing(board);
  await expect(closing.agreements).toHaveCount(3);
  await expect(closing.summary).toContainText("“Releasing on weekdays” (Tactics and tasks) is handed from Ana to Bo, going from tell to inquire");
  const markdown = await closing.takeText("Text (Markdown)");
  expect(markdown.text).toContain("Releasing on weekdays");
  const table = cells((await closing.takeText("Agreements (CSV)")).text);
  expect(table).toHaveLength(4);
  await board.saved();

  // And come back
  await closing.nextWorkshop();
  const gate = closing.followed("Releasing on weekdays");
  await gate.choice("Pulled back").click();
  await gate.why.fill("Two outages in one week");
  await closing.followed("How we report").choice("Kept").click();
  await expect(closing.followUp).toContainText("2 of 3 looked at");
  await board.saved();
  await page.reload();
  await expect(gate.why).toHaveValue("Two outages in one week");
  await expect(board.title).toHaveValue("Letting go of releases");
});
