import type { LineStrip } from "../picture.ts";
import type { LinePlace } from "./find-lines.ts";
import type { GreyPage } from "./grey.ts";
import { STRIP_HEIGHT } from "./line-reader.ts";

/** Narrower pieces between two rules hold no character. */
const MIN_PIECE = STRIP_HEIGHT / 4;

/** A line of the page as the strips to read: several where the form's rules part it, for each cell is read by itself. */
export function cutLine(page: GreyPage, line: LinePlace): { strip: LineStrip; place: LinePlace }[] {
  const strip = straighten(page, line);
  const scale = line.across / STRIP_HEIGHT;
  const pieces: { strip: LineStrip; place: LinePlace }[] = [];
  let from = 0;
  for (const rule of [...verticalRules(strip), { from: strip.width, to: strip.width }]) {
    const width = rule.from - from;
    const shift = (from + width / 2 - strip.width / 2) * scale;
    const x = line.x + shift * Math.cos(line.angle);
    const y = line.y + shift * Math.sin(line.angle);
    if (width >= MIN_PIECE) {
      pieces.push({ strip: columns(strip, from, width), place: { ...line, x, y, along: width * scale } });
    }
    from = rule.to;
  }
  return pieces;
}

/** Turned level and brought to the recogniser's height, between four pixels each. */
function straighten({ width, height, grey }: GreyPage, line: LinePlace): LineStrip {
  const scale = line.across / STRIP_HEIGHT;
  const long = Math.max(1, Math.round(line.along / scale));
  const cos = Math.cos(line.angle) * scale;
  const sin = Math.sin(line.angle) * scale;
  const strip = new Uint8Array(long * STRIP_HEIGHT);
  for (let row = 0; row < STRIP_HEIGHT; row++) {
    const down = row + 0.5 - STRIP_HEIGHT / 2;
    for (let column = 0; column < long; column++) {
      const across = column + 0.5 - long / 2;
      const x = Math.min(width - 1.001, Math.max(0, line.x + across * cos - down * sin - 0.5));
      const y = Math.min(height - 1.001, Math.max(0, line.y + across * sin + down * cos - 0.5));
      const corner = Math.floor(y) * width + Math.floor(x);
      const right = x - Math.floor(x);
      const below = y - Math.floor(y);
      strip[row * long + column] =
        ((grey[corner] ?? 0) * (1 - right) + (grey[corner + 1] ?? 0) * right) * (1 - below) +
        ((grey[corner + width] ?? 0) * (1 - right) + (grey[corner + width + 1] ?? 0) * right) * below;
    }
  }
  return { width: long, height: STRIP_HEIGHT, grey: strip };
}

/** Runs of columns that are dark from the top of the strip to its foot: no character is as high as that. */
function verticalRules({ width, height, grey }: LineStrip): { from: number; to: number }[] {
  const ink = inkBelow(grey);
  const rules: { from: number; to: number }[] = [];
  for (let x = 0; x < width; x++) {
    let y = 0;
    // A rule leans by a pixel or two where the line is not quite parallel to the page.
    while (
      y < height &&
      [-1, 0, 1].some((aside) => (grey[y * width + Math.min(width - 1, Math.max(0, x + aside))] ?? 0) < ink)
    )
      y++;
    if (y < height) continue;
    const last = rules.at(-1);
    if (last !== undefined && x - last.to < 2) last.to = x + 1;
    else rules.push({ from: x, to: x + 1 });
  }
  return rules.filter(({ from, to }) => to - from <= STRIP_HEIGHT / 5);
}

/** Halfway between the paper and the darkest twentieth. */
function inkBelow(grey: Uint8Array): number {
  const sorted = grey.toSorted();
  const darkest = sorted[Math.floor(sorted.length * 0.05)] ?? 0;
  const paper = sorted[Math.floor(sorted.length * 0.8)] ?? 255;
  return paper - Math.max(25, (paper - darkest) * 0.4);
}

function columns({ width, height, grey }: LineStrip, from: number, wide: number): LineStrip {
  if (from === 0 && wide === width) return { width, height, grey };
  const part = new Uint8Array(wide * height);
  for (let y = 0; y < height; y++) part.set(grey.subarray(y * width + from, y * width + from + wide), y * wide);
  return { width: wide, height, grey: part };
}
