// Which Chromium the tests drive: the one a person names, else an installed one, else one that is fetched once.
//
//   node tests/e2e/support/browser.mjs --install    finds or installs one and prints its path

import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];

const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The browser's own calls to its maker stay off, so that a run needs no network and measures only the page.
 * Chromium's sandbox refuses to start for root, as in containers.
 */
export const LAUNCH_ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function ownDownload() {
  const { chromium } = createRequire(import.meta.url)("playwright-core");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

/** The path of a usable browser, or undefined. */
export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...APPLICATIONS].find(executable) ?? ownDownload();
}

/** What the launch of a browser needs, for every script that starts one. */
export function launchOptions() {
  return { executablePath: findBrowser(), args: LAUNCH_ARGUMENTS };
}

function succeeds(command, ...words) {
  return spawnSync(command, words, { stdio: "ignore" }).status === 0;
}

function isDebian() {
  // Ubuntu's package of this name is a snap, which containers can't run.
  return existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

function install() {
  const show = { stdio: ["ignore", 2, 2] };
  const root = process.getuid?.() === 0;
  const mayInstall = root || succeeds("sudo", "-n", "true");
  if (isDebian() && mayInstall) {
    const [command, ...before] = root ? ["apt-get"] : ["sudo", "-n", "apt-get"];
    console.error("  Installing Debian's package chromium");
    execFileSync(command, [...before, "update", "-qq"], show);
    execFileSync(command, [...before, "install", "-y", "-qq", "--no-install-recommends", "chromium"], show);
    return;
  }
  console.error("  Downloading Playwright's Chromium");
  const withLibraries = process.platform === "linux" && mayInstall ? ["--with-deps"] : [];
  const folder = dirname(dirname(fileURLToPath(import.meta.url)));
  execFileSync("npx", ["--no-install", "playwright", "install", ...withLibraries, "chromium"], { ...show, cwd: folder });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (!findBrowser() && process.argv.includes("--install")) install();
  const found = findBrowser();
  if (!found) {
    console.error("No Chrome or Chromium was found. Install one, or name one: CHROMIUM=/path/to/chromium make test");
    process.exit(1);
  }
  console.log(found);
}
