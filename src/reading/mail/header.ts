import { decodeText } from "./charset.ts";
import { limits } from "../limits.ts";

/** A header line as mailparser hands it over: the raw bytes as latin1, folded. */
export interface RawLine {
  key: string;
  line: string;
}

/** A raw line's value as text, unfolded; its encoded-words (RFC 2047) still stand. Raw 8-bit bytes are UTF-8 or GB18030. */
export function headerText({ line }: RawLine): string {
  const value = decodeText(Buffer.from(line.slice(line.indexOf(":") + 1), "latin1"));
  return value
    .slice(0, limits.headerChars)
    .replace(/\r?\n(?=[ \t])/g, "")
    .replace(/[\r\n\0]/g, "")
    .trim();
}

export function firstHeader(lines: RawLine[], key: string): string {
  const line = lines.find((candidate) => candidate.key === key);
  return line ? headerText(line) : "";
}

const WORD = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi;

/**
 * Decodes encoded-words. Neighbours of one charset are joined as bytes before they are decoded, because senders cut
 * in the middle of a character, which RFC 2047 §5 forbids.
 */
export function decodeWords(value: string): string {
  let text = "";
  let end = 0;
  let run: { charset: string; bytes: Buffer[] } | undefined;
  const finishRun = () => {
    if (run) text += decodeText(Buffer.concat(run.bytes), run.charset);
  };
  for (const match of value.matchAll(WORD)) {
    const [whole, label = "", encoding, data = ""] = match;
    const charset = label.toLowerCase();
    const between = value.slice(end, match.index);
    if (run?.charset !== charset || between.trim() !== "") {
      finishRun();
      // White space between two encoded-words is not part of the text (RFC 2047 §6.2).
      if (end === 0 || between.trim() !== "") text += between;
      run = { charset, bytes: [] };
    }
    run.bytes.push(/b/i.test(encoding ?? "") ? Buffer.from(data, "base64") : fromQ(data));
    end = match.index + whole.length;
  }
  finishRun();
  return text + value.slice(end);
}

function fromQ(data: string): Buffer {
  return percentBytes(data.replaceAll("_", " "), /=([0-9a-f]{2})/gi);
}

function percentBytes(text: string, escape: RegExp): Buffer {
  const escaped = Buffer.from(text, "utf8").toString("latin1");
  return Buffer.from(
    escaped.replace(escape, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  );
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;

/**
 * One parameter of a Content-Type or Content-Disposition, decoded: RFC 2231 with its continuations and charsets,
 * encoded-words (forbidden there and everywhere), quotes, and names with blanks that nobody quoted.
 */
export function parameter(header: string, name: string): string {
  const pieces = new Map<string, string>();
  for (const [, key = "", quoted, bare] of header.matchAll(PARAMETER)) {
    pieces.set(key.toLowerCase(), quoted === undefined ? (bare ?? "").trim() : quoted.replace(/\\(["\\])/g, "$1"));
  }
  return extended(pieces, name) ?? decodeWords(pieces.get(name) ?? "");
}

/** RFC 2231: `name*=utf-8''%E5…` whole, or in pieces `name*0*=…; name*1=…` of which those with a closing star are escaped. */
function extended(pieces: Map<string, string>, name: string): string | null {
  const whole = pieces.get(`${name}*`);
  const parts: { text: string; escaped: boolean }[] = whole === undefined ? [] : [{ text: whole, escaped: true }];
  for (let index = 0; parts.length === index; index++) {
    const escaped = pieces.get(`${name}*${index}*`);
    const text = escaped ?? pieces.get(`${name}*${index}`);
    if (text !== undefined) parts.push({ text, escaped: escaped !== undefined });
  }
  if (parts.length === 0) return null;
  if (!parts.some((part) => part.escaped)) return decodeWords(parts.map((part) => part.text).join(""));
  const [, charset = ""] = /^([^']*)'[^']*'/.exec(parts[0]?.text ?? "") ?? [];
  const bytes = parts.map(({ text, escaped }, index) => {
    const value = index === 0 ? text.replace(/^[^']*'[^']*'/, "") : text;
    return escaped ? percentBytes(value, /%([0-9a-f]{2})/gi) : Buffer.from(value);
  });
  return decodeText(Buffer.concat(bytes), charset);
}

/** A file's name fit to be shown: the last step of its path, without control characters, composed (macOS sends NFD). */
export function cleanName(name: string): string {
  const last =
    name
      .replace(/[\\/]+$/, "")
      .split(/[\\/]/)
      .at(-1) ?? "";
  // Control characters and marks of writing direction have no place in a name.
  return last
    .replace(/[\0-\x1f\x7f\u200e\u200f\u202a-\u202e]/g, "")
    .normalize("NFC")
    .trim()
    .slice(0, 255);
}
