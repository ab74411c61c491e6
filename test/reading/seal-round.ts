import type { Lattice } from "../../src/domain/facts.ts";
import { evenPlaces, type EvenPlaces } from "../../src/reading/seal/even-places.ts";
import type { InkMap } from "../../src/reading/seal/ink.ts";
import { stripRays, TRUE_LOOK } from "../../src/reading/seal/unwrap.ts";

/** Working pixels of a square page with a seal in its middle. */
export const SIDE_OF_PAGE = 400;
export const RING = { x: 200, y: 200, a: 150, b: 150, angle: 0 };
/** Foot below; the text from 120° on, all but 60° of the round. */
export const BAND = { inner: 0.65, outer: 0.9, from: 120, span: 300, gap: 60, foot: 90 };

/** Where the characters of a name stand that is read surely, five steps of the strip to each. */
export function placesOf(name: string): EvenPlaces {
  const lattice: Lattice = stripRays(RING, BAND, TRUE_LOOK).map((_, step) => {
    const character = step % 5 === 2 ? name[(step - 2) / 5] : undefined;
    return character === undefined ? [["", 0]] : [[character, Math.log(0.95)]];
  });
  const places = evenPlaces(RING, BAND, [{ band: BAND, look: TRUE_LOOK, lattice }]);
  if (places === null) throw new Error(`no places in ${name}`);
  return places;
}

/** That page's ink where it ends so far from the left. */
export function pageOf(pageWidth: number, inkAt: (at: number) => number): InkMap {
  const inkOn = (at: number) => (at % SIDE_OF_PAGE < pageWidth ? inkAt(at) : 0);
  return { ...inkOfPage(SIDE_OF_PAGE, SIDE_OF_PAGE, inkOn), pageWidth, pixelsPerMm: 7 };
}

/** The ink at each pixel of a page, row by row; nothing is covered. */
export function inkOfPage(width: number, height: number, inkAt: (at: number) => number): InkMap {
  const ink = Uint8Array.from({ length: width * height }, (_, at) => inkAt(at));
  const page = { left: 0, top: 0, width, height, pageWidth: width, pageHeight: height };
  return { ...page, step: 1, pixelsPerMm: null, ink, covered: () => new Uint8Array(ink.length) };
}
