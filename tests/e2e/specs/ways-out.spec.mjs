// What leaves while something is hidden: each way out says what is not in it, and a rescue file brings it back as hidden.

import { readFile } from "node:fs/promises";
import { Closing } from "../pages/closing.mjs";
import { Home, newBoard } from "../pages/home.mjs";
import { Private } from "../pages/private.mjs";
import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";

const SECRET = "nobody asks the customers";
const NOT = "the words of 1 note and the votes of 1 person, because they are not revealed yet";

/** A picture for whoever looks at the page. */
const picture = async (page, name) => {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
};

/** A board on which Ana has written and voted in private. */
async function hidden(page) {
  const board = await newBoard(page);
  await board.addPeople("Ana", "Bo");
  const own = new Private(board);
  await own.hide({ notes: true, votes: true });
  await board.goTo("Write");
  await board.take("Ana");
  await board.write("Goals", SECRET);
  await board.goTo("Vote");
  await board.dot(SECRET, 2);
  await board.saved();
  return { board, own };
}

const download = async (page, press) => {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: file.suggestedFilename(), path: await file.path(), text: await readFile(await file.path(), "utf8") };
};

test("sharing, saving and closing say what is not in it", async ({ page }) => {
  const { board } = await hidden(page);
  await board.share();
  await expect(board.dialog).toContainText(`Not in it are ${NOT}`);
  await expect(board.dialog).not.toContainText("The whole board");
  await expectAccessible(page);
  await picture(page, "share-hidden");
  const { text } = await download(page, () => board.dialog.getByRole("button", { name: "Save file" }).click());
  expect(text).not.toContain(SECRET);
  await board.dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText(`The file is saved. Not in it are ${NOT}`)).toBeVisible();
  await picture(page, "file-lacks");

  await board.goTo("Close");
  const closing = new Closing(board);
  await expect(page.getByText(`Not in any of these are ${NOT}`)).toBeVisible();
  await expect(page.getByText("All of it, to keep")).toHaveCount(0);
  await expect(closing.button("Save rescue file")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "close-hidden");
});

// Storage was full, the banner asked for a file, and the file had nothing of what was hidden.
test("a rescue file from a full browser brings hidden things back as hidden elsewhere", async ({ page, freshProfile }) => {
  const { board } = await hidden(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await board.goTo("Write");
  await board.write("Goals", "written when it was full");
  await expect(board.warning).toContainText("Not in a file are the words of 2 notes and the votes of 1 person");
  await picture(page, "banner-hidden");
  const { name, path, text } = await download(page, () => board.warning.getByRole("button", { name: "Save rescue file" }).click());
  expect(name).toMatch(/\.rescue\.json$/);
  expect(text).toContain(SECRET);

  const other = await freshProfile();
  const home = await new Home(other).open();
  await home.chooseFile(path);
  const again = await home.opened();
  await expect(other.getByText("The board is back, with the words of 2 notes and the votes of 1 person.")).toBeVisible();
  await expect(again.note(SECRET)).toHaveCount(0);
  await again.take("Ana");
  await expect(again.note(SECRET)).toBeVisible();
  await again.take("Bo");
  await expect(again.note(SECRET)).toHaveCount(0);
  const own = new Private(again);
  await own.reveal("the notes");
  await expect(again.note(SECRET)).toBeVisible();
  await expect(again.note("written when it was full")).toBeVisible();
});

test("a copy, and a file of all boards, say what is not in it", async ({ page }) => {
  const { board } = await hidden(page);
  await board.goHome();
  const home = new Home(page);
  await home.duplicate("Untitled board");
  await expect(page.getByText(`The copy is here. What is hidden stays with the original. Not in it are ${NOT}`)).toBeVisible();
  const { text } = await download(page, () => page.getByRole("button", { name: "Save all boards" }).click());
  expect(text).not.toContain(SECRET);
  await expect(page.getByText(`“Untitled board”: Not in it are ${NOT}`)).toBeVisible();
  await picture(page, "all-boards-hidden");
});
