// What is measured inside the page. The function travels as text, so it uses nothing from outside.

export function install() {
  /** Resolves when the frame that is being prepared has been drawn. */
  const drawn = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = () => done(performance.now());
        port1.postMessage("");
      });
    });

  const articles = () => document.getElementsByTagName("article").length;

  const probe = {
    /** When a press on "New board" would have reached it, from the start of the navigation. */
    usable: 0,
    /** When 1,000 notes stood drawn, from the start of the navigation. */
    shown1000: 0,
    /** How long the last paste took until it was drawn. */
    pasted: 0,

    paste() {
      addEventListener(
        "paste",
        () => {
          const start = performance.now();
          drawn().then((end) => (probe.pasted = end - start));
        },
        { capture: true, once: true },
      );
    },

    /** Waits for a paste until so many notes stand drawn; how long that took. */
    async pasteUntil(count) {
      const start = await new Promise((pasted) => addEventListener("paste", () => pasted(performance.now()), { capture: true, once: true }));
      while (articles() < count) await new Promise((next) => requestAnimationFrame(next));
      return (await drawn()) - start;
    },

    /** Presses the button and waits until so many notes stand drawn; how long that took. */
    async clickUntil(name, count) {
      const button = [...document.querySelectorAll("button")].find((one) => one.textContent === name);
      const start = performance.now();
      button.click();
      while (articles() < count) await new Promise((next) => requestAnimationFrame(next));
      return (await drawn()) - start;
    },

    /** Presses "New board" as soon as it can be used, then what opens a field for a note; notes when that field is there. */
    begin() {
      const look = () => {
        if (probe.usable && !probe.pressed) {
          probe.pressed = performance.now();
          [...document.querySelectorAll("button")].find((one) => one.textContent === "New board").click();
        }
        document.querySelector(".add")?.click();
        if (probe.pressed && document.querySelector("main textarea:not(.statement)")) probe.field ||= performance.now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },

    frames() {
      probe.times = [];
      const note = (time) => {
        probe.times?.push(time);
        if (probe.times) requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    },

    framesSeen() {
      const { times } = probe;
      probe.times = undefined;
      return times.slice(1).map((time, place) => time - times[place]);
    },
  };
  globalThis.probe = probe;

  const watch = () => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "New board");
    if (button && !probe.usable) {
      const box = button.getBoundingClientRect();
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (hit === button) probe.usable = performance.now();
    }
    if (!probe.shown1000 && articles() >= 1000) drawn().then((time) => (probe.shown1000 ||= time));
    // The floor has its button at once, and its notes a little later.
    if (document.readyState !== "complete" || (!probe.usable && !probe.shown1000)) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}
