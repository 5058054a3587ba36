// Every known storage failure, in a real Firefox, which has its own error names, limits and ways of losing data. After each: the page is
// usable or says why, and nothing that was called saved is lost.
//
//   node tests/e2e/support/firefox/faults.mjs [words of a check's name]

import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { POLICY, serve } from "../../serve.mjs";
import { Board, until } from "./board.mjs";
import { Firefox, pause } from "./webdriver.mjs";

const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../../dist", import.meta.url));
const KILLS = 5;

const checks = [];
const check = (name, does, settings = {}) => checks.push({ name, does, settings });

const temporary = () => mkdtemp(join(tmpdir(), "alignment-firefox-"));

/** Presses a button that saves a file; returns what is in it. */
async function downloaded(board, folder, button) {
  const before = await readdir(folder);
  await board.press(button);
  const arrived = async () => (await readdir(folder)).filter((name) => !before.includes(name));
  const done = (names) => names.length > 0 && !names.some((name) => name.endsWith(".part"));
  const [name] = await until("no file came", arrived, done);
  return until("the file is empty", () => readFile(join(folder, name), "utf8"));
}

/** Fills storage to the last unit; returns Firefox's error name. Runs inside the page. */
const fill = () => {
  let text = "x".repeat(1 << 20);
  let called = "";
  for (let number = 0; text; number += 1) {
    try {
      localStorage[`other/${number}`] = text;
    } catch (error) {
      called = error.name;
      text = text.slice(0, text.length >> 1);
    }
  }
  return called;
};

const makeRoom = () => Object.keys(localStorage).forEach((key) => key.startsWith("other/") && localStorage.removeItem(key));

// --- Working, full, refusing ---

check("a saved board survives a reload", async ({ board, address, firefox }) => {
  await board.begin(address);
  await board.write("Vision", "one", "two");
  await board.saved();
  await firefox.reload();
  await board.notes("one", "two");
  await board.saved();
});

check("full storage: reported, kept in the page and in a file, saved once there is room", async ({ board, address, firefox, folder }) => {
  await board.begin(address);
  await board.write("Vision", "saved");
  await board.saved();
  const called = await firefox.run(fill);
  await board.write("Goals", "z".repeat(1_000), "not saved yet");
  await board.unsaved("the browser did not take the board");
  assert.match(await downloaded(board, folder, "Save file"), /not saved yet/);
  await firefox.run(makeRoom);
  // A failed save is retried every ten seconds.
  await board.saved(15_000);
  await firefox.reload();
  await board.notes("saved", "not saved yet");
  return `Firefox calls it ${called}`;
});

for (const [fault, words] of [
  ["firefox-quota", "its storage is full"],
  ["quota", "its storage is full"],
  ["unknown-name", "its storage is full"],
  ["text", "its storage is full"],
  ["silent", "did not keep what was written"],
  ["different", "did not keep what was written"],
  ["cut", "did not keep what was written"],
]) {
  check(`writes fail (${fault}): not called saved, and the file is complete`, async ({ board, address, folder }) => {
    await board.begin(`${address}?fault=${fault}`);
    await board.write("Vision", "one");
    await board.unsaved(words);
    assert.match(await downloaded(board, folder, "Save file"), /"one"/);
    await board.write("Goals", "works on");
  });
}

check("reads fail: the board is not taken for missing, and not overwritten", async ({ board, address, firefox }) => {
  await board.begin(address);
  await board.write("Vision", "precious");
  await board.saved();
  const before = await board.generations();
  const [, hash] = (await firefox.where()).split("#");
  await firefox.go(`${address}empty.html`);
  await firefox.go(`${address}?fault=unreadable#${hash}`);
  await board.says("does not let this page read that board just now");
  await firefox.run(() => (sessionStorage.readable = "yes"));
  assert.deepEqual(await board.generations(), before);
  await firefox.reload();
  await board.notes("precious");
});

// --- Storage that is not there ---

const cannotSave = async (board) => {
  await board.write("Vision", "one");
  await board.unsaved("the browser blocks storage");
};

check(
  "blocked cookies: the board works in memory, says so, and can be downloaded",
  async ({ board, address, firefox, folder }) => {
    await firefox.go(`${address}empty.html`);
    const called = await firefox.run(() => {
      try {
        return `nothing, it gives ${window.localStorage}`;
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(called, "SecurityError", "the getter throws, so this is the fault that it should be");
    await board.begin(address);
    await cannotSave(board);
    assert.match(await downloaded(board, folder, "Save file"), /"one"/);
    return `Firefox calls it ${called}`;
  },
  { prefs: { "network.cookie.cookieBehavior": 2 } },
);

check("a sandboxed frame: the board works and says that it cannot save", async ({ board, address, firefox }) => {
  await firefox.go(`${address}empty.html`);
  const frame = await firefox.run((source) => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.sandbox = "allow-scripts allow-downloads";
    frame.width = 1_200;
    frame.height = 700;
    frame.src = source;
    return frame;
  }, address);
  await firefox.enter(frame);
  await board.press("Quick board");
  await board.opened();
  await cannotSave(board);
});

const versionsEmpty = async ({ board, address }, fault) => {
  await board.begin(fault ? `${address}?fault=${fault}` : address);
  await board.write("Vision", "one");
  await board.saved();
  await board.press("Share");
  await board.press("Versions");
  await board.says("There are none yet, or this browser does not keep any.");
};

// Firefox no longer has a setting that switches IndexedDB off, so it is taken away inside the page.
for (const fault of ["no-database", "database-throws", "database-refuses"]) {
  check(`IndexedDB fails (${fault}): the board is saved, there are no versions`, (all) => versionsEmpty(all, fault));
}

// --- What is stored is damaged, or newer ---

/** A board with two generations: the newest knows both notes, the one before the first alone. */
const twoSaves = async ({ board, address }) => {
  await board.begin(address);
  for (const text of ["older", "newer"]) {
    await board.write("Vision", text);
    await until("not stored", board.generations, ([newest]) => newest?.text.includes(text));
  }
  await board.saved();
  return board.generations();
};

check("newest generation damaged: the older opens, and the damaged text is quarantined", async (all) => {
  const { board, empty, firefox } = all;
  const [newest] = await twoSaves(all);
  const damaged = newest.text.replace("newer", "never");
  await board.comeBackTo({ [newest.key]: damaged }, empty);
  await board.says("The last save of this board was damaged");
  await board.notes("older");
  await board.write("Vision", "after");
  await board.saved();
  const kept = await firefox.run(() => Object.entries(localStorage).filter(([key]) => key.includes("/quarantine/")).map(([, text]) => text));
  assert.deepEqual(kept, [damaged]);
  await firefox.reload();
  await board.notes("older", "after");
});

check("both generations damaged: reported, nothing overwritten, the text can be downloaded", async (all) => {
  const { board, empty, folder } = all;
  const both = await twoSaves(all);
  const damaged = both.map(({ key, text }) => ({ key, text: text.replace("older", "elder") }));
  await board.comeBackTo(Object.fromEntries(damaged.map(({ key, text }) => [key, text])), empty);
  await board.says("parts of it are missing or have changed on the way");
  assert.match(await downloaded(board, folder, "Download what is stored"), /elder/);
  assert.deepEqual((await board.generations()).map(({ text }) => text), damaged.map(({ text }) => text));
});

check("a newer version's board: neither opened nor overwritten", async (all) => {
  const { board, empty } = all;
  const [newest, older] = await twoSaves(all);
  const newer = newest.text.replace(/^alignment-board 1/, "alignment-board 3");
  await board.comeBackTo({ [newest.key]: newer }, empty);
  await board.says("a newer version of the board wrote it");
  assert.equal((await board.look()).title, null);
  const after = new Map((await board.generations()).map(({ key, text }) => [key, text]));
  assert.equal(after.get(newest.key), newer);
  assert.equal(after.get(older.key), older.text);
});

check("a newer version saves the open board: it becomes read-only and is not overwritten", async (all) => {
  const { board, firefox } = all;
  const [newest] = await twoSaves(all);
  const newer = newest.text.replace(/^alignment-board 1/, "alignment-board 3");
  await firefox.run((key, text) => (localStorage[key] = text), newest.key, newer);
  await board.press("Add a note to Goals");
  await firefox.type(await board.find("textarea, input", "New note in Goals"), "after\uE007");
  await until("no warning", board.look, ({ warning }) => warning.includes("newer version of the page"));
  assert.ok((await board.generations()).some(({ text }) => text === newer));
});

// --- Windows that forget, browsers that die ---

check(
  "a private window: the board is gone with it",
  async ({ board, address, firefox, again }) => {
    await board.begin(address);
    await board.write("Vision", "secret");
    await board.saved();
    await firefox.reload();
    await board.notes("secret");
    const there = await firefox.where();
    const next = await again();
    await next.firefox.go(there);
    await next.board.says("That board is not on this device.");
  },
  { profile: true, prefs: { "browser.privatebrowsing.autostart": true } },
);

check(
  `${KILLS} kills while editing lose nothing that was shown as saved`,
  async ({ board, address, firefox, again }) => {
    let life = { board: await board.begin(address), firefox };
    const there = await firefox.where();
    let number = 0;
    let known = [];
    for (let kills = 0; kills < KILLS; kills += 1) {
      const end = Date.now() + 500 + Math.random() * 2_500;
      // The first life lasts until something was shown as saved.
      while (Date.now() < end || known.length === 0) {
        await life.board.write("Vision", `k${(number += 1)}`);
        if (Math.random() < 0.4) await pause(Math.random() * 600);
        const seen = await life.board.look();
        if (seen.saved) known = seen.notes;
      }
      life = await again("kill");
      await life.firefox.go(there);
      await life.board.notes(...known);
      const { words } = await life.board.look();
      assert.doesNotMatch(words, /cannot be opened|was damaged|not on this device/);
    }
    return `${number} notes written, ${known.length} known as saved before the last kill`;
  },
  { profile: true },
);

// --- Running them ---

/** A copy of the page with the faults before its own scripts, and an empty page from which storage can be changed. */
async function withFaults() {
  const copy = await temporary();
  await cp(DIST, copy, { recursive: true });
  const page = await readFile(join(copy, "index.html"), "utf8");
  const faulty = page.replace(/<script\b/, '<script src="./inject.js"></script><script');
  assert.notEqual(faulty, page, "the page has a script to stand before");
  await writeFile(join(copy, "index.html"), faulty);
  await writeFile(join(copy, "empty.html"), "<!doctype html><title>Empty</title><body></body>");
  await cp(fileURLToPath(new URL("inject.js", import.meta.url)), join(copy, "inject.js"));
  return copy;
}

async function run({ does, settings }, address) {
  const folder = await temporary();
  const profile = settings.profile && (await temporary());
  const prefs = {
    "browser.download.folderList": 2,
    "browser.download.dir": folder,
    "browser.download.alwaysOpenPanel": false,
    ...settings.prefs,
  };
  let firefox;
  const open = async () => {
    firefox = await Firefox.open({ profile: profile || undefined, prefs });
    return { firefox, board: new Board(firefox) };
  };
  const again = async (end = "close") => {
    await firefox[end]();
    return open();
  };
  try {
    const { board } = await open();
    const said = await does({ firefox, board, address, empty: `${address}empty.html`, folder, again });
    assert.deepEqual(await new Board(firefox).problems(), [], "the page reported no problem");
    return said;
  } finally {
    await firefox?.close();
    for (const place of [folder, profile]) if (place) await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

const wanted = process.argv.slice(2).join(" ");
const copy = await withFaults();
// A sandboxed frame has no origin, so what it fetches comes from another one; and the empty page must be allowed to hold it.
const headers = { "Access-Control-Allow-Origin": "*", "Content-Security-Policy": `${POLICY}; frame-src 'self'` };
const server = await serve({ folder: copy, headers });
const count = { passed: 0, failed: 0 };
for (const each of checks.filter(({ name }) => name.includes(wanted))) {
  try {
    const said = await run(each, server.address);
    count.passed += 1;
    console.log(`passed  ${each.name}${said ? ` (${said})` : ""}`);
  } catch (error) {
    count.failed += 1;
    console.log(`FAILED  ${each.name}: ${error.message.split("\n").join(" ").slice(0, 600)}`);
  }
}
await server.stop();
await rm(copy, { recursive: true, force: true });
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
