// What a first visit downloads, file by file: plain, gzip and brotli at their strongest. The module of the open board comes while a board is
// being begun, the last one behind it.
//
//   node tests/e2e/support/sizes.mjs [folder]

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { comes, compressed } from "../serve.mjs";

const folder = process.argv[2] ?? "dist";
const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());

const rows = [];
for (const name of files.sort()) {
  const bytes = readFileSync(join(folder, name));
  const [gzip, brotli] = await Promise.all([compressed.gz(bytes), compressed.br(bytes)]);
  rows.push({ name, plain: bytes.length, gzip: gzip.length, brotli: brotli.length });
}
const sum = (name, rows) => ({ name, ...Object.fromEntries(["plain", "gzip", "brotli"].map((column) => [column, rows.reduce((so, row) => so + row[column], 0)])) });
rows.push(
  sum("until a board can be begun", rows.filter(({ name }) => comes(name) === "first")),
  sum("until notes stand on it", rows.filter(({ name }) => comes(name) !== "behind")),
  sum("all files", rows.slice()),
);

const width = Math.max(...rows.map(({ name }) => name.length));
const line = (name, ...cells) => console.log(name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9)));
line("bytes", "plain", "gzip", "brotli");
for (const { name, plain, gzip, brotli } of rows) line(name, ...[plain, gzip, brotli].map((n) => n.toLocaleString("en")));
