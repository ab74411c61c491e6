import type { PagePicture } from "../picture.ts";
import { BLACK, redness, type InkMap, type Region } from "./ink.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";

/** Side of a cell in working pixels: about 2 mm. */
const CELL = 12;
/** Samples of a cell, of 36, from which on it counts as red: a ring 0.5 mm thin crosses more. */
const SAMPLES = 3;
/** 1024·OD. JPEG noise about black print stays below the first; the second is for print that fades out, with noise in it. */
const CLEARLY_RED = 100;
const FAINTLY_RED = 55;
/** Cells so far apart still belong together. */
const CLEAR_REACH = 2;
const FAINT_REACH = 4;

/** A group of neighbouring cells with red in them. */
export interface Blob extends Region {
  /** Is there red of this group in the cell of this working pixel, or in one beside it? */
  owns: (x: number, y: number) => boolean;
}

/** Red that belongs to another group of the page is nothing here. */
export function keepOwn(map: InkMap, { owns }: Blob): InkMap {
  for (let top = 0; top < map.height; top += CELL) {
    for (let left = 0; left < map.width; left += CELL) {
      if (owns(map.left + left, map.top + top)) continue;
      const right = Math.min(map.width, left + CELL);
      for (let y = top; y < Math.min(map.height, top + CELL); y++)
        map.ink.fill(0, y * map.width + left, y * map.width + right);
    }
  }
  return map;
}

/** Where a page is red: plainly, and for a second look at a page without a sure seal, hardly. */
export interface Survey {
  clear: Blob[];
  faint: () => Blob[];
}

/**
 * A quick look at every second working pixel: where on the page is anything red? Neighbouring cells belong together, even
 * with a gap between them. A page without red costs only this.
 */
export function surveyRedness(picture: PagePicture, paper: Paper, step: number): Survey {
  const columns = Math.ceil(picture.width / step / CELL);
  const rows = Math.ceil(picture.height / step / CELL);
  const clear = new Uint8Array(columns * rows);
  const faint = new Uint8Array(columns * rows);
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, cell++) {
      const strengths = lookAtCell(picture, paper, step, column, row);
      clear[cell] = strengths & CLEAR;
      faint[cell] = strengths & FAINT ? 1 : 0;
    }
  }
  const page = { width: Math.floor(picture.width / step), height: Math.floor(picture.height / step) };
  return {
    clear: groupCells(clear, columns, rows, CLEAR_REACH, page),
    faint: () => groupCells(faint, columns, rows, FAINT_REACH, page),
  };
}

const CLEAR = 1;
const FAINT = 2;

function lookAtCell(picture: PagePicture, paper: Paper, step: number, column: number, row: number): number {
  const { rgb, width } = picture;
  const [whiteRed, whiteGreen, whiteBlue] = paper((column + 0.5) * CELL * step, (row + 0.5) * CELL * step);
  const right = Math.min(width, (column + 1) * CELL * step);
  const bottom = Math.min(picture.height, (row + 1) * CELL * step);
  // What is red or violet lacks more green than red: of most pixels no more need be known.
  const neutral = whiteRed - whiteGreen + FAINTLY_RED;
  let [clear, faint] = [0, 0];
  for (let y = row * CELL * step; y < bottom; y += 2 * step) {
    let at = 3 * (y * width + column * CELL * step);
    for (let x = column * CELL * step; x < right; x += 2 * step, at += 6 * step) {
      const red = LOG_VALUE[rgb[at] ?? 0] ?? 0;
      const green = LOG_VALUE[rgb[at + 1] ?? 0] ?? 0;
      if (red - green <= neutral || whiteRed - red > BLACK) continue;
      const ink = redness(whiteRed - red, whiteGreen - green, whiteBlue - (LOG_VALUE[rgb[at + 2] ?? 0] ?? 0));
      if (ink > FAINTLY_RED) faint++;
      if (ink > CLEARLY_RED && ++clear >= SAMPLES) return CLEAR | FAINT;
    }
  }
  return faint >= SAMPLES ? FAINT : 0;
}

interface CellBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function groupCells(
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
    const left = Math.max(0, (box.left - 1) * CELL);
    const top = Math.max(0, (box.top - 1) * CELL);
    const isOwn = (cell: number) => owner[(group[cell] ?? 0) - 1] === index;
    const owns = (x: number, y: number) => hasNear(isOwn, columns, rows, Math.floor(x / CELL), Math.floor(y / CELL));
    return {
      left,
      top,
      width: Math.min(page.width, (box.right + 2) * CELL) - left,
      height: Math.min(page.height, (box.bottom + 2) * CELL) - top,
      owns,
    };
  });
}

/** A star belongs to the ring around it, however far within. */
function outermost(boxes: CellBox[], box: CellBox): number {
  const area = (index: number) => {
    const { left, top, right, bottom } = boxes[index] ?? box;
    return (right - left + 1) * (bottom - top + 1);
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
    box.right = Math.max(box.right, column);
    box.top = Math.min(box.top, row);
    box.bottom = Math.max(box.bottom, row);
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

function hasNear(
  isOwn: (cell: number) => boolean,
  columns: number,
  rows: number,
  column: number,
  row: number,
): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if (isOwn(y * columns + x)) return true;
    }
  }
  return false;
}
