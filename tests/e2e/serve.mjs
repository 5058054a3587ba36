// Serves a built page the way a careful host would: compressed, cached by hash, under a strict policy.
// A page that works here works from any folder of any static server.
//
//   node tests/e2e/serve.mjs [folder] [--port N] [--base /some/folder/]

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { pathToFileURL } from "node:url";
import sirv from "sirv";

export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'self'",
].join("; ");

const HEADERS = {
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

const COMPRESSIBLE = new Set([".html", ".js", ".css", ".wasm", ".svg", ".json", ".txt", ".webmanifest"]);
/** When a file comes at the first visit: before a board can be begun, before notes can be written on it, or behind all that. */
export const comes = (name) => (/^(split_rest|later)-/.test(name) ? "behind" : /^(split_board|chunk_\d+)-/.test(name) ? "then" : "first");
const HASHED = /-[0-9a-f]{8,16}\.\w+$/;

/** The bytes that travel: the strongest setting, as a host that compresses ahead of time would send them. */
export const compressed = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/** A copy of the folder with its compressed files beside the plain ones; the folder itself stays as it was built. */
async function prepared(folder) {
  const copy = await mkdtemp(join(tmpdir(), "alignment-board-"));
  await cp(folder, copy, { recursive: true });
  const files = (await readdir(copy, { recursive: true })).filter((name) => COMPRESSIBLE.has(extname(name)));
  await Promise.all(
    files.map(async (name) => {
      const bytes = await readFile(join(copy, name));
      for (const [ending, compress] of Object.entries(compressed)) {
        await writeFile(join(copy, `${name}.${ending}`), await compress(bytes));
      }
    }),
  );
  return copy;
}

/** Takes the wished port, or the next free one when the person did not insist. */
async function listen(server, port, host, mayMove) {
  for (;;) {
    try {
      await new Promise((done, failed) => {
        server.once("error", failed);
        server.listen(port, host, () => {
          server.off("error", failed);
          done();
        });
      });
      return server.address().port;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || !mayMove || port >= 65535) throw error;
      port += 1;
    }
  }
}

/**
 * Serves `folder` under `base` and nothing outside it.
 * Port 0 is any free port, `headers` come on top of its own. `stop` ends the server and removes its working copy.
 */
export async function serve({ folder, port = 0, base = "/", host = "127.0.0.1", mayMove = false, headers = {} }) {
  const root = `/${base}/`.replace(/\/+/g, "/");
  const copy = await prepared(resolve(folder));
  const files = sirv(copy, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, path) {
      response.setHeader("Cache-Control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) response.setHeader(name, value);
    const lost = () => {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("There is no such file here.\n");
    };
    const [path] = request.url.split("?");
    if (`${path}/` === root) {
      response.writeHead(308, { Location: root });
      return response.end();
    }
    if (!request.url.startsWith(root)) return lost();
    request.url = request.url.slice(root.length - 1);
    files(request, response, lost);
  });
  const taken = await listen(server, port, host, mayMove);
  return {
    address: `http://${host}:${taken}${root}`,
    port: taken,
    copy,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(copy, { recursive: true, force: true });
    },
  };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string" },
      base: { type: "string", default: "/" },
      host: { type: "string", default: "127.0.0.1" },
    },
  });
  const served = await serve({
    folder: positionals[0] ?? "dist",
    port: Number(values.port ?? 8080),
    base: values.base,
    host: values.host,
    mayMove: values.port === undefined,
  });
  console.log(`The board is at ${served.address} (end with Ctrl+C)`);
  process.on("exit", () => rmSync(served.copy, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(0));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
