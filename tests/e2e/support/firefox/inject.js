// Loaded before the page's own scripts, because WebDriver cannot run something first. `?fault=name` in the address chooses the storage
// fault; nothing else of the page is touched.

window.problems = [];
addEventListener("error", (event) => window.problems.push(`error: ${event.message}`));
addEventListener("unhandledrejection", (event) => window.problems.push(`rejection: ${event.reason}`));
addEventListener("securitypolicyviolation", (event) => window.problems.push(`policy: ${event.effectiveDirective} ${event.blockedURI}`));

const { getItem, setItem } = Storage.prototype;
const throws = (error) => () => {
  throw error;
};
const writes = (does) => () => (Storage.prototype.setItem = does);
const changed = (change) =>
  writes(function (key, text) {
    setItem.call(this, key, change(text));
  });

const faults = {
  "firefox-quota": writes(throws(new DOMException("Persistent storage maximum size reached", "NS_ERROR_DOM_QUOTA_REACHED"))),
  quota: writes(throws(new DOMException("The quota has been exceeded.", "QuotaExceededError"))),
  "unknown-name": writes(throws(new Error("?"))),
  text: writes(throws("no")),
  silent: writes(() => undefined),
  different: changed((text) => text.replace("one", "0ne")),
  cut: changed((text) => text.slice(0, -1)),
  unreadable() {
    Storage.prototype.getItem = function (key) {
      if (/\/[AB]$/.test(key) && !sessionStorage.readable) throw new DOMException("no", "NS_ERROR_FILE_CORRUPTED");
      return getItem.call(this, key);
    };
  },
  "no-database": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  "database-throws": () => (IDBFactory.prototype.open = throws(new DOMException("The operation is insecure.", "SecurityError"))),
  "database-refuses": () => (IDBObjectStore.prototype.put = throws(new DOMException("no", "QuotaExceededError"))),
};

faults[new URLSearchParams(location.search).get("fault")]?.();
