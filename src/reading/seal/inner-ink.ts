import type { Ellipse } from "./ellipse.ts";
import { EDGE, INK, RAYS, STEPS, type Polar } from "./polar.ts";
import type { TextBand } from "./text-band.ts";
import { FLATTEST_ROUND } from "./thresholds.ts";

/** In radii: a star's tips end here, an oval has none; and the text's own feet reach so far in. */
const BEYOND_STAR = 0.42;
const OVAL_CENTRE = 0.15;
const WITHIN_TEXT = 0.03;
/** Just outside the ring. */
const OUTSIDE = [1.06, 1.2] as const;
/** Degrees to either side of a direction. */
const ABOUT = 20;
const ABOUT_OUTSIDE = 45;
const AT_FOOT = 40;
/**
 * Share of ink from which something was cut there, and that shows that it runs on beyond the ring. On 322 made pages of the
 * tuning set: of 100 contract, finance and departments' seals 99 have more within, of 222 official ones 7: 4 that another
 * seal lies across, which runs on beyond the ring, 2 struck twice and one photo out of focus.
 */
const CUT_INK = 0.065;
const CROSSING_INK = 0.01;

/**
 * Is there ink between the star and the text, where an official seal is bare? Whichever way: where words that could not be made
 * out fill the bare stretch, its middle is not known for sure. What comes in from outside is another seal, but
 * at the foot it may hide words. `around` reaches beyond the ring.
 */
export function hasInkWithin(polar: Polar, around: Polar, ring: Ellipse, band: TextBand): boolean {
  const from = ring.b < FLATTEST_ROUND * ring.a ? OVAL_CENTRE : BEYOND_STAR;
  const within = inkAbout(polar, from, band.inner - WITHIN_TEXT, ABOUT);
  const outside = inkAbout(around, ...OUTSIDE, ABOUT_OUTSIDE);
  return within.some((share, ray) => {
    const toFoot = Math.abs(((((ray - band.foot + RAYS / 2) % RAYS) + RAYS) % RAYS) - RAYS / 2);
    return share > CUT_INK && (toFoot < AT_FOOT || (outside[ray] ?? 0) < CROSSING_INK);
  });
}

/** Share of ink between two radii in the sector about each ray. */
function inkAbout(polar: Polar, inner: number, outer: number, about: number): number[] {
  const [from, to] = [Math.round(inner * EDGE), Math.round(outer * EDGE)];
  if (to <= from) return [];
  const counts = Array.from({ length: RAYS }, (_, ray) =>
    polar.subarray(ray * STEPS + from, ray * STEPS + to).reduce((sum, value) => sum + (value === INK ? 1 : 0), 0),
  );
  const area = (2 * about + 1) * (to - from);
  return counts.map((_, ray) => {
    let ink = 0;
    for (let by = -about; by <= about; by++) ink += counts[(ray + by + RAYS) % RAYS] ?? 0;
    return ink / area;
  });
}
