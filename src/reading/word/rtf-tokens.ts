/** What RTF is made of (RTF 1.9.1, “RTF Syntax”). */
export type RtfToken =
  | { type: "open" }
  | { type: "close" }
  | { type: "word"; word: string; value: number | null }
  /** Characters as bytes of whatever code page is in force, written plainly or as \'xx. */
  | { type: "bytes"; bytes: Buffer };

const [BACKSLASH, OPEN, CLOSE, QUOTE, MINUS, SPACE, CR, LF] = Buffer.from("\\{}'- \r\n");

/** A single non-letter behind the backslash that is the character itself. */
const ESCAPED = "\\{}";

export function* rtfTokens(bytes: Buffer): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === OPEN || byte === CLOSE) {
      at++;
      yield { type: byte === OPEN ? "open" : "close" };
    } else if (byte === CR || byte === LF) at++;
    else if (byte === BACKSLASH) {
      const control = readControl(bytes, at + 1);
      at = control.end;
      yield control.token;
    } else {
      const start = at;
      while (at < bytes.length && !isSpecial(bytes[at])) at++;
      yield { type: "bytes", bytes: bytes.subarray(start, at) };
    }
  }
}

const isSpecial = (byte: number | undefined) =>
  byte === BACKSLASH || byte === OPEN || byte === CLOSE || byte === CR || byte === LF;

/** A control word with its number and the one space that ends it, or a control symbol. */
function readControl(bytes: Buffer, start: number): { token: RtfToken; end: number } {
  let at = start;
  while (isLetter(bytes[at])) at++;
  if (at === start) return readSymbol(bytes, start);
  const word = bytes.toString("latin1", start, at);
  const digits = at;
  if (bytes[at] === MINUS) at++;
  while (isDigit(bytes[at])) at++;
  const value = at > digits ? Number(bytes.toString("latin1", digits, at)) : null;
  if (bytes[at] === SPACE) at++;
  // Binary data may hold anything, braces too.
  if (word === "bin") at += Math.max(0, value ?? 0);
  return { token: { type: "word", word, value: Number.isNaN(value) ? null : value }, end: at };
}

function readSymbol(bytes: Buffer, at: number): { token: RtfToken; end: number } {
  const byte = bytes[at];
  if (byte === QUOTE) {
    const code = Number.parseInt(bytes.toString("latin1", at + 1, at + 3), 16);
    return { token: { type: "bytes", bytes: Buffer.from(Number.isNaN(code) ? [] : [code]) }, end: at + 3 };
  }
  const symbol = bytes.toString("latin1", at, at + 1);
  if (ESCAPED.includes(symbol)) return { token: { type: "bytes", bytes: bytes.subarray(at, at + 1) }, end: at + 1 };
  // A line's end behind a backslash is the end of a paragraph.
  const word = byte === CR || byte === LF ? "par" : symbol;
  return { token: { type: "word", word, value: null }, end: at + 1 };
}

const isLetter = (byte = 0) => (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
const isDigit = (byte = 0) => byte >= 48 && byte <= 57;
