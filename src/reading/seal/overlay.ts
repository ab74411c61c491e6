import { createCanvas, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { SealVerdict } from "../../domain/seal/judge.ts";
import { VERDICT_WORDS } from "../../domain/seal/words.ts";
import type { PagePicture } from "../picture.ts";
import { drawCard, TONES } from "./overlay-card.ts";
import { drawMark, type Mark } from "./overlay-mark.ts";
import { loadFont, setFont, shortened } from "./overlay-text.ts";

/** A page with all candidates on it; its title stands above. */
export interface DrawnPage {
  title: string;
  picture: PagePicture;
  marks: Mark[];
}

/** What stands on top of all: the verdict, why in one line, and what else is to be known. */
export interface Headline {
  verdict: SealVerdict["verdict"];
  reason: string;
  below: string;
}

const VERDICT_TONES = { present: "accepted", absent: "refused", unsure: "doubtful" } as const;
/** Letters to a page's width, and how many of them the side's cards are wide. */
const LETTERS = 62;
const SIDE = 30;

/**
 * The pages one below the other under the verdict, each candidate with its outline and its number; beside each page the
 * cards that say what speaks for and against it, so that no word lies on the page. A PNG.
 */
export function drawOverlay({ verdict, reason, below }: Headline, pages: DrawnPage[]): Buffer {
  loadFont();
  const wide = Math.max(...pages.map(({ picture }) => picture.width));
  const size = Math.max(13, Math.round(wide / LETTERS));
  const measuring = createCanvas(1, 1).getContext("2d");
  measuring.textBaseline = "top";
  const side = { x: wide, width: SIDE * size, size };
  const heights = pages.map(({ marks }) =>
    marks.map(({ card }) => drawCard(measuring, card, { ...side, y: 0 }, false)),
  );
  const tall = pages.map(({ picture }, index) => {
    const cards = heights[index]?.reduce((sum, height) => sum + height + size, size) ?? 0;
    return 2 * size + Math.max(picture.height, cards);
  });
  const head = 6 * size;
  const canvas = createCanvas(wide + side.width, head + tall.reduce((sum, height) => sum + height, 0));
  const context = canvas.getContext("2d");
  context.textBaseline = "top";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  drawHead(context, { verdict, reason, below }, canvas.width, size);
  let top = head;
  pages.forEach((page, index) => {
    drawPage(context, page, heights[index] ?? [], top, side);
    top += tall[index] ?? 0;
  });
  return canvas.toBuffer("image/png");
}

function drawHead(context: SKRSContext2D, { verdict, reason, below }: Headline, width: number, size: number): void {
  const words = VERDICT_WORDS[verdict];
  context.fillStyle = TONES[VERDICT_TONES[verdict]];
  context.fillRect(0, 0, width, 6 * size);
  context.fillStyle = "#fff";
  setFont(context, 2.8 * size);
  context.fillText(words, size, 0.9 * size);
  const from = 2.2 * size + context.measureText(words).width;
  setFont(context, 1.35 * size);
  context.fillText(shortened(context, reason, width - from - size), from, 1.05 * size);
  setFont(context, size);
  context.fillText(shortened(context, below, width - from - size), from, 3.4 * size);
}

interface Side {
  x: number;
  width: number;
  size: number;
}

function drawPage(
  context: SKRSContext2D,
  { title, picture, marks }: DrawnPage,
  heights: number[],
  top: number,
  side: Side,
): void {
  const { size } = side;
  setFont(context, size);
  context.fillStyle = "#e8e8e8";
  context.fillRect(0, top, side.x + side.width, 1.6 * size);
  context.fillStyle = "#222";
  context.fillText(title, size, top + 0.25 * size);
  const page = top + 2 * size;
  context.putImageData(new ImageData(withAlpha(picture), picture.width, picture.height), 0, page);
  const places = cardPlaces(marks, heights, picture.height, size);
  marks.forEach((mark, index) => {
    const y = page + (places[index] ?? 0);
    drawCard(context, mark.card, { ...side, y });
    drawMark(context, mark, marks, { picture, page, card: { x: side.x, y: y + size }, size });
  });
}

/** Each as near to the height of its seal as the others leave room, from the page's top. */
function cardPlaces(marks: Mark[], heights: number[], tall: number, size: number): number[] {
  const places: number[] = [];
  let y = size;
  marks.forEach(({ box }, index) => {
    const height = heights[index] ?? 0;
    const wanted = (box.y + box.height / 2) * tall - height / 2;
    places.push((y = Math.max(y, wanted)));
    y += height + size;
  });
  // From the foot upwards, as far as there is room.
  let foot = tall;
  for (let index = places.length - 1; index >= 0; index--) {
    const height = heights[index] ?? 0;
    const least = heights.slice(0, index).reduce((sum, one) => sum + one + size, size);
    places[index] = Math.max(least, Math.min(places[index] ?? 0, foot - height));
    foot = (places[index] ?? 0) - size;
  }
  return places;
}

function withAlpha({ rgb, width, height }: PagePicture): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    for (let channel = 0; channel < 3; channel++) pixels[to + channel] = rgb[from + channel] ?? 0;
  }
  return pixels;
}
