import { limits } from "../limits.ts";
import { OverLimit } from "../over-limit.ts";
import { decodeWestern } from "../western.ts";
import { indexAt, propertyRuns, runAt, type PropertyRun, sprmsOf } from "./doc-properties.ts";
import type { OleFile } from "./ole.ts";

/** Offsets in the file information block ([MS-DOC] 2.5): lengths of the stories in characters, places in the table stream. */
const LENGTHS = { main: 0x4c, footnotes: 0x50, headers: 0x54, comments: 0x5c, endnotes: 0x60, boxes: 0x64 };
const PLACES = { characters: 0xfa, paragraphs: 0x102, pieces: 0x1a2, anchors: 0x1da, boxes: 0x25a };
const FIB_LENGTH = 0x262;

/** Stretches of the text as they lie in the stream; `start`, `end` count characters, `at` is an offset. */
interface Piece {
  start: number;
  end: number;
  at: number;
  /** 2 of UTF-16, or 1 of Windows-1252. */
  bytesPerCharacter: 1 | 2;
  /** Properties laid over the whole piece by a quick save. */
  grpprl: Buffer;
}

/** A Word 97–2003 document's text with the properties of its characters and paragraphs. Places count characters. */
export class DocFile {
  readonly #fib: Buffer;
  readonly #table: Buffer;
  readonly #data: Buffer;
  readonly #pieces: Piece[];
  readonly #characters: PropertyRun[];
  readonly #paragraphs: PropertyRun[];
  readonly text: string;

  /** `stream`: WordDocument. @throws OverLimit; Error where the file is torn */
  constructor(ole: OleFile, stream: Buffer) {
    if (stream.length < FIB_LENGTH) throw new Error("no whole file information block");
    this.#fib = stream;
    const table = ole.stream(stream.readUInt16LE(10) & 0x0200 ? "1Table" : "0Table");
    if (!table) throw new Error("no table stream");
    this.#table = table;
    this.#data = ole.stream("Data") ?? Buffer.alloc(0);
    this.#pieces = piecesOf(this.#place(PLACES.pieces));
    const length = this.#pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
    if (length > limits.wordChars) throw new OverLimit("wordChars");
    this.text = this.#pieces.map((piece) => textOf(stream, piece)).join("");
    this.#characters = propertyRuns(stream, this.#place(PLACES.characters), "character");
    this.#paragraphs = propertyRuns(stream, this.#place(PLACES.paragraphs), "paragraph");
  }

  get mainLength(): number {
    return Math.min(this.#fib.readUInt32LE(LENGTHS.main), this.text.length);
  }

  /** The text boxes of the body, each with the place of its anchor; null where none is known. */
  textBoxes(): { start: number; end: number; anchor: number | null }[] {
    const { main, footnotes, headers, comments, endnotes } = LENGTHS;
    const first = [main, footnotes, headers, comments, endnotes].reduce(
      (sum, at) => sum + this.#fib.readUInt32LE(at),
      0,
    );
    const length = this.#fib.readUInt32LE(LENGTHS.boxes);
    if (length === 0) return [];
    const anchors = new Map(
      plcOf(this.#place(PLACES.anchors), 26).map(({ start, data }) => [data.readUInt32LE(0), start]),
    );
    const boxes = plcOf(this.#place(PLACES.boxes), 22).map(({ start, end, data }) => ({
      start: first + start,
      end: first + Math.min(end, length),
      anchor: anchors.get(data.readUInt32LE(14)) ?? null,
    }));
    return boxes.length > 0 ? boxes : [{ start: first, end: first + length, anchor: null }];
  }

  /** The properties of the characters of a stretch, stretch by stretch. */
  *characterProperties(start: number, end: number): Generator<{ start: number; end: number; grpprl: Buffer }> {
    for (const piece of this.#pieces) {
      if (piece.end <= start || piece.start >= end) continue;
      const place = (offset: number) => piece.start + Math.ceil((offset - piece.at) / piece.bytesPerCharacter);
      const last = piece.at + (piece.end - piece.start) * piece.bytesPerCharacter;
      if (piece.grpprl.length > 0) yield piece;
      for (let i = Math.max(0, indexAt(this.#characters, piece.at)); i < this.#characters.length; i++) {
        const run = this.#characters[i];
        if (!run || run.start >= last) break;
        if (run.grpprl.length === 0 || run.end <= piece.at) continue;
        yield {
          start: Math.max(piece.start, place(run.start)),
          end: Math.min(piece.end, place(run.end)),
          grpprl: run.grpprl,
        };
      }
    }
  }

  /** The properties of the paragraph whose mark stands at `place`, those kept elsewhere for their size included. */
  paragraphProperties(place: number): Buffer {
    const piece = this.#pieces.find(({ start, end }) => start <= place && place < end);
    if (!piece) return Buffer.alloc(0);
    const run = runAt(this.#paragraphs, piece.at + (place - piece.start) * piece.bytesPerCharacter);
    const own = run?.grpprl ?? Buffer.alloc(0);
    const elsewhere = [...sprmsOf(own)].filter(([code]) => code === HUGE_PAPX || code === HUGE_PAPX_OLD);
    return Buffer.concat([own, ...elsewhere.map(([, operand]) => this.#kept(operand.readUInt32LE(0))), piece.grpprl]);
  }

  #kept(at: number): Buffer {
    if (at + 2 > this.#data.length) return Buffer.alloc(0);
    return this.#data.subarray(at + 2, at + 2 + this.#data.readUInt16LE(at));
  }

  #place(at: number): Buffer {
    const start = this.#fib.readUInt32LE(at);
    return this.#table.subarray(start, start + this.#fib.readUInt32LE(at + 4));
  }
}

const HUGE_PAPX = 0x6646;
const HUGE_PAPX_OLD = 0x6645;

/** Property modifiers first, then the pieces (2.9.38). */
function piecesOf(clx: Buffer): Piece[] {
  const modifiers: Buffer[] = [];
  let at = 0;
  for (; clx[at] === 1 && at + 3 <= clx.length; at += 3 + clx.readUInt16LE(at + 1))
    modifiers.push(clx.subarray(at + 3, at + 3 + clx.readUInt16LE(at + 1)));
  if (clx[at] !== 2) throw new Error("no piece table");
  return plcOf(clx.subarray(at + 5), 8).map(({ start, end, data }) => {
    const place = data.readUInt32LE(2);
    const modifier = data.readUInt16LE(6);
    // Bit 30: one byte a character, at half the place (2.9.73).
    const compressed = (place & 0x40000000) !== 0;
    return {
      start,
      end,
      at: compressed ? (place & 0x3fffffff) >> 1 : place & 0x3fffffff,
      bytesPerCharacter: compressed ? 1 : 2,
      grpprl: modifier & 1 ? (modifiers[modifier >> 1] ?? Buffer.alloc(0)) : Buffer.alloc(0),
    };
  });
}

/** A PLC: n + 1 ascending places, then n data of the same size (2.2.2). */
function plcOf(plc: Buffer, size: number): { start: number; end: number; data: Buffer }[] {
  const count = Math.max(0, Math.floor((plc.length - 4) / (4 + size)));
  return Array.from({ length: count }, (_, i) => ({
    start: plc.readUInt32LE(i * 4),
    end: plc.readUInt32LE((i + 1) * 4),
    data: plc.subarray((count + 1) * 4 + i * size, (count + 1) * 4 + (i + 1) * size),
  })).filter(({ start, end }) => start < end);
}

/** As long as it says, whatever the stream holds. */
function textOf(stream: Buffer, { start, end, at, bytesPerCharacter }: Piece): string {
  const bytes = stream.subarray(at, at + (end - start) * bytesPerCharacter);
  const text = bytesPerCharacter === 2 ? bytes.toString("utf16le") : decodeWestern(bytes);
  return text.padEnd(end - start, "\0");
}
