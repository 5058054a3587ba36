// A file that is dropped on the page is opened. The browser alone left the page for it.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fixtures.mjs";
import { Board } from "../pages/board.mjs";
import { Home, newBoard } from "../pages/home.mjs";

/** The text of a board's file. */
const fileOf = async (board) => readFile(await (await board.saveFile()).path(), "utf8");

/** Drops files, by name and text, as a hand does: over the page first. */
async function drop(page, files, target = "body") {
  const dropped = await page.evaluateHandle((files) => {
    const dropped = new DataTransfer();
    for (const [name, text] of files) dropped.items.add(new File([text], name));
    return dropped;
  }, files);
  const goesOn = await page.locator(target).first().evaluate((target, dataTransfer) => {
    const fire = (name) => target.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
    return [fire("dragover"), fire("drop")];
  }, dropped);
  expect(goesOn, "the browser does not leave the page").toEqual([false, false]);
}

test("a board's file, at home and on another board", async ({ page, freshProfile }) => {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  await board.write("Goals", "one");
  const text = await fileOf(board);
  const other = await freshProfile();
  await new Home(other).open();
  await drop(other, [["wards.board.json", text]]);
  const there = new Board(other);
  await there.expectNotes("Goals", ["one"]);
  await there.goHome();
  const second = await new Home(other).newBoard();
  await second.write("Vision", "here");
  await drop(other, [["wards.board.json", text]], ".board");
  await expect(other.getByText("Everything in it is on this board already")).toBeVisible();
});

test("several files and a foreign file are said, and nothing is lost", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "here");
  await drop(page, [["a.txt", "a"], ["b.txt", "b"]]);
  await expect(page.getByText("One file at a time")).toBeVisible();
  await drop(page, [["a.txt", "milk, eggs"]]);
  await expect(page.getByText("it is not an alignment board")).toBeVisible();
  await board.expectNotes("Vision", ["here"]);
});

test("a text that is dragged into a field is the browser's own", async ({ page }) => {
  await newBoard(page);
  const goesOn = await page.locator("body").evaluate((body) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "words");
    return ["dragover", "drop"].map((name) => body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer })));
  });
  expect(goesOn).toEqual([true, true]);
});

// The dropped board took the place of the field, and the names in it were gone.
test("names that stand in the field are added before the dropped board is opened", async ({ page, freshProfile }) => {
  const sender = await newBoard(await freshProfile());
  await sender.write("Goals", "one");
  const text = await fileOf(sender);
  const board = await newBoard(page);
  await board.title.fill("Mine");
  await board.goTo("Set up");
  await page.getByRole("textbox", { name: /Add people/ }).fill("Maja");
  await drop(page, [["other.board.json", text]]);
  await board.expectNotes("Goals", ["one"]);
  await board.goHome();
  await new Home(page).openBoard("Mine");
  await board.goTo("Set up");
  await expect(page.getByRole("region", { name: "Set up", exact: true })).toContainText("Maja");
});
