// Reads from a program, as the linker left it (--emit-relocs), who refers to what: functions to constants and to functions in the
// table, constants to other constants and to functions in the table. The format is that of WebAssembly's tool conventions (Linking.md).

import { readFileSync } from "node:fs";

const SECTION = { custom: 0, code: 10, data: 11 };
const SYMBOL = { function: 0, data: 1, section: 3 };
const UNDEFINED = 0x10;
const NAMED = 0x40;
const SYMBOL_TABLE = 8;
const SEGMENTS = 5;
const FUNCTION_NAMES = 1;
/** What a reference is to, by its number. Others (calls, types, globals) are seen in the code itself. */
const TO_TABLE = new Set([1, 2, 12, 18, 19, 24]);
const TO_MEMORY = new Set([3, 4, 5, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
/** Those that carry a number to be added. */
const WITH_ADDEND = new Set([...TO_MEMORY, 8, 9]);

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  /** A number in LEB128; for our purposes the sign does not matter where one is passed over. */
  number() {
    let [number, factor, byte] = [0, 1];
    do {
      byte = this.byte();
      number += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte & 0x80);
    return number;
  }
  /** An address in a constant expression: `i32.const`, the number, `end`. */
  address() {
    this.byte();
    const address = this.number();
    this.byte();
    return address;
  }
  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }
}

/** What the linker says of symbols, and which segments never change. */
function readLinking(reader, end) {
  const linking = { symbols: [], constant: [] };
  reader.number(); // the version of the section
  while (reader.at < end) {
    const kind = reader.byte();
    const length = reader.number();
    const next = reader.at + length;
    if (kind === SYMBOL_TABLE) linking.symbols = Array.from({ length: reader.number() }, () => readSymbol(reader));
    if (kind === SEGMENTS) {
      linking.constant = Array.from({ length: reader.number() }, () => {
        const name = reader.text();
        reader.number(); // how it is aligned
        reader.number(); // flags
        return name.startsWith(".rodata");
      });
    }
    reader.at = next;
  }
  return linking;
}

function readSymbol(reader) {
  const [kind, flags] = [reader.byte(), reader.number()];
  if (kind === SYMBOL.section) return { kind, index: reader.number() };
  if (kind !== SYMBOL.data) {
    const index = reader.number();
    if (!(flags & UNDEFINED) || flags & NAMED) reader.text();
    return { kind, index };
  }
  const name = reader.text();
  if (flags & UNDEFINED) return { kind, name };
  return { kind, name, segment: reader.number(), offset: reader.number(), size: reader.number() };
}

/** The names of functions, by their numbers. */
function readNames(reader, end) {
  while (reader.at < end) {
    const kind = reader.byte();
    const length = reader.number();
    const next = reader.at + length;
    if (kind === FUNCTION_NAMES) return new Map(Array.from({ length: reader.number() }, () => [reader.number(), reader.text()]));
    reader.at = next;
  }
  return new Map();
}

function readReferences(reader) {
  const section = reader.number();
  const references = Array.from({ length: reader.number() }, () => {
    const [type, offset, symbol] = [reader.byte(), reader.number(), reader.number()];
    if (WITH_ADDEND.has(type)) reader.number();
    return { type, offset, symbol };
  });
  return { section, references };
}

/** Finds the last of those, in the order of their beginnings, that begins at or before this place and holds it. */
function holder(ranges, place) {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle].from <= place) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low - 1];
  return found && place < found.to ? found : undefined;
}

/** The program without what the linker said of it, which is true no more once wasm-bindgen has been at work. */
export function withoutLinking(bytes) {
  const reader = new Reader(bytes, 8);
  const kept = [bytes.subarray(0, 8)];
  while (reader.at < bytes.length) {
    const from = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    const name = id === SECTION.custom ? reader.text() : "";
    if (!/^(linking|reloc\..*)$/.test(name)) kept.push(bytes.subarray(from, end));
    reader.at = end;
  }
  return Buffer.concat(kept);
}

/** The names of a program's functions, by their numbers. */
export function functionNames(path) {
  const reader = new Reader(readFileSync(path), 8);
  while (reader.at < reader.bytes.length) {
    const id = reader.byte();
    const end = reader.number() + reader.at;
    if (id === SECTION.custom && reader.text() === "name") return readNames(reader, end);
    reader.at = end;
  }
  return new Map();
}

/**
 * Who refers to what in the program at this path.
 * `functions`: by name, the `constants` and the functions in the `table` that it refers to.
 * `constants`: each with its addresses `from` and `to`, whether it really is `constant`, and the same.
 * Hands back nothing for a program that was linked without references.
 */
export function readRelocations(path) {
  const reader = new Reader(readFileSync(path), 8);
  const [segments, bodies, parts] = [[], [], []];
  const sections = [];
  let [linking, names] = [{ symbols: [], constant: [] }, new Map()];
  let section = 0;
  for (; reader.at < reader.bytes.length; section += 1) {
    const id = reader.byte();
    const length = reader.number();
    const [start, end] = [reader.at, reader.at + length];
    sections[section] = id;
    if (id === SECTION.code) {
      for (let count = reader.number(); count > 0; count -= 1) {
        const from = reader.at - start;
        const size = reader.number();
        reader.at += size;
        bodies.push({ from, to: reader.at - start });
      }
    } else if (id === SECTION.data) {
      for (let count = reader.number(); count > 0; count -= 1) {
        if (reader.number() !== 0) throw new Error("The program has data that is not put into memory at its start.");
        const address = reader.address();
        const size = reader.number();
        segments.push({ address, from: reader.at - start, to: reader.at - start + size, bytes: reader.bytes.subarray(reader.at, reader.at + size) });
        reader.at += size;
      }
    } else if (id === SECTION.custom) {
      const name = reader.text();
      if (name === "linking") linking = readLinking(reader, end);
      if (name === "name") names = readNames(reader, end);
      if (name.startsWith("reloc.")) parts.push(readReferences(reader));
    }
    reader.at = end;
  }
  if (parts.length === 0) return undefined;

  const { symbols, constant } = linking;
  const refers = () => ({ constants: new Set(), table: new Set() });
  const constants = new Map();
  for (const [index, { kind, name, segment, offset, size }] of symbols.entries()) {
    if (kind !== SYMBOL.data || size === undefined) continue;
    const from = segments[segment].address + offset;
    constants.set(index, { name, constant: constant[segment], from, to: from + size, ...refers() });
  }
  const inOrder = [...constants.values()].sort((a, b) => a.from - b.from);
  // The last names are those of the functions that have a body.
  const firstBody = Math.max(...names.keys()) + 1 - bodies.length;
  const functions = new Map();
  for (const [index, name] of names) {
    if (index >= firstBody) bodies[index - firstBody].name = name;
    if (!functions.has(name)) functions.set(name, refers());
  }
  for (const { section: about, references } of parts) {
    const inCode = sections[about] === SECTION.code;
    if (!inCode && sections[about] !== SECTION.data) continue;
    for (const { type, offset, symbol } of references) {
      if (!TO_TABLE.has(type) && !TO_MEMORY.has(type)) continue;
      let who;
      if (inCode) {
        const { name } = holder(bodies, offset) ?? {};
        if (name === undefined) throw new Error("A function that refers to something has no name.");
        who = functions.get(name);
      } else {
        const segment = holder(segments, offset);
        who = holder(inOrder, segment.address + offset - segment.from);
        if (!who) throw new Error("A constant that refers to something has no name.");
      }
      if (TO_TABLE.has(type)) who.table.add(names.get(symbols[symbol].index));
      else if (constants.has(symbol)) who.constants.add(constants.get(symbol));
    }
  }
  return { functions, constants: inOrder, segments };
}
