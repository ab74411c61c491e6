import WordExtractor from "word-extractor";
import type { ReadingNote, WordBlock } from "../../domain/facts.ts";
import type { WordReading } from "./word-reading.ts";

/** Word 97–2003 (.doc) and what Kingsoft writes as .wps. */
export async function readLegacyWord(bytes: Buffer): Promise<WordReading> {
  const problem = problemOfHeader(bytes);
  if (problem) return { word: null, notes: [problem] };
  try {
    const document = await new WordExtractor().extract(bytes);
    // Without the filter curly quotes stay what they are.
    const blocks = blocksOfBody(document.getBody({ filterUnicode: false }));
    const boxes = document.getTextboxes({ filterUnicode: false, includeHeadersAndFooters: false });
    const dropped = boxes.split(/[\n\t]+/).filter((line) => /[\p{L}\p{N}]/u.test(line));
    const notes: ReadingNote[] = [];
    if (dropped.length > 0) notes.push({ code: "text-dropped", detail: `${dropped.length} lines in text boxes` });
    if (blocks.length === 0 && dropped.length === 0) notes.push({ code: "empty", detail: "no text" });
    return { word: { blocks, dropped }, notes };
  } catch (error) {
    return { word: null, notes: [{ code: "damaged", detail: String(error) }] };
  }
}

// A stream starts a sector of 512 bytes or, where it is small, one of 64 bytes ([MS-CFB] 2.7).
const SMALLEST_SECTOR = 64;

/** Looks for the file information block ([MS-DOC] 2.5.2), which starts the stream WordDocument of the OLE2 file. */
function problemOfHeader(bytes: Buffer): ReadingNote | null {
  for (let at = 512; at + 32 <= bytes.length; at += SMALLEST_SECTOR) {
    const magic = bytes.readUInt16LE(at);
    const version = bytes.readUInt16LE(at + 2);
    if (magic === 0xa5ec && version >= 0xc0 && version <= 0x112) {
      const encrypted = (bytes.readUInt16LE(at + 10) & 0x0100) !== 0;
      return encrypted ? { code: "encrypted", detail: "encrypted Word 97–2003 file" } : null;
    }
    if ((magic === 0xa5dc || magic === 0xa5db) && version > 0x20 && version < 0xc0) {
      return { code: "unsupported-kind", detail: "Word 95 or older" };
    }
  }
  return { code: "unsupported-kind", detail: "no Word document inside" };
}

/**
 * The extractor ends a cell with a tab, a row with a line feed after its last tab, and a paragraph with a line feed,
 * in a cell too. So a row is what ends in "\t\n".
 */
export function blocksOfBody(body: string): WordBlock[] {
  const blocks: WordBlock[] = [];
  let table: string[][] | null = null;
  const pieces = body.replace(/\r\n?/g, "\n").split(/\t\n/);
  const rest = pieces.pop() ?? "";
  for (const piece of pieces) {
    const { before, row } = splitRow(piece, table !== null);
    if (before.length > 0) table = null;
    blocks.push(...before);
    if (!table) blocks.push({ table: (table = []) });
    table.push(row);
  }
  return [...blocks, ...paragraphsOf(rest)];
}

// More lines than this before the first tab are text between two tables rather than one cell's paragraphs.
const MAX_LINES_OF_A_LABEL = 6;

function splitRow(piece: string, inTable: boolean): { before: WordBlock[]; row: string[] } {
  const [first = "", ...others] = piece.split("\t");
  const lines = first.split("\n");
  const ofTheCell = inTable && lines.length <= MAX_LINES_OF_A_LABEL ? lines.length : 1;
  const before = paragraphsOf(lines.slice(0, lines.length - ofTheCell).join("\n"));
  const row = [lines.slice(lines.length - ofTheCell).join("\n"), ...others].map((cell) => cell.trim());
  return { before, row };
}

function paragraphsOf(text: string): WordBlock[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((paragraph) => ({ paragraph }));
}
