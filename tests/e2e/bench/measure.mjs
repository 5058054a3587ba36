// What is measured, of any of the pages in subjects.mjs.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { comes, compressed } from "../serve.mjs";
import * as probes from "./probes.mjs";
import { pause, SETTLED } from "./subjects.mjs";

/** As fast as this machine is, or as a cheap phone on a slow connection. */
export const FAST = "fast";
export const SLOW = "slow";
const FAST_3G = { offline: false, latency: 150 * 3.75, downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9, uploadThroughput: ((750 * 1024) / 8) * 0.9 };

export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const browser = await chromium.launch(launchOptions());

/** Runs something in a fresh profile. */
async function fresh(action, { script } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`the page failed: ${error.message}`));
    await page.addInitScript(probes.install);
    if (script) await page.addInitScript(script);
    const cdp = await context.newCDPSession(page);
    return await action(page, cdp);
  } finally {
    await context.close();
  }
}

/** What the main thread does, in milliseconds. */
async function meter(cdp) {
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    const of = (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { task: of("TaskDuration"), script: of("ScriptDuration"), layout: of("LayoutDuration"), style: of("RecalcStyleDuration") };
  };
  const during = async (action) => {
    const before = await read();
    await action();
    const after = await read();
    return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
  };
  const idle = async (milliseconds) => (await during(() => pause(milliseconds))).task;
  return { during, idle };
}

const key = (cdp, letter) =>
  cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, key: letter, unmodifiedText: letter }).then(() =>
    cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: letter }),
  );

/** Keys one by one, each with time to be drawn: first without the save that follows, then with it. */
export function keys(subject, number) {
  return fresh(async (page, cdp) => {
    await subject.filled(page, number);
    await subject.edits(page);
    const { during, idle } = await meter(cdp);
    for (const letter of "warm") await key(cdp, letter);
    await pause(SETTLED);
    const quiet = (await idle(600)) / 600;
    const alone = [];
    for (const letter of "abcdefg") {
      const cost = await during(async () => {
        await key(cdp, letter);
        await pause(130);
      });
      alone.push(cost.task - quiet * 130);
      await pause(SETTLED);
    }
    // Ten letters a second, as a fast writer types; the last save is waited for.
    const count = 40;
    const start = Date.now();
    const typing = await during(async () => {
      for (let place = 0; place < count; place += 1) {
        await key(cdp, "etaoin srh"[place % 10]);
        await pause(Math.max(0, start + (place + 1) * 100 - Date.now()));
      }
      await pause(SETTLED);
    });
    const typed = await page.evaluate(() => document.activeElement.value);
    if (!typed?.endsWith("etaoin srh")) throw new Error(`The letters did not arrive in ${subject.name}.`);
    const saving = (typing.task - quiet * (Date.now() - start)) / count;
    return { alone: median(alone), saving, shares: { script: typing.script / count, layout: typing.layout / count, style: typing.style / count } };
  });
}

export function oneMore(subject) {
  return fresh(async (page, cdp) => {
    await subject.filled(page, 1_000);
    const { during, idle } = await meter(cdp);
    await subject.begins(page);
    const quiet = (await idle(600)) / 600;
    const alone = [];
    const saving = [];
    for (let time = 0; time < 3; time += 1) {
      await page.keyboard.insertText(`one more ${time}`);
      await pause(SETTLED);
      let short;
      const whole = await during(async () => {
        short = await during(async () => {
          await page.keyboard.press("Enter");
          await pause(150);
        });
        await pause(SETTLED);
      });
      alone.push(short.task - quiet * 150);
      saving.push(whole.task - quiet * (150 + SETTLED));
    }
    const notes = await page.locator("article").count();
    if (notes !== 1_003) throw new Error(`There are ${notes} notes in ${subject.name}, not 1,003.`);
    return { alone: median(alone), saving: median(saving) };
  });
}

/** Takes hold of the first note; `move` then goes one step, over other notes and gaps. */
async function hold(subject, page, cdp, number) {
  await subject.filled(page, number);
  const first = subject.note(page);
  await first.scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollBy(0, 60));
  const box = await first.boundingBox();
  const at = { x: box.x + 30, y: box.y + 10 };
  const send = (type, x, y) => cdp.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons: 1, clickCount: type === "mousePressed" ? 1 : 0 });
  await send("mousePressed", at.x, at.y);
  let step = 0;
  const move = () => {
    step += 1;
    const angle = step / 9;
    return send("mouseMoved", at.x + 250 + 240 * Math.sin(angle), at.y + 90 + 80 * Math.cos(angle * 1.7));
  };
  for (let time = 0; time < 10; time += 1) await move();
  const there = await first.boundingBox();
  if (Math.abs(there.x - box.x) + Math.abs(there.y - box.y) < 50) throw new Error(`The note does not move in ${subject.name}.`);
  const end = () => send("mouseReleased", 5, 5);
  return { move, end };
}

export function dragStep(subject, number) {
  return fresh(async (page, cdp) => {
    const { move, end } = await hold(subject, page, cdp, number);
    const { during, idle } = await meter(cdp);
    const quiet = (await idle(600)) / 600;
    const steps = 60;
    const start = Date.now();
    const cost = await during(async () => {
      for (let step = 0; step < steps; step += 1) {
        await move();
        await pause(Math.max(0, start + (step + 1) * 20 - Date.now()));
      }
    });
    const spent = Date.now() - start;
    await end();
    return (cost.task - quiet * spent) / steps;
  });
}

export function dragFrame(subject) {
  return fresh(async (page, cdp) => {
    const { move, end } = await hold(subject, page, cdp, 1_000);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    for (let step = 0; step < 10; step += 1) await move();
    await page.evaluate(() => probe.frames());
    const start = Date.now();
    for (let step = 0; step < 150; step += 1) {
      await move();
      await pause(Math.max(0, start + (step + 1) * 16 - Date.now()));
    }
    const frames = await page.evaluate(() => probe.framesSeen());
    await end();
    return frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)];
  });
}

async function slowDown(cdp) {
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", FAST_3G);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

export const usable = (subject, speed) =>
  fresh(async (page, cdp) => {
    if (speed === SLOW) await slowDown(cdp);
    await page.goto(subject.server.address);
    return page.waitForFunction(() => probe.usable).then((handle) => handle.jsonValue());
  });

/** The same until a note's field is there, where "New board" is pressed as soon as it can be and the first field opened as soon as there is one. */
export const begun = (subject) =>
  fresh(
    async (page, cdp) => {
      await slowDown(cdp);
      await page.goto(subject.server.address);
      return page.waitForFunction(() => probe.field).then((handle) => handle.jsonValue());
    },
    { script: () => probe.begin() },
  );

export const reload = (subject) =>
  fresh(async (page) => {
    await subject.filled(page, 1_000);
    await page.reload();
    return page.waitForFunction(() => probe.shown1000, undefined, { timeout: 60_000 }).then((handle) => handle.jsonValue());
  });

export const memory = (subject) =>
  fresh(async (page) => {
    await subject.filled(page, 1_000);
    return page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes / 1e6);
  });

export const add = (subject) => fresh((page) => subject.filled(page, 1_000));

export const link = (subject) => fresh((page) => subject.link(page));

/** The browser's own first start is not the page's. */
export const warmUp = (subject) => fresh((page) => subject.opened(page));

export const end = () => browser.close();

/** In kilobytes, brotli: what comes until the page can be used, then until notes stand on a board, and what comes behind. */
export async function firstVisit(folder) {
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  const visit = { first: 0, then: 0, behind: 0 };
  for (const path of files) {
    const size = (await compressed.br(readFileSync(path))).length / 1000;
    visit[comes(basename(path))] += size;
  }
  return visit;
}
