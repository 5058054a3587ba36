// Opens the program, and says in plain words what to do when it does not open or stops later.
// It knows nothing of boards, and it depends on nothing but the page: it must work exactly when the rest does not.
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
  offline: "You seem to be offline, so the board could not be loaded. Check the connection, then reload the page.",
  missing:
    "A part of the board could not be loaded. Check the connection, then reload the page. If this sentence comes back, tell the person who looks after this site that a file is missing: ",
  damaged:
    "A part of the board arrived damaged. Reload the page. If this sentence comes back, tell the person who looks after this site that a file is not what it should be: ",
  start: "The board could not start. Reload the page. If this sentence comes back, try a current Firefox, Chrome, Edge or Safari.",
  stopped: "The board stopped. What was shown as saved is safe on this device. Reload the page.",
};

/** A reason that is fit for a person to read; everything else thrown here is for the console. */
class Told extends Error {}

const nameOf = (address) => new URL(address).pathname.split("/").pop();

const unreachable = (address) =>
  new Told(navigator.onLine ? SENTENCES.missing + nameOf(address) : SENTENCES.offline);

/** Compiles while the bytes arrive; a server that sends the wrong type costs speed, not the board. */
async function compile() {
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
function stopped() {
  if (notice) return;
  notice = page.createElement("div");
  notice.id = "stopped";
  // An alert speaks only when words come into it after it is there.
  notice.setAttribute("role", "alert");
  page.body.prepend(notice);
  app.inert = true;
  tell(notice, SENTENCES.stopped);
  notice.querySelector("button").focus();
}

async function open() {
  try {
    if (location.protocol === "file:") throw new Told(SENTENCES.file);
    if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) throw new Told(SENTENCES.noWasm);
    const [module, program] = await Promise.all([compile(), load()]);
    await program.default({ module_or_path: module });
    boot.remove();
    const trapped = (error) => error instanceof WebAssembly.RuntimeError && stopped();
    addEventListener("error", (event) => trapped(event.error));
    addEventListener("unhandledrejection", (event) => trapped(event.reason));
  } catch (error) {
    console.error(error.cause || error);
    boot.setAttribute("role", "alert");
    tell(boot, error instanceof Told ? error.message : SENTENCES.start);
  }
}

open();
