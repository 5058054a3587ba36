// A link or a file carries the whole board, and opening one replaces nothing.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fixtures.mjs";
import { Board } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";
import { everything } from "../pages/storage.mjs";

const fragmentOf = (link) => link.slice(link.indexOf("#"));

const small = async (page) => {
  const board = await newBoard(page);
  await board.title.fill("Shared");
  await board.write("Vision", "one", "two");
  await board.saved();
  return board;
};

/** Opens an address in a page that may already show it. */
const visit = async (page, address) => {
  await page.goto("about:blank");
  await page.goto(address);
};

test.describe("a link", () => {
  test("opens the whole board in a fresh browser profile", async ({ page, freshProfile }) => {
    const board = await sampleBoard(page);
    const link = await board.link();
    const there = await freshProfile();
    await there.goto(link);
    const copy = new Board(there);
    await expect(copy.title).toHaveValue("Ward scheduling: where do we hold on?");
    expect(await copy.contents()).toEqual(await board.contents());
    expect(await copy.reading.innerText()).toBe(await board.reading.innerText());
    await copy.saved();
    // The link is used once: a reload shows this device's board.
    expect(there.url()).not.toBe(link);
    await copy.delete("Nobody can repeat the vision without opening the deck");
    await copy.saved();
    await there.reload();
    await expect(copy.note("Nobody can repeat the vision without opening the deck")).toHaveCount(0);
  });

  test("carries every script, colours, people, dots and rules", async ({ page, freshProfile }) => {
    const board = await newBoard(page);
    const texts = ["שלום <b>", "مرحبا\nعالم", "👩‍👩‍👧 ok", "你好", "=1+1"];
    await board.write("Mission", ...texts);
    await board.colour("你好", "Rose");
    await board.addPeople("Ana", "Bo");
    await board.setRules({ dots: 6, cap: 4 });
    await board.goTo("Vote");
    await board.take("Ana");
    await board.dot("你好", 4);
    const there = await freshProfile();
    await there.goto(await board.link());
    const copy = new Board(there);
    await copy.expectNotes("Mission", texts);
    await expect(copy.note("你好")).toHaveCSS("background-color", "rgb(251, 211, 219)");
    await copy.take("Ana");
    await copy.expectLeft("2 of 6 dots left");
    await copy.expectDots("你好", 4);
  });

  test("of the sample fits within 2,000 characters, and its length is shown", async ({ page }) => {
    const board = await sampleBoard(page);
    const link = await board.share();
    const shown = link.length.toLocaleString("en");
    await expect(board.dialog).toContainText(`${shown} characters. It fits everywhere.`);
    expect(link.length).toBeLessThanOrEqual(2_000);
  });

  test("of 10,000 characters opens like a short one", async ({ page, freshProfile }) => {
    const board = await newBoard(page);
    // Random letters, which a link cannot compress.
    let state = 1;
    const letter = () => String.fromCharCode(97 + ((state = (state * 48271) % 2147483647) % 26));
    const texts = Array.from({ length: 14 }, () => Array.from({ length: 900 }, letter).join(""));
    await board.write("Tactics and tasks", ...texts);
    await board.saved();
    const link = await board.link();
    expect(fragmentOf(link).length).toBeGreaterThan(10_000);
    const there = await freshProfile();
    await there.goto(link);
    await new Board(there).expectNotes("Tactics and tasks", texts);
  });

  test("leaves deleted notes behind", async ({ page, freshProfile }) => {
    const board = await newBoard(page);
    await board.write("Vision", "kept", "secret words");
    await board.delete("secret words");
    const file = await readFile(await (await board.saveFile()).path(), "utf8");
    expect(file).not.toContain("secret words");
    const there = await freshProfile();
    await there.goto(await board.dialog.getByRole("textbox", { name: "Link" }).inputValue());
    const copy = new Board(there);
    await copy.expectNotes("Vision", ["kept"]);
    expect(JSON.stringify(await everything(there))).not.toContain("secret words");
  });
});

test.describe("a link that cannot be opened says why and changes nothing", () => {
  const damaged = (link) => link.slice(0, -9) + (link.at(-9) === "A" ? "B" : "A") + link.slice(-8);
  const CASES = [
    ["cut", (link) => link.slice(0, -5), /The link was cut on its way: [\d,]+ of [\d,]+ characters arrived/],
    ["damaged", damaged, /The link was changed on its way/],
    ["newer", (link) => link.replace("#b1", "#b2"), /A newer version of the board made this link/],
    ["foreign", (link) => link.replace(/#.*/, "#section-3"), /That address holds no board/],
  ];

  for (const [name, change, sentence] of CASES) {
    test(`${name}, opened by itself`, async ({ page, freshProfile }) => {
      const link = await (await small(page)).link();
      const there = await freshProfile();
      await there.goto(change(link));
      await expect(there.getByText(sentence)).toBeVisible();
      await expect(there.getByText(sentence)).toContainText("Nothing has changed here.");
      await expect(new Home(there).newButton).toBeVisible();
      expect(Object.keys(await everything(there)).filter((key) => /\/[AB]$/.test(key))).toEqual([]);
    });

    test(`${name}, pasted into the address of an open board`, async ({ page }) => {
      const board = await small(page);
      const address = page.url();
      const link = await board.link();
      await page.goto(change(link));
      await expect(page.getByText(sentence)).toBeVisible();
      await board.expectNotes("Vision", ["one", "two"]);
      await expect(page).toHaveURL(address);
    });
  }
});

test.describe("a rewritten link", () => {
  test("with %23 for # in the path is repaired", async ({ page, freshProfile, baseURL }) => {
    const link = await (await small(page)).link();
    const there = await freshProfile();
    // A host answers such a path with the page, as the README explains.
    await there.route(/%23/, async (route) => route.fulfill({ response: await route.fetch({ url: baseURL }) }));
    await there.goto(link.replace("#", "%23"));
    const board = new Board(there);
    await expect(board.title).toHaveValue("Shared");
    await board.expectNotes("Vision", ["one", "two"]);
    expect(there.url()).not.toContain("%23");
  });

  for (const [name, rewrite] of [
    ["%23 inside the fragment", (link) => link.replace("#", "#%23")],
    ["percent-encoded letters", (link) => link.replaceAll("-", "%2D").replaceAll("_", "%5F")],
    ["a bracket and a full stop behind it", (link) => `${link}>.`],
  ]) {
    test(`with ${name} is repaired`, async ({ page, freshProfile }) => {
      const link = await (await small(page)).link();
      const there = await freshProfile();
      await there.goto(rewrite(link));
      await new Board(there).expectNotes("Vision", ["one", "two"]);
    });
  }
});

test.describe("another board", () => {
  test("pasted into an open board's address opens as well", async ({ page, freshProfile }) => {
    const link = await (await small(page)).link();
    const there = await freshProfile();
    const other = await newBoard(there);
    await other.title.fill("Mine");
    await other.write("Goals", "my own");
    await there.evaluate((fragment) => (location.hash = fragment), fragmentOf(link));
    await expect(other.title).toHaveValue("Shared");
    await other.saved();
    await other.goHome();
    const home = new Home(there);
    await home.expectTitles("Mine", "Shared");
    await home.openBoard("Mine");
    await other.expectNotes("Goals", ["my own"]);
  });

  test("that is unchanged leaves a half-written note alone", async ({ page }) => {
    const board = await small(page);
    const link = await board.link();
    await board.addButton("Goals").click();
    await page.keyboard.type("half a");
    await page.evaluate((fragment) => (location.hash = fragment), fragmentOf(link));
    await expect(page.getByText("Everything in it is on this board already.")).toBeVisible();
    await expect(board.newNote("Goals")).toHaveValue("half a");
  });
});

test.describe("a known board", () => {
  /** One board that diverged in two profiles: the first one's board, and the second one's link. */
  const apart = async (page, freshProfile) => {
    const board = await small(page);
    const there = await freshProfile();
    await there.goto(await board.link());
    const copy = new Board(there);
    await copy.write("Goals", "from there");
    await copy.saved();
    await board.write("Values", "from here");
    await board.saved();
    return { board, link: await copy.link() };
  };

  test("is merged after a preview, and nothing is lost", async ({ page, freshProfile }) => {
    const { board, link } = await apart(page, freshProfile);
    await visit(page, link);
    await expect(page.getByRole("dialog", { name: "You have this board already" })).toContainText("1 new note");
    await board.expectNotes("Goals", []);
    await page.getByRole("button", { name: "Update mine" }).click();
    await board.expectNotes("Goals", ["from there"]);
    await board.expectNotes("Values", ["from here"]);
    await board.saved();
    await page.reload();
    await board.expectNotes("Goals", ["from there"]);
  });

  test("can be opened as a copy", async ({ page, freshProfile }) => {
    const { board, link } = await apart(page, freshProfile);
    await visit(page, link);
    await page.getByRole("button", { name: "Open as a copy" }).click();
    await board.expectNotes("Goals", ["from there"]);
    await board.expectNotes("Values", []);
    await board.saved();
    await board.goHome();
    await expect(page.getByRole("button", { name: "Duplicate" })).toHaveCount(2);
  });

  test("can be left as it is", async ({ page, freshProfile }) => {
    const { board, link } = await apart(page, freshProfile);
    await visit(page, link);
    await page.getByRole("button", { name: "Not now" }).click();
    await board.expectNotes("Goals", []);
    await board.expectNotes("Values", ["from here"]);
    await page.reload();
    await board.expectNotes("Goals", []);
  });

  test("is left as it is by Escape", async ({ page, freshProfile }) => {
    const { board, link } = await apart(page, freshProfile);
    await visit(page, link);
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await board.expectNotes("Goals", []);
  });
});

test.describe("copying the link", () => {
  test("by the clipboard", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const board = await small(page);
    const link = await board.share();
    await board.dialog.getByRole("button", { name: "Copy link" }).click();
    await expect(board.dialog.getByText("Link copied.")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  });

  test("by the older command where there is no clipboard", async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
      document.execCommand = (command) => {
        window.copied = [command, getSelection().toString() || document.activeElement?.value];
        return true;
      };
    });
    const board = await small(page);
    const link = await board.share();
    await board.dialog.getByRole("button", { name: "Copy link" }).click();
    await expect(board.dialog.getByText("Link copied.")).toBeVisible();
    expect(await page.evaluate(() => window.copied)).toEqual(["copy", link]);
  });

  test("by the older command where the clipboard refuses", async ({ page }) => {
    await page.addInitScript(() => {
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      document.execCommand = () => (window.copied = true);
    });
    const board = await small(page);
    await board.share();
    await board.dialog.getByRole("button", { name: "Copy link" }).click();
    await expect(board.dialog.getByText("Link copied.")).toBeVisible();
    expect(await page.evaluate(() => window.copied)).toBe(true);
  });

  test("by hand where both are refused: the link is selected", async ({ page }) => {
    await page.addInitScript(() => {
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      document.execCommand = () => false;
    });
    const board = await small(page);
    const link = await board.share();
    await board.dialog.getByRole("button", { name: "Copy link" }).click();
    await expect(board.dialog.getByText("It is selected: press Ctrl+C")).toBeVisible();
    const field = board.dialog.getByRole("textbox", { name: "Link" });
    await expect(field).toBeFocused();
    expect(await field.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe(link);
  });
});

test.describe("a file", () => {
  test("carries the board to a fresh browser profile", async ({ page, freshProfile }, info) => {
    const board = await sampleBoard(page);
    const download = await board.saveFile();
    expect(download.suggestedFilename()).toBe("Ward-scheduling-where-do-we-hold-on.board.json");
    const path = info.outputPath("board.json");
    await download.saveAs(path);
    const there = await freshProfile();
    const home = await new Home(there).open();
    await home.chooseFile(path);
    const copy = await home.opened();
    expect(await copy.contents()).toEqual(await board.contents());
    expect(await copy.reading.innerText()).toBe(await board.reading.innerText());
  });

  test("of a known board is compared first", async ({ page }, info) => {
    const board = await small(page);
    const path = info.outputPath("board.json");
    await (await board.saveFile()).saveAs(path);
    await board.dialog.getByRole("button", { name: "Close" }).click();
    await board.delete("two");
    await board.saved();
    await board.goHome();
    const home = new Home(page);
    await home.chooseFile(path);
    // The deletion is newer than the file: there is nothing to merge.
    await expect(page.getByText("Everything in it is on this board already.")).toBeVisible();
    await board.expectNotes("Vision", ["one"]);
  });

  test("a damaged one is reported", async ({ page }, info) => {
    const board = await small(page);
    const text = await readFile(await (await board.saveFile()).path(), "utf8");
    await board.dialog.getByRole("button", { name: "Close" }).click();
    await board.goHome();
    await new Home(page).chooseFile({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text.slice(0, -30)) });
    await expect(page.getByText("parts of it are missing or have changed on the way")).toBeVisible();
  });
});
