import type { PagePicture } from "../picture.ts";

/**
 * 1024·ln(v + 24) of a channel's value. The offset keeps sensor and JPEG noise in near-black pixels from
 * looking like colour.
 */
export const LOG_VALUE: Int16Array = Int16Array.from({ length: 256 }, (_, value) =>
  Math.round(1024 * Math.log(value + 24)),
);

/** The paper's white as LOG_VALUEs of red, green and blue, at any point of the page. */
export type Paper = (x: number, y: number) => White;

export type White = [red: number, green: number, blue: number];

const COLUMNS = 6;
const ROWS = 8;
const SAMPLES_A_TILE = 600;
/** Paper is brighter than print: with at most a fifth of a tile inked, this percentile is bare paper. */
const WHITE_PERCENTILE = 0.8;
/** A tile may differ from the page by this much: light falls off in photos, but a tile full of ink is not paper. */
const MOST_COLOUR_DIFFERENCE = 150;
const MOST_SHADOW = 700;

/** White balance by tiles, so that tinted paper and a photo's uneven light do not count as ink. */
export function measurePaper(picture: PagePicture): Paper {
  const tiles = Array.from({ length: COLUMNS * ROWS }, (_, tile) => tileHistogram(picture, tile));
  const page = tiles.reduce((sum, tile) => sum.map((count, index) => count + (tile[index] ?? 0)));
  const pageWhite = whiteOf(page);
  const whites = tiles.map((tile) => nearPage(whiteOf(tile), pageWhite));
  return (x, y) => interpolate(whites, (x / picture.width) * COLUMNS - 0.5, (y / picture.height) * ROWS - 0.5);
}

/** Counts of the three channels' values, one after another. */
function tileHistogram({ width, height, rgb }: PagePicture, tile: number): Uint32Array {
  const [column, row] = [tile % COLUMNS, Math.floor(tile / COLUMNS)];
  const [left, right] = [Math.floor((column * width) / COLUMNS), Math.floor(((column + 1) * width) / COLUMNS)];
  const [top, bottom] = [Math.floor((row * height) / ROWS), Math.floor(((row + 1) * height) / ROWS)];
  const stride = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / SAMPLES_A_TILE)));
  const counts = new Uint32Array(768);
  for (let y = top; y < bottom; y += stride) {
    for (let x = left; x < right; x += stride) {
      const at = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        const bin = 256 * channel + (rgb[at + channel] ?? 0);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
    }
  }
  return counts;
}

function whiteOf(counts: Uint32Array): White {
  return [0, 1, 2].map((channel) => {
    const values = counts.subarray(256 * channel, 256 * channel + 256);
    const total = values.reduce((sum, count) => sum + count, 0);
    let above = total * (1 - WHITE_PERCENTILE);
    let value = 255;
    while (value > 0 && above > (values[value] ?? 0)) above -= values[value--] ?? 0;
    return total === 0 ? (LOG_VALUE[255] ?? 0) : (LOG_VALUE[value] ?? 0);
  }) as White;
}

function nearPage([red, green, blue]: White, [pageRed, pageGreen, pageBlue]: White): White {
  const ownRed = Math.max(red, pageRed - MOST_SHADOW);
  const difference = (own: number, page: number) =>
    Math.max(page - MOST_COLOUR_DIFFERENCE, Math.min(page + MOST_COLOUR_DIFFERENCE, own));
  return [
    ownRed,
    ownRed + difference(green - red, pageGreen - pageRed),
    ownRed + difference(blue - red, pageBlue - pageRed),
  ];
}

/** Between the middles of four tiles. It is asked thousands of times a page: nothing is allocated but its answer. */
function interpolate(whites: White[], column: number, row: number): White {
  const left = Math.max(0, Math.floor(column));
  const top = Math.max(0, Math.floor(row));
  const right = Math.min(COLUMNS - 1, left + 1);
  const bottom = Math.min(ROWS - 1, top + 1);
  const across = Math.max(0, Math.min(1, column - left));
  const down = Math.max(0, Math.min(1, row - top));
  const topLeft = whites[top * COLUMNS + left] ?? NOTHING;
  const topRight = whites[top * COLUMNS + right] ?? NOTHING;
  const footLeft = whites[bottom * COLUMNS + left] ?? NOTHING;
  const footRight = whites[bottom * COLUMNS + right] ?? NOTHING;
  return [
    between(topLeft[0], topRight[0], footLeft[0], footRight[0], across, down),
    between(topLeft[1], topRight[1], footLeft[1], footRight[1], across, down),
    between(topLeft[2], topRight[2], footLeft[2], footRight[2], across, down),
  ];
}

const NOTHING: White = [0, 0, 0];

function between(
  topLeft: number,
  topRight: number,
  footLeft: number,
  footRight: number,
  across: number,
  down: number,
): number {
  const above = topLeft * (1 - across) + topRight * across;
  const below = footLeft * (1 - across) + footRight * across;
  // A whole number also to the engine, which would take memory for each that is reckoned with another kind.
  return Math.round(above * (1 - down) + below * down) | 0;
}
