// Close and come back: the summary on screen and on paper, the exports, and the next workshop.

import { expectAccessible } from "../support/axe.mjs";
import { expect, test } from "../support/fixtures.mjs";
import { ANSWERED, cells, Closing, closedWorkshop, FULL, PAPERS, printed, sizeOfPng } from "../pages/closing.mjs";
import { STAGES } from "../pages/board.mjs";
import { Home, newBoard, sampleBoard } from "../pages/home.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const SWAPS = { what: "Approving shift swaps", checkIn: 20981204, good: "Settled within a day" };
const KPIS = { what: "Choosing our own KPIs", layer: 4, checkIn: 20200101 };
const FORMULA = { what: "=1+1", layer: 5 };
const MADE = [SWAPS, KPIS, FORMULA];

const SENTENCE = "Control is held tightest at Tactics and tasks: 24 of 32 dots, where it is meant to be lightest.";

test("the summary says what was read, agreed and by whom", async ({ page }) => {
  const { summary, agreements } = await closedWorkshop(page, MADE);
  await expect(summary.getByRole("heading", { name: "Ward scheduling: where do we hold on?" })).toBeVisible();
  await expect(summary).toContainText(SENTENCE);
  await expect(agreements).toHaveCount(3);
  await expect(agreements.first()).toContainText("“Approving shift swaps” (Tactics and tasks) is handed from Ana to the schedulers, with control going from sell to inquire");
  await expect(agreements.first()).toContainText("Check-in on 4 December 2098");
  await expect(agreements.nth(1)).toContainText("Check-in is due since 1 January 2020");
  await expect(summary).toContainText("We look again on 4 December 2098.");
  await expect(summary).toContainText("The calm place for hospital scheduling.");
  await expect(summary).toContainText("Grip at the bottom");
  await expect(summary).toContainText("8 people, 8 ballots");
  await expect(summary.getByRole("img", { name: /Vision: meant at sell/ })).toBeVisible();
  await expect(summary.getByRole("img").locator(".chart__plot line.chart__intended"), "the chart is drawn").toHaveCount(5);
});

test("there is one primary action", async ({ page }) => {
  const { board } = await closedWorkshop(page, MADE);
  await expect(page.locator("button.primary").filter({ visible: true })).toHaveText(["Share the result"]);
  await expect(board.next).toHaveText("Share the result");
});

test("a summary without agreements leads back to Let go", async ({ page }) => {
  const board = await newBoard(page);
  await board.goTo("Close");
  const { summary } = new Closing(board);
  await expect(summary).toContainText("Nothing is agreed yet.");
  await summary.getByRole("button", { name: "Go back to Let go" }).click();
  await expect(board.stage("Let go")).toHaveAttribute("aria-current", "step");
  await expect(summary).toHaveCount(0);
});

test.describe("exports", () => {
  test("the Markdown holds agreements, reading and notes", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { name, text } = await closing.takeText("Text (Markdown)");
    expect(name).toBe("Ward-scheduling-where-do-we-hold-on.md");
    expect(text).toContain("# Ward scheduling: where do we hold on?");
    expect(text).toContain("## Agreements");
    expect(text).toContain("“Approving shift swaps” (Tactics and tasks) is handed from Ana");
    expect(text).toContain("**Grip at the bottom.**");
    expect(text).toContain("Every PR needs the CTO's approval **(5 dots)**");
  });

  test("the table of agreements holds no formula", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { name, text } = await closing.takeText("Agreements (CSV)");
    expect(name).toMatch(/\.agreements\.csv$/);
    const [head, first, , third, ...rest] = cells(text);
    expect(rest).toEqual([]);
    const row = Object.fromEntries(head.map((title, place) => [title, first[place]]));
    expect(row).toMatchObject({ What: SWAPS.what, From: "Ana", To: "the schedulers", "Level agreed": "6", "Check-in": "2098-12-04", State: "Open" });
    expect(third[0]).toBe("'=1+1");
  });

  test("check-ins go out for calendars, where there are any", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { name, text } = await closing.takeText("Check-ins (calendar)");
    expect(name).toMatch(/\.ics$/);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(MADE.filter(({ checkIn }) => checkIn).length);
    expect(text).toContain("DTSTART;VALUE=DATE:20981204");
    expect(text.replaceAll("\r\n ", "")).toContain(`SUMMARY:Check-in: “${SWAPS.what}”`);
    // The same ids in a second file: it updates what the first has put into a calendar.
    const ids = (text) => text.match(/UID:.*/g);
    expect(ids((await closing.takeText("Check-ins (calendar)")).text)).toEqual(ids(text));
  });

  test("without a check-in there is nothing for a calendar", async ({ page }) => {
    const closing = await closedWorkshop(page, [{ what: "Approving swaps" }]);
    await expect(closing.button("Text (Markdown)")).toBeVisible();
    await expect(closing.button("Check-ins (calendar)")).toHaveCount(0);
  });

  // A table with commas was one column in a German spreadsheet.
  for (const [locale, chosen, letter] of [["en-GB", "commas", ","], ["de-DE", "semicolons", ";"]]) {
    test.describe(locale, () => {
      test.use({ locale });

      test("tables are separated as spreadsheets here expect, or as chosen", async ({ page }) => {
        const closing = await closedWorkshop(page, MADE);
        const select = page.getByLabel("Cells in tables are separated by");
        await expect(select.locator("option:checked")).toHaveText(chosen);
        const headings = async () => (await closing.takeText("Notes (CSV)")).text.split("\r\n")[0];
        expect(await headings()).toContain(`Layer${letter}Note`);
        await select.selectOption("tabs");
        const { name, text } = await closing.takeText("Notes (CSV)");
        expect(name).toMatch(/\.notes\.tsv$/);
        expect(text).toContain("Layer\tNote");
      });
    });
  }

  test("the tables of notes and layers are complete", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const notes = cells((await closing.takeText("Notes (CSV)")).text);
    expect(notes).toHaveLength(1 + 6 + 60);
    expect(notes.find(([, note]) => note === "Every PR needs the CTO's approval")).toEqual(expect.arrayContaining(["Tactics and tasks", "5"]));
    const layers = cells((await closing.takeText("Layers (CSV)")).text);
    expect(layers.slice(1).map(([layer]) => layer)).toEqual(["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"]);
    expect(layers[1][1]).toBe("The calm place for hospital scheduling.");
  });

  test("notes that start like a formula are defused", async ({ page }) => {
    const board = await newBoard(page);
    await board.write("Vision", "=1+1", "+49 30 1", "-5", "@home", "plain");
    await board.goTo("Close");
    const notes = cells((await new Closing(board).takeText("Notes (CSV)")).text).map(([, note]) => note);
    expect(notes).toEqual(expect.arrayContaining(["'=1+1", "'+49 30 1", "'-5", "'@home", "plain"]));
  });

  test("the SVG poster is complete", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { name, text } = await closing.takeText("Poster (SVG)");
    expect(name).toMatch(/\.svg$/);
    const read = await page.evaluate((svg) => {
      const document = new DOMParser().parseFromString(svg, "image/svg+xml");
      return { broken: Boolean(document.querySelector("parsererror")), lines: [...document.querySelectorAll("text")].map((line) => line.textContent), charts: document.querySelectorAll("polyline").length };
    }, text);
    expect(read.broken).toBe(false);
    expect(read.charts).toBeGreaterThan(0);
    const all = read.lines.join(" ");
    for (const words of ["Ward scheduling", SENTENCE, "The calm place for hospital scheduling.", "is handed from Ana to the schedulers", "8 people, 8 ballots"]) {
      expect(all).toContain(words);
    }
  });

  // With 200 agreements, a press did nothing and nobody said why.
  test("a poster that is too long for a picture is said so", async ({ page }) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.toBlob = (done) => done(null);
    });
    const closing = await closedWorkshop(page, MADE);
    await closing.button("Poster (PNG)").click();
    await expect(page.getByText("the poster may be too long for one")).toBeVisible();
  });

  test("the PNG poster is sharp and not empty", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { name, bytes } = await closing.take("Poster (PNG)");
    expect(name).toMatch(/\.png$/);
    const size = sizeOfPng(bytes);
    expect(size.width).toBe(2700);
    expect(size.height).toBeGreaterThanOrEqual(3819);
    const colours = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: 90, height: 127 });
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0, 90, 127);
      return new Set(new Uint32Array(context.getImageData(0, 0, 90, 127).data.buffer)).size;
    }, `data:image/png;base64,${bytes.toString("base64")}`);
    expect(colours, "more than a white sheet").toBeGreaterThan(20);
  });

  test("the file opens again with its agreements", async ({ page, freshProfile }) => {
    const closing = await closedWorkshop(page, MADE);
    const { name, bytes } = await closing.take("Board file (JSON)");
    const there = await freshProfile();
    const home = await new Home(there).open();
    await home.chooseFile({ name, mimeType: "application/json", buffer: bytes });
    const board = await home.opened();
    await expect(new Closing(board).agreements).toHaveCount(3);
  });

  test("the link opens with its agreements", async ({ page, freshProfile }) => {
    const closing = await closedWorkshop(page, MADE);
    await closing.button("Share a link").click();
    const link = await closing.board.dialog.getByRole("textbox", { name: "Link" }).inputValue();
    const there = await freshProfile();
    await there.goto(link);
    await expect(new Closing(await new Home(there).opened()).agreements).toHaveCount(3);
  });

  test("every export says what it is for", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    await expect(closing.button("Agreements (CSV)")).toHaveAccessibleDescription("A table of what was handed over, to whom, until when.");
    const buttons = await closing.panel.getByRole("list").last().getByRole("button").all();
    expect(buttons).toHaveLength(10);
    for (const button of buttons) await expect(button).toHaveAccessibleDescription(/\w+ \w+/);
  });
});

test.describe("on paper", () => {
  test.use({ colorScheme: "dark" });

  test("the summary prints alone, black on white", async ({ page }) => {
    const { summary, board, panel } = await closedWorkshop(page, MADE);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(summary).toBeVisible();
    await expect(summary).toContainText(/Agreed on .* by Ana, Bo/);
    await expect(summary.getByText(/^Agreed on/)).toBeVisible();
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("contentinfo")).toBeHidden();
    await expect(board.layer("Vision")).toBeHidden();
    await expect(panel.getByText("Take it with you")).toBeHidden();
    for (const button of await page.locator("button").all()) await expect(button).toBeHidden();
    const look = await summary.evaluate((sheet) => ({
      ink: getComputedStyle(sheet).color,
      paper: getComputedStyle(document.body).backgroundColor,
      breaks: [...sheet.querySelectorAll("ol li")].map((item) => getComputedStyle(item).breakInside),
    }));
    expect(look).toEqual({ ink: "rgb(0, 0, 0)", paper: "rgba(0, 0, 0, 0)", breaks: ["avoid", "avoid", "avoid"] });
  });

  // Three agreements with all their fields and three patterns took two sheets.
  for (const number of [0, 1, 3, 4]) {
    test(`${number} full agreements, the chart and three patterns fit on one sheet`, async ({ page }) => {
      const { summary } = await closedWorkshop(page, [...FULL, FULL[0]].slice(0, number), { more: ANSWERED });
      await expect(summary.getByRole("listitem").filter({ hasText: /^(Grip at the bottom|Fog at the top|KPI clamp)/ })).toHaveCount(3);
      await expect(summary).toContainText("Values: rightly held tightly, because a hospital must be able to rely on them");
      for (const format of PAPERS) expect(await printed(page, format), format).toBe(1);
      await page.emulateMedia({ media: "print" });
      await expect(summary.getByText("What we let go").filter({ visible: true })).toHaveCount(number === 0 ? 0 : 1);
      await expect(summary.getByText("Go back to Let go").filter({ visible: true })).toHaveCount(0);
    });
  }

  test("many agreements take a second sheet, and nothing is split", async ({ page }) => {
    const { summary } = await closedWorkshop(page, [...FULL, ...FULL, ...FULL], { more: ANSWERED });
    for (const format of PAPERS) expect(await printed(page, format), format).toBe(2);
    await page.emulateMedia({ media: "print" });
    const whole = summary.locator("ol li, .summary__control, .summary__statements, .summary__people");
    expect(new Set(await whole.evaluateAll((elements) => elements.map((element) => getComputedStyle(element).breakInside)))).toEqual(new Set(["avoid"]));
    const headings = await summary.getByRole("heading", { level: 3 }).evaluateAll((all) => all.map((one) => getComputedStyle(one).breakAfter));
    expect(new Set(headings)).toEqual(new Set(["avoid"]));
  });

  // The sheets of Vote did not name their board, and asked how clear each layer's direction is.
  test("every stage's sheet has a heading and no controls", async ({ page }) => {
    const { board } = await closedWorkshop(page, FULL, { more: ANSWERED });
    for (const stage of STAGES) {
      await board.goTo(stage);
      if (stage === "Vote") await board.take("Ana");
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      const main = page.getByRole("main");
      await expect(main.getByText("Ward scheduling: where do we hold on?", { exact: true }).filter({ visible: true }), stage).toHaveCount(1);
      const day = new Date().getFullYear();
      if (stage !== "Close") await expect(main.getByText(new RegExp(`^${stage}, \\d+ \\w+ ${day}$`)).filter({ visible: true }), stage).toHaveCount(1);
      const pressable = page.locator("button:not(.topic, .note__group), select, input, summary, [role=status]").filter({ visible: true });
      await expect(pressable, stage).toHaveCount(0);
      for (const words of ["Say for each layer", "Whole layer", "Add people", "Begin where control is tightest", "too tight", "too loose"]) {
        await expect(page.getByText(words).filter({ visible: true }), `${stage}: ${words}`).toHaveCount(0);
      }
      await page.emulateMedia({ media: "screen" });
      await expect(main.getByText(`${stage}, `).filter({ visible: true }), `${stage}, on the screen`).toHaveCount(0);
    }
  });

  test("the button opens the browser's print dialog", async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.printed = 0;
      globalThis.print = () => (globalThis.printed += 1);
    });
    const closing = await closedWorkshop(page, [SWAPS]);
    await closing.button("Print").click();
    await expect.poll(() => page.evaluate(() => globalThis.printed)).toBe(1);
  });
});

test.describe("the next workshop", () => {
  test("starts with the agreements, without notes and dots", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { board } = closing;
    await expect(closing.panel).toContainText("your statements and rules, 8 people and 3 open agreements");
    await closing.nextWorkshop();
    await expect(closing.followUp.getByRole("heading")).toBeInViewport();
    await expect(closing.followUp.getByRole("listitem")).toHaveCount(3);
    await expect(board.title).toHaveValue("Ward scheduling: where do we hold on? – workshop 2");
    await board.goTo("Write");
    await expect(closing.followUp).toHaveCount(0);
    await expect(page.getByRole("article")).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Agreed statement for Vision" })).toHaveValue("The calm place for hospital scheduling.");
    await expect(board.voter.getByRole("option", { name: "Ana", exact: true })).toHaveCount(1);
    await board.goHome();
    await expect(page.getByRole("button", { name: /Ward scheduling/ }).first()).toBeVisible();
  });

  test("records the outcome of each agreement, and the reason", async ({ page }) => {
    const closing = await closedWorkshop(page, MADE);
    const { board } = closing;
    await closing.nextWorkshop();
    const [swaps, kpis] = [closing.followed(SWAPS.what), closing.followed(KPIS.what)];
    await expect(swaps.why).toBeHidden();
    await swaps.choice("Pulled back").click();
    await expect(swaps.choice("Pulled back")).toBeFocused();
    // Letter by letter: the field must not be replaced while somebody types.
    await swaps.why.click();
    await page.keyboard.type("Two gaps in one week");
    await expect(swaps.why).toBeFocused();
    await expect(swaps.why).toHaveValue("Two gaps in one week");
    await kpis.choice("Deepened").click();
    await expect(closing.followUp).toContainText("2 of 3 looked at");
    await board.saved();
    await page.reload();
    await expect(swaps.choice("Pulled back")).toHaveAttribute("aria-pressed", "true");
    await expect(swaps.why).toHaveValue("Two gaps in one week");
    await expect(kpis.choice("Deepened")).toHaveAttribute("aria-pressed", "true");
    await board.goTo("Close");
    // A pulled-back agreement is not let go: it comes last, under its own heading.
    await expect(closing.agreements.first()).toContainText("Deepened");
    await expect(closing.pulledBack.first()).toContainText("Pulled back, because: Two gaps in one week");
    const [head, first] = cells((await closing.takeText("Agreements (CSV)")).text);
    expect(first[head.indexOf("State")]).toBe("Pulled back, because: Two gaps in one week");
    await expect(closing.panel).toContainText("8 people and 1 open agreement.");
    await closing.nextWorkshop();
    await expect(closing.followUp.getByRole("listitem")).toHaveCount(1);
  });

  test("an outcome is withdrawn by a second press or by undo", async ({ page }) => {
    const closing = await closedWorkshop(page, [SWAPS]);
    await closing.nextWorkshop();
    const { choice, why } = closing.followed(SWAPS.what);
    await choice("Kept").press("Enter");
    await expect(choice("Kept")).toHaveAttribute("aria-pressed", "true");
    await choice("Kept").press("Enter");
    await expect(choice("Kept")).toHaveAttribute("aria-pressed", "false");
    await choice("Pulled back").click();
    await why.fill("Sick leave");
    await why.blur();
    await closing.board.undo();
    await expect(why).toHaveValue("");
    await expect(choice("Pulled back")).toHaveAttribute("aria-pressed", "true");
    await closing.board.undo();
    await expect(why).toBeHidden();
  });
});

const SIZES = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

for (const [size, use] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ ...use, colorScheme, reducedMotion: "reduce" });

      test("axe finds nothing, and nothing overflows", async ({ page }) => {
        const tap = size === "narrow";
        const closing = await closedWorkshop(page, MADE, { tap });
        const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expectAccessible(page);
        expect(await wider()).toBeLessThanOrEqual(0);
        await closing.nextWorkshop();
        await closing.board.press(closing.followed(SWAPS.what).choice("Pulled back"));
        await expectAccessible(page);
        expect(await wider()).toBeLessThanOrEqual(0);
      });
    });
  }
}
