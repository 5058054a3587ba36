// Trunk's last step: cuts the program in two parts, makes them and the glue small together, and names each after what it holds.
// Trunk names files after the program as cargo left it, and hosts keep a name for ever: a new wasm-bindgen or wasm-opt
// would send new bytes under an old name. (Trunk's own minifier does not understand the glue.)

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { functionNames, readRelocations, withoutLinking } from "./relocations.mjs";
import { cutInTwo } from "./two-parts.mjs";

const staging = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
const linkedProgram = join(process.env.CARGO_TARGET_DIR ?? join(process.env.TRUNK_SOURCE_DIR, "target"), "wasm32-unknown-unknown/release/alignment-board.wasm");
const FEATURES = ["bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "call-indirect-overlong", "multivalue"];
const ENABLED = FEATURES.map((feature) => `--enable-${feature}`);

/** Replaces what is there exactly once: the glue is another program's text, and may be another text one day. */
function replaceOnce(text, what, by) {
  const found = text.split(what).length - 1;
  if (found !== 1) throw new Error(`The glue holds ${JSON.stringify(String(what))} ${found} times, not once: see finish-page.mjs.`);
  return text.replace(what, () => by);
}

/** A trap is no error that the program could go on after: it has to reach the loader, which then says so. */
function letTrapsThrough(glue) {
  const caught = /catch \(e\) \{(?=\s*const idx = addToExternrefTable0\(e\);\s*wasm\.__wbindgen_exn_store\(idx\);)/;
  return replaceOnce(glue, caught, "catch (e) { if (e instanceof WebAssembly.RuntimeError) throw e;");
}

/** The loader begins the program with a module that is compiled already. */
const withBeginning = (glue) =>
  `${glue}\nexport const begin = async (module) => __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);\n`;

/** The glue can open the second part: at once, when a door is gone through, with what `second.fetch` gets; or later, when it is there. */
function letSecondIn(glue, module) {
  const opening = `
    let givenToBoth;
    const forSecond = () => ({ "${module}": givenToBoth, first: wasm });
    let opened;
    export const second = { fetch: undefined, open: (module) => (opened ??= WebAssembly.instantiate(module, forSecond())) };
    const openNow = () => (opened = new WebAssembly.Instance(second.fetch(), forSecond()));
  `;
  return replaceOnce(glue, `"${module}": import0`, `"${module}": (givenToBoth = Object.assign(import0, { open: openNow }))`) + opening;
}

/** Only what the page uses of the glue: wasm-bindgen writes classes for every type that could ever be handed over. */
async function usedPart(glue, names) {
  const file = join(staging, "glue.mjs");
  // What would keep a class that nobody asks for is that it can be let go of.
  const disposal = /^if \(Symbol\.dispose\) .*$/gm;
  const finalization = /^const (\w+Finalization) = ([^;]*);/gm;
  await writeFile(file, glue.replace(disposal, "").replace(finalization, "const $1 = /* @__PURE__ */ (() => $2)();"));
  const entry = `export { ${names.join(", ")} } from ${JSON.stringify(file)};`;
  const stdin = { contents: entry, resolveDir: staging };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: "esm", target: "es2022", charset: "utf8", logLevel: "error" });
  await rm(file);
  return outputFiles[0].text;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const shortName = (number) => (number < LETTERS.length ? LETTERS[number] : shortName(Math.floor(number / LETTERS.length) - 1) + LETTERS[number % LETTERS.length]);

/** The names of what glue and parts give each other are long, and nobody reads them. */
function shortNames({ glue, module, parts }) {
  const names = { [module]: new Map(), first: new Map() };
  const short = (from, name) => names[from].get(name) ?? names[from].set(name, shortName(names[from].size)).get(name);
  const shortParts = parts.map((text) =>
    text
      .replace(/^ \(import "([^"]*)" "([^"]*)"/gm, (_, from, name) => ` (import "${from === module ? "a" : "b"}" "${short(from, name)}"`)
      .replace(/^ \(export "([^"]*)"/gm, (_, name) => ` (export "${short("first", name)}"`),
  );
  let text = glue.replaceAll(`"${module}": `, "a: ").replaceAll("first: wasm", "b: wasm");
  for (const [name, short] of names[module]) {
    text = replaceOnce(text, new RegExp(`(?<=[{\\s])${name.replaceAll("$", "\\$")}: ?(?=function|openNow)`), `${short}: `);
  }
  text = text.replace(/\bwasm\.([\w$]+)/g, (_, name) => {
    if (!names.first.has(name)) throw new Error(`The glue uses ${name}, which the program does not have: see finish-page.mjs.`);
    return `wasm.${names.first.get(name)}`;
  });
  return { glue: text, parts: shortParts };
}

const files = await readdir(staging);
const named = (pattern) => {
  const found = files.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`The page has ${found.length} files like ${pattern}, not one.`);
  return join(staging, found[0]);
};
const programFile = named(/^alignment-board-.*_bg\.wasm$/);
const glueFile = named(/^alignment-board-.*\.js$/);
const secondFile = programFile.replace("_bg.wasm", "_second.wasm");
const pageFile = join(staging, "index.html");
const scratch = mkdtempSync(join(tmpdir(), "alignment-board-"));

/** Functions of one signature side by side, short ones first: what is alike lies close together, and compresses the better by a hundredth. */
function inCompressibleOrder(text) {
  const bodies = [];
  const rest = text.replace(/^ \(func [^]*?^ \)\n/gm, (body) => {
    bodies.push({ body, signature: body.slice(0, body.indexOf("\n")).replace(/\$\S+ ?/g, "") });
    return bodies.length === 1 ? "FUNCTIONS" : "";
  });
  bodies.sort((a, b) => (a.signature < b.signature ? -1 : a.signature > b.signature ? 1 : a.body.length - b.body.length));
  return replaceOnce(rest, "FUNCTIONS", bodies.map(({ body }) => body).join(""));
}

function assemble(text, file) {
  const whole = join(scratch, "whole.wat");
  writeFileSync(whole, text);
  const raw = join(scratch, "whole.wasm");
  execFileSync("wasm-as", [...ENABLED, whole, "-o", raw]);
  execFileSync("wasm-opt", [...ENABLED, "-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features", raw, "-o", raw]);
  writeFileSync(whole, inCompressibleOrder(execFileSync("wasm-dis", [...ENABLED, raw], { encoding: "utf8", maxBuffer: 2 ** 30 })));
  execFileSync("wasm-as", [...ENABLED, whole, "-o", file]);
}

/** Both parts and the glue of a release. */
async function finishRelease() {
  const relocations = readRelocations(linkedProgram);
  if (!relocations) throw new Error("The program was linked without --emit-relocs: build it with make page, or see .cargo/config.toml.");
  // Once more with the names that the linker knows; functions are in the same order.
  execFileSync("wasm-bindgen", ["--target", "web", "--no-typescript", "--no-demangle", "--out-dir", scratch, "--out-name", "linked", linkedProgram]);
  const bound = join(scratch, "bound.wasm");
  writeFileSync(bound, withoutLinking(readFileSync(programFile)));
  const text = execFileSync("wasm-dis", [...ENABLED, bound], { encoding: "utf8", maxBuffer: 2 ** 30 });
  const linkedNames = functionNames(join(scratch, "linked_bg.wasm"));
  if (functionNames(bound).size !== linkedNames.size) throw new Error("wasm-bindgen was not of the same mind twice: see finish-page.mjs.");

  const module = text.match(/^ \(import "([^"]*)"/m)[1];
  const whole = letSecondIn(withBeginning(letTrapsThrough(await readFile(glueFile, "utf8"))), module);
  const glue = await usedPart(whole, ["begin", "second"]);
  const isUsed = (name) => new RegExp(`\\bwasm\\.${name.replaceAll("$", "\\$")}\\b`).test(glue);
  const firstFunction = text.match(/^ \(import [^\n]* \(func /gm).length;
  const cut = cutInTwo({ text, linkedNameOf: (place) => linkedNames.get(firstFunction + place), relocations, module, isUsed });
  const { functions, second, doors, bytes } = cut.counts;
  console.log(`Second part: ${second} of ${functions} functions and ${bytes} bytes of constants, behind ${doors} doors`);
  const short = shortNames({ glue, module, parts: [cut.first, cut.second] });
  assemble(short.parts[0], programFile);
  assemble(short.parts[1], secondFile);
  const { code } = await transform(short.glue, { minify: true, format: "esm", target: "es2022", charset: "utf8" });
  await writeFile(glueFile, code);
}

let html = await readFile(pageFile, "utf8");
const lasting = [programFile, glueFile];
if (release) {
  await finishRelease();
  lasting.push(secondFile);
} else {
  await writeFile(glueFile, withBeginning(letTrapsThrough(await readFile(glueFile, "utf8"))));
}
for (const file of lasting) {
  const name = file.slice(staging.length + 1);
  const hash = createHash("sha256").update(await readFile(file)).digest("hex").slice(0, 16);
  const stays = name.replace(/-[0-9a-f]+(?=(_bg|_second)?\.)/, `-${hash}`);
  await rename(file, join(staging, stays));
  html = file === secondFile ? html.replace("</head>", `<meta name="second-part" content="./${stays}"></head>`) : html.replaceAll(name, stays);
}
// What the second part alone draws is dressed when that comes; the loader asks for both.
if (release) {
  const sheet = /<link rel="stylesheet" href="([^"]*\/later-[^"]*)"[^>]*>/;
  if (!sheet.test(html)) throw new Error("The page has no style sheet for its second part: see finish-page.mjs.");
  html = html.replace(sheet, '<meta name="second-styles" content="$1">');
}
await writeFile(pageFile, html);
rmSync(scratch, { recursive: true });
