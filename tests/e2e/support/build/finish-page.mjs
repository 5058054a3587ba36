// Trunk's last step: cuts the program in three parts, makes them and the glue small together, and names each after what it holds.
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
import { cut } from "./parts.mjs";

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

/** The glue can open the later parts: at once, when a door is gone through, with what `parts.fetch` gets; or when they are there. Each needs those before it. */
function letPartsIn(glue, module) {
  const opening = `
    let givenToAll;
    const opened = [];
    const given = () => ({ "${module}": givenToAll, part0: wasm, part1: opened[1]?.exports });
    const openNow = (at) => {
      if (at > 1 && !opened[at - 1]) openNow(at - 1);
      opened[at] = new WebAssembly.Instance(parts.fetch(at), given());
    };
    export const parts = {
      fetch: undefined,
      open: async (at, module) => {
        const one = opened[at] ?? (await WebAssembly.instantiate(module, given()));
        opened[at] ??= one;
      },
    };
  `;
  return replaceOnce(glue, `"${module}": import0`, `"${module}": (givenToAll = Object.assign(import0, { open1: () => openNow(1), open2: () => openNow(2) }))`) + opening;
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
function shortNames({ glue, module, texts }) {
  const names = new Map();
  const of = (from) => names.get(from) ?? names.set(from, new Map()).get(from);
  const short = (from, name) => of(from).get(name) ?? of(from).set(name, shortName(of(from).size)).get(name);
  const letter = (from) => (from === module ? "a" : LETTERS[1 + Number(from.slice("part".length))]);
  const shortTexts = texts.map((text, part) =>
    text
      .replace(/^ \(import "([^"]*)" "([^"]*)"/gm, (_, from, name) => ` (import "${letter(from)}" "${short(from, name)}"`)
      .replace(/^ \(export "([^"]*)"/gm, (_, name) => ` (export "${short(`part${part}`, name)}"`),
  );
  let text = glue.replaceAll(`"${module}": `, "a: ");
  for (const part of ["part0", "part1"]) text = replaceOnce(text, `${part}: `, `${letter(part)}: `);
  for (const [name, short] of of(module)) {
    text = replaceOnce(text, new RegExp(`(?<=[{\\s])${name.replaceAll("$", "\\$")}: ?(?=function|\\(\\) => openNow)`), `${short}: `);
  }
  text = text.replace(/\bwasm\.([\w$]+)/g, (_, name) => {
    if (!of("part0").has(name)) throw new Error(`The glue uses ${name}, which the program does not have: see finish-page.mjs.`);
    return `wasm.${of("part0").get(name)}`;
  });
  return { glue: text, texts: shortTexts };
}

const files = await readdir(staging);
const named = (pattern) => {
  const found = files.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`The page has ${found.length} files like ${pattern}, not one.`);
  return join(staging, found[0]);
};
const programFile = named(/^alignment-board-.*_bg\.wasm$/);
const glueFile = named(/^alignment-board-.*\.js$/);
const partFiles = [programFile, ...["_board", "_rest"].map((part) => programFile.replace("_bg", part))];
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

/** The parts and the glue of a release. */
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
  const whole = letPartsIn(withBeginning(letTrapsThrough(await readFile(glueFile, "utf8"))), module);
  const glue = await usedPart(whole, ["begin", "parts"]);
  const isUsed = (name) => new RegExp(`\\bwasm\\.${name.replaceAll("$", "\\$")}\\b`).test(glue);
  const firstFunction = text.match(/^ \(import [^\n]* \(func /gm).length;
  const { texts, counts } = cut({ text, linkedNameOf: (place) => linkedNames.get(firstFunction + place), relocations, module, isUsed });
  console.log(`Parts: ${counts.map(({ functions, doors }) => `${functions} functions and ${doors} doors`).join(", ")}`);
  const short = shortNames({ glue, module, texts });
  short.texts.forEach((text, part) => assemble(text, partFiles[part]));
  const { code } = await transform(short.glue, { minify: true, format: "esm", target: "es2022", charset: "utf8" });
  await writeFile(glueFile, code);
}

let html = await readFile(pageFile, "utf8");
const lasting = [glueFile];
if (release) {
  await finishRelease();
  lasting.push(...partFiles);
} else {
  lasting.push(programFile);
  await writeFile(glueFile, withBeginning(letTrapsThrough(await readFile(glueFile, "utf8"))));
}
for (const file of lasting) {
  const name = file.slice(staging.length + 1);
  const hash = createHash("sha256").update(await readFile(file)).digest("hex").slice(0, 16);
  const stays = name.replace(/-[0-9a-f]+(?=(_bg|_board|_rest)?\.)/, `-${hash}`);
  await rename(file, join(staging, stays));
  const part = partFiles.indexOf(file);
  html = part > 0 ? html.replace("</head>", `<meta name="part-${part}" content="./${stays}"></head>`) : html.replaceAll(name, stays);
}
// What the last part alone draws is dressed when that comes; the loader asks for both.
if (release) {
  const sheet = /<link rel="stylesheet" href="([^"]*\/later-[^"]*)"[^>]*>/;
  if (!sheet.test(html)) throw new Error("The page has no style sheet for its last part: see finish-page.mjs.");
  html = html.replace(sheet, '<meta name="later-styles" content="$1">');
}
await writeFile(pageFile, html);
rmSync(scratch, { recursive: true });
