// Opens the program, and says in plain words what to do when it does not open or stops later.
// It depends on nothing but the page: it must work exactly when the rest does not. Of boards it knows where they are stored, so that
// what is there can be read and taken along even if the program stops each time it opens them.
//
// A classic script, not a module: a browser refuses modules opened from a file, and then nobody could say why.

const page = document;
const app = page.getElementById("app");
const boot = page.getElementById("boot");
const code = page.getElementById("program-code").href;
const glue = page.getElementById("program-glue").href;
// The list of boards comes first, then what a new board needs, and the rest right behind. A page built for trying things out is of one part.
const named = (name) => page.querySelector(`meta[name="${name}"]`)?.content;
const later = [1, 2].map((part) => named(`part-${part}`)).filter(Boolean);

const SENTENCES = {
  file: "The board can't open straight from a folder on this device. It has to come from a web server; any simple one will do.",
  noWasm:
    "This browser can't open the board: WebAssembly is missing or switched off. Allow it for this site, or open the page in a current Firefox, Chrome, Edge or Safari.",
  offline: "You seem to be offline, so the board could not be loaded. Check the connection, then reload the page.",
  missing:
    "A part of the board could not be loaded. Check the connection, then reload the page. If this sentence comes back, tell the person who looks after this site that a file is missing: ",
  damaged:
    "A part of the board arrived damaged. Reload the page. If this sentence comes back, tell the person who looks after this site that a file is not what it should be: ",
  start: "The board could not start. Reload the page. If this sentence comes back, try a current Firefox, Chrome, Edge or Safari.",
  saved: "The board stopped working. It is saved on this device; what you did in the last moment may be missing. Reload the page to go on.",
  stopped: "The board stopped working. What was shown as saved is safe on this device; the last change was not saved yet. Reload the page to go on.",
  twice: "The board stopped twice within a minute. So it is shown here as plain text, without the program. Download what is stored and keep it.",
  waiting: "One moment: the rest of the board is still on its way.",
  slow: "The rest of the board takes long to arrive. Check the connection, or reload the page.",
  safe: ". What was shown as saved is safe on this device.",
};

/** A reason that is fit for a person to read; everything else thrown here is for the console. */
class Told extends Error {}

const nameOf = (address) => new URL(address, location.href).pathname.split("/").pop();

const unreachable = (address) =>
  new Told(navigator.onLine ? SENTENCES.missing + nameOf(address) : SENTENCES.offline);

/** Compiles while the bytes arrive; a server that sends the wrong type costs speed, not the board. */
async function compile(code) {
  const response = await fetch(code).catch(() => {
    throw unreachable(code);
  });
  if (!response.ok) throw unreachable(code);
  try {
    if (/^application\/wasm\b/.test(response.headers.get("content-type"))) {
      return await WebAssembly.compileStreaming(response);
    }
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    // A connection that breaks half-way is no damaged file.
    if (!(error instanceof WebAssembly.CompileError)) throw unreachable(code);
    throw new Told(SENTENCES.damaged + nameOf(code), { cause: error });
  }
}

const load = () =>
  import(glue).catch((error) => {
    if (error instanceof SyntaxError) throw new Told(SENTENCES.damaged + nameOf(glue), { cause: error });
    throw unreachable(glue);
  });

/** Whoever comes for a board needs all of the program at once; so does whoever has boards here. */
function comesForBoard() {
  try {
    return location.hash.length > 1 || localStorage.getItem("alignment-board/index") !== null;
  } catch {
    return false;
  }
}

/** What the last part draws, as it is meant to look. Without it there are all the words still, so nobody waits for it for long. */
const dress = (again = true) =>
  new Promise((done) => {
    const failed = () => done(again && dress(false));
    page.head.append(Object.assign(made("link", ""), { rel: "stylesheet", href: named("later-styles"), onload: done, onerror: failed }));
    setTimeout(done, 2_000);
  });

/** Somebody was quicker than a part: the program waits for it. It stands in the middle of a step, so there is no other way to wait. */
function fetchNow(part) {
  const request = new XMLHttpRequest();
  request.open("GET", part, false);
  // The bytes as they are: a request that is waited for gives text alone.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    request.abort();
  }
  // Some servers send a page of their own in the place of a file that is missing.
  let problem = unreachable(part).message;
  if (request.status === 200) {
    problem = SENTENCES.damaged + nameOf(part);
    try {
      return new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0)));
    } catch (error) {
      console.error(error);
    }
  }
  stopped(problem + SENTENCES.safe);
  throw new WebAssembly.RuntimeError("a part is missing");
}

/** Opens the parts behind the first, one after the other. */
async function follow(parts, modules, early, dressed, waiting) {
  for (const at of later.keys()) {
    try {
      modules[at] ??= await (early[at] ?? compile(later[at]));
      // The next one is on its way while this one is opened.
      if (later[at + 1]) early[at + 1] ??= compile(later[at + 1]);
      early[at + 1]?.catch(() => {});
      await parts.open(at + 1, modules[at]);
    } catch {
      // It is asked for again when it is needed; then there is somebody to tell.
    }
    waiting.arrived(at + 1);
    if (at === 0 && !dressed) dress();
  }
  waiting.end();
}

/**
 * Holds what is pressed until the part that it needs is there: the page need not stand still for that. The second part is what a press needs,
 * unless its `data-part` says another number.
 */
function hold() {
  let there = 0;
  let pressed;
  let soon;
  const sign = made("p", "");
  sign.id = "waiting";
  // It has to be there before there are words in it, or nobody hears them.
  sign.setAttribute("role", "status");
  const needs = (element) => element.closest("[data-part]")?.dataset.part ?? 1;
  const held = (event) => {
    if (needs(event.target) <= there) {
      forget();
      return;
    }
    event.stopImmediatePropagation();
    event.preventDefault();
    // The last press is what is meant.
    pressed = event.target;
    if (app.ariaBusy) return;
    app.ariaBusy = true;
    soon = setTimeout(() => {
      sign.textContent = SENTENCES.waiting;
      soon = setTimeout(() => tell(sign, SENTENCES.slow), 14_000);
    }, 1_000);
  };
  const forget = () => {
    pressed = undefined;
    clearTimeout(soon);
    sign.replaceChildren();
    app.ariaBusy = null;
  };
  const end = () => {
    forget();
    sign.remove();
    app.removeEventListener("click", held, true);
  };
  app.addEventListener("click", held, true);
  app.after(sign);
  return {
    arrived(part) {
      there = part;
      if (!pressed || needs(pressed) > there) return;
      const goes = pressed;
      forget();
      goes.click();
    },
    end,
  };
}

function made(tag, text, action) {
  const element = page.createElement(tag);
  element.textContent = text;
  if (action) element.onclick = action;
  return element;
}

function tell(place, sentence) {
  place.replaceChildren(made("span", sentence), " ", made("button", "Reload", () => location.reload()));
}

// --- When the program stops -------------------------------------------------------------------------------------

const MINUTE = 60_000;
const STOPS = "alignment-board/stops";

const board = () => /^#board-([0-9a-f]{12})$/.exec(location.hash)?.[1] ?? "";

/** What is stored of the open board under such keys. Storage may be closed to this page; then there is nothing. */
function stored(below = "") {
  try {
    const keys = Object.keys(localStorage).filter((key) => board() && key.startsWith(`alignment-board/${board()}/${below}`));
    return keys.map((key) => localStorage[key]);
  } catch {
    return [];
  }
}

function offer(place) {
  const texts = stored();
  if (!texts.length) return;
  const download = () => {
    const link = page.createElement("a");
    link.href = URL.createObjectURL(new Blob([texts.join("\n\n")]));
    link.download = `${board()}.txt`;
    link.click();
  };
  place.append(" ", made("button", "Download what is stored", download));
}

/** The times when the program stopped on this board, in this tab. */
function stops(change) {
  try {
    const all = JSON.parse(sessionStorage[STOPS] ?? "{}");
    if (change) sessionStorage[STOPS] = JSON.stringify({ [board()]: change(all[board()] ?? []) });
    return all[board()] ?? [];
  } catch {
    return [];
  }
}

const stoppedTwice = ([first, second] = stops()) => second - first < MINUTE;

/** The texts of the newest generation that can be read, without what was deleted. */
function texts() {
  // What is hidden until it is revealed is stored elsewhere, and on no screen.
  const boards = [...stored("A"), ...stored("B")].flatMap((text) => {
    try {
      return [[Number(text.split(" ")[2]), JSON.parse(text.slice(text.indexOf("\n"))).registers]];
    } catch {
      return [];
    }
  });
  const [, rows = []] = boards.sort(([one], [other]) => other - one)[0] ?? [];
  const gone = new Set(rows.map(([, field, value]) => field === "target" && value?.thing));
  return rows.filter(([thing, field, value]) => field === "text" && value && !gone.has(thing)).map(([, , value]) => value);
}

/** The board without the program. */
function plain() {
  tell(boot, SENTENCES.twice);
  boot.lastChild.onclick = () => {
    stops(() => []);
    location.reload();
  };
  offer(boot);
  const list = page.createElement("ul");
  list.append(...texts().map((text) => made("li", text)));
  boot.after(list);
  onhashchange = () => location.reload();
}

let notice;

/** A panic is a trap here, without words: they would weigh more than all sentences. After one the program's memory can't be trusted: nothing may reach it any more. */
function stopped(sentence) {
  if (notice) return;
  notice = page.createElement("div");
  notice.id = "stopped";
  // An alert speaks only when words come into it after it is there.
  notice.setAttribute("role", "alert");
  page.body.prepend(notice);
  app.inert = true;
  if (!sentence) stops((times) => [...times, Date.now()].slice(-2));
  tell(notice, sentence ?? (page.querySelector('[data-saved="yes"]') ? SENTENCES.saved : SENTENCES.stopped));
  offer(notice);
  notice.querySelector("button").focus();
}

const isTrap = (error) => window.WebAssembly && error instanceof WebAssembly.RuntimeError;

async function open() {
  try {
    if (location.protocol === "file:") throw new Told(SENTENCES.file);
    if (stoppedTwice()) return plain();
    if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) throw new Told(SENTENCES.noWasm);
    const atOnce = comesForBoard();
    // The second part is asked for at once: on a slow connection its answer comes when the first has arrived.
    const early = later.slice(0, atOnce ? later.length : 1).map(compile);
    early.forEach((one) => one.catch(() => {}));
    const [module, program, modules] = await Promise.all([compile(code), load(), Promise.all(atOnce ? early : []), atOnce && later[0] && dress()]);
    let waiting;
    if (later[0]) {
      program.parts.fetch = (part) => {
        // Whoever went another way meanwhile, by a link in the address, no longer means what was pressed before.
        waiting?.end();
        return (modules[part - 1] ??= fetchNow(later[part - 1]));
      };
    }
    await program.default({ module_or_path: module });
    boot.remove();
    waiting = hold();
    follow(program.parts, modules, early, atOnce, waiting);
    const trapped = (error) => isTrap(error) && stopped();
    addEventListener("error", (event) => trapped(event.error));
    addEventListener("unhandledrejection", (event) => trapped(event.reason));
  } catch (error) {
    console.error(error.cause || error);
    if (isTrap(error)) {
      boot.remove();
      return stopped();
    }
    boot.setAttribute("role", "alert");
    tell(boot, error instanceof Told ? error.message : SENTENCES.start);
  }
}

open();
