// Trunk's last step: makes program and glue small, and names each after what it holds. Trunk names files after the program as cargo left
// it, and hosts keep a name for ever: a new wasm-bindgen or wasm-opt would send new bytes under an old name.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

const files = await readdir(staging);
const named = (pattern) => {
  const found = files.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`The page has ${found.length} files like ${pattern}, not one.`);
  return found[0];
};
const program = named(/^alignment-board-.*_bg\.wasm$/);
const glue = named(/^alignment-board-.*\.js$/);
const page = join(staging, "index.html");

if (release) {
  const wasm = join(staging, program);
  execFileSync("wasm-opt", [wasm, "-o", wasm, "-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", ...FEATURES.map((one) => `--enable-${one}`)]);
  execFileSync("esbuild", [join(staging, glue), "--minify", "--charset=utf8", "--target=es2022", "--allow-overwrite", `--outfile=${join(staging, glue)}`, "--log-level=warning"]);
}
let html = await readFile(page, "utf8");
for (const name of [program, glue]) {
  const hash = createHash("sha256").update(await readFile(join(staging, name))).digest("hex").slice(0, 16);
  const lasting = name.replace(/-[0-9a-f]+(?=(_bg)?\.)/, `-${hash}`);
  await rename(join(staging, name), join(staging, lasting));
  html = html.replaceAll(name, lasting);
}
await writeFile(page, html);
