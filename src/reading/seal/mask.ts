import { addPoint, type Points, roomForPoints } from "./fit-ellipse.ts";
import { eachInk, isOnPage, levelPassedBy, type InkMap } from "./ink.ts";
import { FAINTEST_INK, SMOOTHED_STRONG_INK, SMOOTHED_WEAK_INK, STRONG_INK, WEAK_INK } from "./thresholds.ts";

/** A connected group of ink pixels; its edges in the mask's own pixels, right and bottom included. */
export interface Component {
  left: number;
  top: number;
  right: number;
  bottom: number;
  size: number;
  /** What `labels` holds for its pixels. */
  label: number;
}

/** Which pixels of an ink map are ink, by component; 0 where there is none. */
export interface Mask {
  map: InkMap;
  width: number;
  height: number;
  labels: Int32Array;
  components: Component[];
}

/** Hysteresis: connected pixels of at least weak ink of which at least one is strong. */
export function maskInk(map: InkMap): Mask {
  return maskFrom(map, levels(map.ink));
}

/** Everything that may be ink, smoothed, so that the pinholes of a faint print close. */
export function maskFaintInk(map: InkMap): Mask {
  return maskFrom(smoothed(map), { weak: SMOOTHED_WEAK_INK[1], strong: SMOOTHED_STRONG_INK[1] });
}

/** The same down to what is hardly ink at all, where all of it is faint. */
export function maskFaintestInk(map: InkMap): Mask {
  const even = smoothed(map);
  return maskFrom(even, faintLevels(even.ink));
}

/** Mean of each pixel and its eight neighbours; the border stays empty. */
function smoothed(map: InkMap): InkMap {
  const { width, height, ink } = map;
  const sums = new Uint16Array(ink.length);
  eachInk(ink, 1, (at, value) => {
    for (let middle = at - width; middle <= at + width; middle += width) {
      sums[middle - 1] = (sums[middle - 1] ?? 0) + value;
      sums[middle] = (sums[middle] ?? 0) + value;
      sums[middle + 1] = (sums[middle + 1] ?? 0) + value;
    }
  });
  const mean = new Uint8Array(ink.length);
  for (let y = 1; y < height - 1; y++)
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) mean[at] = (sums[at] ?? 0) / 9;
  return { ...map, ink: mean };
}

function maskFrom(map: InkMap, { weak, strong }: { weak: number; strong: number }): Mask {
  const { width, height, ink } = map;
  const labels = new Int32Array(width * height);
  const components: Component[] = [];
  eachInk(ink, strong, (start) => {
    if (labels[start] === 0)
      components.push(floodComponent(ink, labels, width, height, start, components.length + 1, weak));
  });
  return { map, width, height, labels, components };
}

/** Faded ink lowers both levels; the strongest twentieth of it tells how faded it is. */
function levels(ink: Uint8Array): { weak: number; strong: number } {
  const peak = levelPassedBy(0.05, ink, FAINTEST_INK);
  return {
    weak: Math.max(FAINTEST_INK, Math.min(WEAK_INK, peak * 0.35)),
    strong: Math.max(FAINTEST_INK * 1.3, Math.min(STRONG_INK, peak * 0.6)),
  };
}

/** The same of a smoothed print. A pen's circle is deep red somewhere: its jitter is not to be smoothed into a ring's edge. */
function faintLevels(ink: Uint8Array): { weak: number; strong: number } {
  const [[leastWeak, weak], [leastStrong, strong]] = [SMOOTHED_WEAK_INK, SMOOTHED_STRONG_INK];
  const peak = levelPassedBy(0.05, ink, leastWeak);
  return {
    weak: Math.max(leastWeak, Math.min(weak, peak * 0.15)),
    strong: Math.max(leastStrong, Math.min(strong, peak * 0.25)),
  };
}

function floodComponent(
  ink: Uint8Array,
  labels: Int32Array,
  width: number,
  height: number,
  start: number,
  label: number,
  weak: number,
): Component {
  const component = { left: width, top: height, right: 0, bottom: 0, size: 0, label };
  const stack = [start];
  labels[start] = label;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const y = (at / width) | 0;
    const x = at - y * width;
    component.size++;
    if (x < component.left) component.left = x;
    if (x > component.right) component.right = x;
    if (y < component.top) component.top = y;
    if (y > component.bottom) component.bottom = y;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (labels[next] !== 0 || (ink[next] ?? 0) < weak) continue;
        labels[next] = label;
        stack.push(next);
      }
    }
  }
  return component;
}

/** Is ink seen at a place given in fractions of pixels? */
export function isInkAt({ width, height, labels }: Mask, px: number, py: number): boolean {
  const x = Math.floor(px + 0.5);
  const y = Math.floor(py + 0.5);
  return x >= 0 && y >= 0 && x < width && y < height && labels[y * width + x] !== 0;
}

/** The same; null off the page, where nobody knows. */
export function inkAt(mask: Mask, px: number, py: number): boolean | null {
  if (isInkAt(mask, px, py)) return true;
  return isOnPage(mask.map, Math.floor(px + 0.5), Math.floor(py + 0.5)) ? false : null;
}

/** The outermost ink pixels of each row and column within a box: of one component, or without a label of all. */
export function outerPoints(
  { width, labels }: Mask,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  label?: number,
): Points {
  const points = roomForPoints(2 * (right - left + 1) + 2 * (bottom - top + 1));
  for (let y = top; y <= bottom; y++) {
    const start = y * width + left;
    const end = y * width + right;
    const first = firstOf(labels, start, end, 1, label);
    if (first < 0) continue;
    addPoint(points, first % width, y);
    addPoint(points, firstOf(labels, end, start, -1, label) % width, y);
  }
  for (let x = left; x <= right; x++) {
    const start = top * width + x;
    const end = bottom * width + x;
    const first = firstOf(labels, start, end, width, label);
    if (first < 0) continue;
    addPoint(points, x, (first / width) | 0);
    addPoint(points, x, (firstOf(labels, end, start, -width, label) / width) | 0);
  }
  return points;
}

/** −1 where there is none. */
function firstOf(labels: Int32Array, from: number, to: number, step: number, label: number | undefined): number {
  for (let at = from; at !== to + step; at += step) {
    const here = labels[at];
    if (here !== 0 && (label === undefined || here === label)) return at;
  }
  return -1;
}
