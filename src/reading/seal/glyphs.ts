import type { Lattice } from "../../domain/facts.ts";
import type { Ellipse } from "./ellipse.ts";
import type { EvenPlaces } from "./even-places.ts";
import type { InkMap } from "./ink.ts";
import type { TextBand } from "./text-band.ts";
import {
  alphabetOf,
  AREA,
  COARSE_AREA,
  coarsen,
  drawCharacters,
  FACES,
  normalise,
  SIDE,
  soften,
  type Drawn,
  type Face,
} from "./typeface.ts";
import { inkBeside, standOf } from "./upright.ts";

/** How a seal's characters are cut: the em square's width and height, how far inwards its middle lies and how far aside. Working pixels. */
interface Cut {
  wide: number;
  tall: number;
  inwards: number;
  right: number;
}

/** So many of the surest characters tell the cut and the face. */
const MOST_KNOWN = 8;
const LEAST_KNOWN = 4;
/** Likeness (−1…1) of the known characters below which the face is another, or the print too worn. */
const LEAST_LIKE = 0.6;
/** Of the pitch to either side, and of the height up and down, that a character may be out of its place. */
const ASIDE = [0, -0.08, 0.08, -0.16, 0.16];
const UP_AND_DOWN = [0, -0.05, 0.05];
/** Likeness to log probability; no character at all is as likely as one that is so much alike. */
const SHARPNESS = 55;
const NOTHING = 0.68;
const LEAST_SURE = 0.5;
const MOST_NAMED = 24;
/** Of all characters so many are compared at full fineness, and of these so many beside the place too. */
const ROUGHLY = 300;
const CLOSELY = 60;
const STEPS_A_PLACE = 4;

/**
 * A reading that knows nothing of language: each place's ink against every character as a typeface draws it, once the
 * characters that were read surely have told how the seal's are cut. Empty where they do not resemble the typeface's.
 */
export function readGlyphs(map: InkMap, ring: Ellipse, band: TextBand, places: EvenPlaces): Lattice {
  const read = [...places.read].sort((one, other) => other.score - one.score);
  const known = read.slice(0, MOST_KNOWN).map(({ place, character }) => ({ place, character: asDrawn(character) }));
  if (known.length < LEAST_KNOWN) return [];
  const faces = Object.keys(FACES) as Face[];
  const fits = faces.map((face) => ({ face, ...fitCut(map, ring, band, places, known, face) }));
  const best = fits.reduce((a, b) => (b.likeness > a.likeness ? b : a));
  if (best.likeness < LEAST_LIKE) return [];
  const alphabet = alphabetOf(best.face);
  const readAt = new Map(
    places.read.map(({ place, character, score }) => [place, [character, score] as [string, number]]),
  );
  return Array.from({ length: places.to - places.from + 1 }, (_, at) => places.from + at).flatMap((place) => [
    sureOrRead(likest(map, ring, places, place, best.cut, alphabet), readAt.get(place)),
    ...Array.from({ length: STEPS_A_PLACE - 1 }, (): Lattice[number] => [["", 0]]),
  ]);
}

/** What is more likely than not is named alone: a likeness to others says nothing for them. Else what was read before stands. */
function sureOrRead(likest: [string, number][], read: [string, number] | undefined): Lattice[number] {
  const { character, probability } = mostLikely(likest);
  if (probability >= LEAST_SURE) return named(character, Math.log(probability));
  return read ? named(...read) : [["", 0]];
}

const named = (character: string, score: number): Lattice[number] =>
  (
    [
      [character, score],
      ["", Math.log(Math.max(1 - Math.exp(score), 1e-4))],
    ] as Lattice[number]
  ).sort((one, other) => other[1] - one[1]);

const asDrawn = (character: string) => (character === "(" ? "（" : character === ")" ? "）" : character);

function fitCut(
  map: InkMap,
  ring: Ellipse,
  { inner, outer }: TextBand,
  places: EvenPlaces,
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
  for (const part of [0.16, 0.08, 0.04]) {
    for (let round = 0; round < 3; round++) {
      const before = likeness;
      for (const side of ["tall", "inwards", "wide", "right"] as const) {
        for (const by of [-part * deep, part * deep]) {
          const other = { ...cut, [side]: cut[side] + by };
          const now = likenessOf(other);
          if (now > likeness) [cut, likeness] = [other, now];
        }
      }
      if (likeness === before) break;
    }
  }
  return { cut, likeness };
}

/** The em square's ink, softened, of mean 0 and length 1. */
function cutOut(
  map: InkMap,
  stand: Parameters<typeof inkBeside>[1],
  { wide, tall, inwards, right }: Cut,
  cell: Float32Array,
): void {
  for (let y = 0, at = 0; y < SIDE; y++) {
    const deep = inwards + ((y + 0.5) / SIDE - 0.5) * tall;
    for (let x = 0; x < SIDE; x++, at++)
      cell[at] = inkBeside(map, stand, right + ((x + 0.5) / SIDE - 0.5) * wide, deep);
  }
  soften(cell);
  normalise(cell);
}

function alike(cell: Float32Array, values: Float32Array, index: number): number {
  let sum = 0;
  for (let at = 0, from = index * cell.length; at < cell.length; at++, from++)
    sum += (cell[at] ?? 0) * (values[from] ?? 0);
  return sum;
}

/** The characters that the ink at a place is most like, with their likeness, best first: sought coarsely, then beside the place too. */
function likest(
  map: InkMap,
  ring: Ellipse,
  places: EvenPlaces,
  place: number,
  cut: Cut,
  alphabet: Drawn,
): [string, number][] {
  const { characters, values, coarse } = alphabet;
  const cell = new Float32Array(AREA);
  const stand = standOf(ring, places, place);
  cutOut(map, stand, cut, cell);
  const rough = new Float32Array(COARSE_AREA);
  coarsen(cell, rough);
  const roughly = new Float32Array(characters.length);
  for (let index = 0; index < roughly.length; index++) roughly[index] = alike(rough, coarse, index);
  const least = roughly.slice().sort()[roughly.length - ROUGHLY] ?? -1;
  const some: { index: number; likeness: number }[] = [];
  roughly.forEach((value, index) => {
    if (value >= least) some.push({ index, likeness: alike(cell, values, index) });
  });
  const best = some.sort(byLikeness).slice(0, CLOSELY);
  for (const aside of ASIDE) {
    for (const down of UP_AND_DOWN) {
      cutOut(
        map,
        stand,
        { ...cut, right: cut.right + aside * places.pitch, inwards: cut.inwards + down * cut.tall },
        cell,
      );
      for (const one of best) one.likeness = Math.max(one.likeness, alike(cell, values, one.index));
    }
  }
  return best
    .sort(byLikeness)
    .slice(0, MOST_NAMED)
    .map(({ index, likeness }) => [characters[index] ?? "", likeness]);
}

const byLikeness = (one: { likeness: number }, other: { likeness: number }) => other.likeness - one.likeness;

function mostLikely(likest: [string, number][]): { character: string; probability: number } {
  const [character, top] = likest[0] ?? ["", 0];
  const others = [...likest.slice(1).map(([, likeness]) => likeness), NOTHING];
  return {
    character,
    probability: 1 / others.reduce((sum, likeness) => sum + Math.exp(SHARPNESS * (likeness - top)), 1),
  };
}
