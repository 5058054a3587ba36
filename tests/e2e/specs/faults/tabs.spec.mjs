// Two tabs with one board: each shows the other's changes, neither overwrites the other, and typing is not disturbed.

import { expect, test } from "../../support/fixtures.mjs";
import { Board } from "../../pages/board.mjs";
import { Home, newBoard } from "../../pages/home.mjs";
import { twoTabs } from "../../pages/tabs.mjs";
import * as storage from "../../pages/storage.mjs";

test("a note shows in the other tab within 200 ms", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  // Both tabs use the system clock.
  const seen = two.page.evaluate(
    () =>
      new Promise((done) => {
        new MutationObserver(() => {
          if (document.querySelector('[aria-label="second"]')) done(Date.now());
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await one.addButton("Vision").click();
  await one.newNote("Vision").fill("second");
  const pressed = await one.newNote("Vision").evaluate((field) => {
    const at = Date.now();
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    return at;
  });
  expect((await seen) - pressed).toBeLessThan(200);
  await two.expectNotes("Vision", ["first", "second"]);
});

for (const channel of [true, false]) {
  test(`both write at once, ${channel ? "with" : "without"} messages: both tabs and storage have everything`, async ({ page }) => {
    const [one, two] = await twoTabs(page, { channel });
    const write = async (board, name) => {
      for (let number = 0; number < 4; number += 1) await board.write(number % 2 ? "Vision" : "Goals", `${name}${number}`);
    };
    await Promise.all([write(one, "a"), write(two, "b")]);
    const expected = ["first", ...["a", "b"].flatMap((name) => [0, 1, 2, 3].map((number) => `${name}${number}`))].toSorted();
    const texts = async (board) => (await board.contents()).map((line) => line.replace(/^\w+: /, "")).toSorted();
    for (const board of [one, two]) await expect.poll(() => texts(board), { timeout: 10_000 }).toEqual(expected);
    expect(await one.contents()).toEqual(await two.contents());
    for (const board of [one, two]) await board.saved();
    await page.reload();
    await expect(one.title).toBeVisible();
    expect(await texts(one)).toEqual(expected);
  });
}

test("an unsaved change of a killed tab survives in the other", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.page.evaluate(() => (Storage.prototype.setItem = () => undefined));
  await one.write("Goals", "last words");
  await two.expectNotes("Goals", ["last words"]);
  await page.close();
  await two.saved();
  await two.page.reload();
  await two.expectNotes("Goals", ["last words"]);
});

test("changes by others are announced at most every five seconds", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.page.evaluate(() => {
    window.sentences = [];
    const region = document.querySelector('[aria-live="polite"][aria-atomic="true"]');
    new MutationObserver(() => window.sentences.push({ at: performance.now(), text: region.textContent })).observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const texts = Array.from({ length: 14 }, (_, number) => `n${number}`);
  for (const text of texts) {
    await two.write("Goals", text);
    await new Promise((done) => setTimeout(done, 300)); // somebody writes for a while
  }
  await one.expectNotes("Goals", texts);
  const number = () =>
    one.page.evaluate(() => window.sentences.reduce((sum, { text }) => sum + Number(/^(\d+) notes? added in another tab/.exec(text)?.[1] ?? 0), 0));
  await expect.poll(number, { timeout: 8_000 }).toBe(14);
  const times = await one.page.evaluate(() => window.sentences.map(({ at }) => at));
  expect(Math.min(...times.slice(1).map((at, place) => at - times[place]))).toBeGreaterThan(4_800);
});

test("undo takes back own changes alone", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await two.write("Goals", "theirs");
  await one.expectNotes("Goals", ["theirs"]);
  await one.undo();
  await one.expectNotes("Vision", []);
  await one.expectNotes("Goals", ["theirs"]);
  await two.expectNotes("Vision", []);
  await two.undo();
  await one.expectNotes("Goals", []);
});

test.describe("the list of boards in another tab", () => {
  const listBeside = async (page) => {
    const other = await page.context().newPage();
    return new Home(other).open();
  };

  test("bins and erases the board: it is reported, and a change saves it again", async ({ page }) => {
    const board = await newBoard(page);
    await board.title.fill("Wards");
    await board.write("Vision", "one");
    await board.saved();
    const home = await listBeside(page);
    await home.delete("Wards");
    await expect(page.getByText("Another tab has put this board into the bin.")).toBeVisible();
    await home.page.getByRole("button", { name: "Delete for ever" }).click();
    await expect(board.warning).toContainText("this board was deleted for ever in another tab");
    await expect(board.saving).toHaveText("Not saved");
    await board.write("Vision", "two");
    await board.saved();
    await expect(board.warning).toHaveCount(0);
    await page.reload();
    await board.expectNotes("Vision", ["one", "two"]);
  });

  test("renames the open board", async ({ page }) => {
    const board = await newBoard(page);
    await board.title.fill("Wards");
    await board.saved();
    const home = await listBeside(page);
    // A focused field does not change while somebody types.
    await board.title.blur();
    await home.rename("Wards", "Theatres");
    await expect(board.title).toHaveValue("Theatres");
    await board.write("Vision", "one");
    await board.saved();
    await home.openBoard("Theatres");
    await new Board(home.page).expectNotes("Vision", ["one"]);
  });
});

test.describe("a newer version in another tab", () => {
  const newer = (text) => text.replace(/^alignment-board 1/, "alignment-board 3");

  const expectOutdated = async (board) => {
    await expect(board.warning).toContainText("updated in another tab by a newer version");
    await expect(board.saving).toHaveText("Only to read");
    expect(await board.page.getByRole("main").evaluate((main) => main.inert)).toBe(true);
    const before = await storage.generations(board.page);
    await board.page.evaluate(() => dispatchEvent(new Event("pagehide")));
    await board.title.fill("too late");
    await new Promise((done) => setTimeout(done, 600)); // longer than a save waits
    expect(await storage.generations(board.page)).toEqual(before);
    const [download] = await Promise.all([
      board.page.waitForEvent("download"),
      board.warning.getByRole("button", { name: "Download what is stored" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[0-9a-f]{12}\.txt$/);
  };

  test("saves: this one stops writing and says so", async ({ page }) => {
    const [one, two] = await twoTabs(page);
    const [newest] = await storage.generations(page);
    await two.page.evaluate(([key, text]) => (localStorage[key] = text), [newest.key, newer(newest.text)]);
    await expectOutdated(one);
    expect((await storage.generations(page)).map(({ text }) => text)).toContain(newer(newest.text));
  });

  test("sends a change: this one stops writing and says so", async ({ page }) => {
    const [one, two] = await twoTabs(page);
    await two.page.evaluate(() => {
      const board = location.hash.replace("#board-", "");
      new BroadcastChannel(`alignment-board/${board}`).postMessage(`{"format":"alignment-board","version":2,"board":"${board}","ops":[]}`);
    });
    await expectOutdated(one);
    await one.warning.getByRole("button", { name: "Reload" }).click();
    await one.expectNotes("Vision", ["first"]);
  });
});

// One of two tabs was cached while the other opened: until one was reopened, neither sent the other anything.
test("a tab restored by Back announces itself to newer tabs", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.posted = [];
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message) {
      globalThis.posted.push(message);
      post.call(this, message);
    };
  });
  const one = await newBoard(page);
  await one.write("Vision", "first");
  await one.saved();
  const other = await page.context().newPage();
  // Its greeting gets lost.
  await other.addInitScript(() => {
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message) {
      if (message !== "hello") post.call(this, message);
    };
  });
  await other.goto(page.url());
  const two = new Board(other);
  await two.expectNotes("Vision", ["first"]);
  const told = () => page.evaluate(() => globalThis.posted.filter((message) => message.startsWith("{")).length);
  await one.write("Vision", "second");
  await two.expectNotes("Vision", ["first", "second"]);
  expect(await told(), "by storage alone").toBe(0);

  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await one.write("Vision", "third");
  await two.expectNotes("Vision", ["first", "second", "third"]);
  expect(await told()).toBeGreaterThan(0);
});

test("foreign messages are ignored", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await two.page.evaluate(() => {
    const channel = new BroadcastChannel(`alignment-board/${location.hash.replace("#board-", "")}`);
    for (const message of [null, 7, {}, [], "", "{}", "hello", new Uint8Array(9), "[".repeat(100_000), '{"format":"alignment-board","version":1}'])
      channel.postMessage(message);
  });
  await two.write("Goals", "after");
  await one.expectNotes("Goals", ["after"]);
  await one.saved();
});
