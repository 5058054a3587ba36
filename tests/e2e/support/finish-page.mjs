// Trunk's last step: makes glue and program small together, and names each after what it holds.
// Trunk names both after the program as cargo left it, and hosts keep a name for ever: a new wasm-bindgen or
// wasm-opt would send new bytes under an old name. (Trunk's own minifier does not understand the glue.)

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

const folder = process.env.TRUNK_STAGING_DIR;
const FEATURES = ["bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "call-indirect-overlong", "multivalue"];

/** Replaces what is there exactly once: the glue is another program's text, and may be another text one day. */
function replaceOnce(text, what, by) {
  const found = text.split(what).length - 1;
  if (found !== 1) throw new Error(`The glue holds ${JSON.stringify(String(what))} ${found} times, not once: see finish-page.mjs.`);
  return text.replace(what, by);
}

/** A trap is no error that the program could go on after: it has to reach the loader, which then says so. */
function letTrapsThrough(glue) {
  const caught = /catch \(e\) \{(?=\s*const idx = addToExternrefTable0\(e\);\s*wasm\.__wbindgen_exn_store\(idx\);)/;
  return replaceOnce(glue, caught, "catch (e) { if (e instanceof WebAssembly.RuntimeError) throw e;");
}

/** The names of what program and glue give each other are long, and nobody reads them. */
async function shortNames(program, glue) {
  const enabled = FEATURES.map((feature) => `--enable-${feature}`);
  const options = [...enabled, "--strip-debug", "--strip-producers", "--strip-target-features", "--minify-imports-and-exports-and-modules"];
  const names = JSON.parse(execFileSync("wasm-opt", [...options, program, "-o", program], { encoding: "utf8" }));
  let text = glue;
  for (const [module, name, short] of names.imports) {
    text = replaceOnce(text, new RegExp(`\\b${name}(?=: function\\()`), short);
    // All imports stand in one object, which is named once.
    if (text.includes(`"${module}": import0`)) text = replaceOnce(text, `"${module}": import0`, "a: import0");
  }
  const exported = new Map(names.exports);
  return text.replace(/\bwasm\.([\w$]+)/g, (_, name) => {
    if (!exported.has(name)) throw new Error(`The glue uses ${name}, which the program does not have: see finish-page.mjs.`);
    return `wasm.${exported.get(name)}`;
  });
}

const files = (await readdir(folder)).filter((name) => /^alignment-board-.*(_bg\.wasm|\.js)$/.test(name));
const named = (ending) => {
  const found = files.filter((name) => name.endsWith(ending));
  if (found.length !== 1) throw new Error(`The page has ${found.length} files that end in ${ending}, not one.`);
  return join(folder, found[0]);
};
const program = named("_bg.wasm");
const glue = named(".js");
const short = await shortNames(program, letTrapsThrough(await readFile(glue, "utf8")));
const { code } = await transform(short, { minify: true, format: "esm", target: "es2022", charset: "utf8" });
await writeFile(glue, code);

const page = join(folder, "index.html");
let html = await readFile(page, "utf8");
for (const name of files) {
  const hash = createHash("sha256").update(await readFile(join(folder, name))).digest("hex").slice(0, 16);
  const lasting = name.replace(/-[0-9a-f]+(?=(_bg)?\.)/, `-${hash}`);
  await rename(join(folder, name), join(folder, lasting));
  html = html.replaceAll(name, lasting);
}
await writeFile(page, html);
