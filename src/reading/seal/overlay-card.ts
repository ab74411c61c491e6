import { createCanvas, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { AlignedCharacter } from "../../domain/seal/ctc.ts";
import type { LineStrip } from "../picture.ts";
import { setFont, wrapped } from "./overlay-text.ts";

export const TONES = {
  accepted: "#0a8a3a",
  doubtful: "#b86e00",
  refused: "#b3261e",
  aside: "#767676",
};
export type Tone = keyof typeof TONES;

/** What the side of the drawing says of one candidate. */
export interface Card {
  number: number;
  tone: Tone;
  heading: string;
  lines: string[];
  /** The text round the seal laid out straight; null of what was not read. */
  strip: LineStrip | null;
  /** The expected name, a colour for each character, and what was read in its stead. */
  name: { character: string; tone: Exclude<Tone, "aside">; readAs: string | null }[];
}

/** Natural-log probabilities: so much less likely than another character, or so unlikely, is no match. */
const DOUBTFUL_RATIO = -1.6;
const CONTRADICTED_RATIO = -5.5;
const UNSEEN = -7;

export function nameTones(evidence: AlignedCharacter[]): Card["name"] {
  return evidence.map(({ character, score, best, bestScore }) => {
    const ratio = score - bestScore;
    const tone =
      ratio < CONTRADICTED_RATIO ? "refused" : ratio < DOUBTFUL_RATIO || score < UNSEEN ? "doubtful" : "accepted";
    return { character, tone, readAs: tone === "accepted" || best === "" ? null : best };
  });
}

/** Draws a card within this width from (x, y); `size`: of its letters, in pixels. Returns its height; only measures it where `isDrawn` is false. */
export function drawCard(
  context: SKRSContext2D,
  card: Card,
  at: { x: number; y: number; width: number; size: number },
  isDrawn = true,
): number {
  const { x, width, size } = at;
  const inner = width - 2 * size;
  let y = at.y + 0.5 * size;
  const say = (text: string, colour: string, height: number) => {
    setFont(context, height);
    for (const line of wrapped(context, text, inner)) {
      context.fillStyle = colour;
      if (isDrawn) context.fillText(line, x + size, y);
      y += 1.35 * height;
    }
  };
  say(`${card.number}  ${card.heading}`, TONES[card.tone], 1.25 * size);
  for (const line of card.lines) say(line, "#222", size);
  if (card.strip) {
    y += 0.2 * size;
    const { width: columns, height: rows } = card.strip;
    const [from, to] = textWithin(card.strip);
    const scale = Math.min(inner / columns, (2.6 * size) / rows);
    if (isDrawn) context.drawImage(stripCanvas(card.strip), x + size, y, columns * scale, rows * scale);
    y += rows * scale + 0.3 * size;
    if (card.name.length > 0)
      y = drawName(context, card.name, { x: x + size + from * scale, y, width: (to - from) * scale, size }, isDrawn);
  }
  const height = y + 0.5 * size - at.y;
  if (isDrawn) {
    context.fillStyle = TONES[card.tone];
    context.fillRect(x, at.y, 0.25 * size, height);
  }
  return height;
}

/** The expected name beneath the band, its characters as far apart as those of the seal; beneath, what was read instead. */
function drawName(
  context: SKRSContext2D,
  name: Card["name"],
  { x, y, width, size }: { x: number; y: number; width: number; size: number },
  isDrawn: boolean,
): number {
  const step = width / name.length;
  const large = Math.min(1.3 * size, 0.95 * step);
  const isContradicted = name.some(({ readAs }) => readAs !== null);
  if (isDrawn) {
    context.textAlign = "center";
    name.forEach(({ character, tone, readAs }, index) => {
      const middle = x + (index + 0.5) * step;
      context.fillStyle = TONES[tone];
      setFont(context, large);
      context.fillText(character, middle, y);
      if (tone !== "accepted") context.fillRect(middle - large / 2, y + 1.22 * large, large, Math.max(2, 0.09 * large));
      if (readAs !== null) context.fillText(readAs, middle, y + 1.45 * large);
    });
    context.textAlign = "left";
  }
  return y + (isContradicted ? 2.8 : 1.4) * large;
}

function stripCanvas({ width, height, grey }: LineStrip) {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  grey.forEach((value, at) => {
    pixels.fill(value, 4 * at, 4 * at + 3);
  });
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** Of the strip's height: the remains of the ring above the characters. */
const RING_ABOVE = 0.2;
/** Against the usual gap between two characters, one that something else lies behind. */
const WIDE_GAP = 1.8;

/** Columns between which the name stands: what lies far from it at either end is none of its characters. */
function textWithin(strip: LineStrip): [from: number, to: number] {
  const pieces = inkedPieces(strip);
  const gaps = pieces.slice(1).map(([from], index) => from - (pieces[index]?.[1] ?? 0));
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const least = Math.max(WIDE_GAP * usual, 0.3 * strip.height);
  let [first, last] = [0, pieces.length - 1];
  const middle = pieces.length >> 1;
  gaps.forEach((gap, index) => {
    if (gap <= least) return;
    if (index < middle) first = index + 1;
    else last = Math.min(last, index);
  });
  return [pieces[first]?.[0] ?? 0, pieces[last]?.[1] ?? strip.width];
}

/** Runs of columns with ink in them. */
function inkedPieces({ width, height, grey }: LineStrip): [from: number, to: number][] {
  const pieces: [number, number][] = [];
  for (let column = 0; column < width; column++) {
    let isInked = false;
    for (let row = Math.round(RING_ABOVE * height); row < height; row++)
      if ((grey[row * width + column] ?? 255) < 128) isInked = true;
    const last = pieces.at(-1);
    if (isInked && last?.[1] === column) last[1] = column + 1;
    else if (isInked) pieces.push([column, column + 1]);
  }
  return pieces;
}
