import type { PageEllipse } from "../../domain/facts.ts";
import type { LineStrip, PagePicture } from "../picture.ts";
import type { Ellipse } from "./ellipse.ts";
import { darknessOf } from "./grey.ts";
import { imprintOf } from "./imprint.ts";
import { inkLevel, type Region } from "./ink.ts";
import { measurePaper } from "./paper.ts";
import { rednessOf } from "./redness.ts";
import { findTextBand, polarOfText } from "./text-band.ts";
import { READING_RADIUS } from "./thresholds.ts";
import { unwrapBand } from "./unwrap.ts";

/** The text round a seal laid out straight, as the recogniser is shown it; the ellipse stands on this very picture. */
export function bandStripOf(picture: PagePicture, ellipse: PageEllipse, isGrey: boolean): LineStrip {
  const paper = measurePaper(picture);
  const step = Math.max(1, Math.round((ellipse.a * picture.width) / READING_RADIUS));
  const region = regionAround(picture, ellipse, step);
  const map = isGrey
    ? darknessOf(picture, paper, region, step)
    : imprintOf(picture, paper, rednessOf(picture, paper, region, step)).print;
  const ring: Ellipse = {
    x: (ellipse.x * picture.width) / step - 0.5 - region.left,
    y: (ellipse.y * picture.height) / step - 0.5 - region.top,
    a: (ellipse.a * picture.width) / step,
    b: (ellipse.b * picture.width) / step,
    angle: (ellipse.angle * Math.PI) / 180,
  };
  const level = inkLevel(map);
  return unwrapBand(map, ring, findTextBand(polarOfText(map, ring, level), ring), level);
}

function regionAround({ width, height }: PagePicture, { x, y, a }: PageEllipse, step: number): Region {
  const within = (value: number, most: number) =>
    Math.max(0, Math.min(Math.floor(most / step), Math.round(value / step)));
  const reach = 1.03 * a * width;
  const [left, top] = [within(x * width - reach, width), within(y * height - reach, height)];
  const [right, bottom] = [within(x * width + reach, width), within(y * height + reach, height)];
  return { left, top, width: right - left, height: bottom - top };
}
