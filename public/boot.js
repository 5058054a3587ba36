// Opens the program, and says in plain words what to do when it does not open or stops later.
// It knows nothing of boards, and it depends on nothing but the page: it must work exactly when the rest does not.
//
// A classic script, not a module: a browser refuses modules opened from a file, and then nobody could say why.

const page = document;
const app = page.getElementById("app");
const boot = page.getElementById("boot");
const code = page.getElementById("program-code").href;
const glue = page.getElementById("program-glue").href;
// What a new board needs comes first, the rest right behind. A page built for trying things out has no second part.
const second = page.querySelector('meta[name="second-part"]')?.content;

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
  stopped: "The board stopped. What was shown as saved is safe on this device. Reload the page.",
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

/** Somebody was quicker than the second part: the program waits for it. It stands in the middle of a step, so there is no other way to wait. */
function fetchNow() {
  const request = new XMLHttpRequest();
  request.open("GET", second, false);
  // The bytes as they are: a request that is waited for gives text alone.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    request.abort();
  }
  if (request.status !== 200) {
    stopped(unreachable(second).message + SENTENCES.safe);
    throw new WebAssembly.RuntimeError("the second part is missing");
  }
  return new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0)));
}

function tell(place, sentence) {
  const text = page.createElement("span");
  text.textContent = sentence;
  const again = page.createElement("button");
  again.type = "button";
  again.textContent = "Reload";
  again.onclick = () => location.reload();
  place.replaceChildren(text, " ", again);
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
  tell(notice, sentence);
  notice.querySelector("button").focus();
}

async function open() {
  try {
    if (location.protocol === "file:") throw new Told(SENTENCES.file);
    if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) throw new Told(SENTENCES.noWasm);
    const [module, program, whole] = await Promise.all([compile(code), load(), second && comesForBoard() && compile(second)]);
    if (second) program.second.fetch = () => whole || fetchNow();
    await program.begin(module);
    boot.remove();
    // Should it not come, it is asked for again when it is needed; then there is somebody to tell.
    if (second) (whole ? Promise.resolve(whole) : compile(second)).then(program.second.open, () => {});
    const trapped = (error) => error instanceof WebAssembly.RuntimeError && stopped(SENTENCES.stopped);
    addEventListener("error", (event) => trapped(event.error));
    addEventListener("unhandledrejection", (event) => trapped(event.reason));
  } catch (error) {
    console.error(error.cause || error);
    boot.setAttribute("role", "alert");
    tell(boot, error instanceof Told ? error.message : SENTENCES.start);
  }
}

open();
