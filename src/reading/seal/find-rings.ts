import { halfExtent, radiiIn, radiusIn, type Ellipse } from "./ellipse.ts";
import { addPoint, roomForPoints, type Points } from "./fit-ellipse.ts";
import { bestRing, seededRandom, type Sizes } from "./fit-ring.ts";
import { outerPoints, type Component, type Mask } from "./mask.ts";
import { ringScore } from "./ring-score.ts";
import { MOST_CANDIDATES } from "./thresholds.ts";

/** Rings looked for among all components together. */
const MOST_ROUNDS = 4;

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

/** Without what hangs together and is larger than any ring: shadows along the page's edges. */
export function withoutLarger(mask: Mask, { most }: Sizes): Mask {
  const isLarger = ({ left, top, right, bottom }: Component) => Math.max(right - left, bottom - top) > 2 * most;
  const larger = new Uint8Array(mask.components.length + 1);
  for (const one of mask.components) if (isLarger(one)) larger[one.label] = 1;
  if (!larger.includes(1)) return mask;
  const labels = mask.labels.slice();
  for (let at = 0; at < labels.length; at++) if (larger[labels[at] ?? 0] === 1) labels[at] = 0;
  return { ...mask, labels, components: mask.components.filter((one) => !isLarger(one)) };
}

/** Without the ink within known rings and on their edges. */
function withoutInside(mask: Mask, known: Ellipse[]): Mask {
  if (known.length === 0) return mask;
  const { width, height } = mask;
  const labels = mask.labels.slice();
  for (const ring of known) {
    const box = boxOf({ ...ring, a: 1.07 * ring.a, b: 1.07 * ring.b });
    const radiusOf = radiiIn(ring);
    const right = Math.min(width - 1, Math.ceil(box.right));
    for (let y = Math.max(0, Math.floor(box.top)); y <= Math.min(height - 1, Math.ceil(box.bottom)); y++) {
      for (let x = Math.max(0, Math.floor(box.left)); x <= right; x++) {
        if (labels[y * width + x] !== 0 && radiusOf(x, y) <= 1.07) labels[y * width + x] = 0;
      }
    }
  }
  return { ...mask, labels };
}

/** Where ink was cut off along a known ring, the cut is no edge; it would only lead back to that ring. */
function withoutNear(points: Points, known: Ellipse[]): Points {
  const radii = known.map(radiiIn);
  const far = roomForPoints(points.count);
  for (let index = 0; index < points.count; index++) {
    const x = points.x[index] ?? 0;
    const y = points.y[index] ?? 0;
    if (radii.every((radiusOf) => radiusOf(x, y) > 1.12)) addPoint(far, x, y);
  }
  return far;
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

/** The box around a ring, in working pixels of its map. */
export function boxOf(ring: Ellipse): Box {
  const [x, y] = halfExtent(ring);
  return { left: ring.x - x, top: ring.y - y, right: ring.x + x, bottom: ring.y + y };
}
