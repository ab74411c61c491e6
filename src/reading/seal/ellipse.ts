/** Centre, half axes (`a` ≥ `b`) and the angle of the long one, in working pixels of a map; a circle has a = b. */
export interface Ellipse {
  x: number;
  y: number;
  a: number;
  b: number;
  angle: number;
}

/** Rays of a ring, evenly by eccentric angle, clockwise on the page from the one that points right. */
export interface Spokes {
  count: number;
  x: Float64Array;
  y: Float64Array;
  inX: Float64Array;
  inY: Float64Array;
}

/**
 * Where each ray meets the edge, and its way inwards, square to the edge and as long as the short half axis: a text
 * band is as deep at an oval's ends as at its middle. A place of radius r is (x, y) + (1 − r)·(inX, inY).
 */
export function spokes(ring: Ellipse, count: number): Spokes {
  const made: Spokes = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    inX: new Float64Array(count),
    inY: new Float64Array(count),
  };
  const { a, b } = ring;
  const [cos, sin] = [Math.cos(ring.angle), Math.sin(ring.angle)];
  for (let ray = 0; ray < count; ray++) {
    const theta = (ray * 2 * Math.PI) / count - ring.angle;
    const [along, across] = [Math.cos(theta), Math.sin(theta)];
    const length = Math.sqrt((b * along) ** 2 + (a * across) ** 2);
    made.x[ray] = ring.x + a * along * cos - b * across * sin;
    made.y[ray] = ring.y + a * along * sin + b * across * cos;
    made.inX[ray] = (-b * (b * along * cos - a * across * sin)) / length;
    made.inY[ray] = (-b * (b * along * sin + a * across * cos)) / length;
  }
  return made;
}

/** A place on a ray: 1 is on the edge, 0 as deep as the short half axis. */
export function placeOn({ x, y, inX, inY }: Spokes, ray: number, radius: number): [x: number, y: number] {
  return [(x[ray] ?? 0) + (1 - radius) * (inX[ray] ?? 0), (y[ray] ?? 0) + (1 - radius) * (inY[ray] ?? 0)];
}

/** 0 in the centre, 1 on the ellipse. */
export const radiusIn = (ring: Ellipse, x: number, y: number): number => radiiIn(ring)(x, y);

/** The same for many places, as thousands of them are asked for. */
export function radiiIn({ x, y, a, b, angle }: Ellipse): (px: number, py: number) => number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (px, py) => {
    const along = (px - x) * cos + (py - y) * sin;
    const across = (py - y) * cos - (px - x) * sin;
    // Math.hypot takes ten times as long.
    return Math.sqrt((along / a) ** 2 + (across / b) ** 2);
  };
}

/** The same of a square, of which `a` is half the side: 1 on its edge. */
export function squareRadiiIn({ x, y, a, angle }: Ellipse): (px: number, py: number) => number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (px, py) => {
    const along = (px - x) * cos + (py - y) * sin;
    const across = (py - y) * cos - (px - x) * sin;
    return Math.max(Math.abs(along), Math.abs(across)) / a;
  };
}

/** Half the width and half the height of the box around it. */
export function halfExtent({ a, b, angle }: Ellipse): [x: number, y: number] {
  return [Math.hypot(a * Math.cos(angle), b * Math.sin(angle)), Math.hypot(a * Math.sin(angle), b * Math.cos(angle))];
}

/** Of the long axis, 0 ≤ degrees < 180; 0 of a circle, which has none. */
export function inDegrees({ a, b, angle }: Ellipse): number {
  return a - b < 1e-6 * a ? 0 : ((((angle * 180) / Math.PI) % 180) + 180) % 180;
}
