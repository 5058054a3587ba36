// The accessibility check that every screen and dialog passes, light and dark.

import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A button that is half scrolled under the bar below is not a small one; axe measures what is left of it. */
const liesUnderTheBar = ({ failureSummary }) => failureSummary.includes("partially obscured");

/** Fails with the rule and the element in words, not with axe's whole report. */
export async function expectAccessible(page, { within } = {}) {
  let axe = new AxeBuilder({ page }).withTags(RULES);
  if (within) axe = axe.include(within);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.filter((node) => !liesUnderTheBar(node)).map(({ target, failureSummary }) => `${id}: ${help} (${target.join(" ")})\n${failureSummary}`),
  );
  // Soft: one screen that fails does not hide the next.
  expect.soft(found, "axe finds nothing").toEqual([]);
}
