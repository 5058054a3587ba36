// What the board leaves in the browser, and faults in it. Scripts here run inside the page.

/** The stored generations of all boards: where, which, and the text. */
export const generations = (page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => /^alignment-board\/[0-9a-f]+\/[AB]$/.test(key))
      .map((key) => ({ key, generation: Number(localStorage[key].split(" ")[2]), text: localStorage[key] }))
      .toSorted((a, b) => b.generation - a.generation),
  );

/** Loads the page anew and finds these texts in storage, as if they had changed while it was closed. */
export async function reloadWith(page, texts) {
  await page.addInitScript((changed) => {
    if (sessionStorage.changed) return;
    sessionStorage.changed = "once";
    // Nor is the second copy there.
    indexedDB.deleteDatabase("alignment-board");
    Object.assign(localStorage, changed);
  }, texts);
  await page.reload();
}

/** The unreadable texts for which local storage had no room. */
export const setAside = () =>
  new Promise((done) => {
    const request = indexedDB.open("alignment-board");
    request.onsuccess = () => {
      const texts = request.result.transaction("versions").objectStore("versions").getAll(IDBKeyRange.bound("quarantine/", "quarantine0"));
      texts.onsuccess = () => (request.result.close(), done(texts.result));
    };
  });

export const everything = (page) => page.evaluate(() => ({ ...localStorage }));

/** Notes when the board was written and when a key last arrived, on one clock. */
export const watchSaves = () => {
  window.saves = [];
  window.lastInput = 0;
  addEventListener("input", () => (window.lastInput = performance.now()), true);
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    setItem.call(this, key, value);
    if (/\/[AB]$/.test(key)) window.saves.push({ at: performance.now(), text: value });
  };
};

/** Storage that says it wrote and did not. */
export const forgetful = () => {
  Storage.prototype.setItem = () => undefined;
};

/** Storage that is full, by whatever name a browser calls it. */
export const full = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("It is full.", "NS_ERROR_DOM_QUOTA_REACHED");
  };
};

/** Storage that cannot even be asked for, as in a sandboxed frame. */
export const blocked = () => {
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
};

/** No storage at all, as some policies have it. */
export const absent = () => Object.defineProperty(window, "localStorage", { value: null });
