// A field that is open in one tab while another tab changes what it is about: nobody's words are lost, and nothing is written over unseen.

import { expect, test } from "../../support/fixtures.mjs";
import { Agreements } from "../../pages/agreements.mjs";
import { twoTabs } from "../../pages/tabs.mjs";

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

// The card of a deleted agreement took its open field along, with everything that was typed in it.
test("an agreement that is deleted while somebody types leaves the words in a notice", async ({ page }) => {
  const [one, two] = await twoTabs(page);
  await one.goTo("Let go");
  await expect(two.stage("Let go")).toHaveAttribute("aria-current", "step");
  const [mine, theirs] = [one, two].map((board) => new Agreements(board));
  await mine.fromLayer("Goals");
  await mine.field("What good looks like").fill("A peer has re");
  await theirs.delete("Goals");
  await expect(mine.all).toHaveCount(0);
  await expect(one.page.getByText("Somebody else deleted that agreement while you typed in it. Your words were: “A peer has re”")).toBeVisible();
});
