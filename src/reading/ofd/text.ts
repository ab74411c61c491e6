import type { Piece } from "../join-pieces.ts";
import { attribute, childrenOf } from "../word/xml.ts";
import { at, type Matrix } from "./geometry.ts";
import type { Placed } from "./objects.ts";

/** The runs of a text object as they stand on the page, in mm (GB/T 33190, 11). */
export function piecesOf({ element, matrix }: Placed): Piece[] {
  const size = Number(attribute(element, "Size") ?? "0");
  if (!(size > 0)) return [];
  let [x, y] = [0, 0];
  return childrenOf(element)
    .filter((child) => child.localName === "TextCode")
    .flatMap((code) => {
      // A line's place is the one before's where it gives none (11.3).
      x = Number(attribute(code, "X") ?? x);
      y = Number(attribute(code, "Y") ?? y);
      const characters = Array.from(code.textContent ?? "");
      const [right, down] = [stepsOf(attribute(code, "DeltaX")), stepsOf(attribute(code, "DeltaY"))];
      return runsOf({ characters, x, y, right, down, size }).map((run) => pieceOf(run, size, matrix));
    });
}

/** “g 3 2.1” stands for three times 2.1. */
function stepsOf(written: string | null): number[] {
  const words = written?.trim().split(/\s+/).filter(Boolean) ?? [];
  const steps: number[] = [];
  for (let i = 0; i < words.length && steps.length < MOST_STEPS; i++) {
    if (words[i]?.toLowerCase() !== "g") steps.push(Number(words[i]) || 0);
    else {
      const count = Math.min(Number(words[i + 1]) || 0, MOST_STEPS - steps.length);
      steps.push(...Array<number>(Math.max(0, count)).fill(Number(words[i + 2]) || 0));
      i += 2;
    }
  }
  return steps;
}

/** More characters stand on no page, and a file may ask for a billion. */
const MOST_STEPS = 10_000;

interface Line {
  characters: string[];
  x: number;
  y: number;
  right: number[];
  down: number[];
  size: number;
}

interface Run {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Of the size: a wider step, or one backwards, begins another line or cell. */
const WIDEST_STEP = 2.2;

/** One object may hold several lines, its steps leading back to the left and down; or a column, one below the other. */
function runsOf({ characters, x, y, right, down, size }: Line): Run[] {
  const runs: Run[] = [];
  let [left, base] = [x, y];
  let [stepX, stepY] = [0, 0];
  for (const [i, character] of characters.entries()) {
    const width = character < "\u0300" ? size / 2 : size;
    const last = runs.at(-1);
    const onward = Math.abs(stepY) < size * 0.3 && stepX >= 0 && stepX < size * WIDEST_STEP;
    const below = Math.abs(stepX) < size * 0.3 && stepY > 0 && stepY < size * WIDEST_STEP;
    if (last && (onward || below)) {
      last.text += character;
      last.right = Math.max(last.right, left + width);
      last.bottom = base + size * 0.14;
    } else
      runs.push({ text: character, left, right: left + width, top: base - size * 0.86, bottom: base + size * 0.14 });
    [stepX, stepY] = [right[i] ?? (right.length + down.length === 0 ? width : 0), down[i] ?? 0];
    left += stepX;
    base += stepY;
  }
  return runs.filter(({ text }) => text.trim() !== "");
}

function pieceOf({ text, left, right, top, bottom }: Run, size: number, matrix: Matrix): Piece {
  const corners = [at(matrix, left, top), at(matrix, right, top), at(matrix, left, bottom), at(matrix, right, bottom)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const [from, to] = [at(matrix, 0, 0), at(matrix, size, 0)];
  return {
    text,
    x,
    y,
    width: Math.max(...xs) - x,
    height: Math.max(...ys) - y,
    angle: Math.atan2(to[1] - from[1], to[0] - from[0]),
  };
}
