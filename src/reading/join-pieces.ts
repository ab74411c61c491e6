import type { TextLine } from "../domain/facts.ts";
import { inReadingOrder } from "./ocr/reading-order.ts";
import { type Quarters, turnBack, turnBox } from "./turn.ts";

/** A run of text as a PDF sets it: points as displayed, origin top left; the angle of its baseline in radians, clockwise. */
export interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
}

/** Of a character: a wider gap parts two cells of a table (Word's margins make 0.9 or more), a narrower one two words. */
const CELL_GAP = 0.75;
const WORD_GAP = 0.25;
/** Of a character: baselines this close are one; a label in the middle of its cell is half a line off its neighbour's. */
const SAME_LINE = 0.3;

/** The lines of a page of this size in points: runs that touch become one line, the cells of a row stay apart. */
export function joinPieces(pieces: Piece[], width: number, height: number): TextLine[] {
  const quarters = wayUp(pieces);
  const [wide, high] = quarters % 2 === 0 ? [width, height] : [height, width];
  const upright = pieces.map((piece) => {
    const fractions = {
      x: piece.x / width,
      y: piece.y / height,
      width: piece.width / width,
      height: piece.height / height,
    };
    const box = turnBox(fractions, quarters);
    return { text: piece.text, x: box.x * wide, y: box.y * high, width: box.width * wide, height: box.height * high };
  });
  return rowsOf(upright)
    .flatMap(joined)
    .map(({ text, ...box }) => {
      const upright = { x: box.x / wide, y: box.y / high, width: box.width / wide, height: box.height / high };
      const line = { text: text.trim(), confidence: 1 };
      return quarters === 0
        ? { ...line, box: upright }
        : { ...line, box: turnBox(upright, turnBack(quarters)), upright };
    });
}

/** The clockwise turn that makes most of the text upright: some programs turn the print instead of the page. */
function wayUp(pieces: Piece[]): Quarters {
  const characters = [0, 0, 0, 0];
  for (const { text, angle } of pieces) {
    const quarter = ((Math.round(-angle / (Math.PI / 2)) % 4) + 4) % 4;
    characters[quarter] = (characters[quarter] ?? 0) + text.length;
  }
  return characters.indexOf(Math.max(...characters)) as Quarters;
}

type Run = Omit<Piece, "angle">;

function rowsOf(runs: Run[]): Run[][] {
  const level = (run: Run) => ({ x: run.x, y: run.y + run.height / 2, height: run.height });
  const rows: Run[][] = [];
  for (const run of inReadingOrder(runs, level)) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const off = last === undefined ? Infinity : Math.abs(level(run).y - level(last).y);
    if (last !== undefined && run.x >= last.x && off < Math.min(run.height, last.height) * SAME_LINE) row?.push(run);
    else rows.push([run]);
  }
  return rows;
}

function joined(row: Run[]): Run[] {
  const lines: Run[] = [];
  for (const run of row) {
    const last = lines.at(-1);
    const gap = last === undefined ? Infinity : run.x - last.x - last.width;
    const size = last === undefined ? run.height : Math.min(run.height, last.height);
    if (last === undefined || gap > CELL_GAP * size) {
      lines.push({ ...run });
      continue;
    }
    last.text += gap > WORD_GAP * size && !last.text.endsWith(" ") ? ` ${run.text}` : run.text;
    const [top, bottom] = [Math.min(last.y, run.y), Math.max(last.y + last.height, run.y + run.height)];
    const right = Math.max(last.x + last.width, run.x + run.width);
    Object.assign(last, { y: top, height: bottom - top, width: right - last.x });
  }
  return lines;
}
