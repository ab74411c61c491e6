import type { Box } from "../../domain/facts.ts";
import type { PagePicture } from "../picture.ts";
import type { Quarters } from "../turn.ts";

/** A page for reading: 1 byte a pixel, row by row, dark text on light. */
export interface GreyPage {
  width: number;
  height: number;
  grey: Uint8Array;
}

/**
 * The page without colour. Within the seals' boxes the ink of the seal is made to vanish and what is printed
 * beneath it stays: red ink lets red light through, black print does not. Elsewhere red print must be read too.
 */
export function greyPage(picture: PagePicture, seals: Box[]): GreyPage {
  const { width, height, rgb } = picture;
  const grey = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 3) {
    grey[pixel] = 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0);
  }
  for (const seal of seals) liftInk(picture, grey, seal);
  return { width, height, grey };
}

function liftInk({ width, height, rgb }: PagePicture, grey: Uint8Array, seal: Box): void {
  // A little more than the box: ink bleeds, and boxes are measured on a coarser picture.
  const left = Math.max(0, Math.floor((seal.x - seal.width * 0.04) * width));
  const right = Math.min(width, Math.ceil((seal.x + seal.width * 1.04) * width));
  const top = Math.max(0, Math.floor((seal.y - seal.height * 0.04) * height));
  const bottom = Math.min(height, Math.ceil((seal.y + seal.height * 1.04) * height));
  const ink = inkLevel(rgb, width, { left, right, top, bottom });
  if (ink === null) return;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const pixel = y * width + x;
      grey[pixel] = Math.min(255, ((rgb[pixel * 3] ?? 0) * 255) / ink);
    }
  }
}

/** The red light that coloured ink lets through, 1…255, its darker tenth; null where nothing is coloured. */
function inkLevel(
  rgb: Uint8Array,
  width: number,
  area: { left: number; right: number; top: number; bottom: number },
): number | null {
  const counts = new Uint32Array(256);
  let coloured = 0;
  for (let y = area.top; y < area.bottom; y++) {
    for (let x = area.left; x < area.right; x++) {
      const at = (y * width + x) * 3;
      const red = rgb[at] ?? 0;
      if (red - Math.max(rgb[at + 1] ?? 0, rgb[at + 2] ?? 0) < 40) continue;
      counts[red] = (counts[red] ?? 0) + 1;
      coloured++;
    }
  }
  if (coloured < 50) return null;
  let darker = 0;
  const level = counts.findIndex((count) => (darker += count) > coloured / 10);
  return Math.max(100, level);
}

/** Darker than this is no paper: a dark desk may take more of a photo than its sheet does. */
const DARKEST_PAPER = 110;

/** Dark or coloured pixels that dust makes, of all; and how much darker than the paper they are at least. */
const DUST = 0.0002;
const MARK = 40;

/** Nothing printed, drawn or stamped on it: no more dark or coloured pixels than dust makes. */
export function isBlank({ width, rgb }: PagePicture): boolean {
  const counts = new Uint32Array(256);
  // Every third pixel tells as much; which ones they are shifts from row to row.
  const stride = 3 * ([3, 5, 7].find((pixels) => width % pixels !== 0) ?? 11);
  const pixels = Math.ceil(rgb.length / stride);
  let dark = 0;
  for (let at = 0; at < rgb.length; at += stride) {
    const darkest = Math.min(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
    // Dark on any paper: with print on it, a page is known not to be blank after some lines.
    if (darkest < DARKEST_PAPER - MARK && ++dark >= pixels * DUST) return false;
    counts[darkest] = (counts[darkest] ?? 0) + 1;
  }
  let seen = 0;
  // The middle value is the paper's: print covers a tenth of a page at most.
  const paper = counts.findIndex((count) => (seen += count) > pixels / 2);
  if (paper < DARKEST_PAPER) return false;
  let marks = 0;
  for (let value = 0; value < paper - MARK; value++) marks += counts[value] ?? 0;
  return marks < pixels * DUST;
}

export function turnPage({ width, height, grey }: GreyPage, quarters: Quarters): GreyPage {
  if (quarters === 0) return { width, height, grey };
  const turned = new Uint8Array(grey.length);
  const wide = quarters === 2 ? width : height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] =
        quarters === 1 ? [height - 1 - y, x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      turned[row * wide + column] = grey[y * width + x] ?? 0;
    }
  }
  return { width: wide, height: grey.length / wide, grey: turned };
}
