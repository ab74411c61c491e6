import type { Box, PageFacts, TextLine } from "../../domain/facts.ts";
import { isSealPlace } from "../../domain/seal/place.ts";
import type { PagePicture } from "../picture.ts";
import { isColourless } from "./colour.ts";
import { darknessOf } from "./grey.ts";
import type { InkMap } from "./ink.ts";
import { workingStep } from "./page-scale.ts";
import { measurePaper } from "./paper.ts";
import { STRAY_INK } from "./thresholds.ts";

/** A4, for a picture that does not say its size. */
const PAGE_WIDTH_MM = 210;
/** From the printed label a clerk would look this far for the seal, on a page that lies on its side too. */
const ABOUT_MM = 50;
/** Shadows of lids and staples lie here. */
const MARGIN_MM = 6;
/** Lines that are none: a seal taken for one tall line of text. */
const TALLEST_LINE_MM = 14;
const READ_LINE = 0.6;
const BLEED_MM = 0.7;
const RULE_MM = 26;
/** A name written by hand fits into this; a seal without its colour lies round about it too. */
const SIGNATURE_MM = { width: 28, height: 15 };
const WHOLE: Box = { x: 0, y: 0, width: 1, height: 1 };

/**
 * On a page without colour: the dark ink in mm² that is neither read print nor a rule, about the places printed for a
 * seal, or on the whole page where none was read, without what one signature may have left. A seal that was not found
 * leaves much, print and dust little. Nothing of a page in colour. `lines` lie on this very picture, and so do `marks`,
 * which are told to be no seals.
 */
export function strayInk(picture: PagePicture, lines: TextLine[], marks: Box[] = []): Pick<PageFacts, "strayInkMm2"> {
  const paper = measurePaper(picture);
  if (!isColourless(picture, paper)) return {};
  const step = 2 * workingStep(picture);
  const page = { left: 0, top: 0, width: Math.floor(picture.width / step), height: Math.floor(picture.height / step) };
  const perMm = (picture.dpi === null ? picture.width / PAGE_WIDTH_MM : picture.dpi / 25.4) / step;
  const map = darknessOf(picture, paper, page, step);
  clearRules(map, RULE_MM * perMm);
  for (const line of lines) if (isPrint(line, map, perMm)) clear(map, areaOf(line.box, map, BLEED_MM * perMm));
  for (const mark of marks) clear(map, areaOf(mark, map, BLEED_MM * perMm));
  const places = lines.filter(isSealPlace).map(({ box }) => areaOf(box, map, ABOUT_MM * perMm));
  const areas = places.length > 0 ? places : [areaOf(WHOLE, map, -MARGIN_MM * perMm)];
  return { strayInkMm2: Math.max(...areas.map((area) => inkBesideSignature(map, area, perMm))) / perMm ** 2 };
}

/**
 * Takes out straight runs that wander by two working pixels to either side, as a rule does at 3°. So measured, the top
 * of a ring 45 mm wide runs straight for 22 mm.
 */
function clearRules({ ink, width, height }: InkMap, longest: number): void {
  const whole = ink.slice();
  const isInk = (at: number) => (whole[at] ?? 0) >= STRAY_INK;
  const clearRuns = (lines: number, length: number, lineStride: number, stride: number) => {
    const isNearInk = (at: number) =>
      isInk(at) ||
      isInk(at - lineStride) ||
      isInk(at + lineStride) ||
      isInk(at - 2 * lineStride) ||
      isInk(at + 2 * lineStride);
    // A photo made flat turns a thin rule into dashes.
    const isOfRun = (at: number, place: number) =>
      isNearInk(at) || (place > 0 && place < length - 1 && isNearInk(at - stride) && isNearInk(at + stride));
    for (let line = 0; line < lines; line++) {
      let start = 0;
      for (let place = 0; place <= length; place++) {
        if (place < length && isOfRun(line * lineStride + place * stride, place)) continue;
        if (place - start > longest) for (let on = start; on < place; on++) ink[line * lineStride + on * stride] = 0;
        start = place + 1;
      }
    }
  };
  clearRuns(height, width, width, 1);
  clearRuns(width, height, 1, width);
}

function isPrint({ box, confidence }: TextLine, map: InkMap, perMm: number): boolean {
  const tall = Math.min(box.height * map.height, box.width * map.width);
  return confidence >= READ_LINE && tall <= TALLEST_LINE_MM * perMm;
}

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function areaOf({ x, y, width, height }: Box, map: InkMap, grown: number): Area {
  return within(map, {
    left: x * map.width - grown,
    top: y * map.height - grown,
    right: (x + width) * map.width + grown,
    bottom: (y + height) * map.height + grown,
  });
}

function within({ width, height }: InkMap, { left, top, right, bottom }: Area): Area {
  return {
    left: Math.max(0, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    right: Math.min(width, Math.ceil(right)),
    bottom: Math.min(height, Math.ceil(bottom)),
  };
}

function clear(map: InkMap, { left, top, right, bottom }: Area): void {
  for (let y = top; y < bottom; y++) map.ink.fill(0, y * map.width + left, y * map.width + right);
}

/** Pixels of ink in an area but for those in the window, of a signature's size, that holds the most. */
function inkBesideSignature(map: InkMap, area: Area, perMm: number): number {
  const [wide, tall] = [Math.round(SIGNATURE_MM.width * perMm), Math.round(SIGNATURE_MM.height * perMm)];
  const isInk = (x: number, y: number) => (map.ink[y * map.width + x] ?? 0) >= STRAY_INK;
  /** Of each column, in as many rows as a window is tall. */
  const columns = new Uint16Array(Math.max(0, area.right - area.left));
  let [all, most] = [0, 0];
  for (let y = area.top; y < area.bottom; y++) {
    let within = 0;
    columns.forEach((before, column) => {
      const x = area.left + column;
      const now = before + Number(isInk(x, y)) - Number(y - tall >= area.top && isInk(x, y - tall));
      columns[column] = now;
      all += Number(isInk(x, y));
      within += now - (columns[column - wide] ?? 0);
      most = Math.max(most, within);
    });
  }
  return all - most;
}
