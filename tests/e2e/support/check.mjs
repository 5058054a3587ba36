// Every check before a change lands, in order, with a closing line that counts all tests.
// A failed step does not stop the next ones; only the page's tests are skipped without a page.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const RESULTS = "tests/e2e/results";
const REPORT = join(RESULTS, "report.json");
const WASM = ["--target", "wasm32-unknown-unknown"];

const total = { passed: 0, failed: 0 };

/** Adds up cargo's closing lines; one command prints a line for each test binary. */
function countCargo(output) {
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  return counts;
}

function countPage() {
  const { stats } = JSON.parse(readFileSync(REPORT, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

const STEPS = [
  { says: "Rust is formatted", run: ["cargo", "fmt", "--check"] },
  { says: "No warnings, native", run: ["cargo", "clippy", "--all-targets", "--", "-D", "warnings"] },
  { says: "No warnings, in the browser", run: ["cargo", "clippy", ...WASM, "--all-targets", "--", "-D", "warnings"] },
  { says: "Native tests", run: ["cargo", "test", "--no-fail-fast"], count: countCargo },
  {
    says: "Tests inside a headless browser",
    run: ["cargo", "test", ...WASM, "--test", "web"],
    // Debug information makes the test program some ten times larger and says nothing in a browser.
    env: {
      CARGO_PROFILE_DEV_DEBUG: "0",
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "node tests/e2e/support/wasm-tests.mjs",
    },
    count: countCargo,
  },
  { says: "The release page builds", run: ["make", "--no-print-directory", "page"] },
  {
    says: "End-to-end tests of the release page",
    run: ["node", "node_modules/@playwright/test/cli.js", "test"],
    folder: "tests/e2e",
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: "results/report.json" },
    count: countPage,
    needs: "The release page builds",
  },
];

/** Runs one command, shows its output, and returns how it ended and the output. */
function perform({ run: [command, ...words], folder = ".", env = {} }) {
  return new Promise((done) => {
    // One pipe for both streams keeps their order: cargo names the test binary in one and its result in the other.
    const child = spawn("bash", ["-c", 'exec "$@" 2>&1', "--", command, ...words], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on("error", (error) => done({ good: false, output: `${output}${error.message}\n` }));
    child.on("close", (code) => done({ good: code === 0, output }));
  });
}

/** What a step adds to the closing line. A step that broke before its tests ran counts as one failure. */
function counted(step, good, output) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = step.count?.(output) ?? counts;
  } catch (error) {
    console.log(`The results could not be read: ${error.message}`);
    good = false;
  }
  if (step.count && counts.passed + counts.failed === 0) {
    console.log("No test ran.");
    good = false;
  }
  if (!good && counts.failed === 0) counts.failed = 1;
  return counts;
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const broken = [];
for (const [index, step] of STEPS.entries()) {
  console.log(`\n== ${index + 1} of ${STEPS.length}: ${step.says}`);
  if (broken.includes(step.needs)) {
    console.log("Left out: an earlier step it needs has failed.");
    continue;
  }
  const start = Date.now();
  const { good, output } = await perform(step);
  const counts = counted(step, good, output);
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) broken.push(step.says);
  console.log(`-- ${counts.failed > 0 ? "FAILED" : "good"}, ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

if (broken.length > 0) console.log(`\nFailed: ${broken.join("; ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
