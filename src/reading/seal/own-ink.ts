import type { PagePicture } from "../picture.ts";
import { radiusIn, type Ellipse } from "./ellipse.ts";
import type { Imprint } from "./imprint.ts";
import type { InkMap, Region } from "./ink.ts";
import type { Paper } from "./paper.ts";
import { tintOf, type Tint } from "./tint.ts";

/** In radii: beyond this lies another's ink, and so far about the seal it is looked for. */
const BEYOND = 1.06;
const AROUND = 0.3;
/** In radii: a JPEG's colours are coarse and full of noise, a hue is the mean of so much to either side. */
const NEAR = 0.025;
/** Working pixels of a hue from which it is known, and shares of the deepest colour from which on there is one. */
const LEAST_PIXELS = 100;
const FULL = 0.5;
const PALE = 0.15;
const DEEPEST = 0.98;
/**
 * How far the two hues lie apart, in widths of the middle half of the other's. Of 74 pages of the tuning set on which another
 * seal lies over the own one and that were left to a person, 45 have their name read in the own ink with 1.5, 47 with 1, where
 * nearly each page has two hues.
 */
const APART = 1.5;
/** And at least so far: an electronic seal's hue has no width. */
const LEAST_APART = 0.008;
/** From the other's hue to the own one: where both lie it is about half way. */
const OTHERS = 0.2;
const OWN = 0.5;

/**
 * A print without the ink of another seal that lies over it, told by its hue; null where none of another hue lies beyond the
 * ring. Two seals are seldom of one red: they have pads of their own.
 */
export function ownInk(picture: PagePicture, paper: Paper, { print, shades }: Imprint, ring: Ellipse): Imprint | null {
  const region = around(print, ring);
  const tint = tintOf(picture, paper, region, print.step, Math.max(1, Math.round(NEAR * ring.a)));
  const deepest = quantile(tint.depth.slice().sort(), DEEPEST);
  const hues = huesOf(tint, FULL * deepest, region, print, ring);
  if (hues === null) return null;
  const left = print.left - region.left;
  const top = print.top - region.top;
  const ownOf = (value: number, index: number) => {
    const at = (Math.floor(index / print.width) + top) * region.width + (index % print.width) + left;
    if ((tint.depth[at] ?? 0) < PALE * deepest) return value;
    const way = ((tint.hue[at] ?? 0) - hues.other) / (hues.own - hues.other);
    return value * Math.max(0, Math.min(1, (way - OTHERS) / (OWN - OTHERS)));
  };
  const kept = (map: InkMap) => ({ ...map, ink: map.ink.map(ownOf) });
  return { print: kept(print), shades: kept(shades) };
}

function around({ left, top, width, height, pageWidth, pageHeight }: InkMap, { a }: Ellipse): Region {
  const by = Math.round(AROUND * a);
  const [x, y] = [Math.max(0, left - by), Math.max(0, top - by)];
  const [right, bottom] = [Math.min(pageWidth, left + width + by), Math.min(pageHeight, top + height + by)];
  return { left: x, top: y, width: right - x, height: bottom - y };
}

/** Most ink within the ring is its own, all beyond it another's. */
function huesOf({ depth, hue }: Tint, least: number, region: Region, print: Region, ring: Ellipse) {
  const placed = (isThere: (radius: number) => boolean) =>
    hue
      .filter((_, at) => {
        const x = region.left + (at % region.width) - print.left;
        const y = region.top + Math.floor(at / region.width) - print.top;
        return (depth[at] ?? 0) >= least && isThere(radiusIn(ring, x, y));
      })
      .sort();
  const others = placed((radius) => radius > BEYOND);
  if (others.length < LEAST_PIXELS) return null;
  const [own, other] = [
    quantile(
      placed((radius) => radius < 1),
      0.5,
    ),
    quantile(others, 0.5),
  ];
  const spread = quantile(others, 0.75) - quantile(others, 0.25);
  return Math.abs(own - other) < Math.max(LEAST_APART, APART * spread) ? null : { own, other };
}

const quantile = (sorted: Float32Array, share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
