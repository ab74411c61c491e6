import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Box, PageEllipse } from "../../domain/facts.ts";
import type { PagePicture } from "../picture.ts";
import { type Card, TONES } from "./overlay-card.ts";
import { setFont } from "./overlay-text.ts";

/** A candidate on a page: where it lies, and its card. */
export interface Mark {
  box: Box;
  ellipse: PageEllipse | null;
  card: Card;
}

interface Around {
  picture: PagePicture;
  /** Where the page begins, from the drawing's top. */
  page: number;
  card: { x: number; y: number };
  size: number;
}

/** Clear of the seal's own edge. */
const CLEAR = 1.05;

/** A candidate's outline, its number beside it and the line to its card. */
export function drawMark(
  context: SKRSContext2D,
  mark: Mark,
  marks: Mark[],
  { picture, page, card, size }: Around,
): void {
  const { tone, number } = mark.card;
  const { x, y, a, b, angle } = outlineOf(mark, picture);
  context.save();
  for (const other of marks) keepOff(context, other, picture, page);
  context.strokeStyle = TONES[tone];
  context.lineWidth = tone === "aside" ? Math.max(1, size / 14) : Math.max(2, size / 6);
  context.beginPath();
  if (mark.ellipse) context.ellipse(x, page + y, CLEAR * a, CLEAR * b, angle, 0, 2 * Math.PI);
  else context.rect(x - CLEAR * a, page + y - CLEAR * b, 2 * CLEAR * a, 2 * CLEAR * b);
  context.stroke();
  const badge = badgePlace(mark, marks, picture, size);
  const from = badge ?? { x: x + CLEAR * a, y };
  context.lineWidth = Math.max(1, size / 14);
  context.setLineDash([size / 3, size / 3]);
  context.beginPath();
  context.moveTo(from.x, page + from.y);
  context.lineTo(card.x, card.y);
  context.stroke();
  context.restore();
  if (badge === null) return;
  context.fillStyle = TONES[tone];
  context.beginPath();
  context.arc(badge.x, page + badge.y, 0.75 * size, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = "#fff";
  context.textAlign = "center";
  setFont(context, size);
  context.fillText(String(number), badge.x, page + badge.y - 0.62 * size);
  context.textAlign = "left";
}

/** A seal itself is never drawn upon, by its neighbours' outlines and lines least of all. */
function keepOff(context: SKRSContext2D, mark: Mark, picture: PagePicture, page: number): void {
  const { x, y, a, b, angle } = outlineOf(mark, picture);
  context.beginPath();
  context.rect(0, 0, context.canvas.width, context.canvas.height);
  if (mark.ellipse) context.ellipse(x, page + y, 1.01 * a, 1.01 * b, angle, 0, 2 * Math.PI);
  else context.rect(x - a, page + y - b, 2 * a, 2 * b);
  context.clip("evenodd");
}

function outlineOf({ ellipse, box }: Mark, { width, height }: PagePicture) {
  if (ellipse === null) {
    const [a, b] = [(box.width * width) / 2, (box.height * height) / 2];
    return { x: box.x * width + a, y: box.y * height + b, a, b, angle: 0 };
  }
  const { x, y, a, b, angle } = ellipse;
  return { x: x * width, y: y * height, a: a * width, b: b * width, angle: (angle * Math.PI) / 180 };
}

/** Beside its seal, on the page and off all other seals; rather to the right, where its card is. null where no such place is. */
function badgePlace(mark: Mark, marks: Mark[], picture: PagePicture, size: number): { x: number; y: number } | null {
  const own = outlineOf(mark, picture);
  const reach = CLEAR * (mark.ellipse ? own.a : Math.hypot(own.a, own.b)) + 0.9 * size;
  const places = [-45, 0, 45, -90, 90, -135, 135, 180].map((degrees) => {
    const turn = (degrees * Math.PI) / 180;
    return { x: own.x + reach * Math.cos(turn), y: own.y + reach * Math.sin(turn) };
  });
  const others = marks.filter((other) => other !== mark).map((other) => outlineOf(other, picture));
  const isFree = ({ x, y }: { x: number; y: number }) =>
    x > size &&
    y > size &&
    x < picture.width - size &&
    y < picture.height - size &&
    others.every((other) => Math.hypot(x - other.x, y - other.y) > other.a + size);
  return places.find(isFree) ?? null;
}
