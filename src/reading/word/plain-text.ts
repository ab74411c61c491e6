import type { WordBlock } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import { decodeText } from "../mail/charset.ts";
import { OverLimit } from "../over-limit.ts";
import type { WordReading } from "./word-reading.ts";

/** Reads a plain text, which holds what was copied out of Word: a paragraph a line, a table's row where there are tabs. */
export function readPlainText(bytes: Buffer): WordReading {
  // No character takes more than four bytes.
  if (bytes.length > 4 * limits.wordChars) throw new OverLimit("wordChars");
  const text = textOf(bytes);
  if (text.length > limits.wordChars) throw new OverLimit("wordChars");
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) return { word: null, notes: [{ code: "empty", detail: "no text" }] };
  return { word: { blocks: lines.map(blockOf), dropped: [] }, notes: [] };
}

/** Windows' editor puts a byte order mark before all but its own code page. */
function textOf(bytes: Buffer): string {
  const unicode = [0xff_fe, 0xfe_ff].indexOf(bytes.length < 2 ? 0 : bytes.readUInt16BE(0));
  if (unicode >= 0) return new TextDecoder(["utf-16le", "utf-16be"][unicode]).decode(bytes);
  return decodeText(bytes).replace(/^\ufeff/, "");
}

function blockOf(line: string): WordBlock {
  return line.includes("\t") ? { table: [line.split("\t")] } : { paragraph: line };
}
