// Writing in every script: input methods, keyboards without Latin letters, sentences of two directions, names that look the same.

import { expect, test } from "../support/fixtures.mjs";
import { Agreements } from "../pages/agreements.mjs";
import { PLACES, fields } from "../pages/fields.mjs";
import { Home, newBoard } from "../pages/home.mjs";

/** The keys that an input method handles: in Chromium and Firefox they say so, in WebKit the key code does. */
const KEYS_OF_AN_INPUT_METHOD = ["Enter", "Escape"].flatMap((key) => [
  { key, isComposing: true },
  { key, keyCode: 229 },
]);

const press = (field, init) =>
  field.evaluate(
    (element, init) => element.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })),
    init,
  );

// In "Add people" the Enter that ends a composition added a person, in the rename dialog it saved half a word, and Escape closed editors.
for (const [place, open] of Object.entries(PLACES)) {
  test(`keys of an input method do nothing in the fields of ${place}`, async ({ page }) => {
    await open(page);
    for (const element of await fields(page)) {
      await element.focus();
      await page.keyboard.press("End");
      await page.keyboard.type("す");
      const value = await element.inputValue();
      expect(value).toContain("す");
      for (const init of KEYS_OF_AN_INPUT_METHOD) await press(element, init);
      expect(await element.evaluate((field) => [field.isConnected, field === document.activeElement, field.value])).toEqual([true, true, value]);
    }
  });
}

test("every kind of field is among these places", async ({ page }) => {
  const names = new Set();
  for (const open of Object.values(PLACES)) {
    await page.goto("about:blank");
    await open(page);
    for (const field of await fields(page)) {
      names.add(await field.evaluate((field) => field.ariaLabel ?? field.labels[0]?.firstElementChild?.textContent));
    }
  }
  for (const name of ["Board title", "Note text", "New note in Vision", "New name", "Guardrails, one a line", "From whom", "Why it was pulled back"]) {
    expect([...names]).toContain(name);
  }
});

test("an input method that really composes: the name is added whole", async ({ page }) => {
  const board = await newBoard(page);
  await board.openPeople();
  const field = board.dialog.getByRole("textbox", { name: /Add people/ });
  await field.focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "김철수", selectionStart: 3, selectionEnd: 3 });
  await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: "Enter", windowsVirtualKeyCode: 229 });
  await expect(field).toHaveValue("김철수");
  await cdp.send("Input.insertText", { text: "김철수" });
  await page.keyboard.press("Enter");
  await expect(board.dialog.getByRole("button", { name: "Rename 김철수" })).toBeVisible();
  await expect(field).toHaveValue("");
});

// On a Cyrillic layout Ctrl+Z did nothing.
test("shortcuts work on a keyboard without Latin letters", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "one");
  await board.note("one").focus();
  const cyrillic = (key, code, init = {}) => press(board.note("one"), { key, code, ctrlKey: true, ...init });
  await press(board.note("one"), { key: "ь", code: "KeyM" });
  await expect(board.menu).toBeVisible();
  await page.keyboard.press("Escape");
  await cyrillic("я", "KeyZ");
  await expect(board.note("one")).toHaveCount(0);
  await press(page.locator("body"), { key: "Я", code: "KeyZ", ctrlKey: true, shiftKey: true });
  await expect(board.note("one")).toBeVisible();
});

// "דנה" in the middle of a sentence turned the rest of it round.
test("a sentence keeps its direction around a name that runs the other way", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("דנה", "Ana");
  await board.write("Goals", "צריך אישור לכל שינוי");
  await board.goTo("Let go");
  const agreements = new Agreements(board);
  await board.tool("צריך אישור לכל שינוי", "Make an agreement").catch(() => agreements.fromLayer("Goals"));
  await agreements.fill({ words: { "What is handed over": "צריך אישור" }, who: { "From whom": "דנה", "To whom": "Ana" } });
  const sentence = agreements.all.first().getByRole("paragraph").filter({ hasText: "is handed" });
  await expect(sentence).toContainText("to Ana");
  // The sentence may need two lines: a place is a line, and where on it.
  const places = await sentence.evaluate((paragraph) => {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const text = texts.nextNode();
    const place = (words) => {
      const range = new Range();
      range.setStart(text, text.data.indexOf(words));
      range.setEnd(text, text.data.indexOf(words) + words.length);
      const [{ top, left }] = range.getClientRects();
      return 10_000 * Math.round(top / 10) + left;
    };
    return [place("צריך"), place("is handed from"), place("דנה"), place("to Ana")];
  });
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test("initials are whole letters", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("🇬🇧 Ada", "né", "👩🏽‍💻", "हिमा");
  await board.openPeople();
  const badges = board.dialog.locator(".badge");
  await expect(badges).toHaveText(["🇬🇧A", "né", "👩🏽‍💻", "हिमा"]);
});

test("two ways to write the same letters are one name", async ({ page }) => {
  const board = await newBoard(page);
  await board.addPeople("José");
  await board.openPeople();
  const field = board.dialog.getByRole("textbox", { name: /Add people/ });
  for (const name of ["Jose\u0301", "Jos\u200bé"]) {
    await field.fill(name);
    await field.press("Enter");
    await expect(board.dialog.getByText("Somebody on this board has that name.")).toBeVisible();
  }
  await expect(board.dialog.getByRole("button", { name: /^Rename/ })).toHaveCount(1);
});

test("a text that nobody can see is no note", async ({ page }) => {
  const board = await newBoard(page);
  await board.addButton("Vision").click();
  await board.newNote("Vision").fill("\u200b\u2060");
  await page.keyboard.press("Enter");
  await expect(board.notes("Vision")).toHaveCount(0);
});

test.describe("on touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  // A phone zooms in on a field with smaller letters, and does not zoom out again.
  for (const [place, open] of Object.entries(PLACES)) {
    test(`the fields of ${place} have letters of 16 px`, async ({ page }) => {
      await open(page);
      for (const field of await fields(page, "textarea, select, input:not([type=radio], [type=checkbox], [type=range])")) {
        const [name, size] = await field.evaluate((field) => [field.outerHTML.slice(0, 120), parseFloat(getComputedStyle(field).fontSize)]);
        expect(size, name).toBeGreaterThanOrEqual(16);
      }
    });
  }
});

test("the letters grow with the browser's own font size", async ({ page }) => {
  await new Home(page).open();
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
  expect((await size()) / before).toBeGreaterThan(1.5);
});
