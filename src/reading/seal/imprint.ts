import type { PagePicture } from "../picture.ts";
import { blackAndBeside, blackAndRims, type Light } from "./black-print.ts";
import { once, type InkMap } from "./ink.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";

/** Ink can be where redness is, or within about two of these squares (working pixels): JPEG's colour is that coarse. */
const SQUARE = 4;
/** There the light tells how much it is, up to so many times the redness. */
const COLOUR_SLACK = 2.5;
/** Redness of what is surely ink, to measure its share by. */
const SURE_INK = 24;
const LARGEST_SHARE = 0.6;
/** Working pixels from either side that covered places are filled in: a printed stroke's thickness. */
const FILL_ROUNDS = 3;

/** A seal's ink, in the units of redness. */
export interface Imprint {
  /** Only where redness says that ink can be: to tell its strokes from paper. */
  print: InkMap;
  /** With all its shades, and the paper's: worn and smeared characters are best read so. */
  shades: InkMap;
}

/**
 * A seal's ink as fine as the picture has it. JPEG keeps colour at half the fineness of light or less, so the strokes are
 * taken from the light that is lacking.
 */
export function imprintOf(picture: PagePicture, paper: Paper, colour: InkMap): Imprint {
  const light = lackingLight(picture, paper, colour);
  const share = ownShare(colour, light);
  return { print: printOf(colour, light, share), shades: shadesOf(colour, light, share) };
}

/**
 * Redness only says where ink can be, and what is ink where black print crosses; what is too black to tell is filled in.
 * `covered` are then black print and its rims.
 */
function printOf(colour: InkMap, light: Light, share: number): InkMap {
  const nearBlack = blackAndBeside(colour, light, share);
  const nearRed = mostAround(colour);
  const ink = colour.ink.map((redness, at) => {
    if (nearBlack[at] === 1) return redness;
    return Math.max(0, Math.min(255, ((1 - share) * (light.green[at] ?? 0)) / 8, COLOUR_SLACK * (nearRed[at] ?? 0)));
  });
  return { ...colour, ink: fillCovered(ink, colour), covered: once(() => blackAndRims(light, share, colour.width)) };
}

/** What green lacks beyond what black print takes from every colour alike. */
function shadesOf(colour: InkMap, { green, least }: Light, share: number): InkMap {
  const ink = colour.ink.map((_, at) => {
    const lack = green[at] ?? 0;
    const black = Math.max(0, (least[at] ?? 0) - share * lack) / (1 - share);
    return Math.max(0, Math.min(255, (lack - black) / 8));
  });
  return { ...colour, ink };
}

function lackingLight(picture: PagePicture, paper: Paper, { left, top, width, height, step }: InkMap): Light {
  const light = { green: new Int16Array(width * height), least: new Int16Array(width * height) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 16) {
      const white = paper((left + x + 8) * step, (top + (y & ~15) + 8) * step);
      const end = y * width + Math.min(width, x + 16);
      for (let at = y * width + x, column = left + x; at < end; at++, column++) {
        lackAt(picture, white, column * step, (top + y) * step, step, light, at);
      }
    }
  }
  return light;
}

function lackAt(
  { rgb, width }: PagePicture,
  [whiteRed, whiteGreen, whiteBlue]: [number, number, number],
  x: number,
  y: number,
  step: number,
  light: Light,
  into: number,
): void {
  let [red, green, blue] = [0, 0, 0];
  for (let row = 0; row < step; row++) {
    let at = 3 * ((y + row) * width + x);
    for (let column = 0; column < step; column++, at += 3) {
      red += rgb[at] ?? 0;
      green += rgb[at + 1] ?? 0;
      blue += rgb[at + 2] ?? 0;
    }
  }
  const area = step * step;
  const redLack = whiteRed - (LOG_VALUE[(red / area) | 0] ?? 0);
  const greenLack = whiteGreen - (LOG_VALUE[(green / area) | 0] ?? 0);
  const blueLack = whiteBlue - (LOG_VALUE[(blue / area) | 0] ?? 0);
  light.green[into] = greenLack;
  light.least[into] = Math.max(0, Math.min(redLack, greenLack, blueLack));
}

/** How much of the light that the ink takes from green it takes from the colour that it lets through. */
function ownShare({ ink }: InkMap, { green, least }: Light): number {
  const shares = new Float64Array(ink.length);
  let count = 0;
  for (let at = 0; at < ink.length; at++) {
    if ((ink[at] ?? 0) > SURE_INK) shares[count++] = (least[at] ?? 0) / Math.max(1, green[at] ?? 0);
  }
  // A typed array is sorted by number, without a call for each comparison.
  const inOrder = shares.subarray(0, count).sort();
  return Math.min(LARGEST_SHARE, inOrder[count >> 1] ?? 0);
}

/** The most redness of each pixel's square and the squares around it. */
function mostAround({ ink, width, height }: InkMap): Uint8Array {
  const columns = Math.ceil(width / SQUARE) + 2;
  const squareOf = (x: number, y: number) => ((y / SQUARE) | 0) * columns + columns + ((x / SQUARE) | 0) + 1;
  const squares = new Uint8Array(columns * (Math.ceil(height / SQUARE) + 2));
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const square = squareOf(x, y);
      squares[square] = Math.max(squares[square] ?? 0, ink[at] ?? 0);
    }
  }
  const most = (values: Uint8Array, by: number) =>
    values.map((value, at) => Math.max(value, values[at - by] ?? 0, values[at + by] ?? 0));
  const around = most(most(squares, 1), columns);
  return ink.map((_, at) => around[squareOf(at % width, (at / width) | 0)] ?? 0);
}

/** Covered pixels take the mean of what is known around them, from the edges of the cover inwards. */
function fillCovered(ink: Uint8Array, { covered: findCovered, width, height }: InkMap): Uint8Array {
  const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  const filled = ink.slice();
  let unknown = findCovered();
  for (let round = 0; round < FILL_ROUNDS; round++) {
    const still = unknown.slice();
    for (let at = width + 1; at < width * (height - 1) - 1; at++) {
      if (unknown[at] === 0) continue;
      const known = around.filter((by) => unknown[at + by] === 0);
      if (known.length < 3) continue;
      filled[at] = known.reduce((sum, by) => sum + (filled[at + by] ?? 0), 0) / known.length;
      still[at] = 0;
    }
    unknown = still;
  }
  return filled;
}
