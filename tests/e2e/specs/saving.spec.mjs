// What is called saved is saved, and what cannot be saved is reported, with a way out.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fixtures.mjs";
import { Board } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";
import * as storage from "../pages/storage.mjs";

const NOT_SAVED = "Not saved";

test("a reload shows the whole board", async ({ page }) => {
  const board = await sampleBoard(page);
  await board.saved();
  const before = await board.contents();
  expect(before).toHaveLength(60);
  const reading = await board.reading.innerText();
  await page.reload();
  await expect(board.title).toHaveValue("Ward scheduling: where do we hold on?");
  expect(await board.contents()).toEqual(before);
  expect(await board.reading.innerText()).toBe(reading);
  await board.saved();
});

test("a change is saved within 350 ms", async ({ page }) => {
  await page.addInitScript(storage.watchSaves);
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.saved();
  await board.tool("one", "Edit note");
  await page.evaluate(() => (window.saves.length = 0));
  await page.keyboard.type("1234");
  await expect.poll(() => page.evaluate(() => window.saves.at(-1)?.text ?? "")).toContain("one1234");
  const wait = await page.evaluate(() => window.saves.at(-1).at - window.lastInput);
  expect(wait).toBeLessThan(350);
});

test("typing without a pause is saved within a second", async ({ page }) => {
  await page.addInitScript(storage.watchSaves);
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.saved();
  await board.tool("one", "Edit note");
  // A clock of the test's own: on a busy machine keys and timers come late.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.type("x");
  const start = await page.evaluate(() => {
    window.saves.length = 0;
    return performance.now();
  });
  for (let letter = 0; letter < 30; letter += 1) {
    await page.keyboard.type("x");
    await page.clock.runFor(60);
  }
  const times = await page.evaluate(() => [...window.saves.map(({ at }) => at), performance.now()]);
  const waits = times.map((at, place) => at - (times[place - 1] ?? start));
  expect(Math.max(...waits)).toBeLessThan(1_100);
  expect(times.length).toBeGreaterThan(2);
});

test("a hidden page saves at once", async ({ page }) => {
  await page.addInitScript(storage.watchSaves);
  const board = await newBoard(page);
  await board.addButton("Vision").click();
  await board.newNote("Vision").fill("last words");
  const saved = await page.evaluate(() => {
    const field = document.activeElement;
    window.saves.length = 0;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    return window.saves.map(({ text }) => text);
  });
  expect(saved.at(-1)).toContain("last words");
});

test("a reload right after a change loses nothing", async ({ page }) => {
  const board = await newBoard(page);
  await board.addButton("Vision").click();
  await page.keyboard.type("last words");
  await page.keyboard.press("Enter");
  await page.reload();
  await board.expectNotes("Vision", ["last words"]);
});

test("two generations alternate", async ({ page }) => {
  const board = await newBoard(page);
  for (const text of ["one", "two", "three"]) {
    await board.write("Vision", text);
    await expect.poll(async () => (await storage.generations(page))[0]?.text ?? "").toContain(text);
  }
  const [newest, older] = await storage.generations(page);
  expect(newest.generation).toBe(older.generation + 1);
  expect(newest.key).not.toBe(older.key);
  expect(older.text).not.toContain("three");
});

test.describe("when storage fails", () => {
  /** The board keeps working, says that it is not saved, and offers the file. */
  const expectUnsaved = async (board, reason) => {
    await board.write("Vision", "one");
    await expect(board.saving).toHaveText(NOT_SAVED);
    await expect(board.warning).toContainText(reason);
    await board.move("one", "Goals");
    await board.expectNotes("Goals", ["one"]);
    const [download] = await Promise.all([
      board.page.waitForEvent("download"),
      board.warning.getByRole("button", { name: "Save file" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toContain('"one"');
  };

  test("a write that does not read back is not called saved", async ({ page }) => {
    await page.addInitScript(storage.forgetful);
    await expectUnsaved(await newBoard(page), "the browser did not keep what was written");
  });

  test("full storage is reported, whatever the browser calls it", async ({ page }) => {
    await page.addInitScript(storage.full);
    await expectUnsaved(await newBoard(page), "its storage is full");
  });

  test("blocked storage is reported, and the board works", async ({ page }) => {
    await page.addInitScript(storage.blocked);
    await expectUnsaved(await newBoard(page), "the browser blocks storage");
  });

  test("missing storage is reported, and the board works", async ({ page }) => {
    await page.addInitScript(storage.absent);
    await expectUnsaved(await newBoard(page), "the browser blocks storage");
  });

  test("a later failure and the recovery are both reported", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "one");
    await board.saved();
    await page.evaluate(() => {
      window.kept = Storage.prototype.setItem;
      Storage.prototype.setItem = () => {
        throw new Error("no");
      };
    });
    await board.write("Vision", "two");
    await expect(board.saving).toHaveText(NOT_SAVED);
    await page.evaluate(() => (Storage.prototype.setItem = window.kept));
    await board.write("Vision", "three");
    await board.saved();
    await expect(board.warning).toHaveCount(0);
    await page.reload();
    await board.expectNotes("Vision", ["one", "two", "three"]);
  });

  test("an unsaved board survives a visit home", async ({ page }) => {
    await page.addInitScript(storage.full);
    const board = await newBoard(page);
    await board.title.fill("Only here");
    await board.write("Vision", "one");
    await board.goHome();
    const home = new Home(page);
    await expect(home.row("Only here")).toContainText("not saved");
    await home.openBoard("Only here");
    await board.expectNotes("Vision", ["one"]);
  });
});

test.describe("damaged storage", () => {
  const twoSaves = async (page) => {
    const board = await newBoard(page);
    for (const text of ["older", "newer"]) {
      await board.write("Vision", text);
      await expect.poll(async () => (await storage.generations(page))[0]?.text ?? "").toContain(text);
    }
    await board.saved();
    return board;
  };

  const quarantined = async (page) => {
    const all = Object.entries(await storage.everything(page));
    return all.filter(([key]) => key.startsWith("alignment-board/quarantine/")).map(([, text]) => text);
  };

  for (const [what, damage] of [
    ["a changed letter", (text) => text.replace("newer", "never")],
    ["a cut end", (text) => text.slice(0, -7)],
    ["another program's text", () => "{}"],
  ]) {
    test(`${what}: the older generation opens, and the damaged text is quarantined`, async ({ page }) => {
      const board = await twoSaves(page);
      const [newest] = await storage.generations(page);
      const damaged = damage(newest.text);
      await storage.reloadWith(page, { [newest.key]: damaged });
      await board.expectNotes("Vision", ["older"]);
      await expect(page.getByText("The last save of this board was damaged")).toBeVisible();
      await board.write("Vision", "after");
      await board.saved();
      expect(await quarantined(page)).toEqual([damaged]);
      await page.reload();
      await board.expectNotes("Vision", ["older", "after"]);
    });
  }

  test("both generations damaged: nothing is overwritten, and the text can be downloaded", async ({ page }) => {
    await twoSaves(page);
    const both = await storage.generations(page);
    const elder = (text) => text.replace("older", "elder");
    await storage.reloadWith(page, Object.fromEntries(both.map(({ key, text }) => [key, elder(text)])));
    await expect(page.getByText("parts of it are missing or have changed on the way")).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download what is stored" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toContain("elder");
    expect((await storage.generations(page)).map(({ text }) => text)).toEqual(both.map(({ text }) => elder(text)));
  });

  test("a newer version's board is neither opened nor overwritten", async ({ page }) => {
    await twoSaves(page);
    const [newest, older] = await storage.generations(page);
    const newer = newest.text.replace(/^alignment-board 1/, "alignment-board 3");
    await storage.reloadWith(page, { [newest.key]: newer });
    await expect(page.getByText("a newer version of the board wrote it")).toBeVisible();
    await expect(new Board(page).title).toHaveCount(0);
    const after = new Map((await storage.generations(page)).map(({ key, text }) => [key, text]));
    expect(after.get(newest.key)).toBe(newer);
    expect(after.get(older.key)).toBe(older.text);
  });

  test("a lost index is rebuilt", async ({ page }) => {
    const board = await twoSaves(page);
    await board.title.fill("Still here");
    await board.goHome();
    await page.evaluate(() => localStorage.removeItem("alignment-board/index"));
    const home = await new Home(page).open();
    await expect(home.row("Still here")).toContainText("2 notes");
  });

  test("an unknown board is reported missing", async ({ page }) => {
    await page.goto("./#board-00000000abcd");
    await expect(page.getByText("That board is not on this device.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Your boards" })).toBeVisible();
  });
});
