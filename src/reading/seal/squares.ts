import type { SquareEvidence } from "../../domain/seal/confidence.ts";
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
/** Longer than this against its width it is no square seal. */
const LONGEST = 1.35;
/** Places looked at along each side and across each line inside. */
const PLACES = 40;
/** Where the frame is looked for, from the centre outwards. */
const INSETS = [0.98, 0.96, 0.94, 0.91];

/** Square frames with something cut inside, as 法人章 are: the smallest turned rectangle around each component. */
export function findSquares(mask: Mask, sides: { least: number; most: number }): Square[] {
  return mask.components
    .filter(({ left, top, right, bottom }) => {
      const [width, height] = [right - left, bottom - top];
      return Math.min(width, height) >= sides.least && Math.max(width, height) <= 1.45 * sides.most;
    })
    .sort((one, other) => other.size - one.size)
    .slice(0, MOST_COMPONENTS)
    .flatMap((component) => squareAround(mask, component, sides));
}

function squareAround(mask: Mask, component: Component, sides: { least: number; most: number }): Square[] {
  const points = outerPoints(mask, component, component.label);
  let best: { angle: number; left: number; right: number; top: number; bottom: number } | null = null;
  let bestArea = Infinity;
  for (let degrees = -45; degrees < 45; degrees += 1.5) {
    const angle = (degrees * Math.PI) / 180;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    let left = Infinity;
    let right = -Infinity;
    let top = Infinity;
    let bottom = -Infinity;
    for (let index = 0; index < points.count; index++) {
      const x = points.x[index] ?? 0;
      const y = points.y[index] ?? 0;
      const along = x * cos + y * sin;
      const across = y * cos - x * sin;
      if (along < left) left = along;
      if (along > right) right = along;
      if (across < top) top = across;
      if (across > bottom) bottom = across;
    }
    const area = (right - left) * (bottom - top);
    if (area < bestArea) [best, bestArea] = [{ angle, left, right, top, bottom }, area];
  }
  if (best === null) return [];
  const [width, height] = [best.right - best.left + 1, best.bottom - best.top + 1];
  const half = (width + height) / 4;
  if (Math.max(width, height) > LONGEST * Math.min(width, height)) return [];
  if (2 * half < sides.least || 2 * half > sides.most) return [];
  const [u, v] = [(best.left + best.right) / 2, (best.top + best.bottom) / 2];
  const [cos, sin] = [Math.cos(best.angle), Math.sin(best.angle)];
  const frame = { x: u * cos - v * sin, y: u * sin + v * cos, angle: best.angle, half };
  return [{ ...frame, evidence: squareEvidence(mask, frame, width / 2, height / 2) }];
}

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
