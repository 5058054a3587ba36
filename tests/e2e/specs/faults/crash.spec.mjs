// The browser is killed while it edits: afterwards no board is unreadable, and nothing that was shown as saved is missing. `make crash` does
// the same 200 times.

import { expect, test } from "../../support/fixtures.mjs";
import { crash } from "../../support/crash.mjs";

test("five kills of the browser lose nothing that was shown as saved", async ({ baseURL }) => {
  test.setTimeout(180_000);
  const result = await crash({ kills: 5, seed: Date.now() % 1_000_000, address: baseURL });
  expect(result.problems, `seed ${result.seed}`).toEqual([]);
  expect(result.kills).toBe(5);
  expect(result.saved).toBeGreaterThan(0);
});
