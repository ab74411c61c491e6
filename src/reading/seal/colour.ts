import type { SealFacts } from "../../domain/facts.ts";
import type { PagePicture } from "../picture.ts";
import type { InkMap } from "./ink.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";

/** Blue lacking less than this share of what green lacks is violet, green less than this share of blue orange. */
const VIOLET = 0.55;
const ORANGE = 0.7;
/** Values may differ by this much in a colourless scan. */
const COLOURLESS = 24;
/** Share of sampled pixels with colour from which a scan counts as one in colour. */
const COLOURED_SHARE = 0.001;

/** Of the ink in a map: red takes green and blue away alike, violet leaves blue, orange leaves green. */
export function inkColour(picture: PagePicture, paper: Paper, map: InkMap, level: number): SealFacts["colour"] {
  const [, whiteGreen, whiteBlue] = paper((map.left + map.width / 2) * map.step, (map.top + map.height / 2) * map.step);
  let green = 0;
  let blue = 0;
  map.ink.forEach((ink, index) => {
    if (ink < level) return;
    const x = (map.left + (index % map.width)) * map.step;
    const y = (map.top + Math.floor(index / map.width)) * map.step;
    const at = 3 * (y * picture.width + x);
    green += whiteGreen - (LOG_VALUE[picture.rgb[at + 1] ?? 0] ?? 0);
    blue += whiteBlue - (LOG_VALUE[picture.rgb[at + 2] ?? 0] ?? 0);
  });
  if (blue < VIOLET * green) return "purple";
  return green < ORANGE * blue ? "orange" : "red";
}

/** A grey or bilevel scan, whatever the tint of its paper. */
export function isColourless({ rgb, width, height }: PagePicture, paper: Paper): boolean {
  const [red, green, blue] = paper(width / 2, height / 2).map((value) => Math.exp(value / 1024));
  const [toGreen, toBlue] = [(red ?? 1) / (green ?? 1), (red ?? 1) / (blue ?? 1)];
  let coloured = 0;
  let looked = 0;
  const stride = 3 * Math.max(1, Math.round(Math.sqrt((width * height) / 60000)) * 7 + 1);
  for (let at = 0; at < rgb.length; at += stride, looked++) {
    const value = rgb[at] ?? 0;
    const differs =
      Math.abs(value - (rgb[at + 1] ?? 0) * toGreen) > COLOURLESS ||
      Math.abs(value - (rgb[at + 2] ?? 0) * toBlue) > COLOURLESS;
    if (differs) coloured++;
  }
  return coloured < COLOURED_SHARE * looked;
}
