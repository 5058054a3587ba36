// Every known storage failure, in the real browser. After each: the page is usable or says why, nothing that was called saved is lost, no
// other board is touched, and the board can be downloaded.

import { readFile } from "node:fs/promises";
import { expect, test } from "../../support/fixtures.mjs";
import { Board } from "../../pages/board.mjs";
import { Home, newBoard, savedBoard } from "../../pages/home.mjs";
import * as storage from "../../pages/storage.mjs";

/** Fills storage to the last unit, then frees this many. */
const fill = (page, left) =>
  page.evaluate((left) => {
    let text = "x".repeat(1 << 20);
    for (let number = 0; text; number += 1) {
      try {
        localStorage[`other/${number}`] = text;
      } catch {
        text = text.slice(0, text.length >> 1);
      }
    }
    const last = Object.keys(localStorage).filter((key) => key.startsWith("other/")).find((key) => localStorage[key].length > left);
    if (left) localStorage[last] = localStorage[last].slice(left);
  }, left);

/** A failed save is retried every ten seconds; this advances the page's clock. */
const retry = (page) => page.clock.fastForward(10_000);

const makeRoom = (page) => page.evaluate(() => Object.keys(localStorage).forEach((key) => key.startsWith("other/") && localStorage.removeItem(key)));

const saveFile = async (board) => {
  const [download] = await Promise.all([
    board.page.waitForEvent("download"),
    board.warning.getByRole("button", { name: "Save file" }).click(),
  ]);
  return readFile(await download.path(), "utf8");
};

for (const left of [0, 1, 100]) {
  test(`full storage, ${left} units left: reported, kept in the page, saved once there is room`, async ({ page }) => {
    await page.clock.install();
    const home = await new Home(page).open();
    const other = await home.newBoard();
    await other.title.fill("Other");
    await other.write("Vision", "y".repeat(900));
    await other.saved();
    await other.goHome();
    const board = await home.newBoard();
    await board.title.fill("Mine");
    await board.write("Vision", "saved");
    await board.saved();
    const before = await storage.everything(page);
    await fill(page, left);
    await board.write("Goals", "z".repeat(1_000), "not saved yet");
    await expect(board.saving).toHaveText("Not saved");
    await expect(board.warning).toContainText(/Not saved since \d+:\d\d: the browser did not take the board/);
    expect(await saveFile(board)).toContain("not saved yet");
    const now = await storage.everything(page);
    for (const [key, text] of Object.entries(before)) {
      if (key.startsWith("alignment-board/") && !key.endsWith("/index")) expect(now[key] === text || key.includes(await boardOf(page))).toBe(true);
    }
    await makeRoom(page);
    await retry(page);
    await board.saved();
    await expect(board.warning).toHaveCount(0);
    await page.reload();
    await board.expectNotes("Goals", ["z".repeat(1_000), "not saved yet"]);
  });
}

const boardOf = (page) => page.evaluate(() => location.hash.replace("#board-", ""));

test("full storage names the biggest boards", async ({ page }) => {
  const home = await new Home(page).open();
  const big = await home.newBoard();
  await big.title.fill("Big one");
  await big.write("Vision", ...Array.from({ length: 14 }, (_, number) => `${number}${"w".repeat(950)}`));
  await big.saved();
  await big.goHome();
  const board = await home.newBoard();
  await board.write("Vision", "one");
  await board.saved();
  await fill(page, 0);
  await board.write("Vision", "v".repeat(1_000));
  await expect(board.warning).toContainText(/The biggest others here: “Big one” \(\d+ kB\)/);
});

for (const [what, breaks, words] of [
  ["throw an error of an unknown name", () => (Storage.prototype.setItem = () => { throw new Error("?"); }), "its storage is full"],
  ["throw nothing but a text", () => (Storage.prototype.setItem = () => { throw "no"; }), "its storage is full"],
  ["do nothing", () => (Storage.prototype.setItem = () => undefined), "did not keep what was written"],
  [
    "come back different",
    () => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (key, text) {
        setItem.call(this, key, text.replace("one", "0ne"));
      };
    },
    "did not keep what was written",
  ],
  ["are cut", () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, text) {
      setItem.call(this, key, text.slice(0, -1));
    };
  }, "did not keep what was written"],
]) {
  test(`writes that ${what} are not called saved`, async ({ page }) => {
    await page.addInitScript(breaks);
    const board = await newBoard(page);
    await board.write("Vision", "one");
    await expect(board.saving).toHaveText("Not saved");
    await expect(board.warning).toContainText(words);
    expect(await saveFile(board)).toContain('"one"');
    await board.write("Goals", "works on");
    await board.expectNotes("Goals", ["works on"]);
  });
}

test("reads that throw: the board is not taken for missing, and not overwritten", async ({ page }) => {
  await page.clock.install();
  const [board, before, address] = await savedBoard(page);
  const link = await board.link();
  await page.addInitScript(() => {
    if (location.protocol === "about:") return;
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      if (/\/[AB]$/.test(key) && !sessionStorage.readable) throw new DOMException("no", "UnknownError");
      return getItem.call(this, key);
    };
  });
  await page.goto("about:blank");
  await page.goto(address);
  await expect(page.getByText("does not let this page read that board just now")).toBeVisible();
  // Not even by its own link.
  await page.goto("about:blank");
  await page.goto(link);
  await board.write("Goals", "from the link");
  await expect(board.warning).toContainText("does not let this page read what is stored");
  expect(await page.evaluate((keys) => keys.map((key) => localStorage[key]), before.map(({ key }) => key))).toEqual(before.map(({ text }) => text));
  await page.evaluate(() => (sessionStorage.readable = "yes"));
  await retry(page);
  await board.saved();
  await page.reload();
  await board.expectNotes("Vision", ["precious"]);
  await board.expectNotes("Goals", ["from the link"]);
});

for (const [what, garbage] of [
  ["numbers", () => "7"],
  ["half the text", (text) => text.slice(0, text.length / 2)],
]) {
  test(`reads that return ${what}: nothing is overwritten`, async ({ page }) => {
    const [board, before, address] = await savedBoard(page);
    await page.addInitScript(`
      if (location.protocol !== "about:") {
        const { getItem } = Storage.prototype;
        Storage.prototype.getItem = function (key) {
          const text = getItem.call(this, key);
          return /\\/[AB]$/.test(key) && text !== null && !sessionStorage.honest ? (${garbage})(text) : text;
        };
      }`);
    await page.goto("about:blank");
    await page.goto(address);
    await expect(page.getByText("That board cannot be opened")).toBeVisible();
    await expect(page.getByRole("button", { name: "Download what is stored" })).toBeVisible();
    await page.evaluate(() => (sessionStorage.honest = "yes"));
    expect(await storage.generations(page)).toEqual(before);
    await page.goto("about:blank");
    await page.goto(address);
    await board.expectNotes("Vision", ["precious"]);
  });
}

test("both generations damaged: the board and the others stay listed", async ({ page }) => {
  const [board, generations] = await savedBoard(page);
  const keys = generations.map(({ key }) => key);
  await board.goHome();
  const other = await new Home(page).newBoard();
  await other.title.fill("Other");
  await other.saved();
  await other.goHome();
  const both = (await storage.generations(page)).filter(({ key }) => keys.includes(key));
  await storage.reloadWith(page, Object.fromEntries(both.map(({ key, text }) => [key, text.slice(0, -5)])));
  const home = new Home(page);
  await home.row("Wards").getByRole("button", { name: "Wards" }).first().click();
  await expect(page.getByText("That board cannot be opened")).toBeVisible();
  await home.expectTitles("Wards", "Other");
  await home.openBoard("Other");
  await expect(new Board(page).title).toHaveValue("Other");
});

test("both generations damaged: the second copy opens on request", async ({ page }) => {
  const [board, generations] = await savedBoard(page);
  const address = page.url();
  await page.evaluate((texts) => Object.assign(localStorage, texts), Object.fromEntries(generations.map(({ key, text }) => [key, text.slice(0, -5)])));
  const damaged = await storage.generations(page);
  await page.goto("about:blank");
  await page.goto(address);
  const open = page.getByRole("button", { name: "Open the second copy" });
  await expect(open).toBeVisible();
  expect(await storage.generations(page), "nothing is written unasked").toEqual(damaged);
  await open.click();
  await expect(board.title).toHaveValue("Wards");
  await board.expectNotes("Vision", ["precious"]);
  await board.write("Goals", "goes on");
  await board.saved();
  await page.goto("about:blank");
  await page.goto(address);
  await board.expectNotes("Goals", ["goes on"]);
});

test("a damaged generation is quarantined in IndexedDB if local storage is full", async ({ page }) => {
  const [board] = await savedBoard(page);
  const address = page.url();
  await board.write("Goals", "more");
  await board.saved();
  const [{ key, text }] = await storage.generations(page);
  await page.evaluate(([key, text]) => (localStorage[key] = text), [key, text.slice(0, -5)]);
  await page.goto("about:blank");
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, text) {
      if (key.includes("/quarantine/")) throw new DOMException("It is full.", "QuotaExceededError");
      return setItem.call(this, key, text);
    };
  });
  await page.goto(address);
  await expect(board.title).toHaveValue("Wards");
  const kept = () => page.evaluate(storage.quarantinedElsewhere);
  await expect.poll(kept).toEqual([text.slice(0, -5)]);
  // It is kept only once.
  await page.reload();
  await expect(board.title).toHaveValue("Wards");
  await expect.poll(kept).toHaveLength(1);
});

test("a sandboxed frame: the board works and says that it cannot save", async ({ page, hosted }) => {
  const address = await hosted({ headers: { "Access-Control-Allow-Origin": "*" } });
  const host = new URL(address).origin;
  await page.route("**/frame.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe sandbox="allow-scripts allow-downloads" src="${address}" style="width:100%;height:700px"></iframe>` }),
  );
  await page.goto(`${host}/frame.html`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Quick board" }).click();
  await expect(frame.getByRole("alert")).toContainText("the browser blocks storage");
  await frame.getByRole("button", { name: "Add a note to Vision", exact: true }).click();
  await frame.getByRole("textbox", { name: "New note in Vision" }).fill("one");
  await page.keyboard.press("Enter");
  await expect(frame.getByRole("article", { name: "one" })).toBeVisible();
  await expect(frame.getByRole("banner").getByRole("status").locator("> :visible")).toHaveText("Not saved");
});

test("a private window: other windows do not see the board", async ({ page, freshProfile }) => {
  const [, , address] = await savedBoard(page);
  const other = await freshProfile();
  await other.goto(address);
  await expect(other.getByText("That board is not on this device.")).toBeVisible();
  await expect(other.getByText("No boards on this device yet.")).toBeVisible();
});

test("a clock that is set back loses nothing and stops nothing", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-25T12:00:00") });
  const board = await newBoard(page);
  await page.clock.resume();
  await board.write("Vision", "before");
  await board.saved();
  await page.clock.setSystemTime(new Date("2020-01-01T00:00:00"));
  await board.write("Vision", "after");
  await board.edit("before", "changed");
  await board.saved();
  await page.reload();
  await board.expectNotes("Vision", ["changed", "after"]);
});

test("foreign texts in the index and the keys do no harm", async ({ page }) => {
  await savedBoard(page);
  await page.evaluate(() => {
    localStorage["alignment-board/index"] = '[{"board":"zz"},7,null]';
    localStorage["alignment-board/zzzzzzzzzzzz/A"] = "hello";
    localStorage["alignment-board//A"] = "hello";
    localStorage["alignment-board/00000000beef/B"] = "\u0000\ud800";
    localStorage["something/else"] = "{}";
  });
  const home = await new Home(page).open();
  await home.openBoard("Wards");
  await new Board(page).expectNotes("Vision", ["precious"]);
  expect(await page.evaluate(() => localStorage["something/else"])).toBe("{}");
});

test("one file carries all boards to a fresh profile; known ones are compared", async ({ page, freshProfile }, info) => {
  const [board] = await savedBoard(page);
  await board.goHome();
  const home = new Home(page);
  const second = await home.newBoard();
  await second.title.fill("Theatres");
  await second.write("Goals", "one");
  await second.saved();
  await second.goHome();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save all boards" }).click()]);
  const file = info.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  const there = await new Home(await freshProfile()).open();
  await there.chooseFile(file);
  await expect(there.page.getByText("From that file: 2 boards are new here.")).toBeVisible();
  await there.expectTitles("Wards", "Theatres");
  const copy = await there.openBoard("Wards");
  await copy.expectNotes("Vision", ["precious"]);
  await home.openBoard("Wards");
  await board.write("Vision", "more");
  await board.saved();
  await board.goHome();
  await home.chooseFile(file);
  await expect(page.getByText("From that file: 2 were here already.")).toBeVisible();
});
