import type { PagePicture } from "../picture.ts";
import { type Blob, CELL, groupCells } from "./cell-groups.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";
import { BLACK, redness } from "./redness.ts";

/** Samples of a cell, of 36, from which on it counts as red: a ring 0.5 mm thin crosses more. */
const SAMPLES = 3;
/** 1024·OD. JPEG noise about black print stays below the first; the second is for print that fades out, with noise in it. */
const CLEARLY_RED = 100;
const FAINTLY_RED = 55;
/** Cells so far apart still belong together. */
const CLEAR_REACH = 2;
const FAINT_REACH = 4;

/** Where a page is red: plainly, and for a second look at a page without a sure seal, hardly. */
export interface Survey {
  clear: Blob[];
  faint: () => Blob[];
}

/**
 * A quick look at every second working pixel: where on the page is anything red? Neighbouring cells belong together, even
 * with a gap between them. A page without even hardly any red costs only this.
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
