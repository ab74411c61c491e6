import type { Region } from "./ink.ts";

/** Side of a cell in working pixels: about 2 mm. */
export const CELL = 12;

/** A group of neighbouring cells with red in them. */
export interface Blob extends Region {
  /** Its cells and those beside them. Red elsewhere belongs to another group of the page, and is nothing here. */
  parts: Region[];
}

/** In cells; right and bottom excluded. */
interface CellBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Cells that hold 1 and lie at most `reach` apart belong together; what lies within another group's box belongs to that. */
export function groupCells(
  red: Uint8Array,
  columns: number,
  rows: number,
  reach: number,
  page: { width: number; height: number },
): Blob[] {
  const group = new Int32Array(columns * rows);
  const boxes: CellBox[] = [];
  for (let start = 0; start < red.length; start++) {
    if (red[start] !== 1 || group[start] !== 0) continue;
    boxes.push(floodGroup(red, group, columns, rows, reach, start, boxes.length + 1));
  }
  const owner = boxes.map((box) => outermost(boxes, box));
  return boxes.flatMap((box, index) => {
    if (owner[index] !== index) return [];
    const around = {
      left: Math.max(0, box.left - 1),
      top: Math.max(0, box.top - 1),
      right: Math.min(columns, box.right + 1),
      bottom: Math.min(rows, box.bottom + 1),
    };
    const isOwn = (cell: number) => owner[(group[cell] ?? 0) - 1] === index;
    const parts = besideOwn(isOwn, columns, box, around).map((part) => inPixels(part, page));
    return [{ ...inPixels(around, page), parts }];
  });
}

/** Each row's runs of own cells and those beside them. */
function besideOwn(isOwn: (cell: number) => boolean, columns: number, box: CellBox, around: CellBox): CellBox[] {
  const width = around.right - around.left;
  const beside = new Uint8Array(width * (around.bottom - around.top));
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      if (!isOwn(y * columns + x)) continue;
      const [from, to] = [Math.max(around.left, x - 1) - around.left, Math.min(around.right, x + 2) - around.left];
      for (let row = Math.max(around.top, y - 1); row < Math.min(around.bottom, y + 2); row++)
        beside.fill(1, (row - around.top) * width + from, (row - around.top) * width + to);
    }
  }
  const runs: CellBox[] = [];
  for (let start = beside.indexOf(1); start >= 0;) {
    const row = Math.floor(start / width);
    const rowEnd = (row + 1) * width;
    let end = start;
    while (end < rowEnd && beside[end] === 1) end++;
    const [left, top] = [around.left + start - row * width, around.top + row];
    runs.push({ left, top, right: left + end - start, bottom: top + 1 });
    start = beside.indexOf(1, end);
  }
  return runs;
}

function inPixels({ left, top, right, bottom }: CellBox, page: { width: number; height: number }): Region {
  return {
    left: left * CELL,
    top: top * CELL,
    width: Math.min(page.width, right * CELL) - left * CELL,
    height: Math.min(page.height, bottom * CELL) - top * CELL,
  };
}

/** A star belongs to the ring around it, however far within. */
function outermost(boxes: CellBox[], box: CellBox): number {
  const area = (index: number) => {
    const { left, top, right, bottom } = boxes[index] ?? box;
    return (right - left) * (bottom - top);
  };
  const around = boxes.flatMap((other, index) => (contains(other, box) ? [index] : []));
  return around.reduce((best, index) => (area(index) > area(best) ? index : best));
}

function contains(outer: CellBox, inner: CellBox): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}

function floodGroup(
  red: Uint8Array,
  group: Int32Array,
  columns: number,
  rows: number,
  reach: number,
  start: number,
  label: number,
): CellBox {
  const box = { left: columns, top: rows, right: 0, bottom: 0 };
  const queue = [start];
  group[start] = label;
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    box.left = Math.min(box.left, column);
    box.right = Math.max(box.right, column + 1);
    box.top = Math.min(box.top, row);
    box.bottom = Math.max(box.bottom, row + 1);
    for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
      for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
        const next = y * columns + x;
        if (red[next] !== 1 || group[next] !== 0) continue;
        group[next] = label;
        queue.push(next);
      }
    }
  }
  return box;
}
