import { radiiIn, type Ellipse } from "./ellipse.ts";
import { boxOf } from "./find-rings.ts";
import type { Points } from "./fit-ellipse.ts";
import { maskInk, outerPoints, type Component, type Mask } from "./mask.ts";
import { extentAlong, LONGEST_BOX, squareAt, type Extent, type Sides, type Square } from "./squares.ts";

/** In radii: within this the ink is the ring's own, and what lies over it cannot be told from it. */
const WITHIN = 1.05;
/** And where a piece of what crosses the ring begins. */
const BESIDE = 1.1;
/** Of the least side, the extent of a piece; and how many of them are looked at. */
const LEAST_EXTENT = 0.9;
const MOST_PIECES = 3;

/**
 * Squares stamped over a ring, which hang together with it: a whole side outside the ring tells how far they reach inwards, and
 * their frames are seen there too, through the ring's own ink.
 */
export function findCrossingSquares(mask: Mask, ring: Ellipse, sides: Sides): Square[] {
  return piecesOutside(mask, ring, sides).flatMap((points) => likeliestSquare(mask, points, ring, sides) ?? []);
}

/** The outermost points of what begins at a ring and lies outside it, the largest first. */
function piecesOutside(mask: Mask, ring: Ellipse, sides: Sides): Points[] {
  const { outside, left, top } = inkOutside(mask, ring, LONGEST_BOX * sides.most);
  const radiusOf = radiiIn(ring);
  const isLong = (piece: Component) => {
    const extent = Math.max(piece.right - piece.left, piece.bottom - piece.top);
    return extent >= LEAST_EXTENT * sides.least && extent <= LONGEST_BOX * sides.most;
  };
  return outside.components
    .filter(isLong)
    .sort((one, other) => other.size - one.size)
    .map((piece) => {
      const { x, y, count } = outerPoints(outside, piece, piece.label);
      return { x: x.map((column) => column + left), y: y.map((row) => row + top), count };
    })
    .filter(({ x, y, count }) => x.subarray(0, count).some((column, index) => radiusOf(column, y[index] ?? 0) < BESIDE))
    .slice(0, MOST_PIECES);
}

/** A mask's ink so far about a ring that is not within it, and where that part of the mask begins. */
function inkOutside({ map, labels }: Mask, ring: Ellipse, reach: number) {
  const box = boxOf({ ...ring, a: ring.a + reach, b: ring.b + reach });
  const [left, top] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
  const width = Math.min(map.width, Math.ceil(box.right)) - left;
  const height = Math.min(map.height, Math.ceil(box.bottom)) - top;
  const radiusOf = radiiIn(ring);
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (top + y) * map.width + left + x;
      if (labels[at] !== 0 && radiusOf(left + x, top + y) > WITHIN) ink[y * width + x] = map.ink[at] ?? 0;
    }
  }
  const part = { ...map, left: map.left + left, top: map.top + top, width, height, ink };
  return { outside: maskInk(part), left, top };
}

/** Of all turns of a square as wide as the piece, from its outer side towards the ring's centre, the one whose frame is best seen. */
function likeliestSquare(mask: Mask, points: Points, ring: Ellipse, sides: Sides): Square | null {
  let best: Square | null = null;
  for (let degrees = -45; degrees < 45; degrees += 1.5) {
    const square = squareTurned(mask, points, ring, (degrees * Math.PI) / 180, sides);
    if (square && square.evidence.borderCoverage > (best?.evidence.borderCoverage ?? 0)) best = square;
  }
  return best;
}

function squareTurned(mask: Mask, points: Points, ring: Ellipse, angle: number, { least, most }: Sides): Square | null {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [along, across] = [extentAlong(points, cos, sin), extentAlong(points, -sin, cos)];
  const side = Math.max(along.most - along.least, across.most - across.least) + 1;
  if (side < least || side > most) return null;
  const u = middleOf(along, side, ring.x * cos + ring.y * sin);
  const v = middleOf(across, side, ring.y * cos - ring.x * sin);
  return squareAt(mask, { x: u * cos - v * sin, y: u * sin + v * cos, half: side / 2, angle });
}

/** Of a side, of which the end that lies nearer the ring's centre may be hidden. */
const middleOf = ({ least, most }: Extent, side: number, centre: number) =>
  centre > (least + most) / 2 ? least + side / 2 : most - side / 2;
