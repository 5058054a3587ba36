// Kills the browser at random moments of editing. Afterwards no board may be unreadable, and nothing that was shown as saved may be
// missing.
//
//   node tests/e2e/support/crash.mjs [kills] [seed]

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";
import { launchOptions } from "./browser.mjs";

const FOLDER = process.env.DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

/** Random numbers from 0 to 1, the same for one seed. */
function dice(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** What the page shows of the board. Runs inside the page. */
const look = () => ({
  saved: document.querySelector('[data-saved="yes"]') !== null,
  title: document.querySelector("input.title")?.value ?? "",
  notes: [...document.querySelectorAll("article[data-note]")].map((note) => note.getAttribute("aria-label")),
});

async function open(profile, address) {
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions(), headless: true });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  return { context, page };
}

/** Kills the browser's main process. */
async function kill(context, page) {
  const session = await context.browser()?.newBrowserCDPSession().catch(() => undefined);
  const info = session && (await session.send("SystemInfo.getProcessInfo").catch(() => undefined));
  const pid = info?.processInfo.find(({ type }) => type === "browser")?.id;
  if (!pid) throw new Error("The browser does not say which process it is.");
  const gone = new Promise((done) => context.once("close", done));
  process.kill(pid, "SIGKILL");
  await Promise.race([gone, new Promise((done) => setTimeout(done, 5_000))]);
  await page.close().catch(() => undefined);
}

/**
 * Kills one browser this many times; returns the problems and the figures.
 * Every life continues with the board of the one before.
 */
export async function crash({ kills, seed = Date.now(), address, say = () => undefined }) {
  const random = dice(seed);
  const profile = await mkdtemp(join(tmpdir(), "alignment-crash-"));
  const result = { seed, kills: 0, notes: 0, saved: 0, problems: [] };
  let board = address;
  let known = { notes: [], title: "" };
  let number = 0;
  for (let life = 0; life <= kills; life += 1) {
    const { context, page } = await open(profile, board);
    try {
      if (life === 0) await page.getByRole("button", { name: "Quick board" }).click();
      await page.locator("input.title").waitFor({ timeout: 3_000 }).catch(() => undefined);
      // What local storage lost comes from the second copy, which takes a moment.
      const missing = async () => {
        const { notes } = await page.evaluate(look);
        return known.notes.filter((text) => !notes.includes(text));
      };
      let lost = await missing();
      for (let wait = 0; wait < 20 && lost.length > 0; wait += 1) {
        await new Promise((done) => setTimeout(done, 100));
        lost = await missing();
      }
      const body = await page.locator("body").innerText();
      // A board that was never shown as saved may be missing; an unreadable one never.
      const bad = known.notes.length > 0 ? /cannot be opened|was damaged|not on this device/ : /cannot be opened|was damaged/;
      if (bad.test(body)) result.problems.push(`life ${life}: ${body.slice(0, 200)}`);
      if (lost.length > 0) result.problems.push(`life ${life}: lost ${lost.join(", ")}`);
      if (life === kills) break;
      if (!(await page.locator("input.title").isVisible())) {
        // Nothing was shown as saved yet, or the loss is reported above: the next lives continue with a new board.
        known = { notes: [], title: "" };
        await page.getByRole("button", { name: "Quick board" }).click();
        await page.locator("input.title").waitFor();
      }
      board = page.url();
      const end = Date.now() + 300 + random() * 2_500;
      const field = page.getByRole("textbox", { name: "New note in Vision" });
      while (Date.now() < end) {
        // An empty field closes when its window loses the focus, as a new window does.
        if (!(await field.isVisible())) await page.getByRole("button", { name: "Add a note to Vision", exact: true }).click();
        const written = await field.fill(`k${(number += 1)}`, { timeout: 2_000 }).then(() => true, () => false);
        if (!written) continue;
        await field.press("Enter");
        if (random() < 0.3) await new Promise((done) => setTimeout(done, random() * 600));
        const shown = await page.evaluate(look);
        if (shown.saved) {
          result.saved += 1;
          known = shown;
        }
      }
      result.notes = number;
      await kill(context, page);
      result.kills += 1;
      if (result.kills % 10 === 0) say(`${result.kills} kills, ${number} notes written, ${result.problems.length} problems`);
    } finally {
      await context.close().catch(() => undefined);
    }
  }
  await rm(profile, { recursive: true, force: true });
  return result;
}

async function main() {
  const [kills = "200", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  const server = await serve({ folder: FOLDER });
  const result = await crash({ kills: Number(kills), seed: Number(seed), address: server.address, say: console.log });
  await server.stop();
  for (const problem of result.problems) console.log(problem);
  console.log(`${result.kills} kills, ${result.notes} notes, ${result.saved} looks at a saved board, ${result.problems.length} problems (seed ${result.seed})`);
  process.exitCode = result.problems.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
