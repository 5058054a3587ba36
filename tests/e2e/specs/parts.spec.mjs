// The program comes in three parts: the list of boards, a board to write on, and the rest. Nobody notices the seams.

import { readdir, readFile, stat } from "node:fs/promises";
import { comes, compressed } from "../serve.mjs";
import { built, builtFor, DIST, expect, test } from "../support/fixtures.mjs";
import { Home } from "../pages/home.mjs";
import { SetUp } from "../pages/setup.mjs";

const BOARD = "**/*_board.wasm";
const REST = "**/*_rest.wasm";

/** Holds back a part that comes behind the first; hands back how often it was asked for at once, and how to let it come. */
async function holdBack(page, part) {
  const asked = { atOnce: 0 };
  const held = [];
  let open = false;
  await page.route(part, (route) => {
    if (route.request().resourceType() === "xhr") {
      asked.atOnce += 1;
      return route.continue();
    }
    return open ? route.continue() : new Promise((done) => held.push(() => done(route.continue())));
  });
  const letCome = () => {
    open = true;
    return Promise.all(held.map((go) => go()));
  };
  return { asked, letCome };
}

test("a press that comes before the second part waits for it, and the page does not stand still", async ({ page }) => {
  const { asked, letCome } = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  await home.newButton.click();
  await home.newButton.click();
  await expect(page.locator("#app")).toHaveAttribute("aria-busy", "true");
  await expect(home.newButton).toBeVisible();
  await letCome();
  const board = await home.opened();
  await expect(page.locator("#app")).not.toHaveAttribute("aria-busy");
  await board.write("Goals", "one");
  await board.saved();
  expect(asked.atOnce, "nothing was waited for").toBe(0);
  const stored = () => page.evaluate(() => new Set(Object.keys(localStorage).map((key) => key.match(/^alignment-board\/([0-9a-f]{12})\//)?.[1]).filter(Boolean)).size);
  expect(await stored(), "two presses made one board").toBe(1);
});

test("a press by keyboard waits as well", async ({ page }) => {
  const { asked, letCome } = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  await home.newButton.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#app")).toHaveAttribute("aria-busy", "true");
  await expect(home.newButton).toBeVisible();
  await letCome();
  await home.opened();
  expect(asked.atOnce, "nothing was waited for").toBe(0);
});

// A connection that stood still looked like a broken button.
test("who waits longer is told so, and can reload", async ({ page }) => {
  await page.clock.install();
  const { letCome } = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  const sign = page.locator("#waiting");
  await page.clock.runFor(60_000);
  await expect(sign, "nobody waits").toHaveText("");
  await home.newButton.click();
  await expect(home.newButton).toHaveCSS("cursor", "progress");
  await expect(sign).toHaveText("");
  await page.clock.runFor(1_000);
  await expect(sign).toHaveRole("status");
  await expect(sign).toHaveText("One moment: the rest of the board is still on its way.");
  await page.clock.runFor(15_000);
  await expect(sign).toContainText("takes long to arrive");
  await expect(sign.getByRole("button", { name: "Reload" })).toBeVisible();
  await letCome();
  await home.opened();
  await expect(sign.filter({ hasText: /\S/ })).toHaveCount(0);
});

test("what needs the last part waits for that; what needs less goes on meanwhile", async ({ page }) => {
  const board = await holdBack(page, BOARD);
  const rest = await holdBack(page, REST);
  const home = await new Home(page).open();
  await home.sampleButton.click();
  await board.letCome();
  await expect(page.locator("#app")).toHaveAttribute("aria-busy", "true");
  await expect(home.sampleButton).toBeVisible();
  await home.newButton.click();
  await home.opened();
  await expect(page.locator("#app")).not.toHaveAttribute("aria-busy");
  await rest.letCome();
  await expect(page.locator("#waiting"), "all is there").toHaveCount(0);
  await expect(page.getByRole("article"), "whoever pressed something else does not mean the sample any more").toHaveCount(0);
  expect(board.asked.atOnce + rest.asked.atOnce, "nothing was waited for").toBe(0);
});

test("the sample opens when all is there", async ({ page }) => {
  const { asked, letCome } = await holdBack(page, REST);
  const home = await new Home(page).open();
  await home.sampleButton.click();
  await expect(page.locator("#app")).toHaveAttribute("aria-busy", "true");
  await letCome();
  await home.opened();
  await expect(page.getByRole("article")).toHaveCount(60);
  expect(asked.atOnce, "nothing was waited for").toBe(0);
});

// A browser opens the choice only within some seconds of the press: held back for longer, the press did nothing.
test("a file is chosen before any other part is there", async ({ page }) => {
  const { letCome } = await holdBack(page, BOARD);
  const home = await new Home(page).open();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), home.fileButton.click()]);
  await letCome();
  await chooser.setFiles({ name: "board.json", mimeType: "application/json", buffer: Buffer.from("milk, eggs") });
  await expect(page.getByText("That file was not opened: it is not an alignment board.")).toBeVisible();
});

test("a press that waits is forgotten when a link in the address is followed", async ({ page, freshProfile }) => {
  const link = await (await (await new Home(page).open()).sample()).link();
  const there = await freshProfile();
  const { asked, letCome } = await holdBack(there, BOARD);
  const home = await new Home(there).open();
  await home.newButton.click();
  await there.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  const board = await home.opened();
  await expect(there.getByRole("article")).toHaveCount(60);
  expect(asked.atOnce).toBe(1);
  await expect(there.locator("#app")).not.toHaveAttribute("aria-busy");
  await letCome();
  await board.write("Goals", "it works on");
  await expect(there.getByRole("article")).toHaveCount(61);
});

test("a board is set up and written on without the last part", async ({ page }) => {
  const { asked, letCome } = await holdBack(page, REST);
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
  expect(asked.atOnce, "nothing was waited for").toBe(0);
  await letCome();
  await board.goTo("Vote");
  await board.take("Ana");
  await board.dot("the second", 2);
  await board.expectDots("the second", 2);
});

test("who is quicker than the last part gets it at once, and once", async ({ page }) => {
  const { asked, letCome } = await holdBack(page, REST);
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "here");
  await board.goTo("Read");
  await expect(board.reading).toBeVisible();
  expect(asked.atOnce).toBe(1);
  await letCome();
  await board.goTo("Vote");
  await board.expectNotes("Vision", ["here"]);
  await board.saved();
  expect(asked.atOnce).toBe(1);
});

test("whoever comes back to a board waits for nothing", async ({ page }) => {
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "here again");
  await board.saved();
  const atOnce = [];
  page.on("request", (request) => request.resourceType() === "xhr" && atOnce.push(request.url()));
  await page.reload();
  await expect(board.note("here again")).toBeVisible();
  expect(atOnce).toEqual([]);
});

/** Whether the panel in Read looks as it is meant to. */
const isDressed = (page) => page.getByRole("region", { name: "The reading" }).evaluate((panel) => getComputedStyle(panel).borderRadius !== "0px");

test("what the last part draws is dressed, at the first visit and when it is there at once", async ({ page }) => {
  const board = await (await new Home(page).open()).sample();
  await expect(board.reading).toBeVisible();
  await expect.poll(() => isDressed(page)).toBe(true);
  await board.saved();
  await page.reload();
  await expect(board.reading).toBeVisible();
  expect(await isDressed(page), "nothing is drawn bare first").toBe(true);
});

test.describe("without the last part's style sheet", () => {
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

test.describe("when a part can't be had", () => {
  test.use({ expected: [/./] });

  test("the page says so, and what was saved is safe", async ({ page }) => {
    await page.route(REST, (route) => route.abort("connectionreset"));
    const board = await (await new Home(page).open()).newBoard();
    await board.write("Vision", "still here");
    await board.saved();
    await board.stage("Vote").click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("A part of the board could not be loaded");
    await expect(alert).toContainText(/alignment-board-\w+_rest\.wasm/);
    await expect(alert).toContainText("What was shown as saved is safe");
    await page.unroute(REST);
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(board.note("still here")).toBeVisible();
  });

  // Some servers answer with a page of their own in the place of a file that is missing; then nothing happened at any press, without a word.
  for (const [what, answer] of [
    ["a page in its place", () => ({ contentType: "text/html", body: "<p>Sign in" })],
    ["half of it", (whole) => ({ contentType: "application/wasm", body: whole.subarray(0, whole.length / 2) })],
  ]) {
    const comesAs = (page, part) => page.route(part, async (route) => route.fulfill(answer(await builtFor(route))));

    test(`${what} is told, and what was saved is safe`, async ({ page }) => {
      await comesAs(page, REST);
      const board = await (await new Home(page).open()).newBoard();
      await board.write("Vision", "still here");
      await board.saved();
      await board.stage("Vote").click();
      await expect(page.getByRole("alert")).toContainText(/A part of the board arrived damaged.*alignment-board-\w+_rest\.wasm.*is safe/);
      await page.unroute(REST);
      await page.getByRole("button", { name: "Reload" }).click();
      await expect(board.note("still here")).toBeVisible();
    });

    test(`${what} is told at the first press`, async ({ page }) => {
      await comesAs(page, BOARD);
      const home = await new Home(page).open();
      await home.newButton.click();
      await expect(page.getByRole("alert")).toContainText(/A part of the board arrived damaged.*alignment-board-\w+_board\.wasm/);
    });
  }

  test("a press that needs the second one is told so", async ({ page }) => {
    await page.route(BOARD, (route) => route.abort("connectionreset"));
    const home = await new Home(page).open();
    await home.newButton.click();
    await expect(page.getByRole("alert")).toContainText(/A part of the board could not be loaded.*alignment-board-\w+_board\.wasm/);
    await page.unroute(BOARD);
    await page.getByRole("button", { name: "Reload" }).click();
    await (await new Home(page).newBoard()).write("Vision", "after all");
  });
});

// The weight of a first visit is a promise, with the compiler of the Makefile; up to a fifth more with any other.
test("what comes first stays light", async () => {
  const weight = { first: 0, then: 0, behind: 0 };
  for (const name of await readdir(DIST, { recursive: true })) {
    const path = built(name);
    if ((await stat(path)).isFile()) weight[comes(name)] += (await compressed.br(await readFile(path))).length;
  }
  expect(weight.first).toBeGreaterThan(30_000);
  expect(weight.first).toBeLessThan(70_000);
  expect(weight.first + weight.then).toBeLessThan(150_000);
});
