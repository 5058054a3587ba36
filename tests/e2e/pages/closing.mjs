// Close and come back, as a person uses it.

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { Home, sampleBoard } from "./home.mjs";

export class Closing {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.summary = this.page.getByRole("article", { name: "The workshop on one page" });
    this.panel = this.page.getByRole("region", { name: "Close and come back" });
    this.followUp = this.page.getByRole("region", { name: "What became of it?" });
    this.agreements = this.summary.getByRole("list").first().getByRole("listitem");
    this.pulledBack = this.summary.getByRole("heading", { name: "Pulled back", exact: true }).locator("~ ol").getByRole("listitem");
  }

  button(name) {
    return this.panel.getByRole("button", { name, exact: true });
  }

  /** Downloads an export; returns its name and bytes. */
  async take(name) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.board.press(this.button(name))]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async takeText(name) {
    const { bytes, ...rest } = await this.take(name);
    return { ...rest, text: bytes.toString("utf8") };
  }

  async nextWorkshop() {
    await this.board.press(this.button("Start the next workshop from this one"));
    await expect(this.board.stage("Set up")).toHaveAttribute("aria-current", "step");
  }

  /** An agreement's follow-up, by its first words. */
  followed(what) {
    const row = this.followUp.getByRole("listitem").filter({ hasText: what });
    return {
      row,
      choice: (name) => row.getByRole("button", { name, exact: true }),
      why: row.getByRole("textbox", { name: "What made you pull it back?" }),
    };
  }
}

/** Agreements as registers of a file; a check-in is a number like 20261204, `who` the giver's thing. */
const registers = (agreements, who) =>
  agreements.flatMap(({ what, layer = 5, checkIn, good, guardrails, triggers, noTriggers, style, from = 2, to = 6, receiver = "the schedulers" }, place) => {
    const [thing, stamp] = [`kind-6 ${9000 + place}.0`, `${9000 + place}.0`];
    const terms = [["text", what], ["field-18", layer], ["field-20", { thing: who }], ["field-21", receiver], ["field-22", from], ["field-23", to]];
    const others = [["field-24", good], ["field-25", guardrails], ["field-26", triggers], ["field-27", noTriggers], ["field-28", style], ["field-31", checkIn]];
    return [...terms, ...others.filter(([, value]) => value !== undefined)].map(([field, value]) => [thing, field, value, stamp]);
  });

/** The sample with these agreements and the registers that `more` adds, opened as a file, in a stage. */
export async function closedWorkshop(page, agreements, { stage = "Close", more = () => [], ...options } = {}) {
  const sample = await sampleBoard(page, options);
  const file = JSON.parse(await readFile(await (await sample.saveFile()).path(), "utf8"));
  const people = file.registers.filter(([thing, field]) => thing.startsWith("person") && field === "text").map(([thing]) => thing);
  file.registers.push(...registers(agreements, people[0]), ...more(people));
  file.board = "00000000beef";
  const home = await new Home(page, options).open();
  await home.chooseFile({ name: "closed.board.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  const board = await home.opened();
  await board.goTo(stage);
  return new Closing(board);
}

/** Agreements with every field, as long as a careful team writes them. */
export const FULL = [
  {
    what: "Approving shift swaps between wards",
    good: "every swap is settled within a day",
    guardrails: "no ward below two nurses\nno double shifts",
    triggers: "two gaps in one week",
    noTriggers: "it was done another way than I would",
    style: 1,
    checkIn: 20981204,
  },
  {
    what: "Discounts up to 15% for hospitals with more than three wards",
    receiver: "the sales team",
    good: "the margin of the quarter holds, and a customer has an answer on the same day",
    guardrails: "never below cost\nno discount on support",
    triggers: "three discounts above 12% in one month",
    noTriggers: "a discount that I would not have given",
    style: 2,
    checkIn: 20981218,
  },
  {
    what: "Choosing our own KPIs, and dropping those that nobody looks at",
    layer: 4,
    receiver: "Chidi and the product team",
    from: 3,
    to: 5,
    good: "each KPI says what a ward notices",
    guardrails: "at most five at a time",
    triggers: "a KPI that no ward understands",
    noTriggers: "a quarter in which a number falls",
    style: 0,
    checkIn: 20990115,
  },
];

/** The first fields by their names in a file; later ones are numbered. */
const NAMED = ["text", "place", "colour", "author", "intended", "stage", "dots", "cap", "target"];
/** Each layer's ratings (clarity, now, needed) by the leader, who is the first person, and by the others. */
const SAID = [
  [[4, 2, 2], [2, 2, 2]],
  [[4, 3, 3], [2, 3, 3]],
  [[4, 3, 4], [3, 3, 3]],
  [[4, 4, 4], [2, 3, 4]],
  [[3, 5, 5], [3, 3, 5]],
  [[3, 5, 6], [3, 2, 6]],
];

/** Everybody's roles and ratings, and one layer that is rightly tight. */
export const ANSWERED = (people) => [
  [people[0], "field-9", 1, "9500.0"],
  ["layer 2", "field-15", "a hospital must be able to rely on them", "9501.0"],
  ...people.flatMap((person, place) =>
    SAID.map((said, layer) => [person.replace("person", "kind-8"), NAMED[layer], said[place === 0 ? 0 : 1], `${9600 + 10 * place + layer}.0`]),
  ),
];

/** Common paper sizes. */
export const PAPERS = ["A4", "Letter"];

/** How many sheets the page prints on. */
export async function printed(page, format) {
  const paper = await page.pdf({ format });
  return paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

/** The rows of a table, as a spreadsheet reads them. */
export function cells(csv) {
  const rows = [[""]];
  let quoted = false;
  for (const [sign] of csv.replace(/^\ufeff/, "").matchAll(/""|[^]/gu)) {
    const row = rows.at(-1);
    if (sign === '"') quoted = !quoted;
    else if (quoted) row[row.length - 1] += sign === '""' ? '"' : sign;
    else if (sign === ",") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign === '""' ? "" : sign;
  }
  return rows.filter((row) => row.length > 1);
}

/** A PNG's size; undefined for anything else. */
export function sizeOfPng(bytes) {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return bytes.subarray(0, 8).equals(signature) ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}
