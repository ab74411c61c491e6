import type { Ellipse } from "./ellipse.ts";
import type { Imprint } from "./imprint.ts";
import { eachInk, levelPassedBy, type InkMap } from "./ink.ts";
import { FLATTEST_ROUND, WEAK_INK } from "./thresholds.ts";

/** In radii of the ring: so far a die strikes again or slides; what is nearer blurs no character. */
const NEAREST = 0.035;
const FARTHEST = 0.15;
/** The share of all ink that is looked at, its strongest, and at most so many places of it. */
const STRONGEST = 0.35;
const PLACES = 3000;
/** There is ink again where there is this share of a place's own. */
const AGAIN = 0.25;
/**
 * So many of the places have it, and so many more than as far away in the three other directions. On 230 made pages of the
 * tuning set that were struck once 0.04 more of a company's seal at most (0.09 of a person's), struck twice 0.8 mm apart and
 * farther 0.26 at least, slid 0.7 mm and farther 0.1 at least.
 */
const REPEATED = 0.75;
const CLEARLY = 0.1;
/** Other ink lies on many of the places, so what the die left there is told by those with little. */
const LEFT_BY_STRIKE = 0.3;
const LEFT_BY_SLIDE = 0.1;
/** A stroke's width in radii: as long the die left ink at each place that it slid over. */
const STROKE = 0.022;
/** The share of all ink that is as strong as it can be; and the most of what lies beneath that is made up for. */
const FULL = 0.2;
const MOST_BENEATH = 0.95;

/** So many working pixels from all that it printed a die left this share of that ink. */
interface Trace {
  x: number;
  y: number;
  share: number;
}

/**
 * A print without the fainter ink that the die left when it struck again or slid, and its ring, where that was fitted to both;
 * null where it did neither.
 */
export function firstStrike({ print, shades }: Imprint, ring: Ellipse): { imprint: Imprint; ring: Ellipse } | null {
  const traces = findTraces(print, ring);
  const last = traces.at(-1);
  if (last === undefined) return null;
  const full = levelPassedBy(FULL, print.ink, WEAK_INK);
  const alone = (map: InkMap) => ({ ...map, ink: withoutTraces(map, traces, last, full) });
  const isOval = ring.b < FLATTEST_ROUND * ring.a;
  const longer = (ring.a - ring.b) / Math.hypot(last.x, last.y);
  const own = isOval ? ring : { ...ring, x: ring.x - longer * last.x, y: ring.y - longer * last.y, a: ring.b };
  return { imprint: { print: alone(print), shades: alone(shades) }, ring: own };
}

/** One of a second strike, one for each pixel of a slide, the farthest last; none where the ink is not repeated. */
function findTraces(map: InkMap, { a }: Ellipse): Trace[] {
  const places = strongPlaces(map);
  const repeated = (x: number, y: number) => inkAgain(map, places, x, y);
  const reach = Math.ceil(FARTHEST * a);
  let best = { x: 0, y: 0, share: 0, more: CLEARLY };
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const away = Math.hypot(x, y);
      if (away < NEAREST * a || away > FARTHEST * a) continue;
      const share = repeated(x, y);
      if (share < REPEATED) continue;
      const more = share - Math.max(repeated(-y, x), repeated(y, -x), repeated(-x, -y));
      if (more > best.more) best = { x, y, share, more };
    }
  }
  const { x, y, share } = best;
  if (share === 0) return [];
  const isSlide = repeated(Math.round(x / 2), Math.round(y / 2)) >= share;
  return isSlide ? slideTraces(map, places, best, a) : [{ x, y, share: inkLeft(map, places, best, LEFT_BY_STRIKE) }];
}

function slideTraces(map: InkMap, places: Place[], far: { x: number; y: number }, a: number): Trace[] {
  const length = Math.hypot(far.x, far.y);
  const share = 1 - (1 - inkLeft(map, places, far, LEFT_BY_SLIDE)) ** (1 / (STROKE * a));
  const traces: Trace[] = [];
  for (let step = 1; step <= FARTHEST * a; step++) {
    const to = { x: Math.round((far.x / length) * step), y: Math.round((far.y / length) * step), share };
    if (inkLeft(map, places, to, LEFT_BY_SLIDE) < AGAIN) break;
    traces.push(to);
  }
  return traces;
}

interface Place {
  x: number;
  y: number;
  ink: number;
}

function strongPlaces({ ink, width }: InkMap): Place[] {
  const places: Place[] = [];
  eachInk(ink, levelPassedBy(STRONGEST, ink, WEAK_INK), (at, value) => {
    places.push({ x: at % width, y: Math.floor(at / width), ink: value });
  });
  const stride = Math.ceil(places.length / PLACES);
  return places.filter((_, index) => index % stride === 0);
}

/** The share of the places that have ink again so far from them. */
function inkAgain(map: InkMap, places: Place[], x: number, y: number): number {
  let again = 0;
  for (const place of places) if (valueAt(map.ink, map, place.x + x, place.y + y) >= AGAIN * place.ink) again++;
  return again / places.length;
}

/** What all but so many of the places have there at least, as a share of their own ink; at most 1. */
function inkLeft(map: InkMap, places: Place[], { x, y }: { x: number; y: number }, butFor: number): number {
  const shares = places.map((place) => valueAt(map.ink, map, place.x + x, place.y + y) / place.ink);
  shares.sort((one, other) => one - other);
  return Math.min(1, shares[Math.floor(butFor * shares.length)] ?? 0);
}

/**
 * Two strikes leave that share of the paper bare which is the product of what either does. What was printed where a trace
 * comes from is known by the time that a pixel's turn comes.
 */
function withoutTraces(map: InkMap, traces: Trace[], last: Trace, full: number): Uint8Array {
  const { ink, width, height } = map;
  const own = new Float32Array(ink.length);
  // The steps of a slide are told by the pixel, a second strike's place is up to one out.
  const printedAt = traces.length > 1 ? valueAt : mostAround;
  const columns = inTurn(width, last.x < 0);
  for (const row of inTurn(height, last.y < 0)) {
    for (const column of columns) {
      const value = ink[row * width + column] ?? 0;
      if (value === 0) continue;
      let bare = 1;
      for (const { x, y, share } of traces)
        bare *= 1 - Math.min(MOST_BENEATH, share * printedAt(own, map, column - x, row - y));
      const left = Math.max(0, 1 - (1 - value / full) / bare);
      const again = mostAround(ink, map, column + last.x, row + last.y) / full / AGAIN;
      own[row * width + column] = Math.min(left, again);
    }
  }
  return Uint8Array.from(own, (value) => Math.min(255, Math.round(value * full)));
}

const inTurn = (count: number, isBack: boolean) =>
  Array.from({ length: count }, (_, at) => (isBack ? count - 1 - at : at));

function valueAt(values: Uint8Array | Float32Array, { width, height }: InkMap, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : (values[y * width + x] ?? 0);
}

function mostAround(values: Uint8Array | Float32Array, map: InkMap, x: number, y: number): number {
  let most = 0;
  for (let row = y - 1; row <= y + 1; row++)
    for (let column = x - 1; column <= x + 1; column++) most = Math.max(most, valueAt(values, map, column, row));
  return most;
}
