// Cuts the program in three parts that come one behind the other: what the list of boards needs, what a new board needs until notes stand
// on it, and all else.
//
// A part is what can be reached from the program's beginning without passing through a later part's seam (src/core/later.rs). In place
// of a function at a seam stands a door: it has the part behind it opened if it is not open yet, and goes through. Constants go
// with the functions that refer to them. A seam in the wrong place makes a part heavier, or has a later one opened sooner, and does
// nothing else: no function can come to run without its constants.

import { readRelocations } from "./relocations.mjs";

/** What a function behind the door to each later part has in its name: see src/core/later.rs. What views look up in a board is needed by none before. */
const SEAMS = [["::later::for_a_board", "::ui::look::"], ["::later::later"]];

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

/** A function: what it is called, its type, whom it calls, and the part whose seam it is at, 0 if none's. */
function functionOf(text) {
  const head = headOf(text);
  const params = [...head.matchAll(/\(param \$\S+ (\w+)\)/g)].map(([, type]) => type);
  const [, result] = head.match(/\(result ([^)]*)\)/) ?? [];
  const type = (params.length > 0 ? ` (param ${params.join(" ")})` : "") + (result ? ` (result ${result})` : "");
  const name = first(head, "NAME");
  // Crates and types have a number of their own in brackets.
  const readable = name.replace(/\[[0-9a-f]+\]/g, "");
  return { name, text, params, type, calls: all(text, "\\((?:return_call|call|ref\\.func) NAME"), seam: SEAMS.findIndex((names) => names.some((name) => readable.includes(name))) + 1 };
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
    if (address) throw new Error(`${name} uses the constant at ${address[1]}, and the linker knows nothing of it: see parts.mjs.`);
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
 * Cuts a program in parts. `text` is the program as wasm-dis writes it, `linkedNameOf` tells what the linker calls the function at a place among them,
 * `relocations` who refers to what, `module` the name under which it imports, `isUsed` whether anybody uses an export.
 * Hands back the parts as text. The first one imports `open1`, `open2`, ... besides, which have to open the later ones; each of those imports from
 * `module` as the first, and from `part0`, `part1`, ... what the parts before it export.
 */
export function cut({ text, linkedNameOf, relocations, module, isUsed }) {
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
  // What can be reached once so many parts are open.
  const reached = [...SEAMS.keys(), SEAMS.length].map((part) => reach({ ...from, isDoor: ({ seam }) => seam > part }));
  const used = reached.at(-1);
  expectKnown(list.filter(({ name }) => used.functions.has(name) && !relocations.functions.has(linked.get(name))), relocations.constants);
  unknown.forEach((name) => reached[0].cells.add(name));

  const partOf = new Map([...used.functions].map((name) => [name, reached.findIndex((one) => one.functions.has(name))]));
  // A part takes over the doors of those before it, as long as they lead further on.
  const doorsOf = reached.map(({ doors }, part) => [...doors].filter((name) => !reached.slice(0, part).some((before) => before.doors.has(name))));
  const doorOf = (name, part) => doorsOf.slice(0, part + 1).findIndex((doors) => doors.includes(name));
  // A door leads to a cell of the table: the function's own, or a new one behind the others.
  const cellOf = new Map(cells.toReversed().map(([place, name]) => [name, place]));
  let end = size;
  for (const name of doorsOf.flat()) if (!cellOf.has(name)) cellOf.set(name, end++);
  const door = ({ name, params, type }) =>
    [
      ` (func ${name}${params.map((type, place) => ` (param $${place} ${type})`).join("")}${type.replace(/^ \(param [^)]*\)/, "")}`,
      `  (if (i32.eqz (global.get $open${partOf.get(name)})) (then (call $open-part${partOf.get(name)})))`,
      `  (call_indirect ${tableName}${type} ${params.map((_, place) => `(local.get $${place})`).join(" ")} (i32.const ${cellOf.get(name)})))`,
    ].join("\n");

  const partOfAddress = new Map();
  const last = SEAMS.length;
  const placeOf = (constant) => {
    const part = reached.findIndex(({ constants }) => constants.has(constant));
    return part < 0 ? last : part;
  };
  // Constants may share their bytes, where one is the end of another: they come with the first that needs them.
  for (const [constant, part] of relocations.constants.map((constant) => [constant, placeOf(constant)]).toSorted(([, one], [, other]) => other - one)) {
    for (let at = constant.from; at < constant.to; at += 1) partOfAddress.set(at, part);
  }
  const [memory] = of("memory").map((line) => first(line, "NAME"));
  const dataIn = (part) => dataOf({ segments: relocations.segments, memory }, (address) => (partOfAddress.get(address) ?? 0) === part);

  // What parts give to later ones, by name.
  const given = reached.map(() => new Map());
  const give = (part, kind, what, type) => {
    const key = `${kind} ${what}`;
    if (!given[part].has(key)) given[part].set(key, { name: `given${given[part].size}`, kind, what, type });
    return ` (import "part${part}" "${given[part].get(key).name}" (${kind} ${what} ${type}))`;
  };
  const firstLine = (kind, name) => headOf(of(kind).find((line) => first(line, "NAME") === name));
  const globalType = (name) => (name.startsWith("$open") ? "(mut i32)" : firstLine("global", name).match(/ (\(mut \w+\)|\w+) \(/)[1]);
  const tableType = (name) => (name === tableName ? `${end} ${end} funcref` : firstLine("table", name).match(/ (\d+ \w+)\)$/)[1]);

  const bodies = reached.map((_, part) => [...list.filter(({ name }) => partOf.get(name) === part).map(({ text }) => text), ...doorsOf[part].map((name) => door(functions.get(name)))]);
  const cellsOf = (part) =>
    cells
      .filter(([, name]) => partOf.get(name) === part || (reached[part].cells.has(name) && !reached.slice(0, part).some((before) => before.cells.has(name))))
      .concat([...cellOf].filter(([name, place]) => place >= size && partOf.get(name) === part).map(([name, place]) => [place, name]));
  const later = (part) => {
    const text = bodies[part].join("\n");
    const own = new Set([...list.filter(({ name }) => partOf.get(name) === part).map(({ name }) => name), ...doorsOf[part]]);
    const called = new Set([...all(text, "\\((?:return_call|call|ref\\.func) NAME"), ...cellsOf(part).map(([, name]) => name)]);
    const needed = [...called].filter((name) => !own.has(name) && !name.startsWith("$open-part"));
    const fromParts = needed.filter((name) => !imports.has(name)).map((name) => {
      const real = partOf.get(name) < part;
      return give(real ? partOf.get(name) : doorOf(name, part), "func", name, functions.get(name).type.trim());
    });
    const globals = new Set([...all(text, "\\(global\\.[gs]et NAME"), `$open${part}`]);
    const tables = new Set([...all(text, "\\(table\\.\\w+ NAME"), tableName]);
    return [
      "(module",
      ...of("type"),
      ...needed.filter((name) => imports.has(name)).map((name) => imports.get(name)),
      ...SEAMS.map((_, at) => at + 1).filter((at) => text.includes(`(call $open-part${at})`)).map((at) => ` (import "${module}" "open${at}" (func $open-part${at}))`),
      ` (import "part0" "memory" (memory ${memory} 1))`,
      ...[...tables].map((name) => give(0, "table", name, tableType(name))),
      ...[...globals].map((name) => give(0, "global", name, globalType(name))),
      ...fromParts,
      ...elementsOf(tableName, cellsOf(part)),
      ...dataIn(part),
      " (start $is-open)",
      ` (func $is-open (global.set $open${part} (i32.const 1)))`,
      text,
    ];
  };
  const laterParts = SEAMS.map((_, at) => later(at + 1));
  const texts = [
    [
      "(module",
      ...of("type"),
      ...of("import"),
      ...SEAMS.map((_, at) => ` (import "${module}" "open${at + 1}" (func $open-part${at + 1}))`),
      ...of("memory"),
      ...of("table").map((line) => (line === table ? line.replace(`${size} ${size}`, `${end} ${end}`) : line)),
      ...of("global"),
      ...SEAMS.map((_, at) => ` (global $open${at + 1} (mut i32) (i32.const 0))`),
      ...exported,
      ...of("start"),
      ...elementsOf(tableName, cellsOf(0)),
      ...dataIn(0),
      ...bodies[0],
    ],
    ...laterParts,
  ].map((lines, part) => [...lines, ...[...given[part].values()].map(({ name, kind, what }) => ` (export "${name}" (${kind} ${what}))`), ")"].join("\n"));
  const counts = texts.map((_, part) => ({ functions: [...partOf.values()].filter((one) => one === part).length, doors: doorsOf[part].length }));
  return { texts, counts };
}
