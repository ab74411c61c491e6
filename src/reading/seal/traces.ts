import type { Ellipse } from "./ellipse.ts";
import { eachInk, levelPassedBy, valueAt, type InkMap } from "./ink.ts";
import { WEAK_INK } from "./thresholds.ts";

/** In radii of the ring: so far a die strikes again or slides; what is nearer is lost in the strokes' own width. */
const NEAREST = 0.035;
const FARTHEST = 0.15;
/** To a working pixel on a ring of this radius; on one of twice that every second one is looked at. */
const COARSE = 120;
/** The share of all ink that is looked at, its strongest and so the first strike's, and as many places of it as will tell. */
const STRONGEST = 0.35;
const PLACES = 3000;
/** There is ink again where there is this share of a place's own. */
export const AGAIN = 0.25;
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
/** So many working pixels from all that it printed a die left this share of that ink. */
export interface Trace {
  x: number;
  y: number;
  share: number;
}

/** One of a second strike, one for each pixel's length of a slide, the farthest last; none where the ink is not repeated. */
export function findTraces(map: InkMap, { a }: Ellipse): Trace[] {
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
      const share = inkAgain(map, places, x, y, REPEATED);
      if (share === 0) continue;
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

/** The share of the places that have ink again so far from them; given up with 0 where that is less than `least`. */
function inkAgain(map: InkMap, places: Place[], x: number, y: number, least = 0): number {
  let bare = 0;
  const mostBare = (1 - least) * places.length;
  for (const place of places)
    if (valueAt(map.ink, map, place.x + x, place.y + y) < AGAIN * place.ink && ++bare > mostBare) return 0;
  return 1 - bare / places.length;
}

/** What all but so many of the places have there at least, as a share of their own ink; at most 1. */
function inkLeft(map: InkMap, places: Place[], { x, y }: { x: number; y: number }, butFor: number): number {
  const shares = places.map((place) => valueAt(map.ink, map, place.x + x, place.y + y) / place.ink);
  shares.sort((one, other) => one - other);
  return Math.min(1, shares[Math.floor(butFor * shares.length)] ?? 0);
}
