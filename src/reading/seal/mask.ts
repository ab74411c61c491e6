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

/** Of a smoothed print everything that may be ink. */
export function maskFaintInk(even: InkMap): Mask {
  return maskFrom(even, { weak: SMOOTHED_WEAK_INK[1], strong: SMOOTHED_STRONG_INK[1] });
}

/** The same down to what is hardly ink at all, where all of it is faint. */
export function maskFaintestInk(even: InkMap): Mask {
  return maskFrom(even, faintLevels(even.ink));
}

/** Mean of each pixel and its eight neighbours, so that the pinholes of a faint print close; the border stays empty. */
export function smoothed(map: InkMap): InkMap {
  const { width, height, ink } = map;
  const across = new Uint16Array(ink.length);
  for (let at = 1; at < ink.length - 1; at++) across[at] = (ink[at - 1] ?? 0) + (ink[at] ?? 0) + (ink[at + 1] ?? 0);
  const mean = new Uint8Array(ink.length);
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++)
      mean[at] = (((across[at - width] ?? 0) + (across[at] ?? 0) + (across[at + width] ?? 0)) / 9) | 0;
  }
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

/** Runs of a row are taken whole, and new ones sought in the rows above and below them. */
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
  const isNew = (at: number) => labels[at] === 0 && (ink[at] ?? 0) >= weak;
  const stack = [start];
  for (let seed = stack.pop(); seed !== undefined; seed = stack.pop()) {
    if (!isNew(seed)) continue;
    const y = (seed / width) | 0;
    const [first, last] = [y * width, (y + 1) * width - 1];
    let [left, right] = [seed, seed];
    while (left > first && isNew(left - 1)) left--;
    while (right < last && isNew(right + 1)) right++;
    labels.fill(label, left, right + 1);
    component.size += right - left + 1;
    if (left - first < component.left) component.left = left - first;
    if (right - first > component.right) component.right = right - first;
    if (y < component.top) component.top = y;
    if (y > component.bottom) component.bottom = y;
    for (const row of [y - 1, y + 1]) {
      if (row < 0 || row >= height) continue;
      const from = row * width + Math.max(0, left - first - 1);
      const to = row * width + Math.min(width - 1, right - first + 1);
      for (let at = from; at <= to; at++) if (isNew(at) && (at === from || !isNew(at - 1))) stack.push(at);
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
  const isInk = (at: number) => (label === undefined ? labels[at] !== 0 : labels[at] === label);
  const [highest, lowest] = [new Int32Array(right - left + 1).fill(-1), new Int32Array(right - left + 1)];
  for (let y = top; y <= bottom; y++) {
    const row = y * width;
    let [first, last] = [left, right];
    while (first <= right && !isInk(row + first)) first++;
    if (first > right) continue;
    while (!isInk(row + last)) last--;
    addPoint(points, first, y);
    addPoint(points, last, y);
    for (let x = first; x <= last; x++) {
      if (!isInk(row + x)) continue;
      if (highest[x - left] === -1) highest[x - left] = y;
      lowest[x - left] = y;
    }
  }
  for (let x = left; x <= right; x++) {
    const high = highest[x - left] ?? -1;
    if (high < 0) continue;
    addPoint(points, x, high);
    addPoint(points, x, lowest[x - left] ?? high);
  }
  return points;
}
