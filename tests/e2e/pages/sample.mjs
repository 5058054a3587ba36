// The sample team's workshop, from tests/fixtures/ward-scheduling.csv: layer, note, author, and who put a dot on it.

import { readFileSync } from "node:fs";
import { cells } from "./closing.mjs";

const rows = cells(readFileSync(new URL("../../fixtures/ward-scheduling.csv", import.meta.url), "utf8")).slice(1);

/** The notes of each layer: `{ Vision: ["We say customer first …"] }`. */
export const NOTES = {};
/** The dots of each person: `{ Ana: ["Every PR needs the CTO's approval", …] }`, a note twice for two dots. */
export const BALLOTS = {};

for (const [layer, text, , names] of rows) {
  (NOTES[layer] ??= []).push(text);
  for (const name of names.split(" ").filter(Boolean)) (BALLOTS[name] ??= []).push(text);
}

/** The eight people, in order. */
export const PEOPLE = Object.keys(BALLOTS).toSorted();
