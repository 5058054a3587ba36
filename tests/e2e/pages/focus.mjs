// Working by keyboard: where the focus is, whether it is visible, and moving with Tab.

import { expect } from "@playwright/test";

/** Fails if nothing has the focus: the next Tab would start from the top. */
export async function expectFocusKept(page) {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement && activeElement !== document.body ? activeElement.tagName : "nothing";
    });
  await expect.poll(focused, { message: "the focus is on something", timeout: 1_500 }).not.toBe("nothing");
}

/** The focused element: its name, whether its focus is visible, and whether it is the wanted one. */
const focused = (page, element) =>
  page.evaluate((wanted) => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return { name: "nothing", shows: false, there: false };
    const style = getComputedStyle(activeElement);
    const box = activeElement.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    // A native menu item is marked by its background.
    const marked = activeElement.getAttribute("role") === "menuitem" && style.backgroundColor !== "rgba(0, 0, 0, 0)";
    const name = activeElement.getAttribute("aria-label") ?? activeElement.textContent.slice(0, 40);
    return { name, shows: (outlined || marked) && box.width > 0 && box.height > 0, there: activeElement === wanted };
  }, element);

function expectShown({ name, shows }) {
  expect({ name, shows }, "the focus can be seen").toEqual({ name, shows: true });
}

/** Fails if the focus is not visible. */
export async function expectFocusVisible(page) {
  expectShown(await focused(page));
}

/** Presses Tab until the element has the focus. Every stop on the way must show the focus. */
export async function tabTo(page, locator, { back = false, limit = 80 } = {}) {
  const wanted = await locator.elementHandle();
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    // One question a step: a workshop by keyboard has hundreds of them.
    const now = await focused(page, wanted);
    if (now.name === "nothing") continue;
    expectShown(now);
    if (now.there) return;
  }
  throw new Error(`Tab does not lead to ${locator}`);
}
