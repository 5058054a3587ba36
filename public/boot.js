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

const SENTENCES = {
  file: "The board can't open straight from a folder on this device. It has to come from a web server; any simple one will do.",
  noWasm:
    "This browser can't open the board: WebAssembly is missing or switched off. Allow it for this site, or open the page in a current Firefox, Chrome, Edge or Safari.",
  offline: "You seem to be offline, so the board could not be loaded. Check the connection.",
  missing:
    "A part of the board could not be loaded. Check the connection. If this sentence comes back, tell the person who looks after this site that a file is missing: ",
  damaged: "A part of the board arrived damaged. If this sentence comes back, tell the person who looks after this site that a file is not what it should be: ",
  start: "The board could not start. Reload the page. If this sentence comes back, try a current Firefox, Chrome, Edge or Safari.",
  saved: "The board stopped working. It is saved on this device; what you did in the last moment may be missing. Reload the page to go on.",
  stopped: "The board stopped working. What was shown as saved is safe on this device; the last change was not saved yet. Reload the page to go on.",
  twice: "The board stopped twice within a minute. So it is shown here as plain text, without the program. Download what is stored and keep it.",
  twiceAtHome: "The board stopped twice within a minute. Boards that are saved on this device are safe. Reload the page; if this sentence comes back, try a current Firefox, Chrome, Edge or Safari.",
  hidden: "What is stored holds hidden notes and votes, too: keep it to yourself.",
  waiting: "One moment: the rest of the board is still on its way.",
  slow: "The rest of the board takes long to arrive. Check the connection.",
  safe: " What was shown as saved is safe on this device.",
};

/** A reason that is fit for a person to read; everything else thrown here is for the console. */
class Explained extends Error {}

const nameOf = (address) => new URL(address, location.href).pathname.split("/").pop();

const unreachable = (address) =>
  new Explained(navigator.onLine ? `${SENTENCES.missing}${nameOf(address)}.` : SENTENCES.offline);

const damaged = (address, cause) => new Explained(`${SENTENCES.damaged}${nameOf(address)}.`, { cause });

/** Compiles while the bytes arrive; a server that sends the wrong type costs speed, not the board. */
async function compile(code, options) {
  const response = await fetch(code, options).catch(() => {
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
    throw damaged(code, error);
  }
}

const load = () =>
  import(glue).catch((error) => {
    if (error instanceof SyntaxError) throw damaged(glue, error);
    throw unreachable(glue);
  });

/** Whether all of the program will be needed: somebody comes for a board, or has boards here. */
function comesForBoard() {
  try {
    return location.hash.length > 1 || localStorage.getItem("alignment-board/index") !== null;
  } catch {
    return false;
  }
}

// --- The modules that come behind the first ---------------------------------------------------------------------

/** What is said when the program has stopped. */
let notice;

let laterStyles;

/** Asks for the style sheet of the last module, unless it is here or on its way. */
function askForLaterStyles() {
  if (laterStyles) return;
  const href = page.querySelector('meta[name="later-styles"]').content;
  laterStyles = Object.assign(made("link", ""), { rel: "stylesheet", href });
  laterStyles.onerror = () => {
    laterStyles.remove();
    laterStyles = undefined;
  };
  page.head.append(laterStyles);
}

/** Loads that style sheet. All words are readable without it, so nothing waits for it longer than two seconds. */
const loadLaterStyles = (triesLeft = 2) =>
  new Promise((done) => {
    if (!triesLeft) return done();
    askForLaterStyles();
    // Here already, if only the code failed.
    if (laterStyles.sheet) return done();
    laterStyles.addEventListener("load", done);
    laterStyles.addEventListener("error", () => done(loadLaterStyles(triesLeft - 1)));
    setTimeout(done, 2_000);
  });

class Module {
  constructor(address) {
    this.address = address;
    this.cache = "default";
    // Its name is that in `#[wasm_split(rest, …)]`, in src/runtime/modules.rs.
    this.isLast = /\bsplit_rest-/.test(address);
  }

  /** Its code and its styles, fetched once. A damaged answer may be in the browser's cache, so a retry bypasses it. */
  fetch() {
    this.stop ??= new AbortController();
    const { signal } = this.stop;
    this.fetched ??= Promise.all([compile(this.address, { signal, cache: this.cache }), this.isLast && loadLaterStyles()]);
    // Whoever needs it hears of it.
    this.fetched.catch(() => {});
    return this.fetched;
  }

  /** Opens it for the program, which hears of no failure: it waits until this has worked. */
  async open(imports) {
    for (;;) {
      try {
        const [code] = await this.fetch();
        const opened = await WebAssembly.instantiate(code, imports);
        // After a stop nothing may reach the program any more.
        return notice ? new Promise(() => {}) : opened;
      } catch (error) {
        const wasStopped = this.stop.signal.aborted;
        this.stop = this.fetched = undefined;
        if (wasStopped) continue;
        console.error(error.cause ?? error);
        this.problem = (error instanceof Explained ? error : damaged(this.address)).message;
        showWaiting();
        await new Promise((again) => (this.again = again));
        this.problem = undefined;
        this.cache = "reload";
        showWaiting();
      }
    }
  }

  /** Has it fetched again, if that has failed or takes long. */
  retry() {
    if (this.problem) this.again?.();
    else this.stop?.abort();
  }
}

const modules = [...page.querySelectorAll('meta[name="module"]')].map(({ content }) => new Module(content));
const failed = () => modules.filter(({ problem }) => problem);

const sign = page.getElementById("waiting");
let soon;

/** Tells whoever waits for a module how far it is. The program says on its element whether anybody does. */
function showWaiting() {
  const isAwaited = ({ isLast }) => app.dataset.waitsFor === "rest" || !isLast;
  const [{ problem } = {}] = app.ariaBusy ? failed().filter(isAwaited) : [];
  if (problem || !app.ariaBusy) {
    clearTimeout(soon);
    soon = undefined;
  }
  if (!app.ariaBusy) sign.replaceChildren();
  else if (problem) tellWaiting(problem + SENTENCES.safe);
  else soon ??= setTimeout(takesTime, 1_000);
  if (!app.ariaBusy || problem) boot.remove();
}

function takesTime() {
  // Buttons that are there stay, because the focus may be on one.
  (sign.firstElementChild ?? sign).textContent = SENTENCES.waiting;
  soon = setTimeout(() => tellWaiting(SENTENCES.slow), 14_000);
}

function tellWaiting(sentence) {
  if (sign.firstElementChild) {
    sign.firstElementChild.textContent = sentence;
    return;
  }
  tell(sign, sentence);
  sign.lastChild.before(made("button", "Try again", retryAll), " ");
}

function retryAll() {
  modules.forEach((module) => module.retry());
  clearTimeout(soon);
  soon = undefined;
  showWaiting();
}

const retryFailed = () => failed().forEach((module) => module.retry());

/** A press, or the network coming back, retries modules that failed. */
function watchWaiting() {
  new MutationObserver(showWaiting).observe(app, { attributeFilter: ["aria-busy", "data-waits-for"] });
  app.addEventListener("click", retryFailed, true);
  addEventListener("online", () => {
    retryFailed();
    // They may have failed while their module arrived.
    if (modules.some(({ isLast, fetched }) => isLast && fetched)) loadLaterStyles();
  });
  showWaiting();
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
  if (stored("desk").length) place.append(" ", made("span", SENTENCES.hidden));
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
  sign.remove();
  tell(boot, board() ? SENTENCES.twice : SENTENCES.twiceAtHome);
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

/** A panic is a trap here, without words: they would weigh more than all sentences. After one the program's memory can't be trusted: nothing may reach it any more. */
function stopped() {
  if (notice) return;
  notice = page.createElement("div");
  notice.id = "stopped";
  sign.remove();
  // An alert speaks only when words come into it after it is there.
  notice.setAttribute("role", "alert");
  page.body.prepend(notice);
  app.inert = true;
  stops((times) => [...times, Date.now()].slice(-2));
  tell(notice, page.querySelector('[data-saved="yes"], [data-saved="once"]') ? SENTENCES.saved : SENTENCES.stopped);
  offer(notice);
  notice.querySelector("button").focus();
}

const isTrap = (error) => window.WebAssembly && error instanceof WebAssembly.RuntimeError;

async function open() {
  try {
    if (location.protocol === "file:") throw new Explained(SENTENCES.file);
    if (stoppedTwice()) return plain();
    if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) throw new Explained(SENTENCES.noWasm);
    // What a new board needs is asked for at once: on a slow connection its answer comes when the first has arrived.
    modules.filter(({ isLast }) => comesForBoard() || !isLast).forEach((module) => module.fetch());
    const [module, program] = await Promise.all([compile(code), load()]);
    program.modules.open = (name, imports) => {
      const stem = name.replace(".wasm", "-");
      return modules.find(({ address }) => address.includes(stem)).open(imports);
    };
    const trapped = (error) => isTrap(error) && stopped();
    addEventListener("error", (event) => trapped(event.error));
    addEventListener("unhandledrejection", (event) => trapped(event.reason));
    await program.begin({ module_or_path: module });
    watchWaiting();
  } catch (error) {
    console.error(error.cause || error);
    if (isTrap(error)) {
      boot.remove();
      return stopped();
    }
    boot.setAttribute("role", "alert");
    tell(boot, error instanceof Explained ? error.message : SENTENCES.start);
  }
}

open();
