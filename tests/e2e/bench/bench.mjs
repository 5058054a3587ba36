// How fast and how heavy the release page is: medians of several runs, each figure beside its aim and beside the floor, which is
// measured in the same run. The aims come from another machine; the floor says how this one compares.
//
//   make bench                     the page in dist/
//   DIST=/some/folder RUNS=7 node tests/e2e/bench/bench.mjs [--only words-of-a-name]
//
// Every run has a fresh browser profile. Main-thread times are processor time of the page's main thread, as the browser
// counts it, without what it spends when nothing happens; so another program on the machine disturbs them little.
// The other figures are what a clock on the wall shows: close everything else.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as measure from "./measure.mjs";
import * as subjects from "./subjects.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.env.DIST ?? join(here, "../../../dist");
const results = join(here, "../results");
const RUNS = Number(process.env.RUNS ?? 5);
const { values: options } = parseArgs({ options: { only: { type: "string" } } });

// --- The table -----------------------------------------------------------------------------------------------------

const ms = (value) => `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
const kilobytes = (value) => `${value.toFixed(1)} kB`;
const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
const megabytes = (value) => `${value.toFixed(1)} MB`;
const whole = (v) => v;

const BOARD = await subjects.board(folder);
const FLOOR = await subjects.floor();
const FIELD = await subjects.field();
const [FAST, SLOW] = [measure.FAST, measure.SLOW];

/**
 * One measurement may give several figures: `rows` turns the runs' results into them, each with its aim and with the floor's figure on the
 * machine that the aims come from. `beside` are the pages that are measured in turn with the board.
 */
const MEASUREMENTS = [
  {
    name: "first visit until usable, brotli",
    of: (subject) => measure.firstVisit(subject === BOARD ? folder : join(here, "floor")),
    once: true,
    rows: [
      ["", (v) => v.first, kilobytes, 80, 1],
      ["until a first note can be written", (v) => v.first + v.then, kilobytes, 190],
      ["all files", (v) => v.first + v.then + v.behind, kilobytes, 335],
    ],
  },
  { name: "usable, cold", of: (subject) => measure.usable(subject, FAST), rows: [["", whole, seconds, 220, 150]] },
  { name: "usable, cold, 4× CPU and Fast 3G", of: (subject) => measure.usable(subject, SLOW), rows: [["", whole, seconds, 2000, 1320]] },
  { name: "a note's field, pressed for at once, 4× CPU and Fast 3G", of: measure.begun, rows: [["", whole, seconds, 3000]] },
  { name: "add 1,000 notes", of: measure.add, rows: [["", whole, seconds, 250, 110]] },
  {
    name: "one more note at 1,000, main thread",
    of: measure.oneMore,
    rows: [["", (v) => v.alone, ms, 5, 10], ["and its save", (v) => v.saving, ms]],
  },
  ...[[60, 4], [1_000, 11]].map(([number, floor]) => ({
    name: `a key typed in a note at ${number.toLocaleString("en")}, main thread`,
    of: (subject) => measure.keys(subject, number),
    beside: number === 60 ? [FLOOR, FIELD] : [FLOOR],
    rows: [
      ["", (v) => v.alone, ms, 4, floor],
      ["with its share of the saves", (v) => v.saving, ms],
      ["… of which script", (v) => v.shares.script, ms],
      ["… of which layout and style", (v) => v.shares.layout + v.shares.style, ms],
    ],
  })),
  ...[[60, 2], [1_000, 4]].map(([number, floor]) => ({
    name: `a drag step at ${number.toLocaleString("en")}, main thread`,
    of: (subject) => measure.dragStep(subject, number),
    rows: [["", whole, ms, 3, floor]],
  })),
  // A screen shows a frame each 16.7 ms; the clock of frames rounds up.
  { name: "95th percentile drag frame at 1,000, 4× CPU", of: measure.dragFrame, rows: [["", whole, ms, 16.8, 17]] },
  { name: "saved board of 1,000 shown after reload", of: measure.reload, rows: [["", whole, seconds, 350, 150]] },
  { name: "page memory at 1,000", of: measure.memory, rows: [["", whole, megabytes, 10, 1]] },
  { name: "link of 60 notes, 8 people, 32 dots", of: measure.link, beside: [], once: true, rows: [["", whole, (value) => `${value} characters`, 2000]] },
];

const column = (text) => String(text).padStart(16);
console.log("".padEnd(56), ["here", "the aim", "the floor here", "… where aimed"].map(column).join(""));

const figures = [];
try {
  await measure.warmUp(BOARD);
  for (const { name, of, once, rows, beside = [FLOOR] } of MEASUREMENTS) {
    if (options.only && !name.includes(options.only)) continue;
    // In turn, so that whatever else the machine does strikes all of them.
    const runs = new Map([BOARD, ...beside].map((subject) => [subject, []]));
    for (let run = 0; run < (once ? 1 : RUNS); run += 1) {
      for (const [subject, found] of runs) found.push(await of(subject));
    }
    for (const [row, pick, show, aim, floor] of rows) {
      const medians = [...runs].map(([subject, found]) => ({ subject: subject.name, runs: found.map(pick), value: measure.median(found.map(pick)) }));
      const [{ value }, ...others] = medians;
      const met = aim === undefined || value <= aim;
      figures.push({ figure: row ? `${name}, ${row}` : name, value, aim, met, shown: show(value), beside: medians });
      const shown = [show(value), aim === undefined ? "" : show(aim), others.length ? show(others[0].value) : "", floor === undefined ? "" : show(floor)];
      console.log(`${row ? `  ${row}` : name}`.padEnd(56), shown.map(column).join(""), met ? "" : " over");
      for (const other of others.slice(1)) console.log(`  ${other.subject}`.padEnd(56), column(show(other.value)));
    }
  }
} finally {
  await measure.end();
  for (const { server } of [BOARD, FLOOR, FIELD]) await server.stop();
}

mkdirSync(results, { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] };
writeFileSync(join(results, "bench.json"), `${JSON.stringify({ date: new Date().toISOString(), runs: RUNS, machine, figures }, null, 2)}\n`);
console.log(`\nMedians of ${RUNS} runs on ${machine.cores} × ${machine.cpu}, load ${machine.load.toFixed(1)}.`);
console.log("The floor is 48 lines of plain page that save everything at every key (bench/floor). The aims come from another machine.");
