// Two tabs with one board: each shows the other's changes, neither overwrites the other, and typing is not disturbed.

import { expect, test } from "../../support/fixtures.mjs";
import { Board } from "../../pages/board.mjs";
import { Home, newBoard } from "../../pages/home.mjs";
import * as storage from "../../pages/storage.mjs";

/** A second tab with the board of the first. */
async function beside(page, { channel = true } = {}) {
  const other = await page.context().newPage();
  if (!channel) await other.addInitScript(() => delete window.BroadcastChannel);
  await other.goto(page.url());
  const board = new Board(other);
  await expect(board.title).toBeVisible();
  return board;
}

async function twoTabs(page, options) {
  if (options?.channel === false) await page.addInitScript(() => delete window.BroadcastChannel);
  const one = await newBoard(page);
  await one.write("Vision", "first");
  await one.saved();
  return [one, await beside(page, options)];
}

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

test("editing a note keeps the text, the caret and the focus", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.tool("first", "Edit note");
  const field = one.page.getByRole("textbox", { name: "Note text", exact: true });
  await field.fill("mine");
  await field.evaluate((area) => area.setSelectionRange(2, 2));
  await two.edit("mine", "theirs");
  await two.write("Vision", "new above?");
  await two.move("new above?", "Earlier");
  await expect(one.note("new above?")).toBeVisible();
  await expect(field).toHaveValue("mine");
  await expect(field).toBeFocused();
  expect(await field.evaluate((area) => area.selectionStart)).toBe(2);
  await field.press("Enter");
  await expect(one.newNote("Vision")).toHaveValue("mine");
  for (const board of [one, two]) await board.expectNotes("Vision", ["new above?", "theirs"]);
});

const noteField = (board) => board.page.getByRole("textbox", { name: "Note text", exact: true });

test("an open but unchanged note takes the other tab's text", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.tool("first", "Edit note");
  await two.edit("first", "theirs");
  await expect(noteField(one)).toHaveValue("theirs");
  await expect(noteField(one)).toBeFocused();
  await one.page.keyboard.press("Escape");
  await expect(noteField(one)).toHaveCount(0);
  await one.expectNotes("Vision", ["theirs"]);
});

// A note left open wrote its older text over the other tab's when somebody clicked elsewhere, and undo did not bring the other's back.
test("an idle open note never writes over another's newer text", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.tool("first", "Edit note");
  await noteField(one).press("End");
  await one.page.keyboard.type(" A");
  await two.expectNotes("Vision", ["first A"]);
  // Longer than a pause in typing.
  await one.page.waitForTimeout(2_200);
  await two.edit("first A", "B wrote this");
  await expect(noteField(one)).toHaveValue("B wrote this");
  await one.page.getByRole("heading", { name: "Goals" }).click();
  for (const board of [one, two]) await board.expectNotes("Vision", ["B wrote this"]);
  await one.tool("B wrote this", "Edit note");
  await noteField(one).fill("A again");
  await noteField(one).press("Enter");
  await one.undo();
  await one.expectNotes("Vision", ["B wrote this"]);
});

test("where both type in a note, both texts are kept", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.tool("first", "Edit note");
  await noteField(one).fill("mine");
  await two.edit(/first|mine/, "theirs");
  await expect(noteField(one)).toHaveValue("mine");
  await expect(one.page.getByText("Somebody else changed this text while you type, and theirs stands.")).toBeVisible();
  await one.page.keyboard.type(", still mine");
  await two.expectNotes("Vision", ["theirs"]);
  await noteField(one).press("Enter");
  await expect(one.page.getByText("Their words stand; yours are in the field for a new note")).toBeVisible();
  await expect(one.newNote("Vision")).toHaveValue("mine, still mine");
  await expect(one.newNote("Vision")).toBeFocused();
  await one.newNote("Vision").press("Enter");
  for (const board of [one, two]) await board.expectNotes("Vision", ["theirs", "mine, still mine"]);
});

// Another tab's deletion, group or stage ended typing: the field went, and what was typed next went nowhere.
test("a note that is deleted while somebody types goes on as a new note", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.tool("first", "Edit note");
  await noteField(one).fill("half a thou");
  await two.delete("half a thou");
  await expect(one.page.getByText("Somebody else deleted that note while you typed.")).toBeVisible();
  await expect(one.newNote("Vision")).toBeFocused();
  await one.page.keyboard.type("ght");
  await one.page.keyboard.press("Enter");
  for (const board of [one, two]) await board.expectNotes("Vision", ["half a thought"]);
});

test("a note that is put into a group while somebody types stays open", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await two.write("Vision", "second");
  await one.expectNotes("Vision", ["first", "second"]);
  await one.tool("second", "Edit note");
  await noteField(one).fill("second th");
  await two.expectNotes("Vision", ["first", "second th"]);
  await two.goTo("Group");
  await two.tool("second th", "Put with another note");
  await two.note("first").click();
  await expect(two.note("second th")).toHaveCount(0);
  await expect(noteField(one)).toBeFocused();
  await one.page.keyboard.type("oughts");
  await one.page.keyboard.press("Enter");
  await expect(one.note("second thoughts")).toBeVisible();
});

test("a stage that others go to waits until the field is left", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.addButton("Vision").click();
  await one.newNote("Vision").fill("half a");
  await two.goTo("Close");
  await expect(one.page.getByText("Somebody went on to Close.")).toBeVisible();
  await expect(one.newNote("Vision")).toBeFocused();
  await one.page.keyboard.type(" thought");
  await one.page.keyboard.press("Enter");
  await one.expectNotes("Vision", ["first", "half a thought"]);
  await one.page.keyboard.press("Escape");
  await expect(one.page.getByRole("heading", { name: "Take it with you" })).toBeVisible();
  await expect(one.page.getByText("Somebody went on to Close.")).toHaveCount(0);
});

test("an idle title takes the other tab's; where both type, both are kept", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.title.fill("Mine");
  await expect(two.title).toHaveValue("Mine");
  await one.page.waitForTimeout(2_200);
  await two.title.fill("Theirs");
  await expect(one.title).toHaveValue("Theirs");
  await two.title.blur();
  await one.title.evaluate((field) => field.setSelectionRange(1, 1));
  await one.page.keyboard.type("x");
  await two.title.fill("Last");
  await expect(one.page.getByRole("heading", { name: "Last" })).toBeAttached();
  await expect(one.title).toHaveValue("Txheirs");
  await one.title.blur();
  await expect(one.title).toHaveValue("Last");
  await expect(one.page.getByText("Yours was: “Txheirs”")).toBeVisible();
});

// A refused text was nowhere but in its field, and was thrown away by the next change elsewhere, or when the field was left.
test("a text that is too long stays in its field, whatever changes elsewhere", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  const long = "far too long ".repeat(120);
  await one.tool("first", "Edit note");
  await noteField(one).fill(long);
  await one.page.waitForTimeout(2_200);
  await two.edit("first", "theirs");
  await two.write("Goals", "and this");
  await expect(one.note("and this")).toBeVisible();
  await expect(noteField(one)).toHaveValue(long);
  await noteField(one).press("Escape");
  await expect(one.newNote("Vision")).toHaveValue(long);
  await one.title.fill("Plan");
  await one.title.pressSequentially("x".repeat(130));
  await one.title.fill(`Plan ${"y".repeat(400)}`);
  await one.page.getByRole("heading", { name: "Goals" }).click();
  await expect(one.title).toHaveValue(/y{400}/);
});

test("an input method is not disturbed", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.tool("first", "Edit note");
  await noteField(one).evaluate((field) => field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true })));
  await one.page.waitForTimeout(2_200);
  await two.edit("first", "theirs");
  await two.write("Goals", "and this");
  await expect(one.note("and this")).toBeVisible();
  await expect(noteField(one)).toHaveValue("first");
});

test("a half-written note stays, with its focus", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.addButton("Vision").click();
  await one.newNote("Vision").fill("half a");
  await two.write("Vision", "theirs");
  await two.goTo("Group");
  await expect(one.stage("Group")).toHaveAttribute("aria-current", "step");
  await two.goTo("Write");
  await one.expectNotes("Vision", ["first", "theirs"]);
  await expect(one.newNote("Vision")).toHaveValue("half a");
  await expect(one.newNote("Vision")).toBeFocused();
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
