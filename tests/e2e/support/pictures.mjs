// Pictures of every stage, light and dark, from the release page: `make pictures` puts them into public/pictures.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { Agreements } from "../pages/agreements.mjs";
import { STAGES } from "../pages/board.mjs";
import { sampleBoard } from "../pages/home.mjs";
import { serve } from "../serve.mjs";
import { launchOptions } from "./browser.mjs";

const top = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const folder = join(top, "public/pictures");

/** The sample with three agreements, as a group would leave it. */
async function workshop(page) {
  const board = await sampleBoard(page);
  await board.goTo("Let go");
  const agreements = new Agreements(board);
  const made = [
    ["Every PR needs the CTO's approval", "Approving pull requests", "the developers", "every PR is read by one peer"],
    ["Discounts above 5% go to the VP", "Discounts up to 15%", "the sales team", "the margin of the quarter holds"],
    ["We measure hours, not outcomes", "Choosing our KPIs", "Chidi", "each KPI says what a ward notices"],
  ];
  for (const [note, what, who, good] of made) {
    await agreements.fromList(note);
    const words = { "What is handed over": what, "What good looks like": good };
    await agreements.fill({ words, who: { "From whom": "Ana", "To whom": who }, choices: { "Control now": "tell" } });
    await agreements.done();
  }
  return board;
}

const server = await serve({ folder: process.env.DIST ?? join(top, "dist") });
const browser = await chromium.launch(launchOptions());
mkdirSync(folder, { recursive: true });
for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, baseURL: server.address });
  const page = await context.newPage();
  const board = await workshop(page);
  for (const stage of STAGES) {
    await board.goTo(stage);
    if (stage === "Vote") await board.take("Ana");
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(300);
    const name = `${stage.toLowerCase().replace(" ", "-")}-${colorScheme}.jpg`;
    await page.screenshot({ path: join(folder, name), type: "jpeg", quality: 72 });
    console.log(`public/pictures/${name}`);
  }
  await context.close();
}
await browser.close();
await server.stop();
