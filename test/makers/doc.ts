import type { WordBlock } from "../../src/domain/facts.ts";
import { oleFile } from "./ole.ts";

/** A Word 97–2003 .doc of these blocks; a cell's line breaks part its paragraphs. */
export function wordDoc(blocks: WordBlock[]): Buffer {
  return docOf(
    blocks.flatMap((block) => ("paragraph" in block ? paragraphs(block.paragraph, BODY) : table(block.table))),
  );
}

/** A stretch of text with its own character properties. */
export interface DocRun {
  text: string;
  sprms?: Buffer;
}

/** Ends with its mark: 0x0D, or 0x07 at the end of a cell or a row. */
export interface DocParagraph {
  runs: DocRun[];
  mark: "\r" | "\x07";
  sprms: Buffer;
}

/** A property and its operand, by its code in [MS-DOC] 2.6. */
export function sprm(code: number, operand: number, bytes: 1 | 2 | 4): Buffer {
  const written = Buffer.alloc(2 + bytes);
  written.writeUInt16LE(code);
  written.writeUIntLE(operand, 2, bytes);
  return written;
}

export const DELETED = sprm(0x0800, 1, 1);
export const INSERTED = sprm(0x0801, 1, 1);
const BODY = Buffer.alloc(0);
const ITAP = 0x6649;
const inTable = (depth: number) => Buffer.concat([sprm(0x2416, 1, 1), sprm(ITAP, depth, 4)]);

/** `inner` makes it a table within a cell of another: cells and rows end with a paragraph mark and a property. */
export function table(rows: string[][], inner = false): DocParagraph[] {
  const properties = inTable(inner ? 2 : 1);
  const cellEnd = inner ? Buffer.concat([properties, sprm(0x244b, 1, 1)]) : properties;
  const mark = inner ? "\r" : "\x07";
  return rows.flatMap((cells) => [
    ...cells.flatMap((cell) => {
      const lines = paragraphs(cell, properties);
      const last = lines.at(-1);
      return last ? [...lines.slice(0, -1), { ...last, mark, sprms: cellEnd } as const] : [];
    }),
    { runs: [], mark, sprms: rowEnd(cells.length, properties, inner) } as const,
  ]);
}

export function paragraphs(text: string, sprms: Buffer = BODY): DocParagraph[] {
  return text.split("\n").map((line) => ({ runs: [{ text: line }], mark: "\r", sprms }));
}

/** The paragraph that ends a row carries its columns (sprmTDefTable), in twips. */
function rowEnd(columns: number, properties: Buffer, inner: boolean): Buffer {
  const definition = Buffer.alloc(2 + 2 + 1 + 2 * (columns + 1));
  definition.writeUInt16LE(0xd608);
  definition.writeUInt16LE(definition.length - 4 + 1, 2);
  definition.writeUInt8(columns, 4);
  for (let i = 0; i <= columns; i++) definition.writeInt16LE(Math.round((8300 * i) / columns), 5 + 2 * i);
  const ends = inner ? [sprm(0x244b, 1, 1), sprm(0x244c, 1, 1)] : [sprm(0x2417, 1, 1)];
  return Buffer.concat([properties, ...ends, definition]);
}

const TEXT_AT = 0x600;
const PAGE = 512;

/** A .doc of these paragraphs; `boxes` is the text of its text boxes, `flags` more bits for the header's. */
export function docOf(body: DocParagraph[], { boxes = [] as DocParagraph[], flags = 0 } = {}): Buffer {
  const stories = boxes.length === 0 ? body : [...body, ...boxes, ...paragraphs("")];
  const text = stories.map(textOf).join("");
  const spans = spansOf(stories);
  const textBytes = Buffer.from(text, "utf16le");
  const propertiesAt = Math.ceil((TEXT_AT + textBytes.length) / PAGE);
  const papx = propertyPages(spans.paragraphs, 13, papxOf, propertiesAt);
  const chpx = propertyPages(spans.runs, 1, chpxOf, propertiesAt + papx.pages.length);
  const tables = tableStream([
    [0x1, styles()],
    [0x6, sections(text.length)],
    [0xc, chpx.index],
    [0xd, papx.index],
    [0x1f, Buffer.alloc(500)],
    [0x21, pieces(text.length)],
  ]);
  const head = header(tables.places, flags, [body.map(textOf).join("").length, boxes.map(textOf).join("").length]);
  const main = Buffer.alloc(propertiesAt * PAGE);
  head.copy(main);
  textBytes.copy(main, TEXT_AT);
  return oleFile({ WordDocument: Buffer.concat([main, ...papx.pages, ...chpx.pages]), "1Table": tables.stream });
}

const textOf = ({ runs, mark }: DocParagraph) => runs.map((run) => run.text).join("") + mark;

interface Span {
  end: number;
  sprms: Buffer;
}

/** Ends as offsets in the stream. */
function spansOf(stories: DocParagraph[]): { paragraphs: Span[]; runs: Span[] } {
  const spans = { paragraphs: [] as Span[], runs: [] as Span[] };
  let end = TEXT_AT;
  for (const { runs, mark, sprms } of stories) {
    for (const run of [...runs, { text: mark, sprms: runs.at(-1)?.sprms ?? BODY }]) {
      end += run.text.length * 2;
      if (run.text !== "") spans.runs.push({ end, sprms: run.sprms ?? BODY });
    }
    spans.paragraphs.push({ end, sprms });
  }
  return spans;
}

/** Formatted disk pages ([MS-DOC] 2.9.33, 2.9.174): offsets from the front, properties from the back, a count at the end. */
function propertyPages(spans: Span[], entry: 1 | 13, encode: (sprms: Buffer) => Buffer, firstPage: number) {
  const pages: Buffer[] = [];
  const starts = [TEXT_AT];
  for (let i = 0, start = TEXT_AT; i < spans.length;) {
    const page = Buffer.alloc(PAGE);
    const taken: { span: Span; at: number }[] = [];
    let at = PAGE - 2;
    for (let span = spans[i]; span; span = spans[++i]) {
      const encoded = encode(span.sprms);
      const place = (at - encoded.length) & ~1;
      if (place < (taken.length + 2) * 4 + (taken.length + 1) * entry) break;
      encoded.copy(page, place);
      taken.push({ span, at: encoded.length > 0 ? (at = place) : 0 });
    }
    page.writeUInt32LE(start);
    taken.forEach(({ span, at: place }, k) => {
      page.writeUInt32LE(span.end, 4 * (k + 1));
      page.writeUInt8(place / 2, 4 * (taken.length + 1) + k * entry);
    });
    page.writeUInt8(taken.length, PAGE - 1);
    start = taken.at(-1)?.span.end ?? start;
    starts.push(start);
    pages.push(page);
  }
  return { pages, index: longs([...starts, ...pages.map((_, i) => firstPage + i)]) };
}

function papxOf(sprms: Buffer): Buffer {
  const even = Buffer.concat([Buffer.alloc(2), sprms, Buffer.alloc(sprms.length % 2)]);
  return Buffer.concat([Buffer.from([0, even.length / 2]), even]);
}

const chpxOf = (sprms: Buffer) => (sprms.length === 0 ? sprms : Buffer.concat([Buffer.from([sprms.length]), sprms]));

const longs = (values: number[]) => Buffer.concat(values.map((value) => sprm(0, value >>> 0, 4).subarray(2)));
const shorts = (values: number[]) => Buffer.concat(values.map((value) => sprm(0, value, 2).subarray(2)));

/** The standard style and fourteen empty places, which Word asks for ([MS-DOC] 2.9.271). */
function styles(): Buffer {
  const name = Buffer.from("Normal\0", "utf16le");
  const standard = Buffer.concat([shorts([0, 0xfff1, 2, 0, 0, 6]), name, shorts([2, 0, 0])]);
  standard.writeUInt16LE(standard.length, 6);
  return Buffer.concat([shorts([18, 15, 10, 1, 0x5b, 15, 0, 0, 0, 0, standard.length]), standard, Buffer.alloc(28)]);
}

const sections = (length: number) => Buffer.concat([longs([0, length]), shorts([0, 0xffff, 0xffff, 0, 0, 0])]);

/** One piece of UTF-16 ([MS-DOC] 2.9.38). */
function pieces(length: number): Buffer {
  return Buffer.concat([Buffer.from([2]), longs([16, 0, length]), shorts([0, TEXT_AT, 0, 0])]);
}

function tableStream(parts: [place: number, bytes: Buffer][]): { stream: Buffer; places: [number, number, number][] } {
  let at = 0;
  const places = parts.map(([place, { length }]): [number, number, number] => [place, (at += length) - length, length]);
  return { stream: Buffer.concat(parts.map(([, bytes]) => bytes)), places };
}

/** The file information block of Word 97 ([MS-DOC] 2.5.1). */
function header(places: [number, number, number][], flags: number, [main = 0, boxes = 0]: number[]): Buffer {
  const fib = Buffer.alloc(0x384);
  shorts([0xa5ec, 0xc1, 0, 0x804, 0, 0x1200 | flags, 0xbf]).copy(fib);
  fib.writeUInt32LE(TEXT_AT, 0x18);
  fib.writeUInt16LE(14, 0x20);
  fib.writeUInt16LE(0x804, 0x3c);
  fib.writeUInt16LE(22, 0x3e);
  fib.writeUInt32LE(main, 0x4c);
  fib.writeUInt32LE(boxes, 0x64);
  fib.writeUInt16LE(93, 0x98);
  for (const [place, at, length] of places) longs([at, length]).copy(fib, 0x9a + place * 8);
  return fib;
}
