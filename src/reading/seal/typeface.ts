import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";

const require = createRequire(import.meta.url);

/** Pixels of a character's em square, either way. */
export const SIDE = 20;
export const AREA = SIDE * SIDE;

/** The two ways of cutting characters on seals: 宋体 and 黑体. */
export const FACES = {
  song: "@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff",
  hei: "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff",
} as const;
export type Face = keyof typeof FACES;

/** Characters drawn in a typeface: `AREA` values each, of mean 0 and length 1; `coarse`: the same at half the fineness. */
export interface Drawn {
  characters: string[];
  values: Float32Array;
  coarse: Float32Array;
}

export const COARSE_AREA = AREA / 4;

const A_ROW = 64;

export function drawCharacters(face: Face, characters: string[]): Drawn {
  const family = `Seal ${face}`;
  if (!GlobalFonts.has(family)) GlobalFonts.registerFromPath(require.resolve(FACES[face]), family);
  const canvas = createCanvas(A_ROW * SIDE, SIDE);
  const context = canvas.getContext("2d");
  context.font = `${SIDE}px "${family}"`;
  context.textBaseline = "middle";
  const values = new Float32Array(characters.length * AREA);
  const coarse = new Float32Array(characters.length * COARSE_AREA);
  for (let from = 0; from < characters.length; from += A_ROW) {
    const row = characters.slice(from, from + A_ROW);
    context.clearRect(0, 0, canvas.width, SIDE);
    context.fillText(row.join(""), 0, SIDE / 2);
    const { data } = context.getImageData(0, 0, canvas.width, SIDE);
    row.forEach((_, at) => {
      const cell = values.subarray((from + at) * AREA, (from + at + 1) * AREA);
      for (let y = 0, to = 0; y < SIDE; y++)
        for (let x = 0; x < SIDE; x++, to++) cell[to] = data[4 * (y * canvas.width + at * SIDE + x) + 3] ?? 0;
      soften(cell);
      normalise(cell);
      coarsen(cell, coarse.subarray((from + at) * COARSE_AREA, (from + at + 1) * COARSE_AREA));
    });
  }
  return { characters, values, coarse };
}

const alphabets = new Map<Face, Drawn>();

/** All Chinese characters that the typeface has, and brackets; drawn once in a process. Names bear such as GB/T 2312 lacks: 翀, 昇. */
export function alphabetOf(face: Face): Drawn {
  const drawn = alphabets.get(face) ?? drawCharacters(face, [...chineseOf(face), "（", "）"]);
  alphabets.set(face, drawn);
  return drawn;
}

function chineseOf(face: Face): string[] {
  const { openSync } = require("fontkit") as typeof import("fontkit");
  const font = openSync(require.resolve(FACES[face]));
  if (!("characterSet" in font)) throw new Error(`${FACES[face]} holds several typefaces`);
  return font.characterSet.map((code) => String.fromCodePoint(code)).filter((one) => /\p{Script=Han}/u.test(one));
}

const HALF = new Float32Array(AREA);

/** 1 2 1 both ways, in place: a stroke may lie a pixel beside where another cutter has it. */
export function soften(cell: Float32Array): void {
  for (let y = 0, at = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, at++)
      HALF[at] = 2 * (cell[at] ?? 0) + (x > 0 ? (cell[at - 1] ?? 0) : 0) + (x < SIDE - 1 ? (cell[at + 1] ?? 0) : 0);
  for (let at = 0; at < AREA; at++) {
    const above = at >= SIDE ? (HALF[at - SIDE] ?? 0) : 0;
    cell[at] = 2 * (HALF[at] ?? 0) + above + (at < AREA - SIDE ? (HALF[at + SIDE] ?? 0) : 0);
  }
}

/** To mean 0 and length 1, in place; what is even all over becomes 0. */
export function normalise(cell: Float32Array): void {
  let sum = 0;
  for (let at = 0; at < cell.length; at++) sum += cell[at] ?? 0;
  const mean = sum / cell.length;
  let squares = 0;
  for (let at = 0; at < cell.length; at++) squares += ((cell[at] ?? 0) - mean) ** 2;
  const length = Math.sqrt(squares);
  for (let at = 0; at < cell.length; at++) cell[at] = length < 1e-6 ? 0 : ((cell[at] ?? 0) - mean) / length;
}

/** Four pixels to one. */
export function coarsen(cell: Float32Array, into: Float32Array): void {
  for (let y = 0, to = 0; y < SIDE; y += 2)
    for (let x = 0; x < SIDE; x += 2, to++) {
      const at = y * SIDE + x;
      into[to] = (cell[at] ?? 0) + (cell[at + 1] ?? 0) + (cell[at + SIDE] ?? 0) + (cell[at + SIDE + 1] ?? 0);
    }
  normalise(into);
}
