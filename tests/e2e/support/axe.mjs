// The accessibility check of every screen and dialog, light and dark.
//
// axe-core runs in the page itself and returns only violations: its package for Playwright opens a page for each report, returns what
// passed as well, and takes ten times as long.

import axe from "axe-core";
import { expect } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A button half under the bottom bar is not small; axe measures its visible rest. */
const liesUnderTheBar = ({ failureSummary }) => failureSummary.includes("partially obscured");

/** The violations of these rules, in the page or within a selector. */
export async function violations(page, rules, within) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const options = { runOnly: rules, resultTypes: ["violations"], elementRef: false };
  const found = await page.evaluate(([context, options]) => globalThis.axe.run(context ?? document, options), [within, options]);
  return found.violations;
}

/** Fails with each rule and element in words, not with axe's whole report. */
export async function expectAccessible(page, { within } = {}) {
  const broken = await violations(page, RULES, within);
  const found = broken.flatMap(({ id, help, nodes }) =>
    nodes.filter((node) => !liesUnderTheBar(node)).map(({ target, failureSummary }) => `${id}: ${help} (${target.join(" ")})\n${failureSummary}`),
  );
  // Soft: one screen that fails does not hide the next.
  expect.soft(found, "axe finds nothing").toEqual([]);
}
