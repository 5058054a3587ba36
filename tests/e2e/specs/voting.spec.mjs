// Dots: who votes, how many are left, and whose they are.

import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";
import { newBoard, sampleBoard } from "../pages/home.mjs";
import { SetUp } from "../pages/setup.mjs";

test.use({ viewport: { width: 1440, height: 1200 } });

const voting = async (page, ...people) => {
  const board = await newBoard(page);
  await board.fill({ Vision: ["a clear picture"], Goals: ["fourteen goals"], "Tactics and tasks": ["every change is approved"] });
  await board.addPeople(...people);
  await board.goTo("Vote");
  return board;
};

test("a person has five dots, three on one target, and sees what is left", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.expectLeft("Choose who votes");
  await board.take("Ana");
  await board.expectLeft("5 of 5 dots left");
  await board.dot("every change is approved", 3);
  await board.expectLeft("2 of 5 dots left");
  await board.expectDots("every change is approved", 3);
  await board.dotRefused("every change is approved");
  await board.expectLeft("2 of 5 dots left");
  await expect(page.getByText("No more dots fit here for one person.")).toBeVisible();
  await board.dot("fourteen goals", 2);
  await board.expectLeft("0 of 5 dots left");
  await board.dotRefused("a clear picture");
  await board.expectDots("a clear picture", 0);
  await expect(page.getByText("All dots are placed. Take one back to place it elsewhere.")).toBeVisible();
});

test("a dot is taken back", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.take("Ana");
  await board.dot("fourteen goals", 2);
  await board.takeBack("fourteen goals");
  await board.expectDots("fourteen goals", 1);
  await board.expectLeft("4 of 5 dots left");
  await board.takeBack("fourteen goals");
  await board.expectDots("fourteen goals", 0);
  await board.expectLeft("5 of 5 dots left");
});

test("a whole layer takes dots like a note", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.take("Ana");
  const layer = board.wholeLayer("KPIs");
  for (let dot = 0; dot < 3; dot += 1) await layer.add.click();
  await expect(layer.dots(3)).toBeVisible();
  await board.expectLeft("2 of 5 dots left");
  await layer.add.click({ force: true });
  await board.expectLeft("2 of 5 dots left");
  await layer.take.click();
  await expect(layer.dots(2)).toBeVisible();
});

test("a whole layer takes several dots by keyboard", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.take("Ana");
  const { add } = board.wholeLayer("KPIs");
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(add).toBeFocused();
  await page.keyboard.press("Enter");
  await board.expectLeft("3 of 5 dots left");
  await expect(add).toBeFocused();
});

test("each person has a ballot after a handover", async ({ page }) => {
  const board = await voting(page, "Ana", "Bo", "Chi");
  await board.take("Ana");
  await board.dot("fourteen goals", 3);
  await board.handOver();
  await board.expectLeft("Choose who votes");
  await board.expectDots("fourteen goals", 0);
  await expect(board.undoButton).toBeEnabled();
  await board.take("Bo");
  await board.expectLeft("5 of 5 dots left");
  await board.expectDots("fourteen goals", 0);
  await board.dot("fourteen goals");
  await expect(page.getByText("2 of 3 have voted")).toBeVisible();
  await board.take("Ana");
  await board.expectDots("fourteen goals", 3);
  await board.expectLeft("2 of 5 dots left");
  await board.take("Chi");
  await board.dot("fourteen goals");
  await board.goTo("Read");
  await board.expectDots("fourteen goals", 5);
});

test("the next person cannot undo another's dots", async ({ page }) => {
  const board = await voting(page, "Ana", "Bo");
  await board.take("Ana");
  await board.dot("fourteen goals");
  await board.handOver();
  await board.take("Bo");
  await page.keyboard.press("Control+z");
  await board.take("Ana");
  await board.expectDots("fourteen goals", 1);
});

test("a dot without a voter is placed once the voter is known", async ({ page }) => {
  const board = await voting(page, "Ana", "Bo");
  await board.dot("fourteen goals");
  const dialog = page.getByRole("dialog", { name: "Who votes?" });
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const more = board.note("fourteen goals").getByRole("button", { name: "Add a too-tight dot" });
  await expect(more).toBeFocused();
  await board.expectDots("fourteen goals", 0);
  await board.dot("fourteen goals");
  await dialog.getByRole("button", { name: /Bo/ }).click();
  await board.expectDots("fourteen goals", 1);
  await board.expectLeft("4 of 5 dots left");
  await expect(more).toBeFocused();
});

test("a person clears their dots", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.take("Ana");
  await board.dot("fourteen goals", 2);
  await page.getByRole("button", { name: "Clear mine" }).click();
  await board.expectLeft("5 of 5 dots left");
});

test("the rules go from 1 to 20", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.take("Ana");
  await board.setRules({ dots: 20, cap: 20 });
  await board.expectLeft("20 of 20 dots left");
  await board.dot("fourteen goals", 4);
  await board.expectLeft("16 of 20 dots left");
  await board.setRules({ dots: 99 });
  await board.expectLeft("16 of 20 dots left");
  // Rules below what is placed are asked about: that has a test of its own.
  await page.getByRole("button", { name: "Clear mine" }).click();
  await board.setRules({ dots: 1, cap: 1 });
  await expect(page.getByText("at most 1 on one note or layer")).toBeVisible();
  await board.setRules({ dots: 0 });
  await expect(page.getByRole("contentinfo").getByRole("status")).toContainText("of 1 dot left");
});

test("rules and people survive a reload", async ({ page }) => {
  const board = await voting(page, "Ana", "Bo");
  await board.setRules({ dots: 7, cap: 2 });
  await board.take("Bo");
  await board.dot("fourteen goals");
  await board.saved();
  await page.reload();
  await board.take("Bo");
  await board.expectLeft("6 of 7 dots left");
  await board.expectDots("fourteen goals", 1);
});

test("a second person of the same name is refused", async ({ page }) => {
  const board = await voting(page, "Ana");
  await board.openPeople();
  await board.dialog.getByRole("textbox", { name: /Add people/ }).fill("Ana");
  await board.dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(board.dialog.getByText("Somebody on this board has that name.")).toBeVisible();
});

test("removing a person removes their dots, and undo restores both", async ({ page }) => {
  const board = await voting(page, "Ana", "Bo");
  await board.take("Ana");
  await board.dot("fourteen goals", 2);
  await board.openPeople();
  await board.dialog.getByRole("listitem").filter({ hasText: "Ana" }).getByRole("button", { name: "Remove" }).click();
  await board.dialog.getByRole("button", { name: "Done" }).click();
  await board.goTo("Read");
  await expect(board.reading).toContainText("No dots yet");
  await board.undo();
  await expect(board.reading).toContainText("1 ballot so far: 2 dots too tight.");
});

test("the sample's voters can vote on", async ({ page }) => {
  const board = await sampleBoard(page);
  await board.goTo("Vote");
  await expect(page.getByText("8 of 8 have voted")).toBeVisible();
});

test("too-loose dots are next to the others and share the budget", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Vision", "adrift");
  await board.goTo("Set up");
  const setUp = new SetUp(board);
  await setUp.add("Ana");
  await setUp.says("Too tight or too loose").check();
  await board.goTo("Vote");
  await board.take("Ana");
  const note = board.note("adrift");
  await note.getByRole("button", { name: "Add a too-loose dot" }).click();
  await note.getByRole("button", { name: "Add a too-loose dot" }).click();
  await board.dot("adrift", 1);
  await board.expectLeft("2 of 5 dots left");
  await expect(note.getByRole("img", { name: "2 dots too loose" })).toBeVisible();
  await note.getByRole("button", { name: "Take a too-loose dot back" }).click();
  await expect(note.getByRole("img", { name: "1 dot too loose" })).toBeVisible();
  await expect(note.getByRole("img", { name: "1 dot", exact: true })).toBeVisible();
  await board.expectLeft("3 of 5 dots left");
});

// On a board without people, "+" opened an empty list of names.
test("the first voter is asked for a name", async ({ page }) => {
  const board = await newBoard(page);
  await board.write("Goals", "fourteen goals");
  await board.goTo("Vote");
  await expect(page.getByText("0 of 0")).toHaveCount(0);
  const dialog = page.getByRole("dialog", { name: "Who votes?" });
  for (const open of [() => page.getByRole("button", { name: "Rate the layers" }).click(), () => board.dot("fourteen goals")]) {
    await open();
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  await board.dot("fourteen goals");
  await dialog.getByRole("textbox").fill("Ana");
  await page.keyboard.press("Enter");
  await board.expectLeft("4 of 5 dots left");
  await board.expectDots("fourteen goals", 1);
});

// Lowering the number of dots deleted them without a word, and turned the result.
test("a lower number of dots is asked about, keeps what is placed, and a higher one brings it back", async ({ page }) => {
  const board = await voting(page, "Ana", "Bo");
  await board.take("Ana");
  await board.dot("fourteen goals", 3);
  await board.dot("a clear picture", 2);
  const dialog = page.getByRole("dialog", { name: "People and rules" });
  await board.openPeople();
  const dots = dialog.getByRole("spinbutton", { name: "Dots per person" });
  await dots.fill("2");
  await dots.press("Tab");
  const asks = page.getByRole("dialog", { name: "Fewer dots than are placed" });
  await expect(asks).toContainText("placed already, by Ana.");
  await expect(asks).toContainText("3 dots stay where they are");
  await expectAccessible(page);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/lower-rules-${page.viewportSize().width}.png` });
  await asks.getByRole("button", { name: "Keep it as it is" }).click();
  await expect(dots).toHaveValue("5");
  await dots.fill("2");
  await dots.press("Tab");
  await asks.getByRole("button", { name: "Use the lower number" }).click();
  await expect(dots).toHaveValue("2");
  await dialog.getByRole("button", { name: "Done" }).click();

  await board.expectLeft("3 dots too many: they stay, marked, and do not count");
  await expect(board.note("fourteen goals").getByRole("img", { name: /more do(es)? not count/ })).toBeVisible();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/over-${page.viewportSize().width}.png` });
  await board.takeBack("fourteen goals");
  await board.expectLeft("2 dots too many: they stay, marked, and do not count");

  await board.openPeople();
  await dots.fill("5");
  await dots.press("Tab");
  await dialog.getByRole("button", { name: "Done" }).click();
  await board.expectDots("fourteen goals", 2);
  await board.expectDots("a clear picture", 2);
  await board.expectLeft("1 of 5 dots left");
});
