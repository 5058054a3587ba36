// Cargo's runner for wasm tests: opens the page that wasm-bindgen-test-runner serves in the same headless
// browser as all other tests, so that no separate browser driver has to fit the browser's version.
//
//   CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="node tests/e2e/support/wasm-tests.mjs"

import { spawn } from "node:child_process";
import { chromium } from "@playwright/test";
import { launchOptions } from "./browser.mjs";

const LONGEST_RUN = 5 * 60_000;

/** Starts the runner and waits until it says where its page is. */
function startRunner() {
  const child = spawn("wasm-bindgen-test-runner", process.argv.slice(2), {
    env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = new Promise((found, failed) => {
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      const match = /available at (http:\S+)/.exec(said);
      if (match) found(match[1]);
    });
    child.on("error", (error) =>
      failed(new Error(`wasm-bindgen-test-runner did not start (${error.message}); run this through make`)),
    );
    child.on("exit", () => failed(new Error(`The runner ended before it served a page. It said:\n${said}`)));
  });
  return { child, address };
}

async function runPage(address) {
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    let broken;
    page.on("pageerror", (error) => {
      broken ??= error;
    });
    await page.goto(address);
    const ended = page.waitForFunction(
      () => /test result:.*finished in|test result: .*filtered out/.test(document.getElementById("output")?.textContent ?? ""),
      undefined,
      { timeout: LONGEST_RUN, polling: 50 },
    );
    const failure = await ended.then(
      () => undefined,
      (error) => broken ?? error,
    );
    const read = (id) => page.evaluate((of) => document.getElementById(of)?.textContent ?? "", id);
    const output = await read("output");
    console.log(output.trimEnd());
    if (failure || !/test result: ok/.test(output)) console.log(await read("console_output"));
    if (failure) throw failure;
    return output;
  } finally {
    await browser.close();
  }
}

const { child, address } = startRunner();
try {
  const output = await runPage(await address);
  const passed = Number(/test result: ok\. (\d+) passed; 0 failed/.exec(output)?.[1] ?? 0);
  if (passed === 0) throw new Error("The wasm tests failed, or none ran.");
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  child.kill();
}
