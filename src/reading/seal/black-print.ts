import { markAround, type InkMap } from "./ink.ts";

/** Light (1024·OD) lacking in the colour that the ink lets through, beyond the ink's own share: black print. */
const BLACK_PRINT = 260;
/**
 * Light lacking in every colour, so much of it and so near to neutral (0: of the ink's own hue, 1: black), that black print has
 * a part in it; its rims bear colours that are not there, as far as a JPEG's squares reach.
 */
const GREYISH = 100;
const TOWARDS_BLACK = 0.5;
const RIM = 2;

/** 1024·OD of each working pixel: in green, which every seal's ink takes away, and in the colour that lacks least. */
export interface Light {
  green: Int16Array;
  least: Int16Array;
}

/** 1 where black print lies or touches. */
export function blackAndBeside(map: InkMap, { green, least }: Light, share: number): Uint8Array {
  const { width } = map;
  const covered = map.covered();
  const marked = new Uint8Array(covered.length);
  for (let at = 0; at < covered.length; at++) {
    if (covered[at] === 0 && (least[at] ?? 0) - share * (green[at] ?? 0) <= BLACK_PRINT) continue;
    markAround(marked, at, width, 1);
  }
  return marked;
}

/**
 * 1 where black print lies, and where its rims' colours say nothing of the ink. Thin red strokes are greyish too, but they
 * hang together with no black.
 */
export function blackAndRims({ green, least }: Light, share: number, width: number): Uint8Array {
  const marked = new Uint8Array(least.length);
  const towards = share + TOWARDS_BLACK * (1 - share);
  const isGreyish = (at: number) => (least[at] ?? 0) >= Math.max(GREYISH, towards * (green[at] ?? 0));
  const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  const stack: number[] = [];
  for (let at = 0; at < least.length; at++) {
    if (isGreyish(at) && (least[at] ?? 0) - share * (green[at] ?? 0) > BLACK_PRINT) stack.push(at);
  }
  const seen = new Uint8Array(least.length);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (seen[at] === 1) continue;
    seen[at] = 1;
    markAround(marked, at, width, RIM);
    const isInRows = (other: number) => Math.abs((other % width) - (at % width)) <= 1;
    for (const by of around) if (seen[at + by] === 0 && isInRows(at + by) && isGreyish(at + by)) stack.push(at + by);
  }
  return marked;
}
