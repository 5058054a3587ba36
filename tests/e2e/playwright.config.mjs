// The release page, in one browser, as it would be hosted. A test that needs a second try is a failure.

import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";

export default defineConfig({
  testDir: "specs",
  outputDir: "results/evidence",
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "results/report.json" }]],
  use: {
    // The server picks a free port and says so; two checks on one machine don't meet.
    baseURL: `http://127.0.0.1:${process.env.BOARD_PORT ?? 8080}/`,
    launchOptions: launchOptions(),
    // Recording every test would cost more time than the tests: TRACE=1 when one is to be looked into.
    trace: process.env.TRACE ? "on" : "off",
    screenshot: "only-on-failure",
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
  webServer: {
    command: `node serve.mjs "${process.env.DIST ?? "../../dist"}" --port 0`,
    wait: { stdout: /127\.0\.0\.1:(?<board_port>\d+)/ },
    reuseExistingServer: false,
    // Time to remove its working copy.
    gracefulShutdown: { signal: "SIGTERM", timeout: 2_000 },
  },
});
