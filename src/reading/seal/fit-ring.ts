import { radiiIn, spokes, type Ellipse, type Spokes } from "./ellipse.ts";
import { addPoint, fitCircle, fitEllipse, roomForPoints, type Points } from "./fit-ellipse.ts";
import { inkAt, type Mask } from "./mask.ts";
import { ringScore } from "./ring-score.ts";
import { LEAST_RING } from "./thresholds.ts";

/** Radii, in working pixels. */
export interface Sizes {
  least: number;
  most: number;
}

/** Fewer places tell nothing. */
const LEAST_POINTS = 24;
const TRIALS = 120;
const EDGE_RAYS = 180;
/** Of 1.4: a circle that scores this is believed without trying ovals. */
const ROUND_ENOUGH = 1.05;
/**
 * A circle lies along half of any oval: where none scores this, no oval is tried, which takes five times as long. The least
 * of an oval seal on 390 made pages of the tuning set: 0.76, of what was a candidate at all: 0.62.
 */
const LEAST_CIRCLE = LEAST_RING;
/** Flatter than this no seal is, not even photographed from the side. */
const FLATTEST = 0.5;

/** The circle or ellipse that is best seen as the outer edge of a ring through these places; null: none is. */
export function bestRing(
  mask: Mask,
  points: Points,
  sizes: Sizes,
  known: Ellipse[],
  random: () => number,
): Ellipse | null {
  if (points.count < LEAST_POINTS) return null;
  const circle = refineRing(mask, sample(mask, points, 3, fitCircle, sizes, random), sizes, known);
  const circleScore = circle === null ? 0 : ringScore(mask, circle);
  if (circleScore > ROUND_ENOUGH) return circle;
  if (circleScore < LEAST_CIRCLE) return null;
  const oval = refineRing(mask, sample(mask, points, 5, fitEllipse, sizes, random), sizes, known);
  const ovalScore = oval === null ? 0 : ringScore(mask, oval);
  // An ellipse fits anything a little better: it must be clearly better to be believed.
  const [best, score] = ovalScore > circleScore + 0.15 ? [oval, ovalScore] : [circle, circleScore];
  return score > LEAST_RING ? best : null;
}

function sample(
  mask: Mask,
  points: Points,
  needed: number,
  fit: (points: Points) => Ellipse | null,
  sizes: Sizes,
  random: () => number,
): Ellipse | null {
  let best: Ellipse | null = null;
  let bestScore = 0;
  const some = { ...roomForPoints(needed), count: needed };
  for (let trial = 0; trial < TRIALS * (needed - 2); trial++) {
    for (let one = 0; one < needed; one++) {
      const index = Math.floor(random() * points.count);
      some.x[one] = points.x[index] ?? 0;
      some.y[one] = points.y[index] ?? 0;
    }
    const ring = fit(some);
    if (ring === null || !isPossible(ring, sizes)) continue;
    const score = ringScore(mask, ring, bestScore);
    if (score > bestScore) [best, bestScore] = [ring, score];
  }
  return best;
}

function isPossible(ring: Ellipse, { least, most }: Sizes): boolean {
  return ring.a <= most && ring.b >= least * 0.75 && ring.a >= least && ring.b >= FLATTEST * ring.a;
}

/** Fits again to what its 180 rays meet first from outside; to an ellipse where most of them meet something. */
export function refineRing(mask: Mask, start: Ellipse | null, sizes: Sizes, known: Ellipse[]): Ellipse | null {
  let ring = start;
  for (const margin of [0.07, 0.05, 0.035]) {
    if (ring === null) return null;
    const points = edgePoints(mask, ring, margin, known);
    const fitted = fitTrimmed(points, points.count > 0.6 * EDGE_RAYS ? fitEllipse : fitCircle);
    if (fitted === null || !isPossible(fitted, sizes)) return ring;
    ring = fitted;
  }
  return ring;
}

function edgePoints(mask: Mask, ring: Ellipse, margin: number, known: Ellipse[]): Points {
  const points = roomForPoints(EDGE_RAYS);
  const rays = spokes(ring, EDGE_RAYS);
  const radii = known.map(radiiIn);
  for (let ray = 0; ray < EDGE_RAYS; ray++) {
    const radius = firstInk(mask, rays, ray, margin, 0.5 / ring.b);
    if (radius === 0) continue;
    const x = (rays.x[ray] ?? 0) + (1 - radius) * (rays.inX[ray] ?? 0);
    const y = (rays.y[ray] ?? 0) + (1 - radius) * (rays.inY[ray] ?? 0);
    // Where seals overlap, the other's strokes lie about the edge.
    if (radii.every((radiusOf) => radiusOf(x, y) >= 1.07)) addPoint(points, x, y);
  }
  return points;
}

/** The radius at which a ray meets ink from outside; 0 where it meets none. A search takes a million of these steps. */
function firstInk(mask: Mask, rays: Spokes, ray: number, margin: number, pixel: number): number {
  const { width, height, labels } = mask;
  const edgeX = rays.x[ray] ?? 0;
  const edgeY = rays.y[ray] ?? 0;
  const inX = rays.inX[ray] ?? 0;
  const inY = rays.inY[ray] ?? 0;
  // Ink out here already: something lies across the edge, which itself cannot be seen.
  if (inkAt(mask, edgeX + (1 - (1 + margin)) * inX, edgeY + (1 - (1 + margin)) * inY) !== false) return 0;
  for (let radius = 1 + margin - pixel; radius > 1 - margin; radius -= pixel) {
    const x = Math.floor(edgeX + (1 - radius) * inX + 0.5);
    const y = Math.floor(edgeY + (1 - radius) * inY + 0.5);
    if (x >= 0 && y >= 0 && x < width && y < height && labels[y * width + x] !== 0) return radius;
  }
  return 0;
}

/** Without the fifth of the points that lie farthest off. */
function fitTrimmed(points: Points, fit: (points: Points) => Ellipse | null): Ellipse | null {
  if (points.count < 12) return null;
  const first = fit(points);
  if (first === null) return null;
  const radiusOf = radiiIn(first);
  const errors = new Float64Array(points.count);
  for (let index = 0; index < errors.length; index++)
    errors[index] = Math.abs(radiusOf(points.x[index] ?? 0, points.y[index] ?? 0) - 1);
  const limit = errors.slice().sort()[Math.floor(errors.length * 0.8)] ?? Infinity;
  const near = roomForPoints(points.count);
  for (let index = 0; index < errors.length; index++)
    if ((errors[index] ?? 0) <= limit) addPoint(near, points.x[index] ?? 0, points.y[index] ?? 0);
  return fit(near) ?? first;
}

/** The same picture gives the same answer: sampling starts from a fixed state (xorshift32). */
export function seededRandom(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
