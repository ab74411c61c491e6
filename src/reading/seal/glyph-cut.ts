import type { Ellipse } from "./ellipse.ts";
import type { EvenPlaces } from "./even-places.ts";
import type { InkMap } from "./ink.ts";
import type { TextBand } from "./text-band.ts";
import { AREA, drawCharacters, normalise, SIDE, soften, type Face } from "./typeface.ts";
import { inkBeside, standOf, type Stand } from "./upright.ts";

/** A seal's ink and where its characters stand. */
export interface Print {
  map: InkMap;
  ring: Ellipse;
  places: EvenPlaces;
}

/** How a seal's characters are cut: the em square's width and height, how far inwards its middle lies and how far aside. Working pixels. */
export interface Cut {
  wide: number;
  tall: number;
  inwards: number;
  right: number;
}

/** Of the band's depth, by which the cut is changed while that makes the characters more alike, again and again. */
const FINER = [0.16, 0.16, 0.16, 0.08, 0.08, 0.08, 0.04, 0.04, 0.04];

/** The cut at which some characters, whose places are known, are most like a typeface's, and how much they are. */
export function fitCut(
  { map, ring, places }: Print,
  { inner, outer }: TextBand,
  known: { place: number; character: string }[],
  face: Face,
): { cut: Cut; likeness: number } {
  const { values } = drawCharacters(
    face,
    known.map(({ character }) => character),
  );
  const stands = known.map(({ place }) => standOf(ring, places, place));
  const cell = new Float32Array(AREA);
  const likenessOf = (cut: Cut) =>
    stands.reduce((sum, stand, index) => {
      cutOut(map, stand, cut, cell);
      return sum + alike(cell, values, index);
    }, 0) / stands.length;
  const deep = (outer - inner) * ring.b;
  let cut: Cut = {
    wide: Math.min(0.95 * places.pitch, 1.1 * deep),
    tall: deep,
    inwards: (1 - (outer + inner) / 2) * ring.b,
    right: 0,
  };
  let likeness = likenessOf(cut);
  for (const part of FINER) {
    for (const side of ["tall", "inwards", "wide", "right"] as const) {
      for (const by of [-part * deep, part * deep]) {
        const other = { ...cut, [side]: cut[side] + by };
        const now = likenessOf(other);
        if (now > likeness) [cut, likeness] = [other, now];
      }
    }
  }
  return { cut, likeness };
}

/** The em square's ink, softened, of mean 0 and length 1. */
export function cutOut(map: InkMap, stand: Stand, { wide, tall, inwards, right }: Cut, cell: Float32Array): void {
  for (let y = 0, at = 0; y < SIDE; y++) {
    const deep = inwards + ((y + 0.5) / SIDE - 0.5) * tall;
    for (let x = 0; x < SIDE; x++, at++)
      cell[at] = inkBeside(map, stand, right + ((x + 0.5) / SIDE - 0.5) * wide, deep);
  }
  soften(cell);
  normalise(cell);
}

/** −1…1, of the ink with the character at an index. Four sums at once: each need not wait for the last. */
export function alike(cell: Float32Array, values: Float32Array, index: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let at = 0, from = index * cell.length; at < cell.length; at += 4, from += 4) {
    first += (cell[at] ?? 0) * (values[from] ?? 0);
    second += (cell[at + 1] ?? 0) * (values[from + 1] ?? 0);
    third += (cell[at + 2] ?? 0) * (values[from + 2] ?? 0);
    fourth += (cell[at + 3] ?? 0) * (values[from + 3] ?? 0);
  }
  return first + second + third + fourth;
}
