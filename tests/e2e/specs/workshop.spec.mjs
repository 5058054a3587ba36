// A whole workshop, from the first name to the next workshop: the sample team with its 60 notes and 32 dots, all seven stages, three
// agreements, every export, and one agreement that is pulled back.

import { expect, test } from "../support/fixtures.mjs";
import { Agreements } from "../pages/agreements.mjs";
import { Board, LAYERS } from "../pages/board.mjs";
import { cells, Closing, sizeOfPng } from "../pages/closing.mjs";
import { Home } from "../pages/home.mjs";
import { Private } from "../pages/private.mjs";
import { Reading } from "../pages/reading.mjs";
import { Contributions } from "../pages/contributions.mjs";
import { BALLOTS, NOTES, PEOPLE } from "../pages/sample.mjs";
import { SetUp } from "../pages/setup.mjs";

test.use({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });

const TITLE = "Ward scheduling: where do we hold on?";
const PR = "Every PR needs the CTO's approval";
const PR_AGAIN = "Use Jira fields exactly as prescribed";
const SENTENCE = "Control is held tightest at Tactics and tasks: 24 of 32 dots, where it is meant to be lightest.";
const EVIDENCE = "Tactics and tasks has 24 of 32 dots.";
const AGREED = "“Approving pull requests” (Tactics and tasks) is handed from Ana to Bo, with control going from tell to inquire";

const next = (page, name) => page.getByRole("contentinfo").getByRole("button", { name, exact: true }).click();

/** The current user votes. */
async function place(board, name) {
  for (const text of BALLOTS[name]) await board.dot(text);
}

/** Three people hand the device over behind a curtain, three choose their name, and two vote elsewhere and send back their contribution. */
async function vote(board, freshProfile) {
  const { page } = board;
  const group = (board) => board.note(PR).getByRole("button", { name: "2 notes" });
  const [first, second, third, fourth, fifth, ...rest] = PEOPLE;
  // A vote on a member counts for its group.
  await group(board).click();
  await board.take(first);
  await place(board, first);
  for (const name of [second, third]) {
    await board.handOver(name);
    await place(board, name);
  }
  await board.handOver();
  for (const name of rest) {
    await board.take(name);
    await place(board, name);
    await board.handOver();
  }
  await board.saved();
  const link = await board.link();
  const contributions = new Contributions(board);
  for (const name of [fourth, fifth]) {
    const there = new Board(await freshProfile());
    await there.page.goto(link);
    await group(there).click();
    await there.take(name);
    await place(there, name);
    await page.goto(await new Contributions(there).link());
    await contributions.take(name, BALLOTS[name].length === 1 ? "1 dot" : `${BALLOTS[name].length} dots`);
    await there.page.close();
  }
}

async function paste(board, layer, texts) {
  const { page } = board;
  await board.addButton(layer).click();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), texts.join("\n"));
  await page.keyboard.press("Control+V");
  await page.getByRole("button", { name: `Make ${texts.length} notes` }).click();
  await board.newNote(layer).press("Escape");
  await expect(board.notes(layer)).toHaveCount(texts.length);
}

/** From an empty page to a workshop in Read. */
async function untilRead(page, freshProfile) {
  await (await new Home(page).open()).newButton.click();
  const board = new Board(page);

  await board.title.fill(TITLE);
  const setUp = new SetUp(board);
  await setUp.add(...PEOPLE);
  await setUp.role("Ana", "Leader").check();
  await setUp.expectPreset("The team picks its KPIs");
  const own = new Private(board);
  await own.choose("Hidden votes", "Hidden until revealed");
  await next(page, "On to writing");

  for (const layer of LAYERS) await paste(board, layer, NOTES[layer]);
  await next(page, "On to grouping");

  await board.tool(PR_AGAIN, "Put with another note");
  await board.tool(PR, "Put with another note");
  await expect(board.note(PR).getByRole("button", { name: "2 notes" })).toBeVisible();
  await next(page, "On to voting");

  await vote(board, freshProfile);
  await expect(own.strip("Hidden votes")).toContainText("8 of 8 have voted");
  await own.reveal("the votes");
  await next(page, "Read the result");
  return board;
}

/** Three agreements: from the list, from a note, about a layer. */
async function agree(board) {
  const agreements = new Agreements(board);
  await agreements.fromList(PR);
  await agreements.fill({
    words: { "What is handed over": "Approving pull requests", "What good looks like": "=every PR is read by one peer" },
    who: { "To whom": "Bo" },
    choices: { "Control now": "tell", "Agreed control": "inquire", "Capability in this work": "much", "Confidence in this work": "much" },
    checkIn: "2098-12-04",
  });
  await expect(agreements.list.getByText("For work like this, many would start with: step back. You decide.")).toBeVisible();
  await agreements.choose("Style", "guide");
  await expect(agreements.warning.filter({ hasText: "would carry a lighter style: step back" })).toBeVisible();
  await agreements.choose("Style", "support");
  await agreements.done();
  await agreements.fromNote("We measure hours, not outcomes");
  await agreements.fill({ words: { "What is handed over": "Choosing what we measure" }, who: { "To whom": "the team" } });
  await agreements.done();
  await agreements.fromLayer("Goals");
  await agreements.fill({ words: { "What is handed over": "Ordering the goals" }, who: { "To whom": "Chidi" } });
  await agreements.done();
}

/** Every export and its content. */
async function takeAll(closing, freshProfile) {
  const { page } = closing;
  const markdown = await closing.takeText("Text (Markdown)");
  const read = ["8 ballots so far: 32 dots too tight.", "**Grip at the bottom.**", "| Tactics and tasks | 7 |  |  |  | 24 |"];
  for (const words of [`# ${TITLE}`, AGREED, ...read, `- ${PR} **(7 dots)**\n  - ${PR_AGAIN}`]) expect(markdown.text).toContain(words);

  const agreed = cells((await closing.takeText("Agreements (CSV)")).text);
  expect(agreed).toHaveLength(4);
  expect(agreed[1].slice(0, 7)).toEqual(["Approving pull requests", "Tactics and tasks", "Ana", "Bo", "1", "6", "'=every PR is read by one peer"]);
  const notes = cells((await closing.takeText("Notes (CSV)")).text);
  expect(notes).toHaveLength(1 + 6 + 60);
  const row = (text) => notes.find(([, note]) => note === text);
  expect(row(PR).slice(4)).toEqual(["7", "0"]);
  expect(row(PR_AGAIN).slice(2)).toEqual([PR, "", "0", "0"]);
  const layers = cells((await closing.takeText("Layers (CSV)")).text);
  expect(layers.map((cells) => cells.at(-2))).toEqual(["Too tight", "0", "0", "2", "0", "6", "24"]);

  const drawing = await closing.takeText("Poster (SVG)");
  for (const words of ["<svg", TITLE, "Approving pull requests", "8 people, 8 ballots", "4 December 2098"]) expect(drawing.text).toContain(words);
  const size = sizeOfPng((await closing.take("Poster (PNG)")).bytes);
  expect(size.width).toBe(2700);

  const file = await closing.take("Board file (JSON)");
  const registers = JSON.parse(file.bytes.toString("utf8")).registers;
  expect(registers.filter(([thing, field]) => thing.startsWith("note ") && field === "text")).toHaveLength(60);
  await closing.button("Share a link").click();
  const link = await closing.board.dialog.getByRole("textbox", { name: "Link" }).inputValue();
  await page.keyboard.press("Escape");
  expect(link.length).toBeLessThan(2500);

  await page.emulateMedia({ media: "print" });
  await expect(closing.summary).toContainText(SENTENCE);
  await expect(closing.summary.getByText(/^Agreed on .* by Ana, Bo, Chidi, .* and Hana$/)).toBeVisible();
  await page.emulateMedia({ media: null });

  // The link shows the same elsewhere.
  const there = await freshProfile();
  await there.goto(link);
  const copy = new Closing(new Board(there));
  await expect(copy.summary).toContainText(SENTENCE);
  await expect(copy.agreements).toHaveCount(3);
  expect(await copy.agreements.allTextContents()).toEqual(await closing.agreements.allTextContents());
}

test("a workshop goes through all seven stages into the next", async ({ page, freshProfile }) => {
  test.slow();
  const board = await untilRead(page, freshProfile);
  const reading = new Reading(board);
  await expect(reading.sentence).toHaveText(SENTENCE);
  await expect(reading.panel).toContainText("8 people placed 32 dots; 30 of them lie on the execution, which is meant to be let go.");
  await expect(reading.pattern("Grip at the bottom")).toContainText(EVIDENCE);
  expect(await reading.row("KPIs")).toMatchObject({ Dots: "6", "Against the intention": "6 dots: held tighter than meant" });
  await expect(reading.topics.first()).toContainText(PR);
  await board.expectDots(PR, 7);
  // There is no last time yet.
  await expect(page.getByText("Since last time")).toHaveCount(0);
  await next(page, "Agree on what to let go");

  await agree(board);
  await next(page, "Close the workshop");
  const closing = new Closing(board);
  await expect(closing.agreements).toHaveCount(3);
  await expect(closing.summary).toContainText(AGREED);
  await expect(closing.button("Workshops (CSV)")).toHaveCount(0);
  await takeAll(closing, freshProfile);
  await board.saved();

  // Come back.
  await closing.nextWorkshop();
  const pulled = closing.followed("Approving pull requests");
  await pulled.choice("Pulled back").click();
  await pulled.why.fill("Two outages in one week");
  await closing.followed("Choosing what we measure").choice("Kept").click();
  await closing.followed("Ordering the goals").choice("Deepened").click();
  await expect(closing.followUp).toContainText("3 of 3 looked at");
  await board.saved();
  await page.reload();
  await expect(pulled.why).toHaveValue("Two outages in one week");
  await expect(board.title).toHaveValue(`${TITLE} – workshop 2`);

  // Three of them vote again, hidden as before, and see what moved.
  await board.goTo("Vote");
  for (const name of ["Ana", "Bo", "Chidi"]) {
    await board.take(name);
    await board.wholeLayer(name === "Ana" ? "Vision" : "Tactics and tasks").add.click();
  }
  await new Private(board).reveal("the votes");
  await board.goTo("Read");
  const since = page.getByRole("region", { name: "Since last time" });
  await expect(since).toContainText(/Since \d+ \w+ \d{4}: Vision had 0% of the dots and now has 33%\./);
  await expect(since).toContainText("Of what was agreed before: 1 kept, 1 deepened, 1 pulled back.");
  await expect(since.getByRole("row").nth(1)).toContainText("Tactics and tasks, 2 of 3 dots");
  await expect(since.getByRole("row").nth(2)).toContainText("Tactics and tasks, 24 of 32 dots");
  await expect(since.getByRole("img", { name: /^Where each layer was held/ })).toHaveAccessibleName(/Tactics and tasks: 2\.5, then 3\.0\./);
  await since.getByText("All numbers, workshop by workshop").click();
  await expect(since.getByRole("table").last().getByRole("row")).toHaveCount(1 + 12);

  await board.goTo("Close");
  await expect(closing.summary).toContainText("Pulled back, because: Two outages in one week");
  await expect(closing.summary).toContainText("Of what was agreed before: 1 kept, 1 deepened, 1 pulled back.");
  const text = (await closing.takeText("Text (Markdown)")).text;
  expect(text).toContain("Pulled back, because: Two outages in one week.");
  expect(text).toContain("| This workshop | Tactics and tasks, 2 of 3 dots |  | 1 kept, 1 deepened, 1 pulled back |");
  expect(cells((await closing.takeText("Agreements (CSV)")).text)[1].at(-1)).toBe("Pulled back, because: Two outages in one week");
  const all = cells((await closing.takeText("Workshops (CSV)")).text);
  expect(all).toHaveLength(1 + 12);
  expect(all.at(-1).slice(1, 4)).toEqual(["Tactics and tasks", "24", "75%"]);
});
