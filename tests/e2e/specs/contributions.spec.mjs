// Two people write and vote alone and send back their contributions, one by link and one by file.

import { Board } from "../pages/board.mjs";
import { Home, newBoard } from "../pages/home.mjs";
import { Private } from "../pages/private.mjs";
import { Contributions } from "../pages/contributions.mjs";
import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";

const ANA = ["nobody asks the customers", "fourteen goals"];
const BO = ["the board decides on paper clips"];

/** The facilitator's board with people, private writing and hidden votes, and its link. */
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
  return { page, board, contributions: new Contributions(board) };
}

test("contributions come by link and file, wait hidden and count once", async ({ page, freshProfile }) => {
  const { board, own, link } = await host(page);
  const ana = await participant(freshProfile, link, "Ana", ANA, 2);
  const bo = await participant(freshProfile, link, "Bo", BO, 1);
  await expectAccessible(ana.page);
  // Sending back comes first; her device offers no reveal, which would help nobody.
  await expect(ana.page.getByRole("main").getByRole("region").first()).toHaveAccessibleName("Send back my part");
  await expect(ana.page.getByRole("main").getByRole("button", { name: /^Reveal/ })).toHaveCount(0);
  const contribution = await ana.contributions.link();
  expect(contribution).toMatch(/#r1[\w-]+Z$/);
  expect(contribution.length).toBeLessThan(600);
  const file = await bo.contributions.file();
  expect(file.name).toBe("Wards-Bo.part.json");
  for (const words of ANA) expect(file.text).not.toContain(words);

  const contributions = new Contributions(board);
  await page.goto(contribution);
  await expect(contributions.preview("Ana")).toContainText("stays hidden");
  await expectAccessible(page);
  await contributions.take("Ana", "2 notes and 4 dots");
  await expect(own.hiddenNotes).toHaveCount(2);
  const strip = own.strip("Hidden votes");
  await expect(strip).toContainText("1 of 3 have voted");
  await expect(strip).toContainText("Received: Ana.");

  await board.saved();
  await board.goHome();
  await new Home(page).chooseFile(file.path);
  await contributions.take("Bo", "1 note and 1 dot");
  await expect(strip).toContainText("Received: Ana and Bo.");
  await board.saved();

  // A second time it is here already.
  await page.goto(contribution);
  await expect(page.getByText("Ana’s part is here already. Nothing has changed.")).toBeVisible();
  await expect(own.hiddenNotes).toHaveCount(3);
  await page.reload();
  await expect(own.hiddenNotes).toHaveCount(3);
  await expect(strip).toContainText("2 of 3 have voted");
  const content = await page.content();
  for (const words of [...ANA, ...BO]) expect(content).not.toContain(words);

  await own.reveal("the notes");
  // A third person votes here, because below three ballots there are only totals.
  await board.take("Cleo");
  await board.dot(BO[0]);
  await expect(strip).toContainText("3 of 3 have voted");
  await board.goTo("Read");
  await own.reveal("the votes");
  // Notes written at the same time have no order but one that is the same for all.
  const all = await board.contents();
  expect(all.toSorted()).toEqual([...ANA, ...BO].map((words) => `Goals: ${words}`).toSorted());
  for (const [words, number] of [[ANA[0], 2], [ANA[1], 2], [BO[0], 2]]) await board.expectDots(words, number);
  await board.saved();

  // The participants open the next link and have it all.
  await ana.page.goto(await board.link());
  await ana.board.press(ana.board.dialog.getByRole("button", { name: "Update mine" }));
  await expect.poll(() => ana.board.contents()).toEqual(all);
});

test("a sender who is not on the list adds a name", async ({ page, freshProfile }) => {
  const { board, link } = await host(page);
  const there = await freshProfile();
  await there.goto(link);
  const theirs = new Board(there);
  const sent = new Contributions(theirs);
  await theirs.press(sent.offer);
  await expect(sent.asks).toBeVisible();
  await expectAccessible(there);
  await sent.asks.getByRole("textbox", { name: "Not in the list? Add your name" }).fill("Dan");
  await there.keyboard.press("Enter");
  await expect(sent.sends).toContainText("Dan’s part: nothing yet.");
  const contribution = await sent.sends.getByRole("textbox", { name: "Link" }).inputValue();
  await page.goto(contribution);
  await new Contributions(board).take("Dan", "nothing yet");
  await expect(board.voter.getByRole("option", { name: "Dan" })).toBeAttached();
});

// Ana was called Anna by then, and what came in was "Ana's part".
test("an older contribution goes by the person's name here", async ({ page, freshProfile }) => {
  const { board, link } = await host(page);
  const ana = await participant(freshProfile, link, "Ana", ANA, 1);
  const contribution = await ana.contributions.link();
  await board.goTo("Set up");
  await page.getByRole("button", { name: "Rename Ana", exact: true }).click();
  await page.keyboard.type("Anna");
  await page.keyboard.press("Enter");
  await page.goto(contribution);
  await new Contributions(board).take("Anna", "2 notes and 2 dots");
  await expect(page.locator(".said")).toHaveText("Anna’s part is in.");
});

test("a cut or foreign contribution says so", async ({ page, freshProfile }) => {
  const { board, link } = await host(page);
  const ana = await participant(freshProfile, link, "Ana", ANA, 1);
  const contribution = await ana.contributions.link();
  await page.goto(contribution.slice(0, -12));
  await expect(board.notices.filter({ hasText: "The part was cut on its way" })).toBeVisible();
  const stranger = await freshProfile();
  await stranger.goto(contribution);
  await expect(stranger.getByText("Ana sends back a part of a board that is not on this device.")).toBeVisible();
  await expect(stranger).toHaveURL(/#r1/);
  await expectAccessible(stranger);
});
