import { placeOn, spokes, type Ellipse } from "./ellipse.ts";
import type { Imprint } from "./imprint.ts";
import { type Inked, type InkMap, valueAt } from "./ink.ts";
import { WEAK_INK } from "./thresholds.ts";
import { inkAt } from "./unwrap.ts";

/** Rays on which the ring's outer edge is looked at, in steps of working pixels, and in radii where its ink is and where paper. */
const RAYS = 180;
const FINE = 0.1;
const INSIDE = 0.07;
const OUTSIDE = 0.15;
const LEAST_RAYS = 60;
/** Shares of the ring's ink between which its edge falls, and how many standard deviations of a Gaussian blur lie there. */
const HIGH = 0.8;
const LOW = 0.2;
const DEVIATIONS = 2 * 0.8416;
/** Working pixels, and radii: less hides no stroke; and working pixels of which nothing can be had back, however long it took. */
const SHARP = 0.6;
const SHARP_IN_RADII = 0.005;
const MOST_BLUR = 4;
/** A ring's radius in working pixels: at half of it its characters are still as high as the recogniser wants them. */
const FINE_ENOUGH = 180;
/** Of 75 unread pages of the tuning set 5 fewer are read after 5 rounds, and 2 fewer after 16, in which noise grows. */
const ROUNDS = 10;
/** Neighbours to either side that a Gaussian takes in, each written out in `blurAcross`; more of them change nothing to speak of. */
const REACH = 5;

/**
 * The print as it was before the scanner or the lens blurred it, as far as that can be told; null where it is
 * sharp, or past help, or nobody can see how sharp it is.
 */
export function deblurred({ print, shades }: Imprint, ring: Ellipse): Imprint | null {
  const deviation = blurOf(print, ring);
  const least = Math.max(SHARP, SHARP_IN_RADII * ring.b);
  if (deviation === null || deviation < least || deviation > MOST_BLUR) return null;
  const withoutIt = ring.b > FINE_ENOUGH ? coarsely : withoutBlur;
  const clear = (map: InkMap) => ({ ...map, ink: withoutIt(map, deviation) });
  const clearPrint = clear(print);
  return { print: clearPrint, shades: shades === print ? clearPrint : clear(shades) };
}

/** Standard deviation in working pixels, by how steeply the ink of the ring's outer edge falls; null where too little of it does. */
function blurOf(map: InkMap, ring: Ellipse): number | null {
  const rays = spokes(ring, RAYS);
  const widths = Array.from({ length: RAYS }, (_, ray) => edgeWidth(map, ring, (radius) => placeOn(rays, ray, radius)));
  const known = widths.filter((width) => width !== null).sort((one, other) => one - other);
  return known.length < LEAST_RAYS ? null : (known[known.length >> 1] ?? 0) / DEVIATIONS;
}

/** In working pixels, from inside outwards; null where there is no ring or no paper beyond it. */
function edgeWidth(map: InkMap, { b }: Ellipse, place: (radius: number) => [number, number]): number | null {
  const step = FINE / b;
  let [most, at] = [WEAK_INK, 0];
  for (let radius = 1 - INSIDE; radius < 1 + INSIDE / 2; radius += step) {
    const ink = inkAt(map, ...place(radius));
    if (ink > most) [most, at] = [ink, radius];
  }
  if (at === 0) return null;
  let high: number | null = null;
  for (let radius = at; radius < at + OUTSIDE; radius += step) {
    const ink = inkAt(map, ...place(radius));
    if (ink <= HIGH * most) high ??= radius;
    if (ink <= LOW * most) return (radius - (high ?? at)) * b;
  }
  return null;
}

/** At half the fineness, which takes an eighth of the time. */
function coarsely(map: InkMap, deviation: number): Uint8Array {
  const [width, height] = [map.width >> 1, map.height >> 1];
  const half = { width, height, ink: new Uint8Array(width * height) };
  const pixel = (x: number, y: number) => valueAt(map.ink, map, x, y);
  half.ink.forEach((_, at) => {
    const [x, y] = [2 * (at % width), 2 * Math.floor(at / width)];
    half.ink[at] = (pixel(x, y) + pixel(x + 1, y) + pixel(x, y + 1) + pixel(x + 1, y + 1)) / 4;
  });
  const clear = { ...half, ink: withoutBlur(half, deviation / 2) };
  return map.ink.map((_, at) => inkAt(clear, (at % map.width) / 2 - 0.25, Math.floor(at / map.width) / 2 - 0.25));
}

/** Richardson (1972) and Lucy (1974): towards the likeliest picture that is nowhere less than nothing. */
function withoutBlur({ ink, width, height }: Inked, deviation: number): Uint8Array {
  const shares = gaussian(deviation);
  // One more, that nothing is divided by none.
  const seen = Float32Array.from(ink, (value) => value + 1);
  const guess = seen.slice();
  const [turned, change] = [new Float32Array(ink.length), new Float32Array(ink.length)];
  const blur = (values: Float32Array) => {
    blurAcross(values, width, height, shares, turned);
    blurAcross(turned, height, width, shares, change);
  };
  for (let round = 0; round < ROUNDS; round++) {
    blur(guess);
    for (let at = 0; at < change.length; at++) change[at] = (seen[at] ?? 0) / (change[at] ?? 1);
    blur(change);
    for (let at = 0; at < guess.length; at++) guess[at] = (guess[at] ?? 0) * (change[at] ?? 0);
  }
  return Uint8Array.from(guess, (value) => Math.min(255, Math.max(0, value - 1)));
}

/** Of the middle, and of each of two neighbours, the nearest first. */
function gaussian(deviation: number): Float32Array {
  const shares = Float32Array.from({ length: REACH + 1 }, (_, by) => Math.exp(-((by / deviation) ** 2) / 2));
  const sum = shares.reduce((all, share) => all + 2 * share, -(shares[0] ?? 0));
  return shares.map((share) => share / sum);
}

/**
 * Along rows, which become columns: done twice, both ways. Beyond the map's edges lies what lies on them. A loop over the
 * neighbours would take twice the time.
 */
function blurAcross(from: Float32Array, width: number, height: number, shares: Float32Array, into: Float32Array): void {
  const [own = 0, next = 0, second = 0, third = 0, fourth = 0, fifth = 0] = shares;
  const row = new Float32Array(width + 2 * REACH);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    row.fill(from[start] ?? 0, 0, REACH).set(from.subarray(start, start + width), REACH);
    row.fill(from[start + width - 1] ?? 0, REACH + width);
    for (let x = 0, to = y; x < width; x++, to += height) {
      into[to] =
        own * (row[x + 5] ?? 0) +
        next * ((row[x + 4] ?? 0) + (row[x + 6] ?? 0)) +
        second * ((row[x + 3] ?? 0) + (row[x + 7] ?? 0)) +
        third * ((row[x + 2] ?? 0) + (row[x + 8] ?? 0)) +
        fourth * ((row[x + 1] ?? 0) + (row[x + 9] ?? 0)) +
        fifth * ((row[x] ?? 0) + (row[x + 10] ?? 0));
    }
  }
}
