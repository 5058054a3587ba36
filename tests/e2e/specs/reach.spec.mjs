// What axe does not see: what has the focus is in sight, low windows are for the board, forced colours, titles, ways past long lists.

import { expect, test } from "../support/fixtures.mjs";
import { STAGES } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";

/** The windows of reach: laptops, phones upright and on their side, and a laptop at 200 % and 400 %. */
const SIZES = [[1440, 900], [1280, 800], [640, 400], [390, 844], [844, 390], [320, 256]];

/** The tab stops of the page, each with whether anything of it can be seen once it has the focus. */
const hiddenStops = (page) =>
  page.evaluate(async () => {
    const hidden = [];
    const stops = [...document.querySelectorAll("button, input, select, textarea, a[href], [tabindex='0']")];
    for (const stop of stops) {
      if (stop.tabIndex < 0 || stop.disabled || !stop.checkVisibility({ visibilityProperty: true }) || stop.closest("[inert]")) continue;
      stop.focus();
      if (document.activeElement !== stop) continue;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { left, top, right, bottom } = stop.getBoundingClientRect();
      const places = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]));
      const isSeen = ([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return there && (stop.contains(there) || there.contains(stop) || there.closest("label")?.control === stop);
      };
      if (!places.some(isSeen)) hidden.push(stop.ariaLabel ?? stop.textContent.slice(0, 40));
    }
    return hidden;
  });

for (const [width, height] of SIZES) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height }, reducedMotion: "reduce" });

    // In Vote 61 of 85 tab stops were hidden by the bars at 320 × 256.
    test("no tab stop is hidden by a bar", async ({ page }) => {
      test.setTimeout(120_000);
      const board = await sampleBoard(page);
      for (const stage of STAGES) {
        await board.goTo(stage);
        expect(await hiddenStops(page), stage).toEqual([]);
      }
    });

    // On a phone on its side 85 px of 390 were left for the board.
    test("half of the window is for the board", async ({ page }) => {
      const board = await sampleBoard(page);
      for (const stage of STAGES) {
        await board.goTo(stage);
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
        const bars = await page.evaluate(() => {
          const seen = [...document.querySelectorAll(".top-bar, .stage-bar")].map((bar) => bar.getBoundingClientRect());
          return seen.reduce((sum, { top, bottom }) => sum + Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)), 0);
        });
        expect(bars, stage).toBeLessThanOrEqual(height / 2);
      }
    });
  });
}

test("the page is named after the board", async ({ page }) => {
  const home = await new Home(page).open();
  await expect(page).toHaveTitle("Alignment board");
  const board = await home.newBoard();
  await expect(page).toHaveTitle("Untitled board – Alignment board");
  await board.title.fill("Wards");
  await expect(page).toHaveTitle("Wards – Alignment board");
  await board.goHome();
  await expect(page).toHaveTitle("Alignment board");
});

for (const stage of STAGES) {
  // 95 stops in Set up.
  test(`the next step is twelve tab stops away at most in ${stage}`, async ({ page }) => {
    const board = await sampleBoard(page);
    await board.goTo(stage);
    await board.saved();
    await page.reload();
    await expect(board.title).toBeVisible();
    let stops = 0;
    const name = () => page.evaluate(() => document.activeElement.textContent);
    do {
      await page.keyboard.press("Tab");
      stops += 1;
    } while ((await name()) !== "Skip to the next step" && stops < 13);
    await page.keyboard.press("Enter");
    await expect(board.next).toBeFocused();
    expect(stops).toBeLessThan(12);
  });
}

test("the board is one press away", async ({ page }) => {
  const board = await newBoard(page);
  await board.goTo("Write");
  await board.saved();
  await page.reload();
  await expect(board.title).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to the board" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

for (const reducedMotion of ["reduce", "no-preference"]) {
  test.describe(`motion: ${reducedMotion}`, () => {
    test.use({ reducedMotion });

    test("a toast leaves", async ({ page }) => {
      const board = await newBoard(page);
      await board.write("Vision", "one", "two");
      await board.goTo("Group");
      await board.tool("one", "Put with another note");
      const toast = page.locator(".said");
      await expect(toast).toBeVisible();
      await expect(toast).toBeHidden({ timeout: 6_000 });
    });
  });
}

test("Control and S saves a file, also from a field", async ({ page }) => {
  const board = await newBoard(page);
  await board.title.fill("Wards");
  const [download] = await Promise.all([page.waitForEvent("download"), board.title.press("Control+s")]);
  expect(download.suggestedFilename()).toMatch(/\.board\.json$/);
});

test.describe("forced colours", () => {
  test.use({ forcedColors: "active" });

  // Icons vanished, and the chosen answer could not be told from the others.
  test("icons are drawn, and what is chosen differs from what is not", async ({ page }) => {
    const board = await sampleBoard(page);
    await board.goTo("Write");
    const look = (locator, pseudo) =>
      locator.evaluate((element, pseudo) => {
        const { backgroundColor, color, borderColor } = getComputedStyle(element, pseudo);
        return [backgroundColor, color, borderColor].join();
      }, pseudo);
    const surface = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const icon = await board.undoButton.evaluate((element) => getComputedStyle(element, "::before").backgroundColor);
    expect(icon).not.toBe(surface);
    const tool = board.notes("Goals").first().getByRole("button").first();
    expect(await tool.evaluate((element) => getComputedStyle(element, "::before").backgroundColor)).not.toBe(surface);
    expect(await look(board.stage("Write"))).not.toBe(await look(board.stage("Vote")));
    await expect(board.next).toHaveCSS("border-top-style", "solid");
    await board.goTo("Vote");
    await board.take("Ana");
    await page.getByRole("button", { name: /Answer|Rate/ }).first().click();
    const choices = page.getByRole("dialog").locator(".rating__choice");
    await choices.nth(1).click();
    expect(await look(choices.nth(1))).not.toBe(await look(choices.nth(2)));
  });
});
