// The keyboard alone: where the focus is, whether it can be seen, and getting somewhere with Tab.

import { expect } from "@playwright/test";

/** Fails when the focus has fallen off the page: the next Tab would start from the top. */
export async function expectFocusKept(page) {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement && activeElement !== document.body ? activeElement.tagName : "nothing";
    });
  await expect.poll(focused, { message: "the focus is on something", timeout: 1_500 }).not.toBe("nothing");
}

/** Fails when what has the focus does not show it. */
export async function expectFocusVisible(page) {
  const shown = await page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    // A native menu item is marked by its background.
    const marked = element.getAttribute("role") === "menuitem" && style.backgroundColor !== "rgba(0, 0, 0, 0)";
    const name = element.getAttribute("aria-label") ?? element.textContent.slice(0, 40);
    return { name, shows: (outlined || marked) && box.width > 0 && box.height > 0 };
  });
  expect(shown, "the focus can be seen").toEqual({ name: shown.name, shows: true });
}

/** Presses Tab until the thing has the focus. Each stop on the way must show the focus. */
export async function tabTo(page, locator, { back = false, limit = 80 } = {}) {
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const onPage = await page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null);
    if (!onPage) continue;
    await expectFocusVisible(page);
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${locator}`);
}
