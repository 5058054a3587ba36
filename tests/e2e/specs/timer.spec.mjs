// The timer: every screen shows the same, it rings once, and a reload neither loses nor repeats it.

import { expect, test } from "../support/fixtures.mjs";
import { STAGES } from "../pages/board.mjs";
import { newBoard, sampleBoard } from "../pages/home.mjs";

const START = new Date("2026-03-02T10:00:00Z");

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: START });
  // Counts the sounds that begin at once, and keeps those that are set for later, in seconds from now.
  await page.addInitScript(() => {
    globalThis.heard = Number(sessionStorage.getItem("heard") ?? 0);
    globalThis.set = new Map();
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      const after = when - this.context.currentTime;
      if (after < 1) sessionStorage.setItem("heard", (globalThis.heard += 1));
      else globalThis.set.set(this, after);
      return start.call(this, when);
    };
    const { disconnect } = AudioNode.prototype;
    AudioNode.prototype.disconnect = function () {
      globalThis.set.delete(this);
      return disconnect.call(this);
    };
  });
});

const clock = (page) => page.getByRole("timer", { name: "Time left" });
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const chimes = (page) => page.evaluate(() => globalThis.heard);

test("it starts, pauses, resumes, takes one more minute and resets", async ({ page }) => {
  await newBoard(page);
  await expect(clock(page)).toBeHidden();
  // On a busy machine a second may pass between two steps.
  await page.clock.pauseAt(new Date(START.getTime() + 60 * 60_000));
  await press(page, "Start timer");
  await expect(clock(page)).toHaveText("15:00");
  await page.clock.runFor(61_000);
  await expect(clock(page)).toHaveText("13:59");
  await press(page, "Pause");
  await page.clock.runFor(30_000);
  await expect(clock(page)).toHaveText("13:59");
  await press(page, "+1 minute");
  await expect(clock(page)).toHaveText("14:59");
  await press(page, "Go on");
  await page.clock.runFor(9_000);
  await expect(clock(page)).toHaveText("14:50");
  await press(page, "Reset");
  await expect(clock(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Start timer" })).toBeVisible();
});

test("it is visible in every stage", async ({ page }) => {
  const board = await newBoard(page);
  await press(page, "Start timer");
  for (const stage of STAGES) {
    await board.goTo(stage);
    await expect(clock(page)).toBeVisible();
  }
});

// The rating and the spotlight cover the bar: nobody saw the remaining time there.
test("dialogs show it", async ({ page }) => {
  const board = await sampleBoard(page);
  await press(page, "Start timer");
  await page.clock.runFor(61_000);
  const inDialog = (name) => page.getByRole("dialog", { name }).getByRole("timer", { name: "Time left" });
  await press(page, "Talk about one at a time");
  await expect(inDialog("Let us talk about")).toHaveText(/^18:5\d$/);
  await page.clock.runFor(2_000);
  await expect(inDialog("Let us talk about")).toHaveText(/^18:5\d$/);
  await page.keyboard.press("Escape");
  await board.goTo("Vote");
  await board.take("Ana");
  await press(page, "Rate the layers");
  await expect(inDialog("Rate the layers")).toHaveText(/^18:5\d$/);
  await page.keyboard.press("Escape");
  for (const [opener, name] of [["People and rules", "People and rules"], ["Share", "Share this board"]]) {
    await press(page, opener);
    await expect(inDialog(name)).toHaveText(/^18:5\d$/);
    await page.keyboard.press("Escape");
  }
});

test("its end is announced and rings once, and one more minute restarts it", async ({ page }) => {
  await newBoard(page);
  await press(page, "Start timer");
  await page.clock.runFor(15 * 60_000 + 500);
  await expect(clock(page)).toHaveText("0:00");
  await expect(page.getByText("The time is up.", { exact: false })).toBeAttached();
  const once = await chimes(page);
  expect(once).toBeGreaterThan(0);
  await page.clock.runFor(60_000);
  expect(await chimes(page)).toBe(once);
  await press(page, "+1 minute");
  await expect(clock(page)).toHaveText("1:00");
  await page.clock.runFor(61_000);
  expect(await chimes(page)).toBe(2 * once);
});

test("muted, it is silent and still announced", async ({ page }) => {
  await newBoard(page);
  await press(page, "Start timer");
  await press(page, "Mute the timer");
  await page.clock.runFor(15 * 60_000 + 500);
  await expect(page.getByText("The time is up.", { exact: false })).toBeAttached();
  expect(await chimes(page)).toBe(0);
});

// The button's icon was crossed out while the sound was on.
test("the mute button shows whether it is muted", async ({ page }) => {
  await newBoard(page);
  await press(page, "Start timer");
  const mute = page.getByRole("button", { name: "Mute the timer", exact: true });
  const picture = () => mute.evaluate((button) => getComputedStyle(button, "::before").maskImage);
  await expect(mute).toHaveAttribute("aria-pressed", "false");
  await expect.poll(picture).toContain("url(");
  const waves = await picture();
  await mute.click();
  await expect(mute).toHaveAttribute("aria-pressed", "true");
  expect(await picture()).not.toBe(waves);
  await mute.click();
  expect(await picture()).toBe(waves);
});

test("a reload neither loses nor repeats it", async ({ page }) => {
  const board = await newBoard(page);
  await press(page, "Start timer");
  // Before the clock leaps: the disk takes its own time, and a leap of the clock would end the page's patience with it.
  await board.saved();
  await page.clock.runFor(60_000);
  await page.reload();
  await page.clock.runFor(1_000);
  await expect(clock(page)).toHaveText(/^1[34]:\d\d$/);
  await page.clock.runFor(15 * 60_000);
  await expect(clock(page)).toHaveText("0:00");
  const once = await chimes(page);
  expect(once).toBeGreaterThan(0);
  await page.reload();
  await page.clock.runFor(2_000);
  await expect(clock(page)).toHaveText("0:00");
  expect(await chimes(page)).toBe(once);
});

// A clock that was a year off for a moment left the timer at 0:00 until the page was reloaded.
test("it goes on when a wrong clock is right again", async ({ page }) => {
  await newBoard(page);
  await press(page, "Start timer");
  await page.clock.setSystemTime(new Date(START.getTime() + 365 * 24 * 3_600_000));
  await page.clock.runFor(1_000);
  await expect(clock(page)).toHaveText("0:00");
  await page.clock.setSystemTime(new Date(START.getTime() + 60_000));
  await page.clock.runFor(11_000);
  await expect(clock(page)).toHaveText(/^13:\d\d$/);
});

// A hidden page heard of the end up to a minute late, and so did the room.
test("the chime is set by the clock of the sound, which a hidden page keeps", async ({ page }) => {
  await newBoard(page);
  await page.clock.pauseAt(new Date(START.getTime() + 60 * 60_000));
  const set = () => page.evaluate(() => [...globalThis.set.values()].map(Math.round));
  await press(page, "Start timer");
  await expect.poll(set).toEqual([900, 900]);
  await page.clock.runFor(30_000);
  expect(await set(), "no tick sets it anew").toEqual([900, 900]);
  await press(page, "Pause");
  await expect.poll(set).toEqual([]);
  await press(page, "Go on");
  await expect.poll(set).toEqual([870, 870]);
  await press(page, "+1 minute");
  await expect.poll(set).toEqual([930, 930]);
  await press(page, "Mute the timer");
  await expect.poll(set).toEqual([]);
  await press(page, "Mute the timer");
  await expect.poll(set).toEqual([930, 930]);
  await press(page, "Reset");
  await expect.poll(set).toEqual([]);
  await press(page, "Start timer");
  await expect.poll(set).toEqual([900, 900]);
  await page.getByRole("button", { name: "Your boards" }).click();
  await expect.poll(set).toEqual([]);
});

// It rang on time, and once more when the page at last heard that the time was up.
test("what the sound's clock has rung is not rung again", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.ahead = 0;
    const { get } = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, "currentTime");
    Object.defineProperty(BaseAudioContext.prototype, "currentTime", {
      get() {
        return get.call(this) + globalThis.ahead;
      },
    });
  });
  await newBoard(page);
  await press(page, "Start timer");
  await expect.poll(() => page.evaluate(() => globalThis.set.size)).toBe(2);
  await page.evaluate(() => (globalThis.ahead = 930));
  await page.clock.runFor(15 * 60_000 + 1_000);
  await expect(clock(page)).toHaveText("0:00");
  expect(await chimes(page)).toBe(0);
});

test("a timer that runs is set again when its board is opened again", async ({ page }) => {
  const board = await newBoard(page);
  await board.title.fill("Timed");
  await press(page, "Start timer");
  await board.saved();
  const set = () => page.evaluate(() => globalThis.set.size);
  await page.getByRole("button", { name: "Your boards" }).click();
  await expect.poll(set).toBe(0);
  await page.goBack();
  await expect(board.title).toHaveValue("Timed");
  await expect.poll(set).toBe(2);
  // From board to board.
  await page.getByRole("button", { name: "Your boards" }).click();
  await newBoard(page);
  await expect.poll(set).toBe(0);
});
