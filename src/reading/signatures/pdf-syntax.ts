/** A value as a PDF writes it (ISO 32000-1, 7.3). */
export type PdfValue =
  | { is: "name" | "other"; text: string }
  | { is: "number"; number: number }
  | { is: "string"; bytes: Buffer; start: number; end: number }
  | { is: "reference"; object: number }
  | { is: "array"; items: PdfValue[] }
  | { is: "dictionary"; entries: Map<string, PdfValue> };

export type PdfDictionary = Map<string, PdfValue>;

/** Values within one another; a signature's dictionary has three. */
const DEEPEST = 20;
/** Values of one object; a form of 2,000 fields lists as many, and none of ours is so large. */
const MOST_VALUES = 10_000;
/** Bytes of one string of digits; a signature with all that proves it takes 200 KB. */
const LONGEST_HEX = 4_000_000;
/** And of one in brackets: names and reasons. */
const LONGEST_LITERAL = 100_000;
/** Characters of one name or number. */
const LONGEST_WORD = 200;

/**
 * The dictionary that begins at an offset, references to other objects left as such; null where none does, or where it
 * is too large or broken. What it took to read is taken off `budget`, without which nothing more is read.
 */
export function dictionaryAt(file: Buffer, at: number, budget: { bytes: number }): PdfDictionary | null {
  // An offset may be any number that a file names, infinity too: it must not be counted with.
  if (budget.bytes <= 0 || file[at] === undefined) return null;
  const cursor = { file, at, left: MOST_VALUES };
  const value = read(cursor, 0);
  budget.bytes -= cursor.at - at;
  return value?.is === "dictionary" ? value.entries : null;
}

interface Cursor {
  file: Buffer;
  at: number;
  left: number;
}

const code = (character: string) => character.charCodeAt(0);
const [BACKSLASH, OPENING, CLOSING] = ["\\", "(", ")"].map(code) as [number, number, number];
const BLANK = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set(Array.from("()<>[]{}/%", code));

function read(cursor: Cursor, depth: number): PdfValue | null {
  skipBlanks(cursor);
  const { file, at } = cursor;
  const first = file[at];
  if (--cursor.left < 0 || depth > DEEPEST || first === undefined) return null;
  switch (first) {
    case code("/"):
      cursor.at++;
      return { is: "name", text: unescaped(word(cursor)) };
    case code("("):
      return literal(cursor);
    case code("["):
      cursor.at++;
      return array(cursor, depth);
    case code("<"):
      if (file[at + 1] !== code("<")) return hex(cursor);
      cursor.at += 2;
      return dictionary(cursor, depth);
    default:
      return numberOrWord(cursor);
  }
}

function skipBlanks(cursor: Cursor): void {
  const { file } = cursor;
  for (;;) {
    while (BLANK.has(file[cursor.at] ?? -1)) cursor.at++;
    if (file[cursor.at] !== code("%")) return;
    while (cursor.at < file.length && file[cursor.at] !== 10 && file[cursor.at] !== 13) cursor.at++;
  }
}

function word(cursor: Cursor): string {
  const start = cursor.at;
  const isIn = (byte: number | undefined) => byte !== undefined && !BLANK.has(byte) && !DELIMITER.has(byte);
  while (isIn(cursor.file[cursor.at]) && cursor.at - start < LONGEST_WORD) cursor.at++;
  return cursor.file.toString("latin1", start, cursor.at);
}

const unescaped = (name: string) =>
  name.replace(/#([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** `12 0 R` is three words; a number that is not followed by the two others stands for itself. */
function numberOrWord(cursor: Cursor): PdfValue | null {
  const text = word(cursor);
  if (text === "") return null;
  const number = Number(text);
  if (Number.isNaN(number)) return { is: "other", text };
  const rest = cursor.file.toString("latin1", cursor.at, cursor.at + 24);
  const reference = /^[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(rest);
  if (reference === null || !/^\d+$/.test(text)) return { is: "number", number };
  cursor.at += reference[0].length;
  return { is: "reference", object: number };
}

function literal(cursor: Cursor): PdfValue | null {
  const { file, at: start } = cursor;
  const end = literalEnd(file, start);
  cursor.at = end ?? Math.min(file.length, start + LONGEST_LITERAL);
  return end === null ? null : { is: "string", bytes: unescapedBytes(file.subarray(start + 1, end - 1)), start, end };
}

/** Behind its closing bracket; brackets within it come in pairs. */
function literalEnd(file: Buffer, start: number): number | null {
  const last = Math.min(file.length, start + LONGEST_LITERAL);
  for (let at = start, open = 0; at < last; at++) {
    const byte = file[at];
    if (byte === BACKSLASH) at++;
    else if (byte === OPENING) open++;
    else if (byte === CLOSING && --open === 0) return at + 1;
  }
  return null;
}

function unescapedBytes(written: Buffer): Buffer {
  if (!written.includes(BACKSLASH)) return written;
  const bytes: number[] = [];
  for (let at = 0; at < written.length; at++) {
    if (written[at] !== BACKSLASH) {
      bytes.push(written[at] ?? 0);
      continue;
    }
    const { length, value } = escaped(written.toString("latin1", at + 1, at + 4));
    bytes.push(...value);
    at += length;
  }
  return Buffer.from(bytes);
}

/** What follows a backslash (7.3.4.2): how long it is, and the bytes that it stands for. */
function escaped(next: string): { length: number; value: number[] } {
  const octal = /^[0-7]{1,3}/.exec(next)?.[0];
  if (octal !== undefined) return { length: octal.length, value: [Number.parseInt(octal, 8) & 255] };
  if (next.startsWith("\r\n")) return { length: 2, value: [] };
  const first = next.charAt(0);
  if (first === "\n" || first === "\r") return { length: 1, value: [] };
  const control = "nrtbf".indexOf(first);
  return {
    length: 1,
    value: [control < 0 || first === "" ? next.charCodeAt(0) || 0 : code("\n\r\t\b\f".charAt(control))],
  };
}

function hex(cursor: Cursor): PdfValue | null {
  const start = cursor.at;
  const end = cursor.file.indexOf(code(">"), start);
  cursor.at = end < 0 ? start + LONGEST_HEX : end + 1;
  if (end < 0 || end - start > LONGEST_HEX) return null;
  const digits = cursor.file.toString("latin1", start + 1, end).replace(/[\0\t\n\f\r ]/g, "");
  return {
    is: "string",
    bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex"),
    start,
    end: end + 1,
  };
}

function array(cursor: Cursor, depth: number): PdfValue | null {
  const items: PdfValue[] = [];
  for (;;) {
    skipBlanks(cursor);
    if (cursor.file[cursor.at] === code("]")) {
      cursor.at++;
      return { is: "array", items };
    }
    const item = read(cursor, depth + 1);
    if (item === null) return null;
    items.push(item);
  }
}

function dictionary(cursor: Cursor, depth: number): PdfValue | null {
  const entries: PdfDictionary = new Map();
  for (;;) {
    skipBlanks(cursor);
    if (cursor.file[cursor.at] === code(">")) {
      cursor.at += 2;
      return { is: "dictionary", entries };
    }
    const key = read(cursor, depth + 1);
    const value = key?.is === "name" ? read(cursor, depth + 1) : null;
    if (key?.is !== "name" || value === null) return null;
    entries.set(key.text, value);
  }
}
