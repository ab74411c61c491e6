import type { ReadingNote, WordBlock } from "../../domain/facts.ts";
import { BlockBuilder } from "./block-builder.ts";
import { DocFile } from "./doc-file.ts";
import { shownText } from "./doc-shown.ts";
import { sprmsOf } from "./doc-properties.ts";
import { openOle } from "./ole.ts";
import type { WordReading } from "./word-reading.ts";

/** Reads Word 97–2003 (.doc) and what Kingsoft writes as .wps. @throws OverLimit; Error where the file is torn */
export function readLegacyWord(bytes: Buffer): WordReading {
  const ole = openOle(bytes);
  const stream = ole.stream("WordDocument");
  const problem = stream ? problemOf(stream) : notWord("no Word document inside");
  if (!stream || problem) return { word: null, notes: problem ? [problem] : [] };
  return readDoc(new DocFile(ole, stream));
}

const notWord = (detail: string): ReadingNote => ({ code: "unsupported-kind", detail });

/** From the file information block ([MS-DOC] 2.5.2). */
function problemOf(stream: Buffer): ReadingNote | null {
  if (stream.length < 32) return { code: "damaged", detail: "an empty WordDocument stream" };
  const [magic, flags] = [stream.readUInt16LE(0), stream.readUInt16LE(10)];
  if (magic === 0xa5dc || magic === 0xa5db) return notWord("Word 95 or older");
  if (magic !== 0xa5ec) return notWord("no file information block");
  return (flags & 0x0100) === 0 ? null : { code: "encrypted", detail: "encrypted Word 97–2003 file" };
}

function readDoc(file: DocFile): WordReading {
  const boxes = file.textBoxes().map(({ start, end, anchor }) => ({ anchor, blocks: story(file, start, end, []) }));
  const [placed, unplaced] = [
    boxes.filter(({ anchor }) => anchor !== null),
    boxes.filter(({ anchor }) => anchor === null),
  ];
  const blocks = story(file, 0, file.mainLength, placed);
  const dropped = unplaced.flatMap((box) => box.blocks).flatMap(linesOf);
  const notes: ReadingNote[] = [];
  if (dropped.length > 0) notes.push({ code: "text-dropped", detail: `${dropped.length} lines in text boxes` });
  if (blocks.length === 0 && dropped.length === 0) notes.push({ code: "empty", detail: "no text" });
  return { word: { blocks, dropped }, notes };
}

const linesOf = (block: WordBlock): string[] =>
  ("paragraph" in block ? [block.paragraph] : block.table.flat()).filter((line) => /[\p{L}\p{N}]/u.test(line));

interface Box {
  anchor: number | null;
  blocks: WordBlock[];
}

/** The blocks of the text from one place to another; a text box stands behind the paragraph that it is anchored in. */
function story(file: DocFile, start: number, end: number, boxes: Box[]): WordBlock[] {
  const builder = new BlockBuilder();
  const { characters, gone } = shownText(file, start, end);
  let line = "";
  let begun = start;
  for (let place = start; place < end; place++) {
    const character = file.text[place] ?? "";
    if (!MARKS.has(character)) line += characters[place - start] ?? "";
    else if (character !== PARAGRAPH || gone[place - start] === 0 || place === end - 1) {
      endParagraph(builder, line, character, file.paragraphProperties(place));
      for (const { anchor, blocks } of boxes)
        if (anchor !== null && anchor >= begun && anchor <= place) builder.add(blocks);
      line = "";
      begun = place + 1;
    }
  }
  builder.paragraph(line);
  return builder.blocks();
}

const PARAGRAPH = "\r";
const CELL = "\x07";
/** A section or a page ends a paragraph too. */
const MARKS = new Set([PARAGRAPH, CELL, "\f"]);

/** A row ends with a mark of its own, which holds no text (2.4.3). */
function endParagraph(builder: BlockBuilder, line: string, mark: string, grpprl: Buffer): void {
  const { depth, row, cell } = placeIn(grpprl, mark);
  builder.toDepth(depth);
  if (row) builder.endRow();
  else {
    builder.paragraph(line);
    if (cell) builder.endCell();
  }
}

/** Codes of [MS-DOC] 2.6.2. */
const IN_TABLE = 0x2416;
const ROW_END = 0x2417;
const DEPTH = 0x6649;
const INNER_CELL = 0x244b;
const INNER_ROW_END = 0x244c;

/** In how many tables the paragraph lies, and whether its mark ends a cell or a row. Inner tables' marks are plain ones. */
function placeIn(grpprl: Buffer, mark: string): { depth: number; row: boolean; cell: boolean } {
  const found = new Map<number, number>();
  for (const [code, operand] of sprmsOf(grpprl)) {
    if (PLACING.has(code) && operand.length > 0)
      found.set(code, operand.length >= 4 ? operand.readInt32LE(0) : operand.readUInt8(0));
  }
  const has = (code: number) => (found.get(code) ?? 0) !== 0;
  const depth = has(IN_TABLE) || has(DEPTH) ? Math.max(1, found.get(DEPTH) ?? 1) : 0;
  // A mark that its paragraph's properties put into no table is an ordinary one.
  if (depth === 0) return { depth, row: false, cell: false };
  if (mark === CELL) return { depth: 1, row: has(ROW_END), cell: true };
  return { depth, row: has(INNER_ROW_END), cell: has(INNER_CELL) };
}

const PLACING = new Set([IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW_END]);
