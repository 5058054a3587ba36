// Web addresses in notes are links that open in a new tab and can do nothing to the board.

import { expect, test } from "../support/fixtures.mjs";
import { newBoard } from "../pages/home.mjs";

const ADDRESS = "https://example.org/tickets?a=b#c";
const SEE = `see ${ADDRESS}.`;

/** The links in the note with this text. */
const linksIn = (board, text) => board.note(text).getByRole("link");

// The opened page asks for its own address.
test.use({ expected: [/another origin: https:\/\/example\.org\/tickets/] });

test("an address is a link that opens in a new tab", async ({ page, context }) => {
  await context.route("https://example.org/**", (route) => route.fulfill({ contentType: "text/html", body: "<p>there" }));
  const board = await newBoard(page);
  await board.write("Goals", SEE);
  const link = linksIn(board, SEE);
  await expect(link).toHaveText(ADDRESS);
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await opened.waitForURL(ADDRESS);
  expect(await opened.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);
  await board.saved();
  await page.reload();
  await expect(linksIn(board, SEE)).toHaveAttribute("href", ADDRESS);
});

test("nothing else becomes a link", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Goals", "javascript:alert(1) javascript://x.y/%0aalert(1) data:text/html,x ftp://x.y <a href=https:// x>");
  await expect(board.layer("Goals").getByRole("article").getByRole("link")).toHaveCount(0);
});

test("a link is edited as text, and is reached by Tab from its note", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Goals", SEE, "another");
  await board.note(SEE).focus();
  await page.keyboard.press("Tab");
  await expect(linksIn(board, SEE)).toBeFocused();
  await board.note(SEE).focus();
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Note text" });
  await expect(field).toHaveValue(SEE);
  await field.fill("see nothing");
  await page.keyboard.press("Control+Enter");
  await expect(linksIn(board, "see nothing")).toHaveCount(0);
});

test("a note that is one long link can be dragged by it, and opens nothing", async ({ page, context }) => {
  const board = await newBoard(page);
  await board.write("Goals", ADDRESS);
  await board.drag(linksIn(board, ADDRESS), board.layer("Values"));
  await board.expectNotes("Values", [ADDRESS]);
  expect(context.pages()).toHaveLength(1);
});
