import { fitCircle, fitEllipse, halfExtent, radiusIn, spokes, type Ellipse, type Spokes } from "./ellipse.ts";
import { inkAt, outerPoints, type Component, type Mask, type Points } from "./mask.ts";
import { ringScore } from "./ring-score.ts";
import { LEAST_RING, MOST_CANDIDATES } from "./thresholds.ts";

/** Radii, in working pixels. */
export interface Sizes {
  least: number;
  most: number;
}

const TRIALS = 120;
/** Rings looked for among all components together. */
const MOST_ROUNDS = 4;
const EDGE_RAYS = 180;
/** Of 1.4: a circle that scores this is believed without trying ovals. */
const ROUND_ENOUGH = 1.05;
/** Flatter than this no seal is, not even photographed from the side. */
const FLATTEST = 0.5;
/**
 * Circles and ellipses that are the outer edge of a ring, by random sampling of the outermost points of every large
 * component.
 */
export function findRings(mask: Mask, sizes: Sizes): Ellipse[] {
  const found: Ellipse[] = [];
  const random = seededRandom();
  for (const component of largeComponents(mask, sizes)) {
    if (found.some((ring) => isWithin(ring, component))) continue;
    const points = outerPoints(mask, component, component.label);
    keepRing(mask, found, bestRing(mask, points, sizes, found, random));
  }
  return found;
}

/** What hangs together and may be a ring by its size, the largest first. */
export function largeComponents(mask: Mask, sizes: Sizes): Component[] {
  const large = mask.components.filter((one) => isLargeEnough(one, sizes));
  return large.sort((a, b) => extent(b) - extent(a)).slice(0, MOST_CANDIDATES);
}

/**
 * Those, and the rings of all components together, since a patchy ring is many, until nothing ring-like is left.
 */
export function findPatchyRings(mask: Mask, sizes: Sizes, known: Ellipse[]): Ellipse[] {
  const found = [...known];
  const random = seededRandom();
  const whole = { left: 0, top: 0, right: mask.width - 1, bottom: mask.height - 1 };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const points = withoutNear(outerPoints(withoutInside(mask, found), whole), found);
    if (!keepRing(mask, found, bestRing(mask, points, sizes, found, random))) break;
  }
  return found;
}

/** Without the ink within known rings and on their edges. */
function withoutInside(mask: Mask, known: Ellipse[]): Mask {
  if (known.length === 0) return mask;
  const { width, height } = mask;
  const labels = mask.labels.slice();
  for (const ring of known) {
    const box = boxOf({ ...ring, a: 1.07 * ring.a, b: 1.07 * ring.b });
    const right = Math.min(width - 1, Math.ceil(box.right));
    for (let y = Math.max(0, Math.floor(box.top)); y <= Math.min(height - 1, Math.ceil(box.bottom)); y++) {
      for (let x = Math.max(0, Math.floor(box.left)); x <= right; x++) {
        if (labels[y * width + x] !== 0 && radiusIn(ring, x, y) <= 1.07) labels[y * width + x] = 0;
      }
    }
  }
  return { ...mask, labels };
}

/** Where ink was cut off along a known ring, the cut is no edge; it would only lead back to that ring. */
function withoutNear(points: Points, known: Ellipse[]): Points {
  const isFar = (_: number, index: number) =>
    known.every((ring) => radiusIn(ring, points.x[index] ?? 0, points.y[index] ?? 0) > 1.12);
  return { x: points.x.filter(isFar), y: points.y.filter(isFar) };
}

type Box = Pick<Component, "left" | "top" | "right" | "bottom">;

const extent = (box: Box) => box.right - box.left + box.bottom - box.top;

/** The star and the characters of a ring that is found already. */
function isWithin(ring: Ellipse, { left, top, right, bottom }: Box): boolean {
  return radiusIn(ring, (left + right) / 2, (top + bottom) / 2) < 0.9 && right - left < 1.2 * ring.a;
}

function isLargeEnough(box: Box, sizes: Sizes): boolean {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  return Math.max(width, height) > 1.2 * sizes.least && Math.min(width, height) > 0.5 * sizes.least;
}

/** Keeps the better of two that are the same ring; false where nothing new came. */
function keepRing(mask: Mask, found: Ellipse[], ring: Ellipse | null): boolean {
  if (ring === null) return false;
  const same = found.filter((other) => isSameRing(other, ring));
  const best = Math.max(0, ...same.map((other) => ringScore(mask, other)));
  if (ringScore(mask, ring) < best + 0.05) return false;
  for (const worse of same) found.splice(found.indexOf(worse), 1);
  found.push(ring);
  return true;
}

/** Concentric or nearly (the inner circle of a double ring counts with its outer one), or a part of the other. */
function isSameRing(one: Ellipse, other: Ellipse): boolean {
  const [small, large] = one.a < other.a ? [one, other] : [other, one];
  if (small.a < 0.5 * large.a && radiusIn(large, small.x, small.y) < 1) return true;
  return Math.hypot(one.x - other.x, one.y - other.y) < 0.3 * large.b;
}

function bestRing(mask: Mask, points: Points, sizes: Sizes, known: Ellipse[], random: () => number): Ellipse | null {
  if (points.x.length < 24) return null;
  const circle = refine(mask, sample(mask, points, 3, fitCircle, sizes, random), sizes, known);
  const circleScore = circle === null ? 0 : ringScore(mask, circle);
  if (circle !== null && circleScore > ROUND_ENOUGH) return circle;
  const oval = refine(mask, sample(mask, points, 5, fitEllipse, sizes, random), sizes, known);
  const ovalScore = oval === null ? 0 : ringScore(mask, oval);
  // An ellipse fits anything a little better: it must be clearly better to be believed.
  const [best, score] = ovalScore > circleScore + 0.15 ? [oval, ovalScore] : [circle, circleScore];
  return score > LEAST_RING ? best : null;
}

function sample(
  mask: Mask,
  points: Points,
  needed: number,
  fit: (xs: readonly number[], ys: readonly number[]) => Ellipse | null,
  sizes: Sizes,
  random: () => number,
): Ellipse | null {
  let best: Ellipse | null = null;
  let bestScore = 0;
  const [xs, ys] = [new Array<number>(needed), new Array<number>(needed)];
  for (let trial = 0; trial < TRIALS * (needed - 2); trial++) {
    for (let one = 0; one < needed; one++) {
      const index = Math.floor(random() * points.x.length);
      xs[one] = points.x[index] ?? 0;
      ys[one] = points.y[index] ?? 0;
    }
    const ring = fit(xs, ys);
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
function refine(mask: Mask, start: Ellipse | null, sizes: Sizes, known: Ellipse[]): Ellipse | null {
  let ring = start;
  for (const margin of [0.07, 0.05, 0.035]) {
    if (ring === null) return null;
    const points = edgePoints(mask, ring, margin, known);
    const fitted = points.x.length > 0.6 * EDGE_RAYS ? fitTrimmed(points, fitEllipse) : fitTrimmed(points, fitCircle);
    if (fitted === null || !isPossible(fitted, sizes)) return ring;
    ring = fitted;
  }
  return ring;
}

function edgePoints(mask: Mask, ring: Ellipse, margin: number, known: Ellipse[]): Points {
  const points: Points = { x: [], y: [] };
  const rays = spokes(ring, EDGE_RAYS);
  for (let ray = 0; ray < EDGE_RAYS; ray++) {
    const radius = firstInk(mask, rays, ray, margin, 0.5 / ring.b);
    if (radius === 0) continue;
    const x = (rays.x[ray] ?? 0) + (1 - radius) * (rays.inX[ray] ?? 0);
    const y = (rays.y[ray] ?? 0) + (1 - radius) * (rays.inY[ray] ?? 0);
    // Where seals overlap, the other's strokes lie about the edge.
    if (known.some((other) => radiusIn(other, x, y) < 1.07)) continue;
    points.x.push(x);
    points.y.push(y);
  }
  return points;
}

/** The radius at which a ray meets ink from outside; 0 where it meets none. A search takes a million of these steps. */
function firstInk(mask: Mask, rays: Spokes, ray: number, margin: number, pixel: number): number {
  const { width, height, labels } = mask;
  const [edgeX, edgeY] = [rays.x[ray] ?? 0, rays.y[ray] ?? 0];
  const [inX, inY] = [rays.inX[ray] ?? 0, rays.inY[ray] ?? 0];
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
function fitTrimmed(
  points: Points,
  fit: (xs: readonly number[], ys: readonly number[]) => Ellipse | null,
): Ellipse | null {
  if (points.x.length < 12) return null;
  const first = fit(points.x, points.y);
  if (first === null) return null;
  const errors = points.x.map((x, index) => Math.abs(radiusIn(first, x, points.y[index] ?? 0) - 1));
  const limit = [...errors].sort((a, b) => a - b)[Math.floor(errors.length * 0.8)] ?? Infinity;
  const isNear = (_: number, index: number) => (errors[index] ?? 0) <= limit;
  return fit(points.x.filter(isNear), points.y.filter(isNear)) ?? first;
}

/** The box around a ring, in working pixels of its map. */
export function boxOf(ring: Ellipse): Box {
  const [x, y] = halfExtent(ring);
  return { left: ring.x - x, top: ring.y - y, right: ring.x + x, bottom: ring.y + y };
}

/** The same picture gives the same answer: sampling starts from a fixed state (xorshift32). */
function seededRandom(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
