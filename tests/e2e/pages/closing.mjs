// Close and come back as a person uses it.

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

  /** Takes something along; hands back the file's name and its bytes. */
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

  /** What became of an agreement, by the words it begins with. */
  followed(what) {
    const row = this.followUp.getByRole("listitem").filter({ hasText: what });
    return {
      row,
      choice: (name) => row.getByRole("button", { name, exact: true }),
      why: row.getByRole("textbox", { name: "What made you pull it back?" }),
    };
  }
}

/** Agreements as the file writes them: what, layer, check-in as 20261204. `who` is the person's thing. */
const registers = (agreements, who) =>
  agreements.flatMap(({ what, layer = 5, checkIn, good, to = 6 }, place) => {
    const [thing, stamp] = [`kind-6 ${9000 + place}.0`, `${9000 + place}.0`];
    const terms = [["text", what], ["field-18", layer], ["field-20", { thing: who }], ["field-21", "the schedulers"], ["field-22", 2], ["field-23", to]];
    if (good) terms.push(["field-24", good]);
    if (checkIn) terms.push(["field-31", checkIn]);
    return terms.map(([field, value]) => [thing, field, value, stamp]);
  });

/** The sample's workshop with these agreements, opened as a file and brought to Close. */
export async function closedWorkshop(page, agreements, options) {
  const sample = await sampleBoard(page, options);
  const file = JSON.parse(await readFile(await (await sample.saveFile()).path(), "utf8"));
  const [who] = file.registers.find(([thing, field]) => thing.startsWith("person") && field === "text");
  file.registers.push(...registers(agreements, who));
  file.board = "00000000beef";
  const home = await new Home(page, options).open();
  await home.chooseFile({ name: "closed.board.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  const board = await home.opened();
  await board.goTo("Close");
  return new Closing(board);
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

/** The size of a PNG, or nothing if it is none. */
export function sizeOfPng(bytes) {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return bytes.subarray(0, 8).equals(signature) ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}
