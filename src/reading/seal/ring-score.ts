import type { Ellipse } from "./ellipse.ts";
import { inkAt, isInkAt, type Mask } from "./mask.ts";

const RAYS = 72;
/** So far apart that any first third of them goes all the way round. */
const RAY_ANGLES = Array.from(
  { length: RAYS },
  (_, ray) => (((ray * 3) % RAYS) + Math.floor((ray * 3) / RAYS)) * ((2 * Math.PI) / RAYS),
);
const RAY_COS = Float64Array.from(RAY_ANGLES, Math.cos);
const RAY_SIN = Float64Array.from(RAY_ANGLES, Math.sin);
/** A third of the rays may promise so much less than all of them show. */
const LIKELY_MISJUDGED = 0.25;
/** A ring's ink lies at most so deep inside its outer edge, and just outside there is paper. */
const DEEP = 0.05;
const OUTSIDE = 0.05;

/**
 * 0…1.4: the share of rays that meet ink at the edge, and 0.4 of the share that have paper beyond it as well. Given up
 * with 0 where the first third of the rays promises far less than `toBeat`, and where all the rest could not reach it.
 */
export function ringScore(mask: Mask, ring: Ellipse, toBeat = 0): number {
  const { a, b, x, y } = ring;
  const [cos, sin] = [Math.cos(ring.angle), Math.sin(ring.angle)];
  const reach = Math.max(1.5, 0.02 * a) / b;
  const beyond = OUTSIDE + reach / 2;
  let known = 0;
  let met = 0;
  let clean = 0;
  for (let ray = 0; ray < RAYS; ray++) {
    if (ray === RAYS / 3 && promise(known, met, clean, ray) < toBeat - LIKELY_MISJUDGED) return 0;
    const rest = RAYS - ray;
    if (promise(known + rest, met + rest, clean + rest, RAYS) < toBeat) return 0;
    const along = RAY_COS[ray] ?? 0;
    const across = RAY_SIN[ray] ?? 0;
    const inward = -b / Math.sqrt((b * along) ** 2 + (a * across) ** 2);
    const edgeX = x + a * along * cos - b * across * sin;
    const edgeY = y + a * along * sin + b * across * cos;
    const inX = inward * (b * along * cos - a * across * sin);
    const inY = inward * (b * along * sin + a * across * cos);
    const edge = inkAt(mask, edgeX, edgeY);
    if (edge === null) continue;
    known++;
    const meets =
      edge ||
      isInkAt(mask, edgeX + (DEEP / 2) * inX, edgeY + (DEEP / 2) * inY) ||
      isInkAt(mask, edgeX + DEEP * inX, edgeY + DEEP * inY) ||
      isInkAt(mask, edgeX - reach * inX, edgeY - reach * inY);
    if (!meets) continue;
    met++;
    if (!isInkAt(mask, edgeX - beyond * inX, edgeY - beyond * inY)) clean++;
  }
  return promise(known, met, clean, RAYS);
}

/** What lies mostly off the page fits too much: it must not win over what is seen whole. */
function promise(known: number, met: number, clean: number, rays: number): number {
  const seen = known / rays;
  return seen < 0.25 ? 0 : ((met + 0.4 * clean) / known) * (0.5 + 0.5 * seen);
}
