// The page opens from anywhere, and says in plain words what to do when it can't.

import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { built, builtFor, DIST, expect, test } from "../support/fixtures.mjs";

const started = async (page) => {
  await expect(page.locator("#app > *").first()).toBeAttached();
  await expect(page.locator("#boot")).toHaveCount(0);
};

test("opens with its title and nothing left of the loader", async ({ page }) => {
  await page.goto("./");
  await started(page);
  await expect(page).toHaveTitle(/Alignment board/);
});

test("loads each file once", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("./");
  await started(page);
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
});

test("works from a folder of another site", async ({ page, hosted }) => {
  await page.goto(await hosted({ base: "/teams/north/board/" }));
  await started(page);
});

test("comes with a strict policy and lasting names", async ({ request }) => {
  const answer = await request.get("./");
  expect(answer.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(answer.headers()["cache-control"]).toBe("no-cache");
  const program = (await readdir(DIST)).find((name) => name.endsWith(".wasm"));
  const wasm = await request.get(`./${program}`, { headers: { "Accept-Encoding": "br" } });
  expect(wasm.headers()["content-type"]).toBe("application/wasm");
  expect(wasm.headers()["cache-control"]).toContain("immutable");
  expect(wasm.headers()["content-encoding"]).toBe("br");
});

test("holds no inline script or style and only relative addresses", async () => {
  const html = await readFile(built("index.html"), "utf8");
  expect(html).not.toMatch(/<style|\sstyle\s*=|\son\w+\s*=/i);
  const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)/gi)];
  expect(scripts.length).toBeGreaterThan(0);
  for (const [, attributes, body] of scripts) {
    expect(attributes).toMatch(/\ssrc=/);
    expect(body).toBe("");
  }
  const addresses = [...html.matchAll(/\s(?:src|href)=["']?([^"'\s>]+)/gi)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !address.startsWith("./"))).toEqual([]);
});

test.describe("when the board can't open", () => {
  test.use({ expected: [/./] });

  test("without WebAssembly it says so", async ({ page }) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("WebAssembly is missing or switched off");
  });

  for (const [what, pattern] of [
    ["program", "**/*.wasm"],
    ["glue", "**/alignment-board-*.js"],
  ]) {
    test(`a missing ${what} is named, with a way on`, async ({ page }) => {
      await page.route(pattern, (route) => route.fulfill({ status: 404, body: "not here" }));
      await page.goto("./");
      await expect(page.getByRole("alert")).toContainText("A part of the board could not be loaded");
      await expect(page.getByRole("alert")).toContainText(/alignment-board-\w+/);
      await page.unroute(pattern);
      await page.getByRole("button", { name: "Reload" }).click();
      await started(page);
    });

    test(`a broken connection to the ${what} is told`, async ({ page }) => {
      await page.route(pattern, (route) => route.abort("connectionreset"));
      await page.goto("./");
      await expect(page.getByRole("alert")).toContainText("could not be loaded");
    });
  }

  test("a page sent in the program's place is told", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "text/html", body: "<p>Sign in" }));
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("arrived damaged");
  });

  test("a cut program is told", async ({ page }) => {
    await page.route("**/*.wasm", async (route) => {
      const whole = await builtFor(route);
      await route.fulfill({ contentType: "application/wasm", body: whole.subarray(0, whole.length / 2) });
    });
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("arrived damaged");
  });

  test("opened as a file it says what it needs", async ({ page }) => {
    const copy = await mkdtemp(join(tmpdir(), "board-file-"));
    await cp(DIST, copy, { recursive: true });
    await page.goto(pathToFileURL(join(copy, "index.html")).href);
    await expect(page.getByRole("alert")).toContainText("from a web server");
    await rm(copy, { recursive: true });
  });

  for (const [what, stop] of [
    ["traps", () => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); })],
    ["traps in a promise", () => void Promise.reject(new WebAssembly.RuntimeError("unreachable"))],
  ]) {
    test(`a program that ${what} later is told, and nothing reaches it any more`, async ({ page }) => {
      await page.goto("./");
      await started(page);
      await page.evaluate(stop);
      await expect(page.getByRole("alert")).toContainText("The board stopped working. What was shown as saved is safe on this device");
      await expect(page.getByRole("button", { name: "Reload" })).toBeFocused();
      expect(await page.locator("#app").evaluate((app) => app.inert)).toBe(true);
      await page.getByRole("button", { name: "Reload" }).click();
      await started(page);
    });
  }
});

test("a server that sends the wrong type costs speed, not the board", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    await route.fulfill({ contentType: "application/octet-stream", body: await builtFor(route) });
  });
  await page.goto("./");
  await started(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a sentence says what is needed", async ({ page }) => {
    await page.goto("./");
    // Playwright looks past <noscript> when it searches by text.
    await expect(page.locator("noscript > p")).toBeVisible();
  });
});
