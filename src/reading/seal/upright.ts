import type { LineStrip } from "../picture.ts";
import type { Ellipse } from "./ellipse.ts";
import { rayAt, type EvenPlaces } from "./even-places.ts";
import { isOnPage, type InkMap } from "./ink.ts";
import type { TextBand } from "./text-band.ts";
import { blank, FINE, inkAt, PADDING, STRIP_HEIGHT } from "./unwrap.ts";
import { RAYS } from "./polar.ts";

/** Columns of the strip that a character is given: as wide as it is high, whatever room it has on the seal, and a little more. */
const PITCH = 48;

/** So much of it, in its own width and height, is seen to either side of the middle of a character that is still read. */
const SEEN = 0.3;

/** Where a character stands: the edge above it, the way inwards (of length 1) and the edge's radius of curvature, working pixels. */
export interface Stand {
  x: number;
  y: number;
  inX: number;
  inY: number;
  curve: number;
}

/** `place` may be a fraction. */
export function standOf({ a, b, angle }: Ellipse, { line, first, pitch }: EvenPlaces, place: number): Stand {
  const { rays } = line;
  const ray = rayAt(line, first + pitch * place);
  const theta = (ray * 2 * Math.PI) / (FINE * RAYS) - angle;
  const length = Math.hypot(b * Math.cos(theta), a * Math.sin(theta));
  const [x = 0, y = 0, inX = 0, inY = 0] = [rays.x[ray], rays.y[ray], rays.inX[ray], rays.inY[ray]];
  return { x, y, inX: inX / b, inY: inY / b, curve: length ** 3 / (a * b) };
}

/** Ink at so many working pixels to a stand's right and inwards from its edge. */
export function inkBeside(map: InkMap, stand: Stand, right: number, inwards: number): number {
  return inkAt(map, ...beside(stand, right, inwards));
}

/** Does the page's edge run through the character at a place of a band? */
export function isCutOff(
  map: InkMap,
  ring: Ellipse,
  { inner, outer }: TextBand,
  places: EvenPlaces,
  place: number,
): boolean {
  const stand = standOf(ring, places, place);
  const middle = (1 - (inner + outer) / 2) * ring.b;
  const [aside, inwards] = [SEEN * places.pitch, SEEN * (outer - inner) * ring.b];
  return [-aside, aside].some((right) =>
    [-inwards, inwards].some((by) => !isOnPage(map, ...beside(stand, right, middle + by))),
  );
}

const beside = ({ x, y, inX, inY }: Stand, right: number, inwards: number): [number, number] => [
  x + inX * inwards + inY * right,
  y + inY * inwards - inX * right,
];

/**
 * The characters at their places side by side, each upright as it was cut, which an unwrapped band squeezes at the head and
 * spreads at the foot; what is nearer to a neighbour's place is left out. `isOff`: the column's character runs over the page's edge.
 */
export function uprightStrip(
  map: InkMap,
  ring: Ellipse,
  band: TextBand,
  places: EvenPlaces,
  level: number,
): { strip: LineStrip; isOff: boolean[] } {
  const { inner, outer } = band;
  const rows = STRIP_HEIGHT - 2 * PADDING;
  const shown = Array.from({ length: places.to - places.from + 1 }, (_, at) => places.from + at);
  const stands = shown.map((place) => standOf(ring, places, place));
  const strip = blank(stands.length * PITCH + 2 * PADDING);
  const middle = (1 - (inner + outer) / 2) * ring.b;
  stands.forEach((stand, at) => {
    for (let row = 0; row < rows; row++) {
      const inwards = (1 - outer + ((row + 0.5) / rows) * (outer - inner)) * ring.b;
      for (let column = 0; column < PITCH; column++) {
        const right = ((column + 0.5) / PITCH - 0.5) * places.pitch;
        const turned = Math.atan2(right, stand.curve - inwards) * (stand.curve - middle);
        if (Math.abs(turned) > places.pitch / 2) continue;
        const share = inkBeside(map, stand, right, inwards) / level;
        strip.grey[(row + PADDING) * strip.width + PADDING + at * PITCH + column] = Math.max(
          0,
          Math.round(255 * (1 - share)),
        );
      }
    }
  });
  const isOff = shown.map((place) => isCutOff(map, ring, band, places, place));
  const margin = Array.from({ length: PADDING }, () => false);
  return { strip, isOff: [...margin, ...isOff.flatMap((one) => Array.from({ length: PITCH }, () => one)), ...margin] };
}
