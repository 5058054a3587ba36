// A board in Firefox as a person uses it: the same roles and names as in `pages/board.mjs`.

import { pause } from "./webdriver.mjs";

const ENTER = "\uE007";
const ESCAPE = "\uE00C";

/** Asks until the answer is right, and hands it back; fails with the last answer. */
export async function until(what, ask, right = Boolean, wait = 10_000) {
  const end = Date.now() + wait;
  for (;;) {
    const answer = await ask();
    if (right(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(answer)}`);
    await pause(50);
  }
}

// Runs inside the page.
const visible = (kind, name) => {
  const shown = [...document.querySelectorAll(kind)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  return shown.find((element) => (element.getAttribute("aria-label") ?? element.textContent).trim() === name) ?? null;
};

const look = () => ({
  saved: document.querySelector('[data-saved="yes"]') !== null,
  saving: document.querySelector("header [role=status]")?.innerText.trim() ?? "",
  warning: document.querySelector("[role=alert]")?.textContent ?? "",
  title: document.querySelector("input.title")?.value ?? null,
  notes: [...document.querySelectorAll("article[data-note]")].map((note) => note.getAttribute("aria-label")),
  words: document.body.innerText,
});

export class Board {
  constructor(firefox) {
    this.firefox = firefox;
  }

  look = () => this.firefox.run(look);

  find = (kind, name) => until(`no ${kind} “${name}”`, () => this.firefox.run(visible, kind, name));

  press = async (name) => this.firefox.click(await this.find("button", name));

  /** Opens the page and a quick board. */
  async begin(address) {
    await this.firefox.go(address);
    await this.press("Quick board");
    await this.opened();
    return this;
  }

  opened = () => until("the board is not open", this.look, ({ title }) => title !== null);

  async write(layer, ...texts) {
    await this.press(`Add a note to ${layer}`);
    const field = await this.find("textarea, input", `New note in ${layer}`);
    for (const text of texts) await this.firefox.type(field, text + ENTER);
    await this.firefox.type(field, ESCAPE);
    await this.notes(...texts);
  }

  /** All these notes are there, among others. */
  notes = (...texts) => until(`not all of ${texts}`, this.look, ({ notes }) => texts.every((text) => notes.includes(text)));

  says = (words, wait) => until(`it does not say “${words}”`, this.look, (seen) => seen.words.includes(words), wait);

  saved = (wait) => until("not called saved", this.look, ({ saving }) => saving === "Saved on this device", wait);

  /** It says that it is not saved, and why. */
  unsaved = (why) => until(`no warning “${why}”`, this.look, ({ saving, warning }) => saving === "Not saved" && warning.includes(why));

  /** What the page itself reported. */
  problems = () => this.firefox.run(() => window.problems ?? []);

  // --- What is stored ---

  generations = () =>
    this.firefox.run(() =>
      Object.keys(localStorage)
        .filter((key) => /^alignment-board\/[0-9a-f]+\/[AB]$/.test(key))
        .map((key) => ({ key, generation: Number(localStorage[key].split(" ")[2]), text: localStorage[key] }))
        .sort((a, b) => b.generation - a.generation),
    );

  /** Leaves the board, changes these texts, deletes the second copy, and comes back. */
  async comeBackTo(texts, empty) {
    const address = await this.firefox.where();
    await this.firefox.go(empty);
    await this.firefox.run(
      (texts) =>
        new Promise((done, failed) => {
          Object.assign(localStorage, texts);
          const request = indexedDB.deleteDatabase("alignment-board");
          request.onsuccess = () => done();
          request.onerror = () => failed(request.error);
        }),
      texts,
    );
    await this.firefox.go(address);
  }
}
