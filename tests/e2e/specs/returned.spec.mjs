// Two people write and vote alone and send back their parts, one by a link and one by a file.

import { Board } from "../pages/board.mjs";
import { Home, newBoard } from "../pages/home.mjs";
import { Private } from "../pages/private.mjs";
import { Returned } from "../pages/returned.mjs";
import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";

const ANA = ["nobody asks the customers", "fourteen goals"];
const BO = ["the board decides on paper clips"];

/** The facilitator's board: people, private writing, hidden votes; and its link. */
async function host(page) {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  await board.addPeople("Ana", "Bo", "Cleo");
  const own = new Private(board);
  await own.hide({ notes: true, votes: true });
  await board.goTo("Vote");
  await board.saved();
  return { board, own, link: await board.link() };
}

/** A participant in a browser of their own, who writes and votes. */
async function participant(freshProfile, link, name, words, dots) {
  const page = await freshProfile();
  await page.goto(link);
  const board = new Board(page);
  await board.take(name);
  await board.write("Goals", ...words);
  for (const text of words) await board.dot(text, dots);
  await board.saved();
  return { page, board, returned: new Returned(board) };
}

test("parts come back by link and by file, wait hidden, and are counted once", async ({ page, freshProfile }) => {
  const { board, own, link } = await host(page);
  const ana = await participant(freshProfile, link, "Ana", ANA, 2);
  const bo = await participant(freshProfile, link, "Bo", BO, 1);
  await expectAccessible(ana.page);
  // To send back is the one thing that is asked of her; a reveal on her device would help nobody.
  await expect(ana.page.getByRole("main").getByRole("region").first()).toHaveAccessibleName("Send back my part");
  await expect(ana.page.getByRole("main").getByRole("button", { name: /^Reveal/ })).toHaveCount(0);
  const part = await ana.returned.link();
  expect(part).toMatch(/#r1[\w-]+Z$/);
  expect(part.length).toBeLessThan(600);
  const file = await bo.returned.file();
  expect(file.name).toBe("Wards-Bo.part.json");
  for (const words of ANA) expect(file.text).not.toContain(words);

  const returned = new Returned(board);
  await page.goto(part);
  await expect(returned.preview("Ana")).toContainText("stays hidden");
  await expectAccessible(page);
  await returned.take("Ana", "2 notes and 4 dots");
  await expect(own.closed).toHaveCount(2);
  const strip = own.strip("Hidden votes");
  await expect(strip).toContainText("1 of 3 have voted");
  await expect(strip).toContainText("Here by now: Ana.");

  await board.saved();
  await board.goHome();
  await new Home(page).chooseFile(file.path);
  await returned.take("Bo", "1 note and 1 dot");
  await expect(strip).toContainText("Here by now: Ana and Bo.");
  await board.saved();

  // In another tab, and a second time in this one: it is here already.
  await page.goto(part);
  await expect(page.getByText("Ana’s part is here already. Nothing has changed.")).toBeVisible();
  await expect(own.closed).toHaveCount(3);
  await page.reload();
  await expect(own.closed).toHaveCount(3);
  await expect(strip).toContainText("2 of 3 have voted");
  const content = await page.content();
  for (const words of [...ANA, ...BO]) expect(content).not.toContain(words);

  await own.reveal("the notes");
  // A third person votes here: below three ballots nothing is broken down.
  await board.take("Cleo");
  await board.dot(BO[0]);
  await expect(strip).toContainText("3 of 3 have voted");
  await board.goTo("Read");
  await own.reveal("the votes");
  // Who wrote at the same time has no order but one that is the same for all.
  const all = await board.contents();
  expect(all.toSorted()).toEqual([...ANA, ...BO].map((words) => `Goals: ${words}`).toSorted());
  for (const [words, number] of [[ANA[0], 2], [ANA[1], 2], [BO[0], 2]]) await board.expectDots(words, number);
  await board.saved();

  // The participants open the next link and have it all.
  await ana.page.goto(await board.link());
  await ana.board.press(ana.board.dialog.getByRole("button", { name: "Merge them" }));
  await expect.poll(() => ana.board.contents()).toEqual(all);
});

test("whoever is not in the list adds the name when sending back", async ({ page, freshProfile }) => {
  const { board, link } = await host(page);
  const there = await freshProfile();
  await there.goto(link);
  const theirs = new Board(there);
  const sent = new Returned(theirs);
  await theirs.press(sent.offer);
  await expect(sent.asks).toBeVisible();
  await expectAccessible(there);
  await sent.asks.getByRole("textbox", { name: "Not in the list? Add your name" }).fill("Dan");
  await there.keyboard.press("Enter");
  await expect(sent.sends).toContainText("Dan’s part: nothing yet.");
  const part = await sent.sends.getByRole("textbox", { name: "Link" }).inputValue();
  await page.goto(part);
  await new Returned(board).take("Dan", "nothing yet");
  await expect(board.voter.getByRole("option", { name: "Dan" })).toBeAttached();
});

// Ana was called Anna by then, and what came in was "Ana's part".
test("an older part comes under the name that its person has here", async ({ page, freshProfile }) => {
  const { board, link } = await host(page);
  const ana = await participant(freshProfile, link, "Ana", ANA, 1);
  const part = await ana.returned.link();
  await board.goTo("Set up");
  await page.getByRole("button", { name: "Rename Ana", exact: true }).click();
  await page.keyboard.type("Anna");
  await page.keyboard.press("Enter");
  await page.goto(part);
  await new Returned(board).take("Anna", "2 notes and 2 dots");
  await expect(page.getByText("Anna’s part is in.")).toBeAttached();
});

test("a part that is cut, or belongs elsewhere, says so in a sentence", async ({ page, freshProfile }) => {
  const { board, link } = await host(page);
  const ana = await participant(freshProfile, link, "Ana", ANA, 1);
  const part = await ana.returned.link();
  await page.goto(part.slice(0, -12));
  await expect(board.notices.filter({ hasText: "The part was cut on its way" })).toBeVisible();
  const stranger = await freshProfile();
  await stranger.goto(part);
  await expect(stranger.getByText("Ana sends back a part of a board that is not on this device.")).toBeVisible();
  await expect(stranger).toHaveURL(/#r1/);
  await expectAccessible(stranger);
});
