// Trunk's last step. Trunk has had the program compiled; here `wasm-split-cli` cuts it in modules (src/runtime/modules.rs), wasm-bindgen
// writes the glue for the first, wasm-opt and esbuild make all of it small, and each file is named after what it holds: hosts keep a name
// for ever.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { TRUNK_STAGING_DIR: staging, TRUNK_SOURCE_DIR: source, TRUNK_PROFILE: profile, CARGO_TARGET_DIR: target = join(source, "target") } = process.env;
const NAME = "alignment-board";
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

// Nobody needs to hear what these say as long as all goes well.
const run = (command, ...words) => execFileSync(command, words, { stdio: "pipe" });

const scratch = mkdtempSync(join(tmpdir(), `${NAME}-`));
const at = (name) => join(scratch, name);

run("wasm-split-cli", join(target, "wasm32-unknown-unknown", profile, `${NAME}.wasm`), scratch, "--out-name", NAME);
// The modules share what the linker has made: memory and the table of functions.
run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", scratch, "--out-name", NAME, at(`${NAME}.wasm`));
renameSync(at(`${NAME}_bg.wasm`), at(`${NAME}.wasm`));
const later = readdirSync(scratch).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));

if (profile === "release") {
  const smaller = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", ...FEATURES.map((one) => `--enable-${one}`)];
  for (const name of [`${NAME}.wasm`, ...later]) run("wasm-opt", ...smaller, at(name), "-o", at(name));
}
writeFileSync(at("glue.mjs"), `export { default as begin } from "./${NAME}.js";\nexport { modules } from ${JSON.stringify(join(source, "public/modules.js"))};\n`);
run(
  "esbuild", at("glue.mjs"), `--outfile=${at("glue.js")}`, "--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning",
  // See public/modules.js.
  `--inject:${join(source, "public/modules.js")}`, "--define:fetch=fetchModule", "--define:WebAssembly.instantiateStreaming=openModule",
  // wasm-bindgen names a module once for each function.
  "--log-override:duplicate-object-key=silent",
);

/** Puts a file into the page, under a name that changes with what it holds. */
function put(file, name, ending) {
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  renameSync(file, join(staging, `${name}-${hash}.${ending}`));
  return `./${name}-${hash}.${ending}`;
}

// What Trunk has put there is the whole program.
for (const name of readdirSync(staging)) if (name.startsWith(`${NAME}-`)) rmSync(join(staging, name));
const page = join(staging, "index.html");
const meta = (name, content) => `<meta name="${name}" content="${content}">`;
const html = readFileSync(page, "utf8")
  .replace(/(id="program-code"[^>]* href=")[^"]*/, `$1${put(at(`${NAME}.wasm`), NAME, "wasm")}`)
  .replace(/(id="program-glue"[^>]* href=")[^"]*/, `$1${put(at("glue.js"), NAME, "js")}`)
  // The style sheet of what is drawn by the last module comes with that.
  .replace(/<link rel="stylesheet" href="([^"]*\/later-[^"]*)"[^>]*>/, (_, sheet) => meta("later-styles", sheet))
  .replace("</head>", later.map((name) => meta("module", put(at(name), name.replace(".wasm", ""), "wasm"))).join("") + "</head>");
writeFileSync(page, html);
rmSync(scratch, { recursive: true });
