import type { WordBlock } from "../../src/domain/facts.ts";
import { gbk } from "./charsets.ts";

/** A4 without Word's margins, in twips. */
const TEXT_WIDTH = 8300;

/** How characters beyond ASCII are written: \u with a stand-in, as Word does, or the bytes of the font's GBK. */
export type RtfText = (text: string) => string;

/** An .rtf of these blocks as Word for Chinese writes it; a cell's line breaks part its paragraphs. */
export function rtf(blocks: WordBlock[], write: RtfText = asUnicode): Buffer {
  const body = blocks.map((block) =>
    "paragraph" in block ? `\\pard\\plain ${write(block.paragraph)}\\par\n` : rtfTable(block.table, write),
  );
  return rtfOf(body.join(""));
}

/** An .rtf whose body is the given code. */
export function rtfOf(body: string): Buffer {
  const fonts = `{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f13\\fnil\\fcharset134{\\*\\falt SimSun}\\'cb\\'ce\\'cc\\'e5;}}`;
  const head = `{\\rtf1\\adeflang1025\\ansi\\ansicpg936\\uc2\\deff0\\deflang1033\\deflangfe2052${fonts}`;
  const rest = `{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\ql \\snext0 Normal;}}{\\info{\\author Wang}}\\paperw11906\\paperh16838\n`;
  return Buffer.from(`${head}${rest}${body}}`, "latin1");
}

export function rtfTable(rows: string[][], write: RtfText = asUnicode): string {
  return rows.map((row) => rtfRow(row, write)).join("") + "\\pard\n";
}

function rtfRow(cells: string[], write: RtfText): string {
  const edges = cells.map((_, i) => `\\clbrdrt\\brdrs\\cellx${Math.round((TEXT_WIDTH * (i + 1)) / cells.length)}`);
  const inside = cells.map((cell) => cell.split("\n").map(write).join("\\par\n") + "\\cell\n");
  return `\\trowd\\trgaph108${edges.join("")}\n\\pard\\plain\\intbl ${inside.join("")}\\row\n`;
}

export const asUnicode: RtfText = (text) =>
  escaped(text, (character) =>
    Array.from({ length: character.length }, (_, i) => `\\u${(character.charCodeAt(i) << 16) >> 16}??`).join(""),
  );

/** As older programs write it: the bytes of GBK, in the font that is declared to hold them. */
export const asGbk: RtfText = (text) =>
  `{\\f13 ${escaped(text, (character) => [...gbk(character)].map((byte) => `\\'${byte.toString(16).padStart(2, "0")}`).join(""))}}`;

function escaped(text: string, beyondAscii: (character: string) => string): string {
  return Array.from(text, (character) => {
    if (character === "\t") return "\\tab ";
    if ("\\{}".includes(character)) return `\\${character}`;
    return character < "\x80" ? character : beyondAscii(character);
  }).join("");
}
