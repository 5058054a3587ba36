// Two tabs with one board.

import { expect } from "@playwright/test";
import { Board } from "./board.mjs";
import { newBoard } from "./home.mjs";

/** A second tab with the board of the first. */
export async function beside(page, { channel = true } = {}) {
  const other = await page.context().newPage();
  if (!channel) await other.addInitScript(() => delete window.BroadcastChannel);
  await other.goto(page.url());
  const board = new Board(other);
  await expect(board.title).toBeVisible();
  return board;
}

export async function twoTabs(page, options) {
  if (options?.channel === false) await page.addInitScript(() => delete window.BroadcastChannel);
  const one = await newBoard(page);
  await one.write("Vision", "first");
  await one.saved();
  return [one, await beside(page, options)];
}
