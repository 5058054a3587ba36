// The `test` every spec uses. A test fails, whatever it asserts, when the page reports an error, breaks the
// content security policy or asks anything of another origin.

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { serve } from "../serve.mjs";

export { expect };

/** The built page: `DIST=/some/folder` tries another one. */
export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

/** Collects a browser context's problems. */
async function watch(context, home, problems) {
  // The browser reports a policy violation only to the document; the console brings it here.
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`content security policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`page: ${error.error()?.stack ?? error.error()}`));
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(data|blob|about):$/.test(protocol)) return;
    if (!home.has(origin)) problems.push(`another origin: ${request.url()}`);
  });
}

export const test = base.extend({
  /** Patterns of problems that a test provokes: `test.use({ expected: [/404/] })`. */
  expected: [[], { option: true }],

  /** The origins that count as the page's own. */
  home: async ({ baseURL }, use) => {
    await use(new Set([new URL(baseURL).origin]));
  },

  problems: async ({ expected }, use) => {
    const problems = [];
    await use(problems);
    const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    expect(unexpected, "the page reported no problem").toEqual([]);
  },

  /** One test's servers. Contexts depend on them, so that no page outlives its host and reports a lost connection. */
  servers: async ({}, use) => {
    const servers = [];
    await use(servers);
    await Promise.all(servers.map((server) => server.stop()));
  },

  context: async ({ servers, context, home, problems }, use) => {
    await watch(context, home, problems);
    await use(context);
  },

  /** Opens a page in a fresh browser profile, watched like the first: `const page = await freshProfile()`. */
  freshProfile: async ({ servers, browser, home, problems, contextOptions }, use) => {
    const opened = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      opened.push(context);
      await watch(context, home, problems);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  /** Serves a folder under a path of a host of its own: `const address = await hosted({ base: "/a/b/" })`. */
  hosted: async ({ home, servers }, use) => {
    await use(async ({ folder = DIST, base = "/", headers } = {}) => {
      const server = await serve({ folder, base, headers });
      servers.push(server);
      home.add(new URL(server.address).origin);
      return server.address;
    });
  },
});

/** The path of a file in the built page. */
export const built = (name) => join(DIST, name);

/**
 * The bytes of the file of the built page that a route is asked for. From the disk: what is still on its way when a test has seen what it
 * came for would find the connection of `route.fetch` closed, and fail it.
 */
export const builtFor = (route) => readFile(built(basename(new URL(route.request().url()).pathname)));
