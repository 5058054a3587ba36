// The program comes in modules: the list of boards first, then what an open board needs, then the rest. Nothing freezes while one is on its
// way, and one that cannot be had is said and asked for again.

import { readdir, readFile, stat } from "node:fs/promises";
import { comes, compressed } from "../serve.mjs";
import { built, builtFor, DIST, expect, test } from "../support/fixtures.mjs";
import { Home } from "../pages/home.mjs";
import { SetUp } from "../pages/setup.mjs";

const BOARD = "**/split_board-*.wasm";
const REST = "**/split_rest-*.wasm";

/** Holds a module back; returns how to let it come. What was asked for meanwhile stays unanswered if `drop` says so. */
async function hold(page, module) {
  const held = [];
  let open = false;
  await page.route(module, (route) => (open ? route.continue() : new Promise((done) => held.push(() => done(route.continue())))));
  return ({ drop = false } = {}) => {
    open = true;
    return Promise.all(drop ? [] : held.map((go) => go()));
  };
}

/** The files of the program that are asked for. A browser may ask for the icon at each new address. */
function watchRequests(page) {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
  return () => asked.filter((name) => /\.(wasm|js|css)$/.test(name)).toSorted();
}

const app = (page) => page.locator("#app");
const sign = (page) => page.locator("#waiting");
const isBusy = (page) => expect(app(page)).toHaveAttribute("aria-busy", "true");
const isNotBusy = (page) => expect(app(page)).not.toHaveAttribute("aria-busy");

const storedBoards = (page) =>
  page.evaluate(() => new Set(Object.keys(localStorage).map((key) => key.match(/^alignment-board\/([0-9a-f]{12})\//)?.[1]).filter(Boolean)).size);

test("a press waits for its module, and the page does not freeze", async ({ page }) => {
  const letCome = await hold(page, BOARD);
  const asked = watchRequests(page);
  const home = await new Home(page).open();
  await home.newButton.click();
  await home.newButton.click();
  await isBusy(page);
  await expect(home.newButton).toBeVisible();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await letCome();
  const board = await home.opened();
  await isNotBusy(page);
  await board.write("Goals", "one");
  await board.saved();
  expect(await storedBoards(page), "two presses made one board").toBe(1);
  expect(asked(), "nothing is fetched twice").toEqual([...new Set(asked())]);
});

test("a press by keyboard waits as well", async ({ page }) => {
  const letCome = await hold(page, BOARD);
  const home = await new Home(page).open();
  await home.newButton.focus();
  await page.keyboard.press("Enter");
  await isBusy(page);
  await expect(home.newButton).toBeVisible();
  await letCome();
  await home.opened();
});

// A connection that stood still looked like a broken button.
test("a long wait is announced, and can be ended", async ({ page }) => {
  await page.clock.install();
  const letCome = await hold(page, BOARD);
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
  await expect(sign(page).getByRole("button", { name: "Reload" })).toBeVisible();
  await letCome({ drop: true });
  await sign(page).getByRole("button", { name: "Try again" }).click();
  await home.opened();
  await expect(sign(page)).toHaveText("");
});

test("only what needs the last module waits for it", async ({ page }) => {
  const letBoardCome = await hold(page, BOARD);
  const letRestCome = await hold(page, REST);
  const home = await new Home(page).open();
  await home.sampleButton.click();
  await letBoardCome();
  await isBusy(page);
  await expect(home.sampleButton).toBeVisible();
  await home.newButton.click();
  const board = await home.opened();
  await isNotBusy(page);
  await letRestCome();
  await board.stage("Vote").click();
  await expect(board.stage("Vote"), "all is there").toHaveAttribute("aria-current", "step");
  await expect(page.getByRole("article"), "the last press is meant").toHaveCount(0);
});

// The board left the list at once and was deleted when the last module arrived: after a reload before that it was there again.
test("a board that is deleted for ever stays in the bin until it is", async ({ page }) => {
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "to be gone");
  await board.saved();
  await board.goHome();
  const letCome = await hold(page, REST);
  const home = await new Home(page).open();
  await home.row("Untitled board").getByRole("button", { name: "Delete", exact: true }).click();
  const erase = home.bin.getByRole("button", { name: "Delete for ever" });
  await erase.click();
  await isBusy(page);
  await expect(erase).toBeVisible();
  expect(await storedBoards(page)).toBe(1);
  await letCome();
  await expect(erase).toHaveCount(0);
  expect(await storedBoards(page)).toBe(0);
});

test("the sample opens once everything is loaded, and the next Tab leads into it", async ({ page }) => {
  const letCome = await hold(page, REST);
  const home = await new Home(page).open();
  await home.sampleButton.click();
  await isBusy(page);
  await letCome();
  await home.opened();
  await expect(page.getByRole("article")).toHaveCount(60);
  // The pressed button is gone, and long after the press: the focus was nowhere.
  await expect(page.getByRole("main")).toBeFocused();
});

// A browser opens the file picker only within some seconds of the press: held back for longer, the press did nothing.
test("a file is chosen before any other module is loaded", async ({ page }) => {
  const letCome = await hold(page, BOARD);
  const home = await new Home(page).open();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), home.fileButton.click()]);
  await chooser.setFiles({ name: "board.json", mimeType: "application/json", buffer: Buffer.from("milk, eggs") });
  await isBusy(page);
  await letCome();
  await expect(page.getByText("That file was not opened: it is not an alignment board.")).toBeVisible();
});

test("a link in the address replaces a press that waits", async ({ page, freshProfile }) => {
  const link = await (await (await new Home(page).open()).sample()).link();
  const there = await freshProfile();
  const letCome = await hold(there, BOARD);
  const home = await new Home(there).open();
  await home.newButton.click();
  await there.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await isBusy(there);
  await letCome();
  const board = await home.opened();
  await expect(there.getByRole("article")).toHaveCount(60);
  await isNotBusy(there);
  await board.write("Goals", "it works on");
  await expect(there.getByRole("article")).toHaveCount(61);
  await expect.poll(() => storedBoards(there)).toBe(1);
});

test("a board is set up and written on without the last module", async ({ page }) => {
  const letCome = await hold(page, REST);
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
  await isNotBusy(page);
  await letCome();
  await board.goTo("Vote");
  await board.take("Ana");
  await board.dot("the second", 2);
  await board.expectDots("the second", 2);
});

test("writing and saving go on while a press waits", async ({ page }) => {
  const letCome = await hold(page, REST);
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "before");
  await board.stage("Vote").click();
  await isBusy(page);
  await board.write("Vision", "meanwhile");
  await board.saved();
  const stored = await page.evaluate(() => Object.values(localStorage).join());
  expect(stored).toContain("meanwhile");
  await board.addButton("Vision").click();
  const field = board.newNote("Vision");
  await field.pressSequentially("half a note");
  await letCome();
  await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
  await isNotBusy(page);
  await board.stage("Write").click();
  await expect(field, "half a note survives").toHaveValue("half a note");
  await board.expectNotes("Vision", ["before", "meanwhile"]);
});

test("a board is reopened with each file fetched once", async ({ page }) => {
  const board = await (await new Home(page).open()).newBoard();
  await board.write("Vision", "here again");
  await board.saved();
  const asked = watchRequests(page);
  await page.reload();
  await expect(board.note("here again")).toBeVisible();
  expect(asked()).toEqual([...new Set(asked())]);
});

/** Whether the panel in Read looks as it is meant to. */
const isDressed = (page) => page.getByRole("region", { name: "The reading" }).evaluate((panel) => getComputedStyle(panel).borderRadius !== "0px");

test("what the last module draws has its styles from the start", async ({ page }) => {
  const board = await (await new Home(page).open()).sample();
  await expect(board.reading).toBeVisible();
  expect(await isDressed(page)).toBe(true);
  await board.saved();
  await page.reload();
  await expect(board.reading).toBeVisible();
  expect(await isDressed(page)).toBe(true);
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

  // After a moment without a network the last module came, and its panels stood there without their styles for as long as the page was open.
  test("it is asked for again when the network is back", async ({ page, context }) => {
    await page.route("**/later-*.css", (route) => route.abort("internetdisconnected"));
    const board = await (await new Home(page).open()).sample();
    await expect(board.reading).toBeVisible();
    expect(await isDressed(page)).toBe(false);
    await context.setOffline(true);
    await page.unroute("**/later-*.css");
    await context.setOffline(false);
    await expect.poll(() => isDressed(page)).toBe(true);
  });

  test("it is asked for a second time", async ({ page }) => {
    let times = 0;
    await page.route("**/later-*.css", (route) => ((times += 1) === 1 ? route.abort("connectionreset") : route.continue()));
    const board = await (await new Home(page).open()).sample();
    await expect(board.reading).toBeVisible();
    await expect.poll(() => isDressed(page)).toBe(true);
  });
});

test.describe("a module that cannot be loaded", () => {
  test.use({ expected: [/./] });

  /** Has a module fail in one way until it is good again. */
  async function fail(page, module, answer) {
    let times = 0;
    const counted = (route) => {
      times += 1;
      return answer(route);
    };
    await page.route(module, counted);
    return Object.assign(() => page.unroute(module), { times: () => times });
  }

  // Some servers answer with a page of their own in the place of a file that is missing.
  const FAULTS = [
    ["is missing", "could not be loaded", (route) => route.fulfill({ status: 404, body: "not here" })],
    ["breaks off", "could not be loaded", (route) => route.abort("connectionreset")],
    ["is another page", "arrived damaged", (route) => route.fulfill({ contentType: "text/html", body: "<p>Sign in" })],
    [
      "is cut",
      "arrived damaged",
      async (route) => {
        const whole = await builtFor(route);
        return route.fulfill({ contentType: "application/wasm", body: whole.subarray(0, whole.length / 2) });
      },
    ],
  ];

  for (const [what, words, answer] of FAULTS) {
    test(`at home, if it ${what}: said at the press, and loaded when pressed again`, async ({ page }) => {
      const mend = await fail(page, BOARD, answer);
      const home = await new Home(page).open();
      await home.newButton.click();
      await expect(sign(page)).toContainText(words);
      await expect(sign(page)).toContainText(/split_board-\w+\.wasm/);
      await expect(home.newButton).toBeVisible();
      await mend();
      await home.newButton.click();
      await (await home.opened()).write("Vision", "after all");
      await expect(sign(page)).toHaveText("");
      await expect.poll(() => storedBoards(page)).toBe(1);
    });

    test(`on a board, if it ${what}: said, nothing is lost, and loaded by "Try again"`, async ({ page }) => {
      const mend = await fail(page, REST, answer);
      const board = await (await new Home(page).open()).newBoard();
      await board.write("Vision", "still here");
      await board.stage("Vote").click();
      await expect(sign(page)).toContainText(words);
      await expect(sign(page)).toContainText(/split_rest-\w+\.wasm/);
      await expect(sign(page)).toContainText("What was shown as saved is safe");
      await board.write("Vision", "written after that");
      await board.saved();
      const before = mend.times();
      await sign(page).getByRole("button", { name: "Try again" }).click();
      // Mended before it has failed again, it would be loaded by this press.
      await expect.poll(mend.times).toBeGreaterThan(before);
      await expect(sign(page), "it fails again").toContainText(words);
      await expect(sign(page).getByRole("button", { name: "Try again" }), "the pressed button stays").toBeFocused();
      await mend();
      await sign(page).getByRole("button", { name: "Try again" }).click();
      await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
      await expect(sign(page)).toHaveText("");
      await board.expectNotes("Vision", ["still here", "written after that"]);
    });
  }

  test("a failure that concerns nobody is not said", async ({ page }) => {
    await fail(page, REST, (route) => route.abort("connectionreset"));
    const board = await (await new Home(page).open()).newBoard();
    await board.write("Vision", "one");
    await board.saved();
    await expect(sign(page)).toHaveText("");
    await isNotBusy(page);
  });

  test("it is loaded when the network is back", async ({ page, context }) => {
    const mend = await fail(page, REST, (route) => route.abort("internetdisconnected"));
    const board = await (await new Home(page).open()).newBoard();
    await context.setOffline(true);
    await board.write("Vision", "written offline");
    await board.saved();
    await board.stage("Vote").click();
    await expect(sign(page)).toContainText("You seem to be offline");
    await mend();
    await context.setOffline(false);
    await expect(board.stage("Vote")).toHaveAttribute("aria-current", "step");
    await board.expectNotes("Vision", ["written offline"]);
  });

  test("a board that is not saved is saved as a file without it", async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new Error("full");
      };
    });
    await fail(page, REST, (route) => route.abort("connectionreset"));
    const board = await (await new Home(page).open()).newBoard();
    await board.write("Vision", "in a file");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save file" }).click()]);
    expect(await readFile(await download.path(), "utf8")).toContain("in a file");
  });

  test("a link opens by \"Try again\"", async ({ page, freshProfile }) => {
    const link = await (await (await new Home(page).open()).sample()).link();
    const there = await freshProfile();
    const mend = await fail(there, REST, (route) => route.fulfill({ status: 404, body: "not here" }));
    await there.goto(`./${new URL(link).hash}`);
    await expect(sign(there)).toContainText("could not be loaded");
    await mend();
    await sign(there).getByRole("button", { name: "Try again" }).click();
    await expect(there.getByRole("article")).toHaveCount(60);
  });
});

// The weight of a first visit is a promise.
test("what comes first stays light", async () => {
  // To compress as strongly as a host would takes its time.
  test.setTimeout(180_000);
  const weight = { first: 0, then: 0, behind: 0 };
  for (const name of await readdir(DIST, { recursive: true })) {
    const path = built(name);
    if ((await stat(path)).isFile()) weight[comes(name)] += (await compressed.br(await readFile(path))).length;
  }
  expect(weight.first).toBeGreaterThan(30_000);
  expect(weight.first).toBeLessThan(80_000);
  expect(weight.first + weight.then).toBeLessThan(282_000);
  expect(weight.first + weight.then + weight.behind).toBeLessThan(410_000);
});
