// Whatever a text holds, it is shown harmlessly, and kept exactly or refused with a reason.

import { expect, test } from "../../support/fixtures.mjs";
import { Board } from "../../pages/board.mjs";
import { newBoard } from "../../pages/home.mjs";

const KEPT = [
  ["a family of joined emoji", "👩‍👩‍👧‍👦 and 🏳️‍🌈 and 👍🏽"],
  ["Hebrew", "שלום עולם (abc) 123"],
  ["Arabic", "مرحبا بالعالم"],
  ["combining marks", "e\u0301\u0323 Z\u0351\u036b\u0343algo"],
  ["bidi overrides", "abc\u202edef\u202c \u2066ghi\u2069"],
  ["invisible signs", "a\u200bb\u2060c\u00ad"],
  ["HTML", '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'],
  ["an address that runs", "javascript:window.harmed=1"],
  ["a formula", '=HYPERLINK("http://evil.example","x")'],
  ["JSON and quotes", '"],["x",{"thing":"note 1.0"}] \\ \\u0000'],
];

const texts = (page) => page.getByRole("article").evaluateAll((notes) => notes.map((note) => note.querySelector(".note__text").textContent));

test("texts in every script survive a reload and a link, and nothing runs", async ({ page, freshProfile }) => {
  const board = await newBoard(page);
  await board.write("Vision", ...KEPT.map(([, text]) => text));
  await board.title.fill(KEPT[6][1]);
  await board.saved();
  // Each letter is kept in one spelling of it.
  const expected = KEPT.map(([, text]) => text.normalize("NFC"));
  expect(await texts(page)).toEqual(expected);
  await page.reload();
  await expect(board.note(expected[0])).toBeVisible();
  expect(await texts(page)).toEqual(expected);
  const there = await freshProfile();
  await there.goto(await board.link());
  await expect(new Board(there).title).toHaveValue(KEPT[6][1]);
  expect(await texts(there)).toEqual(expected);
  for (const one of [page, there]) {
    expect(await one.evaluate(() => window.harmed)).toBeUndefined();
    expect(await one.locator("img[src=x], script:not([src]), a[href^=javascript]").count()).toBe(0);
  }
});

test("a too long text is refused with a reason and stays in the field", async ({ page }) => {
  const board = await newBoard(page);
  await board.addButton("Vision").click();
  const field = board.newNote("Vision");
  await field.fill("x".repeat(10_000));
  await field.press("Enter");
  await expect(page.getByText("That text has 10000 characters; 1000 fit.")).toBeVisible();
  await expect(field).toHaveValue("x".repeat(10_000));
  await field.fill("x".repeat(1_000));
  await field.press("Enter");
  await board.expectNotes("Vision", ["x".repeat(1_000)]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("lone surrogates and NUL do no harm: what is shown is saved", async ({ page }) => {
  const board = await newBoard(page);
  await board.addButton("Vision").click();
  for (const text of ["half \ud83d letter", "nul \u0000 sign", "\udc00\ud800"]) {
    await board.newNote("Vision").evaluate((field, code) => {
      field.value = String.fromCharCode(...code);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, [...Array(text.length).keys()].map((at) => text.charCodeAt(at)));
    await board.newNote("Vision").press("Enter");
    await expect(board.newNote("Vision")).toHaveValue("");
  }
  await board.saved();
  const shown = await texts(page);
  expect(shown).toHaveLength(3);
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(3);
  expect(await texts(page)).toEqual(shown);
  await board.write("Goals", "works on");
  await board.saved();
});
