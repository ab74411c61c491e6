import type { Lattice } from "../../domain/facts.ts";
import { readOpenly } from "../../domain/seal/arc-text.ts";
import { placeOn, spokes, type Ellipse, type Spokes } from "./ellipse.ts";
import { RAYS } from "./polar.ts";
import type { TextBand } from "./text-band.ts";
import { FINE, stripRays, type Look } from "./unwrap.ts";

/** A band as it was shown and read. */
export interface ShownBand {
  band: TextBand;
  look: Look;
  lattice: Lattice;
}

/** The middle of a text band, all the way round: its length to each ray, in working pixels, clockwise from the foot. */
export interface MiddleLine {
  rays: Spokes;
  foot: number;
  lengths: Float64Array;
}

/** Where a name's characters stand: evenly, as engravers set them. `first` and `pitch` are lengths along the middle line. */
export interface EvenPlaces {
  line: MiddleLine;
  first: number;
  pitch: number;
  /** Of the places on the band, all but what its foot leaves bare. */
  from: number;
  to: number;
  read: { place: number; character: string; score: number }[];
}

/** A character that is read as likely as this shows where one stands; so many are needed to tell the others' places. */
const SHOWN = Math.log(0.6);
const LEAST_SHOWN = 4;
/** More characters than this are round no seal. */
const MOST_PLACES = 60;
const ROUNDS = 4;

/** From the reading that shows most characters; null where none shows enough. */
export function evenPlaces(ring: Ellipse, band: TextBand, readings: ShownBand[]): EvenPlaces | null {
  const line = middleLine(ring, band);
  const shown = readings.map((one) => shownCharacters(ring, line, one));
  const best = shown.reduce((a, b) => (b.length > a.length ? b : a), []);
  if (best.length < LEAST_SHOWN) return null;
  const { first, pitch, places } = fitPlaces(best.map(({ length }) => length));
  if (!(pitch > (line.lengths.at(-1) ?? 0) / MOST_PLACES)) return null;
  const [start = 0, end = 0] = [RAYS - band.span, RAYS + band.span].map(
    (twice) => line.lengths[Math.round((FINE * twice) / 2)],
  );
  return {
    line,
    first,
    pitch,
    from: Math.min(0, Math.ceil((start - first) / pitch)),
    to: Math.max(places.at(-1) ?? 0, Math.floor((end - first) / pitch)),
    read: best.map(({ character, score }, index) => ({ place: places[index] ?? 0, character, score })),
  };
}

function middleLine(ring: Ellipse, band: TextBand): MiddleLine {
  const rays = spokes(ring, FINE * RAYS);
  const foot = Math.round(FINE * band.foot);
  const middle = (band.inner + band.outer) / 2;
  const lengths = new Float64Array(rays.count + 1);
  for (let by = 0; by < rays.count; by++) {
    const [x, y] = placeOn(rays, (foot + by) % rays.count, middle);
    const [nextX, nextY] = placeOn(rays, (foot + by + 1) % rays.count, middle);
    lengths[by + 1] = (lengths[by] ?? 0) + Math.hypot(nextX - x, nextY - y);
  }
  return { rays, foot, lengths };
}

const lengthAt = ({ rays: { count }, foot, lengths }: MiddleLine, ray: number) =>
  lengths[(((Math.round(ray) - foot) % count) + count) % count] ?? 0;

/** The ray at a length along the line, which may lie before its foot or beyond it. */
export function rayAt({ rays: { count }, foot, lengths }: MiddleLine, length: number): number {
  const whole = lengths[count] ?? 1;
  const wanted = ((length % whole) + whole) % whole;
  let [low, high] = [0, count];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return (foot + low) % count;
}

function shownCharacters(ring: Ellipse, line: MiddleLine, { band, look, lattice }: ShownBand) {
  const rays = stripRays(ring, band, look);
  const { characters } = readOpenly(lattice);
  return characters
    .filter(({ character, score }) => score > SHOWN && /^(?:\p{Script=Han}|[()（）])$/u.test(character))
    .map(({ character, score, step }) => ({ character, score, length: lengthAt(line, rays[step] ?? 0) }))
    .sort((one, other) => one.length - other.length);
}

/** The even steps that lie nearest to the lengths, least squares; a place or more may be unread between two. */
function fitPlaces(lengths: number[]): { first: number; pitch: number; places: number[] } {
  const ways = lengths.slice(1).map((length, index) => length - (lengths[index] ?? 0));
  let pitch = [...ways].sort((a, b) => a - b)[ways.length >> 1] ?? 1;
  let places: number[] = [];
  let first = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let place = 0;
    places = [0, ...ways.map((way) => (place += Math.max(1, Math.round(way / pitch))))];
    const [meanPlace, meanLength] = [mean(places), mean(lengths)];
    const across = places.reduce((sum, one, at) => sum + (one - meanPlace) * ((lengths[at] ?? 0) - meanLength), 0);
    pitch = across / places.reduce((sum, one) => sum + (one - meanPlace) ** 2, 0);
    first = meanLength - pitch * meanPlace;
  }
  return { first, pitch, places };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
