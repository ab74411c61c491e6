import type { Ellipse } from "./ellipse.ts";
import type { Imprint } from "./imprint.ts";
import { isOn, levelPassedBy, valueAt, type InkMap } from "./ink.ts";
import { FLATTEST_ROUND, WEAK_INK } from "./thresholds.ts";
import { AGAIN, findTraces, type Trace } from "./traces.ts";

/** The share of all ink that is as strong as it can be; and the most of what lies beneath that is made up for. */
const FULL = 0.2;
const MOST_BENEATH = 0.95;
/** Cosine between the ring's long axis and the way. */
const ALONG = 0.8;

/**
 * A print without the fainter ink that the die left when it struck again or slid, and its ring, where that was fitted to both;
 * null where it did neither.
 */
export function firstStrike({ print, shades }: Imprint, ring: Ellipse): { imprint: Imprint; ring: Ellipse } | null {
  const traces = findTraces(print, ring);
  const last = traces.at(-1);
  if (last === undefined) return null;
  const full = levelPassedBy(FULL, print.ink, WEAK_INK);
  const alone = (map: InkMap) => ({ ...map, ink: withoutTraces(map, traces, last, full) });
  const printAlone = alone(print);
  const imprint = { print: printAlone, shades: shades === print ? printAlone : alone(shades) };
  return { imprint, ring: isAboutBoth(ring, last) ? ringOfFirst(ring, last) : ring };
}

/** Is it longer along the way than across it, by no more than the way? An oval and a photo from the side are so by themselves. */
function isAboutBoth({ a, b, angle }: Ellipse, { x, y }: Trace): boolean {
  const isAlong = Math.abs(Math.cos(angle - Math.atan2(y, x))) > ALONG;
  return b >= FLATTEST_ROUND * a && isAlong && a - b < Math.hypot(x, y);
}

function ringOfFirst(ring: Ellipse, { x, y }: Trace): Ellipse {
  const longer = (ring.a - ring.b) / Math.hypot(x, y);
  return { ...ring, x: ring.x - longer * x, y: ring.y - longer * y, a: ring.b };
}

/**
 * Two strikes leave that share of the paper bare which is the product of what each leaves. What was printed where a trace
 * comes from is known by the time that a pixel's turn comes, but for a row beside it.
 */
function withoutTraces(map: InkMap, traces: Trace[], last: Trace, full: number): Uint8Array {
  const { ink, width, height } = map;
  const own = new Float32Array(ink.length);
  // The steps of a slide are told by the pixel, a second strike's place is up to one out.
  const printedAt = traces.length > 1 ? valueAt : mostBeside;
  const columns = inTurn(width, last.x < 0);
  for (const row of inTurn(height, last.y < 0)) {
    for (const column of columns) {
      const share = Math.min(1, (ink[row * width + column] ?? 0) / full);
      if (share === 0) continue;
      let bare = 1;
      for (const trace of traces) bare *= 1 - trace.share * printedAt(own, map, column - trace.x, row - trace.y);
      const left = Math.max(0, 1 - (1 - share) / Math.max(1 - MOST_BENEATH, bare));
      const [x, y] = [column + last.x, row + last.y];
      const again = isOn(map, x, y) ? mostBeside(ink, map, x, y) / full / AGAIN : 1;
      own[row * width + column] = Math.min(left, again);
    }
  }
  return Uint8Array.from(own, (share) => Math.round(share * full));
}

const inTurn = (count: number, isBack: boolean) =>
  Array.from({ length: count }, (_, at) => (isBack ? count - 1 - at : at));

function mostBeside(values: Uint8Array | Float32Array, map: InkMap, x: number, y: number): number {
  let most = 0;
  for (let row = y - 1; row <= y + 1; row++)
    for (let column = x - 1; column <= x + 1; column++) most = Math.max(most, valueAt(values, map, column, row));
  return most;
}
