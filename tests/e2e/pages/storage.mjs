// Stored data, and storage faults. The functions without a page run inside the page.

/** The stored generations of all boards, newest first: key, number and text. */
export const generations = (page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => /^alignment-board\/[0-9a-f]+\/[AB]$/.test(key))
      .map((key) => ({ key, generation: Number(localStorage[key].split(" ")[2]), text: localStorage[key] }))
      .toSorted((a, b) => b.generation - a.generation),
  );

/** Reloads the page with these texts in storage, as if they had changed while it was closed. */
export async function reloadWith(page, texts) {
  await page.addInitScript((changed) => {
    if (sessionStorage.changed) return;
    sessionStorage.changed = "once";
    // Without a second copy.
    indexedDB.deleteDatabase("alignment-board");
    Object.assign(localStorage, changed);
  }, texts);
  await page.reload();
}

/** The quarantined texts for which local storage had no room. */
export const quarantinedElsewhere = () =>
  new Promise((done) => {
    const request = indexedDB.open("alignment-board");
    request.onsuccess = () => {
      const texts = request.result.transaction("versions").objectStore("versions").getAll(IDBKeyRange.bound("quarantine/", "quarantine0"));
      texts.onsuccess = () => (request.result.close(), done(texts.result));
    };
  });

export const everything = (page) => page.evaluate(() => ({ ...localStorage }));

/** Records saves and the last input, on one clock. */
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

/** Storage that drops writes silently. */
export const forgetful = () => {
  Storage.prototype.setItem = () => undefined;
};

/** Full storage, under an unusual error name. */
export const full = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("It is full.", "NS_ERROR_DOM_QUOTA_REACHED");
  };
};

/** Storage whose getter throws, as in a sandboxed frame. */
export const blocked = () => {
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
};

/** No storage at all, as under some policies. */
export const absent = () => Object.defineProperty(window, "localStorage", { value: null });
