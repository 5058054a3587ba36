// From a small phone to a wall display: nothing scrolls sideways, nothing is cut off, and targets are large enough for fingers.

import { expect, test } from "../support/fixtures.mjs";
import { STAGES } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";
import { SetUp } from "../pages/setup.mjs";

/** The elements that reach over the window's sides. */
const overflowing = (page) =>
  page.evaluate(() => {
    const elements = document.querySelectorAll("button, input, select, textarea, article, h1, h2, p, table");
    const over = [...elements].filter((element) => {
      const box = element.getBoundingClientRect();
      const hidden = element.closest(".listeners") || box.width === 0 || box.height === 0;
      return !hidden && (box.left < -1 || box.right > innerWidth + 1);
    });
    return over.map((element) => `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent.slice(0, 30)}`);
  });

async function expectFits(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, "nothing scrolls sideways").toBeLessThanOrEqual(0);
  expect(await overflowing(page)).toEqual([]);
}

for (const [width, height] of [[320, 568], [390, 844], [768, 1024], [1440, 900], [3840, 2160]]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height } });

    test("home", async ({ page }) => {
      const home = await new Home(page).open();
      await expectFits(page);
      await expect(home.newButton).toBeInViewport({ ratio: 1 });
      const board = await home.newBoard();
      await board.title.fill("A title as long as titles may be, with averylongwordthatdoesnotbreakanywhere ".padEnd(119, "x"));
      await board.saved();
      await board.goHome();
      await expectFits(page);
    });

    test("the board in each stage", async ({ page }) => {
      const board = await sampleBoard(page);
      for (const stage of STAGES) {
        await board.goTo(stage);
        if (stage === "Vote") await board.take("Ana");
        await expectFits(page);
        await expect(board.next).toBeInViewport({ ratio: 1 });
      }
    });

    // On a small phone, a note's too-loose buttons were under the next note.
    test("dots of both kinds stay inside their note", async ({ page }) => {
      const board = await newBoard(page);
      await board.write("KPIs", "one", "two");
      await board.addPeople("Ana");
      await board.goTo("Set up");
      await new SetUp(board).says("Too tight or too loose").check();
      await board.goTo("Vote");
      await board.take("Ana");
      await board.dot("one", 3);
      for (let dot = 0; dot < 2; dot += 1) await board.note("one").getByRole("button", { name: "Add a too-loose dot" }).click();
      await expectFits(page);
      const over = await board.note("one").evaluate((note) => {
        const edge = note.getBoundingClientRect();
        const over = ({ left, right }) => left < edge.left || right > edge.right;
        return [...note.querySelectorAll("button, i")].filter((element) => element.checkVisibility() && over(element.getBoundingClientRect())).length;
      });
      expect(over, "nothing reaches over the note's edge").toBe(0);
    });

    test("long words in notes and names", async ({ page }) => {
      const board = await newBoard(page);
      await board.write("KPIs", "x".repeat(200), "https://example.org/".padEnd(300, "a/"));
      await board.addPeople("N".repeat(60));
      await expectFits(page);
      await board.openPeople();
      await expectFits(page);
    });

    test("dialogs", async ({ page }) => {
      const board = await sampleBoard(page);
      await board.share();
      await expectFits(page);
      for (const name of ["Copy link", "Save file", "Close"]) {
        await expect(board.dialog.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
      }
    });
  });
}

// In a run-off, the bar covered half of a small phone's screen.
for (const [width, height, most] of [[320, 568, 0.4], [390, 844, 0.33], [1440, 900, 0.15]]) {
  test(`the bottom bar stays small, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const board = await sampleBoard(page);
    const share = async () => (await page.getByRole("contentinfo").boundingBox()).height / height;
    await board.goTo("Read");
    await page.getByRole("button", { name: /^Run-off among the top/ }).click();
    await board.take("Ana");
    await board.dot("Every PR needs the CTO's approval", 1);
    await expect(page.getByRole("contentinfo")).toContainText("a run-off among");
    await expect(page.getByRole("button", { name: "Clear mine" })).toBeInViewport({ ratio: 1 });
    expect(await share()).toBeLessThan(Math.min(most, 1 / 3));
    await page.getByRole("button", { name: "Start timer" }).click();
    await expect(page.getByRole("button", { name: "+1 minute" })).toBeInViewport({ ratio: 1 });
    expect(await share()).toBeLessThan(most);
    await expectFits(page);
  });
}

test("text at 200 % fits", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1024 });
  const board = await sampleBoard(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await expectFits(page);
  await expect(board.next).toBeVisible();
});

test.describe("under a finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Everything that can be pressed and is smaller than a fingertip, as "name: width × height". */
  const small = (within) =>
    within.evaluate((root) => {
      const pressable = [...root.querySelectorAll("button, input, select, textarea, a[href]")];
      const tooSmall = pressable.filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return element.checkVisibility() && width > 0 && (width < 43.5 || height < 43.5);
      });
      const name = (element) => element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 30);
      return [...new Set(tooSmall.map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return `${name(element)}: ${Math.round(width)} × ${Math.round(height)}`;
      }))];
    });

  test("home", async ({ page }) => {
    const board = await newBoard(page);
    await board.saved();
    await board.goHome();
    expect(await small(page.locator("body"))).toEqual([]);
  });

  // Close shows the summary instead of the board; its own spec checks it.
  for (const stage of STAGES.filter((stage) => stage !== "Close")) {
    test(`the board in ${stage}`, async ({ page }) => {
      const board = await newBoard(page, { tap: true });
      await board.write("Vision", "one", "two");
      await board.addPeople("Ana");
      await board.goTo(stage);
      if (stage === "Vote") {
        await board.take("Ana");
        await board.dot("one", 1);
      }
      await board.note("two").getByRole("button", { name: "Note tools" }).tap();
      expect(await small(page.locator("body"))).toEqual([]);
    });
  }

  test("menus and dialogs", async ({ page }) => {
    const board = await newBoard(page, { tap: true });
    await board.write("Vision", "one");
    await board.addPeople("Ana");
    await board.tool("one", "Move note");
    expect(await small(board.menu)).toEqual([]);
    await page.keyboard.press("Escape");
    await board.openPeople();
    expect(await small(board.dialog)).toEqual([]);
    await page.keyboard.press("Escape");
    await board.share();
    expect(await small(board.dialog)).toEqual([]);
  });
});
