// Trunk's last step: makes the glue small and names glue and program after what they hold.
// Trunk names both after the program as cargo left it, and hosts keep a name for ever: a new wasm-bindgen or
// wasm-opt would send new bytes under an old name. (Trunk's own minifier does not understand the glue.)

import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

const folder = process.env.TRUNK_STAGING_DIR;
const page = join(folder, "index.html");
let html = await readFile(page, "utf8");

const isProgram = (name) => /^alignment-board-.*(_bg\.wasm|\.js)$/.test(name);

for (const name of (await readdir(folder)).filter(isProgram)) {
  const path = join(folder, name);
  let bytes = await readFile(path);
  if (name.endsWith(".js")) {
    const { code } = await transform(bytes.toString(), { minify: true, format: "esm", target: "es2022", charset: "utf8" });
    bytes = Buffer.from(code);
    await writeFile(path, bytes);
  }
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const lasting = name.replace(/-[0-9a-f]+(?=(_bg)?\.)/, `-${hash}`);
  await rename(path, join(folder, lasting));
  html = html.replaceAll(name, lasting);
}
await writeFile(page, html);
