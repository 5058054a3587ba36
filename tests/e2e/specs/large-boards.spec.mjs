// Layers with many notes, and many boards one after the other.

import { expect, test } from "../support/fixtures.mjs";
import { Board } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";

const NAMES = Array.from({ length: 130 }, (_, place) => `n${place + 1}`);

/** A board with 130 notes in Goals: more than two chunks. */
async function manyNotes(page) {
  const board = await newBoard(page);
  await board.addButton("Goals").click();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    document.activeElement.value = text;
  }, NAMES.join("\n"));
  await page.getByRole("button", { name: `Make ${NAMES.length} notes` }).click();
  await page.keyboard.press("Escape");
  await expect(board.notes("Goals")).toHaveCount(NAMES.length);
  return board;
}

// A link or Back from one open board to another showed six empty layers.
test("notes are shown after switching boards and back", async ({ page }) => {
  const many = await manyNotes(page);
  await many.saved();
  const first = await page.evaluate(() => location.hash);
  await page.goto("./");
  const sample = await sampleBoard(page);
  await sample.saved();
  await page.evaluate((hash) => (location.hash = hash), first);
  await many.expectNotes("Goals", NAMES);
  await page.goBack();
  await expect(page.getByRole("article")).toHaveCount(60);
  await page.goForward();
  await many.expectNotes("Goals", NAMES);
});

// An undo that restored a note pushed another into the next chunk, and that one lost the focus.
test("the focus stays when notes move between chunks", async ({ page }) => {
  const board = await manyNotes(page);
  await board.note("n59").click();
  await page.keyboard.press("Delete");
  await expect(board.note("n60")).toBeFocused();
  await board.note("n61").focus();
  await page.keyboard.press("Control+z");
  await expect(board.note("n59")).toBeVisible();
  await expect(board.note("n61")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(board.note("n60")).toBeFocused();
  await page.keyboard.press("End");
  await expect(board.note("n130")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(board.note("n1")).toBeFocused();
});

test("an edited note stays in edit mode when another is inserted before it", async ({ page }) => {
  const board = await manyNotes(page);
  await board.note("n3").click();
  await page.keyboard.press("Delete");
  await board.note("n61").dblclick();
  const field = board.note("n61").getByRole("textbox");
  await field.fill("n61 and more");
  // The typing and the deletion are undone while the field is open.
  await board.undoButton.dispatchEvent("click");
  await board.undoButton.dispatchEvent("click");
  await expect(board.note("n3")).toBeVisible();
  await expect(board.notes("Goals")).toHaveCount(NAMES.length);
});

test("a layer stays one tab stop after a moved note returns", async ({ page }) => {
  const board = await manyNotes(page);
  await board.note("n10").focus();
  await page.keyboard.press("m");
  await board.menu.getByRole("menuitem", { name: "Move to Vision" }).click();
  await board.note("n50").focus();
  await board.undoButton.click();
  await expect(board.notes("Goals")).toHaveCount(NAMES.length);
  await expect(board.layer("Goals").locator('article[tabindex="0"]')).toHaveCount(1);
});

test("a layer says how many notes it has, visible or not", async ({ page }) => {
  const board = await manyNotes(page);
  await expect(board.layer("Goals").getByRole("list", { name: "130 notes" })).toBeVisible();
});

// A board that was left with a half-written note stayed in memory for ever, with all its notes.
test("a board that is left frees its memory", async ({ page }) => {
  const cdp = await page.context().newCDPSession(page);
  const nodes = async () => {
    for (let time = 0; time < 3; time += 1) await cdp.send("HeapProfiler.collectGarbage");
    return (await cdp.send("Memory.getDOMCounters")).nodes;
  };
  const home = await new Home(page).open();
  const visit = async () => {
    const board = await home.sample();
    await board.goTo("Write");
    await board.addButton("Vision").click();
    await board.newNote("Vision").fill("half a note");
    await page.getByRole("button", { name: "People and rules" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Your boards" }).click();
    await page.getByRole("heading", { name: "Your boards" }).waitFor();
  };
  await visit();
  const before = await nodes();
  for (let time = 0; time < 4; time += 1) await visit();
  // One board of sixty notes is about 1,100 nodes; each row of the list of boards is some twenty.
  expect((await nodes()) - before).toBeLessThan(600);
});

/** The file of a full board: 2,000 notes, and 250 people who place five dots each and answer about every layer in fifty rounds. */
function fullBoard() {
  const registers = [["board", "text", "Full", "1.0"], ["board", "field-10", 49, "1.0"]];
  let seed = 1;
  const below = (limit) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  const START = 57_280_000_000;
  for (let number = 0; number < 2_000; number += 1) {
    const time = START + number;
    const note = `note ${time}.0`;
    registers.push([note, "text", `Every change needs an approval by ${below(1_000)} of ${below(1_000)} people`, `${time}.0`]);
    registers.push([note, "place", [number % 6, time], `${time}.0`]);
  }
  for (let number = 0; number < 250; number += 1) {
    const person = START + 10_000 + number;
    registers.push([`person ${person}.0`, "text", `Person ${number}`, `${person}.0`]);
    for (let round = 0; round < 50; round += 1) {
      const stamp = `${START + 20_000 + 250 * round + number}.0`;
      const notes = [...new Set(Array.from({ length: 5 }, () => START + below(2_000)))].sort();
      const dots = notes.flatMap((note) => [{ thing: `note ${note}.0` }, 1]);
      registers.push([`ballots ${person}.0`, `round-${round}`, dots, stamp]);
      // The number of a rating's field: 16 for each round, and the layer.
      for (let layer = 0; layer < 6; layer += 1) {
        registers.push([`kind-8 ${person}.0`, `field-${16 * round + layer}`, [1 + below(5), 1 + below(7), 1 + below(7)], stamp]);
      }
    }
  }
  const name = (place) => FIELDS[place] ?? `field-${place}`;
  const named = registers.map(([thing, field, ...rest]) => [thing, field.replace(/^field-(\d+)$/, (_, place) => name(place)), ...rest]);
  return JSON.stringify({ format: "alignment-board", version: 1, board: "0000000000f1", devices: ["000000000001"], registers: named });
}

/** The names of the fields that the file format calls by name. */
const FIELDS = ["text", "place", "colour", "author", "intended", "stage", "dots", "cap", "target"];

// From some twenty rounds on, a full board was never saved: two generations of it did not fit into storage.
test("a full board with fifty rounds is saved, and opens again", async ({ page }) => {
  test.setTimeout(120_000);
  const home = await new Home(page).open();
  await home.chooseFile({ name: "full.board.json", mimeType: "application/json", buffer: Buffer.from(fullBoard()) });
  const board = new Board(page);
  await expect(page.getByRole("article").first()).toBeVisible({ timeout: 30_000 });
  await board.title.fill("Full and saved");
  await board.saved();
  const stored = await page.evaluate(() => {
    const texts = Object.entries(localStorage).filter(([key]) => /[/][AB]$/.test(key)).map(([, text]) => text);
    return texts.map((text) => [text.split(" ")[1], text.length]);
  });
  expect(stored.map(([version]) => version)).toEqual(["2", "2"]);
  for (const [, length] of stored) expect(length).toBeLessThan(1_300_000);
  await page.reload();
  await expect(page.getByRole("article").first()).toBeVisible({ timeout: 30_000 });
  await expect(board.title).toHaveValue("Full and saved");
});
