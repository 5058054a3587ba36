// A newcomer's whole path: write, move in every way, undo, vote, close, find again, share. Served from a folder of another site under the
// strict policy; any breach of it fails the test, as everywhere.

import { expect, test } from "../support/fixtures.mjs";
import { Board } from "../pages/board.mjs";
import { Home } from "../pages/home.mjs";

test.use({ viewport: { width: 1440, height: 1200 }, hasTouch: true });

const NOTES = {
  Vision: ["Nobody can repeat it 🙈", "חזון ברור לכולם", "رؤية واضحة"],
  Mission: ["使命每年都变", "<b>bold</b> is no vision"],
  Values: ["We say “candour” & punish bad news", "👩‍👩‍👧‍👦 first"],
  Goals: ["Fourteen goals\nfor six people", "Ziele ändern sich wöchentlich"],
  KPIs: ["<script>alert('count')</script>", "=SUM(tickets)"],
  "Tactics and tasks": ["Every PR needs the CTO", "Каждый шаг согласуется", "Δεν αποφασίζουμε τίποτα"],
};

test("a board goes from first note to a colleague's browser", async ({ page, hosted, freshProfile }) => {
  test.slow();
  const address = await hosted({ base: "/intranet/boards/alignment/" });
  await page.goto(address);
  const board = await new Home(page).newBoard();
  await board.title.fill("Our first workshop");
  for (const [layer, texts] of Object.entries(NOTES)) await board.write(layer, ...texts);
  expect(await board.contents()).toHaveLength(14);

  await board.drag(board.note("=SUM(tickets)").getByText("=SUM"), board.layer("Goals").getByRole("heading"));
  await board.expectNotes("Goals", [...NOTES.Goals, "=SUM(tickets)"]);
  await board.dragByFinger(board.note("使命每年都变").getByText("使命"), board.layer("Vision").getByRole("heading"));
  await board.expectNotes("Vision", [...NOTES.Vision, "使命每年都变"]);
  await board.move("חזון ברור לכולם", "Mission");
  await board.note("👩‍👩‍👧‍👦 first").focus();
  await page.keyboard.press("m");
  await board.menu.getByRole("menuitem", { name: "Earlier" }).press("Enter");
  await board.expectNotes("Values", NOTES.Values.toReversed());

  await board.delete("Every PR needs the CTO");
  await board.undo();
  await board.redo();
  await board.undo();
  await expect(board.note("Every PR needs the CTO")).toBeVisible();

  await board.addPeople("Ana", "Bo", "चिदी");
  await board.goTo("Vote");
  for (const [person, votes] of [
    ["Ana", { "Every PR needs the CTO": 3, "=SUM(tickets)": 1 }],
    ["Bo", { "Every PR needs the CTO": 2, "Каждый шаг согласуется": 3 }],
    ["चिदी", { "Каждый шаг согласуется": 1 }],
  ]) {
    await board.take(person);
    for (const [text, times] of Object.entries(votes)) await board.dot(text, times);
    await board.handOver();
  }
  await board.goTo("Read");
  const sentence = "Control is held tightest at Tactics and tasks: 9 of 10 dots";
  await expect(board.reading).toContainText(sentence);
  await board.saved();
  const contents = await board.contents();

  await page.reload();
  await expect(board.title).toHaveValue("Our first workshop");
  expect(await board.contents()).toEqual(contents);
  await expect(board.reading).toContainText(sentence);

  const there = await freshProfile();
  await there.goto(await board.link());
  const copy = new Board(there);
  await expect(copy.title).toHaveValue("Our first workshop");
  expect(await copy.contents()).toEqual(contents);
  await expect(copy.reading).toContainText(sentence);
  expect(there.url().startsWith(address)).toBe(true);
});
