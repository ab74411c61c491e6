import type { SquareEvidence } from "../../domain/seal/confidence.ts";
import type { Points } from "./fit-ellipse.ts";
import { isInkAt, outerPoints, type Component, type Mask } from "./mask.ts";

/** A square of ink: centre and half side in working pixels, its turn in radians. */
export interface Square {
  x: number;
  y: number;
  half: number;
  angle: number;
  evidence: SquareEvidence;
}

const MOST_COMPONENTS = 8;
/** The box about a square that stands on its corner, in sides. */
export const LONGEST_BOX = 1.45;
/** Longer than this against its width it is no square seal. */
const LONGEST = 1.35;
/** Places looked at along each side and across each line inside. */
const PLACES = 40;
/** Where the frame is looked for, from the centre outwards. */
const INSETS = [0.98, 0.96, 0.94, 0.91];

/** Of a square, in working pixels. */
export interface Sides {
  least: number;
  most: number;
}

/** Square frames with something cut inside, as 法人章 are: the smallest turned rectangle around each component. */
export function findSquares(mask: Mask, sides: Sides): Square[] {
  return mask.components
    .filter(({ left, top, right, bottom }) => {
      const [width, height] = [right - left, bottom - top];
      return Math.min(width, height) >= sides.least && Math.max(width, height) <= LONGEST_BOX * sides.most;
    })
    .sort((one, other) => other.size - one.size)
    .slice(0, MOST_COMPONENTS)
    .flatMap((component) => squareAround(mask, component, sides));
}

function squareAround(mask: Mask, component: Component, sides: Sides): Square[] {
  const points = outerPoints(mask, component, component.label);
  let best: { angle: number; along: Extent; across: Extent } | null = null;
  let bestArea = Infinity;
  for (let degrees = -45; degrees < 45; degrees += 1.5) {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [along, across] = [extentAlong(points, cos, sin), extentAlong(points, -sin, cos)];
    const area = (along.most - along.least) * (across.most - across.least);
    if (area < bestArea) [best, bestArea] = [{ angle, along, across }, area];
  }
  if (best === null) return [];
  const { along, across } = best;
  const [width, height] = [along.most - along.least + 1, across.most - across.least + 1];
  const half = (width + height) / 4;
  if (Math.max(width, height) > LONGEST * Math.min(width, height)) return [];
  if (2 * half < sides.least || 2 * half > sides.most) return [];
  const [u, v] = [(along.least + along.most) / 2, (across.least + across.most) / 2];
  const [cos, sin] = [Math.cos(best.angle), Math.sin(best.angle)];
  const frame = { x: u * cos - v * sin, y: u * sin + v * cos, angle: best.angle, half };
  return [{ ...frame, evidence: squareEvidence(mask, frame, width / 2, height / 2) }];
}

/** Of points, in one direction. */
export interface Extent {
  least: number;
  most: number;
}

export function extentAlong({ x, y, count }: Points, cos: number, sin: number): Extent {
  let [least, most] = [Infinity, -Infinity];
  for (let index = 0; index < count; index++) {
    const place = (x[index] ?? 0) * cos + (y[index] ?? 0) * sin;
    if (place < least) least = place;
    if (place > most) most = place;
  }
  return { least, most };
}

/** A square there, with what speaks for it. */
export const squareAt = (mask: Mask, frame: Omit<Square, "evidence">): Square => ({
  ...frame,
  evidence: squareEvidence(mask, frame, frame.half, frame.half),
});

function squareEvidence(
  mask: Mask,
  { x, y, angle }: Pick<Square, "x" | "y" | "angle">,
  halfWidth: number,
  halfHeight: number,
): SquareEvidence {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  /** −1…1 across the square. */
  const isInk = (u: number, v: number) =>
    isInkAt(mask, x + u * halfWidth * cos - v * halfHeight * sin, y + u * halfWidth * sin + v * halfHeight * cos);
  const places = Array.from({ length: PLACES }, (_, place) => ((place + 0.5) / PLACES) * 2 - 1);
  /** A drawn frame keeps its distance; modules of a QR code and letters only touch the edge here and there. */
  const covered = (isInkAt: (place: number, inset: number) => boolean) =>
    Math.max(...INSETS.map((inset) => places.filter((place) => isInkAt(place, inset)).length / PLACES));
  const sides = [
    covered((place, inset) => isInk(place, inset)),
    covered((place, inset) => isInk(place, -inset)),
    covered((place, inset) => isInk(inset, place)),
    covered((place, inset) => isInk(-inset, place)),
  ];
  const inside = places.map((v) => places.map((u) => isInk(0.8 * u, 0.8 * v)));
  const changes = inside.map((row) => row.filter((ink, index) => index > 0 && ink !== row[index - 1]).length);
  return {
    // The weakest side decides: letters and pictures have no frame.
    borderCoverage: Math.min(...sides),
    fill: inside.flat().filter(Boolean).length / PLACES ** 2,
    strokes: changes.reduce((sum, count) => sum + count, 0) / PLACES,
  };
}
