// How fast and how heavy the release page is: medians of several runs, each figure beside its aim.
//
//   make bench                     the page in dist/
//   DIST=/some/folder RUNS=7 node tests/e2e/bench/bench.mjs [--only part-of-a-name]
//
// Every run has a fresh browser profile. Main-thread times are processor time of the page's main thread, as the browser
// counts it, without what it spends when nothing happens; so another program on the machine disturbs them little.
// The other figures are what a clock on the wall shows: close everything else.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { comesBehind, compressed, serve } from "../serve.mjs";
import { Board } from "../pages/board.mjs";
import { Home } from "../pages/home.mjs";
import * as probes from "./probes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.env.DIST ?? join(here, "../../../dist");
const results = join(here, "../results");
const RUNS = Number(process.env.RUNS ?? 5);
const { values: options } = parseArgs({ options: { only: { type: "string" } } });

const LAYER = "Tactics and tasks";
const FAST_3G = { offline: false, latency: 150 * 3.75, downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9, uploadThroughput: ((750 * 1024) / 8) * 0.9 };
/** Longer than the wait before a save. */
const SETTLED = 700;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// The memory figure needs a page that no other site can look into.
const server = await serve({
  folder,
  headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
});
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

async function goHome(page) {
  await page.goto(server.address);
  await page.getByRole("button", { name: "New board" }).waitFor();
  return new Home(page);
}

const lines = (number) => Array.from({ length: number }, (_, place) => `Note ${place + 1}: every change needs another approval`);

/** A board with so many notes, pasted into one layer; hands back how long that took. */
async function boardOf(page, number) {
  const board = await (await goHome(page)).newBoard();
  await board.addButton(LAYER).click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines(number).join("\n"));
  await page.evaluate(() => probe.paste());
  await page.keyboard.press("Control+V");
  await page.getByRole("button", { name: `Make ${number} notes` }).waitFor();
  const pasted = await page.evaluate(() => probe.pasted);
  const added = await page.evaluate((count) => probe.clickUntil(`Make ${count} notes`, count), number);
  await page.keyboard.press("Escape");
  await board.saved();
  await pause(SETTLED);
  return { board, added: pasted + added };
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

async function editNote(board, number) {
  const text = lines(number)[0];
  await board.note(text).scrollIntoViewIfNeeded();
  await board.tool(text, "Edit note");
  await pause(SETTLED);
}

/** Keys one by one, each with time to be drawn: first without the save that follows, then with it. */
async function keys(number) {
  return fresh(async (page, cdp) => {
    const { board } = await boardOf(page, number);
    await editNote(board, number);
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
    const saving = (typing.task - quiet * (Date.now() - start)) / count;
    return { alone: median(alone), saving, parts: { script: typing.script / count, layout: typing.layout / count, style: typing.style / count } };
  });
}

async function oneMore() {
  return fresh(async (page, cdp) => {
    const { board } = await boardOf(page, 1_000);
    const { during, idle } = await meter(cdp);
    await board.addButton(LAYER).click();
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
    return { alone: median(alone), saving: median(saving) };
  });
}

/** Takes hold of the first note; `move` then goes one step, over other notes and gaps. */
async function hold(page, cdp, number) {
  const { board } = await boardOf(page, number);
  const first = board.note(lines(number)[0]);
  await first.scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollBy(0, 60));
  const box = await first.getByText("Note 1:").boundingBox();
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
  const end = () => send("mouseReleased", 5, 5);
  return { move, end };
}

async function dragStep(number) {
  return fresh(async (page, cdp) => {
    const { move, end } = await hold(page, cdp, number);
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

async function dragFrame() {
  return fresh(async (page, cdp) => {
    const { move, end } = await hold(page, cdp, 1_000);
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

const usable = (slow) =>
  fresh(async (page, cdp) => {
    if (slow) {
      await cdp.send("Network.enable");
      await cdp.send("Network.emulateNetworkConditions", FAST_3G);
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    }
    await page.goto(server.address);
    return page.waitForFunction(() => probe.usable).then((handle) => handle.jsonValue());
  });

const reload = () =>
  fresh(async (page) => {
    await boardOf(page, 1_000);
    await page.reload();
    return page.waitForFunction(() => probe.shown1000, undefined, { timeout: 60_000 }).then((handle) => handle.jsonValue());
  });

const memory = () =>
  fresh(async (page) => {
    await boardOf(page, 1_000);
    return page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes / 1e6);
  });

const link = () =>
  fresh(async (page) => {
    const board = await (await goHome(page)).sample();
    return (await board.share()).length;
  });

/** In kilobytes, brotli: what comes until the page can be used, and what comes behind. */
async function firstVisit() {
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  const visit = { first: 0, behind: 0 };
  for (const path of files) {
    const size = (await compressed.br(readFileSync(path))).length / 1000;
    visit[comesBehind(path) ? "behind" : "first"] += size;
  }
  return visit;
}

// --- The table -----------------------------------------------------------------------------------------------------

const ms = (value) => `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
const kilobytes = (value) => `${value.toFixed(1)} kB`;
const seconds = (value) => `${(value / 1000).toFixed(2)} s`;

/** One measurement may give several figures: `rows` turns the runs' results into them. */
const MEASUREMENTS = [
  {
    name: "first visit until usable, brotli",
    measure: firstVisit,
    once: true,
    rows: [["", (v) => v.first, 120, kilobytes], ["and what comes behind it", (v) => v.behind, undefined, kilobytes]],
  },
  { name: "usable, cold", measure: () => usable(false), rows: [["", (v) => v, 220, seconds]] },
  { name: "usable, cold, 4× CPU and Fast 3G", measure: () => usable(true), rows: [["", (v) => v, 1650, seconds]] },
  { name: "add 1,000 notes", measure: () => fresh(async (page) => (await boardOf(page, 1_000)).added), rows: [["", (v) => v, 250, seconds]] },
  {
    name: "one more note at 1,000, main thread",
    measure: oneMore,
    rows: [["", (v) => v.alone, 5, ms], ["and its save", (v) => v.saving, undefined, ms]],
  },
  ...[60, 1_000].map((number) => ({
    name: `a key typed in a note at ${number.toLocaleString("en")}, main thread`,
    measure: () => keys(number),
    rows: [
      ["", (v) => v.alone, 4, ms],
      ["with its share of the saves", (v) => v.saving, undefined, ms],
      ["… of which script", (v) => v.parts.script, undefined, ms],
      ["… of which layout and style", (v) => v.parts.layout + v.parts.style, undefined, ms],
    ],
  })),
  ...[60, 1_000].map((number) => ({
    name: `a drag step at ${number.toLocaleString("en")}, main thread`,
    measure: () => dragStep(number),
    rows: [["", (v) => v, 3, ms]],
  })),
  // A screen shows a frame each 16.7 ms; the clock of frames rounds up.
  { name: "95th percentile drag frame at 1,000, 4× CPU", measure: dragFrame, rows: [["", (v) => v, 16.8, ms]] },
  { name: "saved board of 1,000 shown after reload", measure: reload, rows: [["", (v) => v, 350, seconds]] },
  { name: "page memory at 1,000", measure: memory, rows: [["", (v) => v, 10, (v) => `${v.toFixed(1)} MB`]] },
  { name: "link of 60 notes, 8 people, 32 dots", measure: link, once: true, rows: [["", (v) => v, 2000, (v) => `${v} characters`]] },
];

const figures = [];
try {
  await fresh((page) => goHome(page)); // the browser's own first start is not the page's
  for (const { name, measure, once, rows } of MEASUREMENTS) {
    if (options.only && !name.includes(options.only)) continue;
    const runs = [];
    for (let run = 0; run < (once ? 1 : RUNS); run += 1) runs.push(await measure());
    for (const [part, pick, aim, show] of rows) {
      const all = runs.map(pick);
      const value = median(all);
      const figure = { figure: part ? `${name}, ${part}` : name, value, runs: all, aim };
      figures.push({ ...figure, shown: show(value), shownAim: aim === undefined ? "" : show(aim), met: aim === undefined || value <= aim });
      const { shown, shownAim, met } = figures.at(-1);
      console.log(`${part ? `  ${part}` : name}`.padEnd(56), shown.padStart(16), shownAim.padStart(16), met ? "" : " over");
    }
  }
} finally {
  await browser.close();
  await server.stop();
}

mkdirSync(results, { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] };
writeFileSync(join(results, "bench.json"), `${JSON.stringify({ date: new Date().toISOString(), runs: RUNS, machine, figures }, null, 2)}\n`);
console.log(`\nMedians of ${RUNS} runs on ${machine.cores} × ${machine.cpu}, load ${machine.load.toFixed(1)}. Right: the aims.`);
