// The program comes in modules: the list of boards first, then what a new board needs, then the rest. Nobody notices where they meet.

import { readdir, readFile, stat } from "node:fs/promises";
import { comes, compressed } from "../serve.mjs";
import { built, builtFor, DIST, expect, test } from "../support/fixtures.mjs";
import { Home } from "../pages/home.mjs";
import { SetUp } from "../pages/setup.mjs";

const BOARD = "**/split_board-*.wasm";
const REST = "**/split_rest-*.wasm";

/** Holds a module back; hands back what lets it come. */
async function holdBack(page, module) {
  const held = [];
  let open = false;
  await page.route(module, (route) => (open ? route.continue() : new Promise((done) => held.push(() => done(route.continue())))));
  return () => {
    open = true;
    return Promise.all(held.map((go) => go()));
  };
}

/** What somebody who waits is told. */
const sign = (page) => page.locator("#waiting");
const busy = (page) => expect(page.locator("#app")).toHaveAttribute("aria-busy", "true");
const notBusy = (page) => expect(page.locator("#app")).not.toHaveAttribute("aria-busy", "true");

test("a press before the second module waits for it", async ({ page }) => {
  const letCome = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  await home.newButton.click();
  await home.newButton.click();
  await busy(page);
  await expect(home.newButton).toBeVisible();
  await letCome();
  const board = await home.opened();
  await notBusy(page);
  await board.write("Goals", "one");
  await board.saved();
  const stored = () => page.evaluate(() => new Set(Object.keys(localStorage).map((key) => key.match(/^alignment-board\/([0-9a-f]{12})\//)?.[1]).filter(Boolean)).size);
  expect(await stored(), "two presses made one board").toBe(1);
});

test("a press by keyboard waits as well", async ({ page }) => {
  const letCome = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  await home.newButton.focus();
  await page.keyboard.press("Enter");
  await busy(page);
  await expect(home.newButton).toBeVisible();
  await letCome();
  await home.opened();
});

// A connection that stood still looked like a broken button.
test("a long wait says so, and offers to try again", async ({ page }) => {
  await page.clock.install();
  const letCome = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  await page.clock.runFor(60_000);
  await expect(sign(page), "nobody waits").toHaveText("");
  await home.newButton.click();
  await expect(home.newButton).toHaveCSS("cursor", "progress");
  await expect(sign(page)).toHaveText("");
  await page.clock.runFor(1_000);
  await expect(sign(page)).toHaveRole("status");
  await expect(sign(page)).toHaveText("One moment: the rest of the board is still on its way.");
  await page.clock.runFor(15_000);
  await expect(sign(page)).toContainText("takes long to arrive");
  await expect(sign(page).getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(sign(page).getByRole("button", { name: "Reload" })).toBeVisible();
  await letCome();
  await home.opened();
  await expect(sign(page)).toHaveText("");
});

test("a module that takes long is asked for again", async ({ page }) => {
  await page.clock.install();
  let asked = 0;
  await page.route(BOARD, (route) => ((asked += 1) === 1 ? new Promise(() => {}) : route.continue()));
  const home = await new Home(page).open();
  await home.newButton.click();
  await page.clock.runFor(1_000);
  await page.clock.runFor(15_000);
  await expect(sign(page)).toContainText("takes long to arrive");
  await sign(page).getByRole("button", { name: "Try again" }).click();
  await home.opened();
});

test("what needs less goes on while the last module is awaited", async ({ page }) => {
  const board = await holdBack(page, BOARD);
  const rest = await holdBack(page, REST);
  const home = await new Home(page).open();
  await home.sampleButton.click();
  await board();
  await busy(page);
  await expect(home.sampleButton).toBeVisible();
  await home.newButton.click();
  await home.opened();
  await notBusy(page);
  await rest();
  await expect(page.getByRole("article"), "whoever pressed something else no longer means the sample").toHaveCount(0);
});

test("the sample opens when all is there", async ({ page }) => {
  const letCome = await holdBack(page, REST);
  const home = await new Home(page).open();
  await home.sampleButton.click();
  await busy(page);
  await letCome();
  await home.opened();
  await expect(page.getByRole("article")).toHaveCount(60);
});

// A browser opens the choice only within some seconds of the press: held back for longer, the press did nothing.
test("a file is chosen before any other module is there", async ({ page }) => {
  const letCome = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), home.fileButton.click()]);
  await letCome();
  await chooser.setFiles({ name: "board.json", mimeType: "application/json", buffer: Buffer.from("milk, eggs") });
  await expect(page.getByText("That file was not opened: it is not an alignment board.")).toBeVisible();
});

test("following a link in the address forgets the press that waits", async ({ page, freshProfile }) => {
  const link = await (await (await new Home(page).open()).sample()).link();
  const there = await freshProfile();
  const letCome = await holdBack(there, BOARD);
  const home = await new Home(there).open();
  await home.newButton.click();
  await there.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await letCome();
  const board = await home.opened();
  await expect(there.getByRole("article")).toHaveCount(60);
  await notBusy(there);
  await board.write("Goals", "it works on");
  await expect(there.getByRole("article")).toHaveCount(61);
});

test("a board is set up, written on and saved without the last module", async ({ page }) => {
  const letCome = await holdBack(page, REST);
  const home = await new Home(page).open();
  await home.newButton.click();
  const board = await home.opened();
  const setup = new SetUp(board);
  await board.title.fill("Before the rest is here");
  await setup.add("Ana", "Bo");
  await setup.expectPeople("Ana", "Bo");
  await page.getByRole("button", { name: "On to writing" }).click();
  await board.write("Goals", "the first", "the second");
  await board.edit("the second", "the second, changed");
  await board.undo();
  await board.drag(board.note("the first"), board.layer("Vision"));
  await board.delete("the first");
  await board.saved();
  await letCome();
  await board.goTo("Vote");
  await board.take("Ana");
  await board.dot("the second", 2);
  await board.expectDots("the second", 2);
});

// The page stood still until the module was there.
test("half a note stays, and can be typed on, while a press waits for the last module", async ({ page }) => {
  const letCome = await holdBack(page, REST);
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "here");
  await board.addButton("Goals").click();
  const field = board.newNote("Goals");
  await field.fill("half a no");
  await board.stage("Read").click();
  await busy(page);
  await expect(field).toHaveValue("half a no");
  await field.press("End");
  await field.pressSequentially("te");
  await expect(field).toHaveValue("half a note");
  await board.saved();
  await letCome();
  await expect(board.reading).toBeVisible();
  await notBusy(page);
  await board.expectNotes("Vision", ["here"]);
});

test("no module is fetched twice", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && asked.push(request.url()));
  const board = await (await new Home(page).open()).sample();
  await board.goTo("Vote");
  await board.saved();
  expect(asked.length).toBeGreaterThan(2);
  expect(new Set(asked).size).toBe(asked.length);
});

test("whoever comes back to a board waits for nothing", async ({ page }) => {
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "here again");
  await board.saved();
  await page.reload();
  await expect(board.note("here again")).toBeVisible();
  await notBusy(page);
  await expect(sign(page)).toHaveText("");
});

/** Whether the panel in Read looks as it is meant to. */
const isDressed = (page) => page.getByRole("region", { name: "The reading" }).evaluate((panel) => getComputedStyle(panel).borderRadius !== "0px");

test("what the last module draws is dressed, at the first visit and when it is there at once", async ({ page }) => {
  const board = await (await new Home(page).open()).sample();
  await expect(board.reading).toBeVisible();
  await expect.poll(() => isDressed(page)).toBe(true);
  await board.saved();
  await page.reload();
  await expect(board.reading).toBeVisible();
  expect(await isDressed(page), "nothing is drawn bare first").toBe(true);
});

test.describe("without the last module's style sheet", () => {
  test.use({ expected: [/Failed to load resource/] });

  for (const [what, answer] of [
    ["breaks", (route) => route.abort("connectionreset")],
    ["never comes", () => new Promise(() => {})],
  ]) {
    test(`all the words are there, if it ${what}`, async ({ page }) => {
      await page.route("**/later-*.css", answer);
      const board = await (await new Home(page).open()).sample();
      await board.saved();
      await page.reload({ waitUntil: "commit" });
      await expect(board.reading).toContainText("Control is held tightest at Tactics and tasks");
    });
  }

  test("it is asked for a second time", async ({ page }) => {
    let times = 0;
    await page.route("**/later-*.css", (route) => ((times += 1) === 1 ? route.abort("connectionreset") : route.continue()));
    const board = await (await new Home(page).open()).sample();
    await expect(board.reading).toBeVisible();
    await expect.poll(() => isDressed(page)).toBe(true);
  });
});

test.describe("when a module can't be had", () => {
  test.use({ expected: [/./] });

  test("the page says so, goes on saving, and tries again", async ({ page }) => {
    await page.route(REST, (route) => route.abort("connectionreset"));
    const board = await (await new Home(page).open()).newBoard();
    await board.write("Vision", "still here");
    await board.stage("Vote").click();
    await expect(sign(page)).toContainText("A part of the board could not be loaded");
    await expect(sign(page)).toContainText(/split_rest-\w+\.wasm/);
    await expect(sign(page)).toContainText("What was shown as saved is safe");
    await board.write("Goals", "and written on");
    await board.saved();
    await page.unroute(REST);
    await sign(page).getByRole("button", { name: "Try again" }).click();
    await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
    await expect(sign(page)).toHaveText("");
    await board.expectNotes("Goals", ["and written on"]);
  });

  test("it comes when the network is back", async ({ page, context }) => {
    await page.route(REST, (route) => route.abort("internetdisconnected"));
    const board = await (await new Home(page).open()).newBoard();
    await board.write("Vision", "still here");
    await context.setOffline(true);
    await board.stage("Vote").click();
    await page.unroute(REST);
    await expect(sign(page)).toContainText("You seem to be offline");
    await context.setOffline(false);
    await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
  });

  // Some servers answer with a page of their own in the place of a file that is missing; then nothing happened at any press, without a word.
  for (const [what, answer] of [
    ["a page in its place", () => ({ contentType: "text/html", body: "<p>Sign in" })],
    ["half of it", (whole) => ({ contentType: "application/wasm", body: whole.subarray(0, whole.length / 2) })],
  ]) {
    const comesAs = (page, module) => page.route(module, async (route) => route.fulfill(answer(await builtFor(route))));

    test(`${what} is told, and what was saved is safe`, async ({ page }) => {
      await comesAs(page, REST);
      const board = await (await new Home(page).open()).newBoard();
      await board.write("Vision", "still here");
      await board.saved();
      await board.stage("Vote").click();
      await expect(sign(page)).toContainText(/A part of the board arrived damaged.*split_rest-\w+\.wasm.*is safe/);
      await page.unroute(REST);
      await sign(page).getByRole("button", { name: "Reload" }).click();
      await expect(board.note("still here")).toBeVisible();
    });

    test(`${what} is told at the first press`, async ({ page }) => {
      await comesAs(page, BOARD);
      const home = await new Home(page).open();
      await home.newButton.click();
      await expect(sign(page)).toContainText(/A part of the board arrived damaged.*split_board-\w+\.wasm/);
    });
  }

  test("a press that needs the second module asks for it again", async ({ page }) => {
    await page.route(BOARD, (route) => route.abort("connectionreset"));
    const home = await new Home(page).open();
    await home.newButton.click();
    await expect(sign(page)).toContainText(/A part of the board could not be loaded.*split_board-\w+\.wasm/);
    await page.unroute(BOARD);
    await home.newButton.click();
    await (await home.opened()).write("Vision", "after all");
  });
});

// The weight of a first visit is a promise.
test("what comes first stays light", async () => {
  const weight = { first: 0, then: 0, behind: 0 };
  for (const name of await readdir(DIST, { recursive: true })) {
    const path = built(name);
    if ((await stat(path)).isFile()) weight[comes(name)] += (await compressed.br(await readFile(path))).length;
  }
  expect(weight.first).toBeGreaterThan(30_000);
  expect(weight.first).toBeLessThan(80_000);
  expect(weight.first + weight.then).toBeLessThan(250_000);
});
