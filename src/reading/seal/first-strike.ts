import type { Ellipse } from "./ellipse.ts";
import type { Imprint } from "./imprint.ts";
import { eachInk, levelPassedBy, type InkMap } from "./ink.ts";
import { FLATTEST_ROUND, WEAK_INK } from "./thresholds.ts";

/** In radii of the ring: so far a die strikes again or slides; what is nearer is lost in the strokes' own width. */
const NEAREST = 0.035;
const FARTHEST = 0.15;
/** To a working pixel on a ring of this radius; on one of twice that every second one is looked at. */
const COARSE = 120;
/** The share of all ink that is looked at, its strongest and so the first strike's, and as many places of it as will tell. */
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
/**
 * Other ink lies on many of the places, so what the die left there is told by those with little: of a second strike they are as
 * dark as each other, and some lie beneath print; of a slide the least is what it left behind a single stroke.
 */
const LEFT_BY_STRIKE = 0.3;
const LEFT_BY_SLIDE = 0.1;
/** A stroke's width in radii: as long the die left ink at each place that it slid over. */
const STROKE = 0.022;
/** The share of all ink that is as strong as it can be; and the most of what lies beneath that is made up for. */
const FULL = 0.2;
const MOST_BENEATH = 0.95;
/** Cosine between the ring's long axis and the way. */
const ALONG = 0.8;

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
  const printAlone = alone(print);
  const imprint = { print: printAlone, shades: shades === print ? printAlone : alone(shades) };
  return { imprint, ring: isAboutBoth(ring, last) ? ringOfFirst(ring, last) : ring };
}

/** Is it longer along the way than across it, by no more than the way? An oval and a photo from the side are so by themselves. */
function isAboutBoth({ a, b, angle }: Ellipse, { x, y }: Trace): boolean {
  const isAlong = Math.abs(Math.cos(angle - Math.atan2(y, x))) > ALONG;
  return b >= FLATTEST_ROUND * a && isAlong && a - b < Math.hypot(x, y);
}

function ringOfFirst(ring: Ellipse, { x, y }: Trace): Ellipse {
  const longer = (ring.a - ring.b) / Math.hypot(x, y);
  return { ...ring, x: ring.x - longer * x, y: ring.y - longer * y, a: ring.b };
}

/** One of a second strike, one for each pixel's length of a slide, the farthest last; none where the ink is not repeated. */
function findTraces(map: InkMap, { a }: Ellipse): Trace[] {
  const places = strongPlaces(map);
  if (places.length === 0) return [];
  const repeated = (x: number, y: number) => inkAgain(map, places, x, y);
  const reach = Math.ceil(FARTHEST * a);
  const by = Math.max(1, Math.round(a / COARSE));
  let best = { x: 0, y: 0, share: 0, more: CLEARLY };
  for (let y = -reach; y <= reach; y += by) {
    for (let x = -reach; x <= reach; x += by) {
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
 * Two strikes leave that share of the paper bare which is the product of what each leaves. What was printed where a trace
 * comes from is known by the time that a pixel's turn comes, but for a row beside it.
 */
function withoutTraces(map: InkMap, traces: Trace[], last: Trace, full: number): Uint8Array {
  const { ink, width, height } = map;
  const own = new Float32Array(ink.length);
  // The steps of a slide are told by the pixel, a second strike's place is up to one out.
  const printedAt = traces.length > 1 ? valueAt : mostBeside;
  const columns = inTurn(width, last.x < 0);
  for (const row of inTurn(height, last.y < 0)) {
    for (const column of columns) {
      const share = Math.min(1, (ink[row * width + column] ?? 0) / full);
      if (share === 0) continue;
      let bare = 1;
      for (const trace of traces) bare *= 1 - trace.share * printedAt(own, map, column - trace.x, row - trace.y);
      const left = Math.max(0, 1 - (1 - share) / Math.max(1 - MOST_BENEATH, bare));
      const [x, y] = [column + last.x, row + last.y];
      const again = isOn(map, x, y) ? mostBeside(ink, map, x, y) / full / AGAIN : 1;
      own[row * width + column] = Math.min(left, again);
    }
  }
  return Uint8Array.from(own, (share) => Math.round(share * full));
}

const inTurn = (count: number, isBack: boolean) =>
  Array.from({ length: count }, (_, at) => (isBack ? count - 1 - at : at));

const isOn = ({ width, height }: InkMap, x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height;

const valueAt = (values: Uint8Array | Float32Array, map: InkMap, x: number, y: number): number =>
  isOn(map, x, y) ? (values[y * map.width + x] ?? 0) : 0;

function mostBeside(values: Uint8Array | Float32Array, map: InkMap, x: number, y: number): number {
  let most = 0;
  for (let row = y - 1; row <= y + 1; row++)
    for (let column = x - 1; column <= x + 1; column++) most = Math.max(most, valueAt(values, map, column, row));
  return most;
}
