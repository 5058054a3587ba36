// Cuts the program in two: a first part that a new board needs until notes stand on it, and a second part that comes right behind.
//
// The first part is what can be reached from the program's beginning without passing through a seam (src/core/later.rs). In place of a
// function at a seam stands a door: it has the second part opened if it is not open yet, and goes through. Constants go
// with the functions that refer to them. A seam in the wrong place makes the first part heavier, or has the second one
// opened sooner, and does nothing else: no function can come to run without its constants.

import { readRelocations } from "./relocations.mjs";

/** What is called through this function is behind a door: see src/core/later.rs. */
const SEAM = "::later::later";

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)`;
const all = (text, pattern) => [...text.matchAll(new RegExp(pattern.replace("NAME", () => `(${NAME})`), "g"))].map(([, name]) => name);
const first = (text, pattern) => all(text, pattern)[0];
const headOf = (text) => text.split("\n", 1)[0];

/** The program's text, as wasm-dis writes it, in its top-level parts. */
function partsOf(text) {
  const parts = [];
  for (const line of text.split("\n").slice(1)) {
    if (line.startsWith(" (")) parts.push([line]);
    else if (line.startsWith("  ") || line === " )") parts.at(-1).push(line);
  }
  return (kind) => parts.filter(([line]) => line.startsWith(` (${kind} `)).map((lines) => lines.join("\n"));
}

/** A function: what it is called, its type, whom it calls, and whether it is behind a door. */
function functionOf(text) {
  const head = headOf(text);
  const params = [...head.matchAll(/\(param \$\S+ (\w+)\)/g)].map(([, type]) => type);
  const [, result] = head.match(/\(result ([^)]*)\)/) ?? [];
  const type = (params.length > 0 ? ` (param ${params.join(" ")})` : "") + (result ? ` (result ${result})` : "");
  const name = first(head, "NAME");
  // Crates and types have a number of their own in brackets.
  const readable = name.replace(/\[[0-9a-f]+\]/g, "");
  return { name, text, params, type, calls: all(text, "\\((?:return_call|call|ref\\.func) NAME"), behindDoor: readable.includes(SEAM) };
}

/** Everything that can be reached: without going through a door, or going through all of them. */
function reach({ functions, inTable, refersTo, roots, isDoor }) {
  const reached = { functions: new Set(), constants: new Set(), cells: new Set(), doors: new Set() };
  const waiting = [];
  const toFunction = (name) => {
    const target = functions.get(name);
    const place = target && isDoor(target) ? reached.doors : reached.functions;
    if (!target || place.has(name)) return; // what is no function here is one of the browser's
    place.add(name);
    if (place === reached.functions) waiting.push(() => (target.calls.forEach(toFunction), follow(refersTo(name))));
  };
  const toConstant = (constant) => {
    if (reached.constants.has(constant)) return;
    reached.constants.add(constant);
    waiting.push(() => follow(constant));
  };
  const follow = ({ constants, table }) => {
    constants.forEach(toConstant);
    for (const linked of table) {
      const name = inTable.get(linked);
      if (name === undefined) continue; // wasm-bindgen has found it to be used by nobody
      reached.cells.add(name);
      toFunction(name);
    }
  };
  roots.functions.forEach(toFunction);
  roots.constants.forEach(toConstant);
  while (waiting.length > 0) waiting.pop()();
  return reached;
}

/** The linker knows every function but those that wasm-bindgen has made, and they use no constants. Were one of another name, its constants would be missing. */
function expectKnown(unknown, constants) {
  const [from, to] = [constants[0].from, constants.at(-1).to];
  for (const { name, text } of unknown) {
    const address = [...text.matchAll(/\(i32\.const (\d+)\)/g)].find(([, number]) => number >= from && number < to);
    if (address) throw new Error(`${name} uses the constant at ${address[1]}, and the linker knows nothing of it: see two-parts.mjs.`);
  }
}

const bytes = (slice) => [...slice].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");

/** Data in memory, without those addresses that are somebody else's. */
function dataOf({ segments, memory }, keep) {
  const pieces = [];
  for (const { address, bytes: content } of segments) {
    let from;
    for (let at = 0; at <= content.length; at += 1) {
      const kept = at < content.length && keep(address + at);
      if (kept && from === undefined) from = at;
      if (!kept && from !== undefined) {
        pieces.push(` (data (memory ${memory}) (i32.const ${address + from}) "${bytes(content.subarray(from, at))}")`);
        from = undefined;
      }
    }
  }
  return pieces;
}

/** Neighbouring cells of a table as one element. */
function elementsOf(table, cells) {
  const rows = [];
  for (const [place, name] of cells.toSorted(([a], [b]) => a - b)) {
    const row = rows.at(-1);
    if (row && row.from + row.names.length === place) row.names.push(name);
    else rows.push({ from: place, names: [name] });
  }
  return rows.map(({ from, names }) => ` (elem (table ${table}) (i32.const ${from}) func ${names.join(" ")})`);
}

/**
 * Cuts a program in two. `text` is the program as wasm-dis writes it, `linkedNameOf` tells what the linker calls the function at a place among them,
 * `relocations` who refers to what, `module` the name under which it imports, `isUsed` whether anybody uses an export.
 * Hands back both parts as text. The first one imports `open` besides, which has to open the second with two imports: `module` as for the first, and
 * `first` with what the first part exports.
 */
export function cutInTwo({ text, linkedNameOf, relocations, module, isUsed }) {
  const of = partsOf(text);
  const list = of("func").map(functionOf);
  const functions = new Map(list.map((one) => [one.name, one]));
  const linked = new Map(list.map(({ name }, place) => [name, linkedNameOf(place)]));
  const nothing = { constants: new Set(), table: new Set() };
  const refersTo = (name) => relocations.functions.get(linked.get(name)) ?? nothing;
  const imports = new Map(of("import").map((line) => [first(line, "\\(\\w+ NAME"), line]));

  const [table] = of("table").filter((line) => line.includes(" funcref"));
  const tableName = first(table, "NAME");
  const size = Number(table.match(/ (\d+) \d+ funcref/)[1]);
  const cells = of("elem").flatMap((element) => {
    const from = Number(element.match(/\(i32\.const (\d+)\)/)[1]);
    return all(element.slice(element.indexOf(") func ")), "NAME").map((name, place) => [from + place, name]);
  });
  const inTable = new Map(cells.map(([, name]) => [linked.get(name), name]));

  const exported = of("export").filter((line) => isUsed(line.match(/^ \(export "([^"]*)"/)[1]));
  const referredTo = new Set([...relocations.functions.values(), ...relocations.constants].flatMap(({ table }) => [...table]));
  const begin = [...exported.flatMap((line) => all(line, "\\(func NAME\\)")), ...of("start").flatMap((line) => all(line, "NAME"))];
  // What wasm-bindgen has put into the table the linker knows nothing of.
  const unknown = cells.map(([, name]) => name).filter((name) => !referredTo.has(linked.get(name)));
  const changing = relocations.constants.filter(({ constant }) => !constant);
  const from = { functions, inTable, refersTo, roots: { functions: [...begin, ...unknown], constants: changing } };
  const used = reach({ ...from, isDoor: () => false });
  expectKnown(list.filter(({ name }) => used.functions.has(name) && !relocations.functions.has(linked.get(name))), relocations.constants);
  const reached = reach({ ...from, isDoor: ({ behindDoor }) => behindDoor });
  unknown.forEach((name) => reached.cells.add(name));

  const second = list.filter(({ name }) => used.functions.has(name) && !reached.functions.has(name));
  const isSecond = new Set(second.map(({ name }) => name));
  // A door leads to a cell of the table: the function's own, or a new one behind the others.
  const cellOf = new Map(cells.toReversed().map(([place, name]) => [name, place]));
  let end = size;
  for (const name of reached.doors) if (!cellOf.has(name)) cellOf.set(name, end++);
  const door = ({ name, params, type }) =>
    [
      ` (func ${name}${params.map((type, place) => ` (param $${place} ${type})`).join("")}${type.replace(/^ \(param [^)]*\)/, "")}`,
      "  (if (i32.eqz (global.get $open)) (then (call $open-second)))",
      `  (call_indirect ${tableName}${type} ${params.map((_, place) => `(local.get $${place})`).join(" ")} (i32.const ${cellOf.get(name)})))`,
    ].join("\n");
  const secondCells = [...cells.filter(([, name]) => isSecond.has(name)), ...[...reached.doors].filter((name) => cellOf.get(name) >= size).map((name) => [cellOf.get(name), name])];
  const firstCells = cells.filter(([, name]) => reached.functions.has(name) || reached.cells.has(name));

  const uses = (pattern) => new Set(second.flatMap(({ text }) => all(text, pattern)));
  const called = [...new Set(second.flatMap(({ calls }) => calls))].filter((name) => !isSecond.has(name));
  const givenFunctions = called.filter((name) => !imports.has(name));
  const givenGlobals = [...uses("\\(global\\.[gs]et NAME")];
  const givenTables = [...uses("\\(table\\.\\w+ NAME")].filter((name) => name !== tableName);
  const [memory] = of("memory").map((line) => first(line, "NAME"));
  const given = [
    ["memory", "memory", memory, "1"],
    ["table", "table", tableName, `${end} ${end} funcref`],
    ["open", "global", "$open", "(mut i32)"],
    ...givenTables.map((name, place) => [`table${place}`, "table", name, headOf(of("table").find((line) => first(line, "NAME") === name)).match(/ (\d+ \w+)\)$/)[1]]),
    ...givenGlobals.map((name, place) => [`global${place}`, "global", name, of("global").find((line) => first(line, "NAME") === name).match(/ (\(mut \w+\)|\w+) \(/)[1]]),
    ...givenFunctions.map((name, place) => [`f${place}`, "func", name, functions.get(name).type.trim()]),
  ];

  const constantAt = new Map();
  for (const constant of relocations.constants) {
    if (reached.constants.has(constant)) continue;
    for (let at = constant.from; at < constant.to; at += 1) constantAt.set(at, constant);
  }
  // Constants may share their bytes, where one is the end of another.
  for (const constant of reached.constants) for (let at = constant.from; at < constant.to; at += 1) constantAt.delete(at);
  const data = { segments: relocations.segments, memory };

  const firstText = [
    "(module",
    ...of("type"),
    ...of("import"),
    ` (import "${module}" "open" (func $open-second))`,
    ...of("memory"),
    ...of("table").map((line) => (line === table ? line.replace(`${size} ${size}`, `${end} ${end}`) : line)),
    ...of("global"),
    " (global $open (mut i32) (i32.const 0))",
    ...exported,
    ...given.filter(([name]) => name !== "memory").map(([name, kind, what]) => ` (export "second-${name}" (${kind} ${what}))`),
    ...of("start"),
    ...elementsOf(tableName, firstCells),
    ...dataOf(data, (address) => !constantAt.has(address)),
    ...list.filter(({ name }) => reached.functions.has(name)).map(({ text }) => text),
    ...[...reached.doors].map((name) => door(functions.get(name))),
    ")",
  ];
  const secondText = [
    "(module",
    ...of("type"),
    ...called.filter((name) => imports.has(name)).map((name) => imports.get(name)),
    ...given.map(([name, kind, what, type]) => ` (import "first" "${name === "memory" ? name : `second-${name}`}" (${kind} ${what} ${type}))`),
    ...elementsOf(tableName, secondCells),
    ...dataOf(data, (address) => constantAt.has(address)),
    " (start $is-open)",
    " (func $is-open (global.set $open (i32.const 1)))",
    ...second.map(({ text }) => text),
    ")",
  ];
  return { first: firstText.join("\n"), second: secondText.join("\n"), counts: { functions: list.length, second: second.length, doors: reached.doors.size, bytes: constantAt.size } };
}
