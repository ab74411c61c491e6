import { createCanvas, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";
import { drawStar } from "../../src/demo/makers/star.ts";
import type { Die } from "./die.ts";
import { registerFaces } from "./faces.ts";

/** As much of a canvas as a die needs, so that it can be set in a PDF too. */
export type DieContext = Pick<
  SKRSContext2D,
  | "save"
  | "restore"
  | "translate"
  | "rotate"
  | "scale"
  | "beginPath"
  | "lineTo"
  | "ellipse"
  | "fill"
  | "stroke"
  | "fillRect"
  | "strokeRect"
  | "fillText"
> & { font: string; lineWidth: number; textAlign: string; textBaseline: string; globalCompositeOperation: string };

/** White around the art, so that wear and blur find room. */
export const MARGIN_MM = 2;

/** The die's print in opaque black on a transparent ground, its centre in the middle. */
export function engraveDie(die: Die, pixelsPerMm: number): Canvas {
  const canvas = createCanvas(
    Math.ceil((die.widthMm + 2 * MARGIN_MM) * pixelsPerMm),
    Math.ceil((die.heightMm + 2 * MARGIN_MM) * pixelsPerMm),
  );
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.scale(pixelsPerMm, pixelsPerMm);
  drawDie(context, die);
  return canvas;
}

/** In mm about the origin, in the context's own colours. */
export function drawDie(context: DieContext, die: Die): void {
  registerFaces();
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (die.shape === "square" || die.kind === "personal") drawPersonal(context, die);
  else drawRinged(context, die);
}

function drawRinged(context: DieContext, die: Die): void {
  const [a, b] = [die.widthMm / 2, die.heightMm / 2];
  ring(context, a, b, die.ringMm);
  if (die.innerRing !== null) {
    const inward = die.ringMm + die.innerRing.gapMm;
    ring(context, a - inward, b - inward, die.innerRing.widthMm);
  }
  const inward = die.ringMm + die.letterGapMm + die.letterMm / 2;
  drawName(context, die, a - inward, b - inward);
  const size = b * (die.shape === "oval" ? 0.24 : 0.2);
  straight(context, die.words, b * 0.53, Math.min(size * 0.85, (b * 1.15) / die.words.length), size, die.face);
  drawStar(context, 0, 0, die.starMm);
  if (die.kind === "invoice") straight(context, die.code, b * 0.1, a * 0.075, 2.7, die.codeFace);
  else drawCode(context, die, a - die.ringMm - die.letterGapMm - 0.8, b - die.ringMm - die.letterGapMm - 0.8);
}

function ring(context: DieContext, a: number, b: number, width: number): void {
  context.lineWidth = width;
  context.beginPath();
  context.ellipse(0, 0, a - width / 2, b - width / 2, 0, 0, 2 * Math.PI);
  context.stroke();
}

/** Around the upper arc, feet to the centre. */
function drawName(context: DieContext, die: Die, a: number, b: number): void {
  const letters = Array.from(die.name);
  const places = alongEllipse(a, b, 270 - die.spanDeg / 2, 270 + die.spanDeg / 2, letters.length);
  const [first, second] = places;
  const pitch = first && second ? Math.hypot(first.x - second.x, first.y - second.y) : die.letterMm;
  const wide = Math.min(die.letterMm * 0.95, pitch * die.condense);
  letters.forEach((letter, index) => {
    const place = places[index];
    if (place) glyph(context, letter, place, wide, die.letterMm, die.face);
  });
}

/** Along the lower arc, heads to the centre, read from left to right. */
function drawCode(context: DieContext, die: Die, a: number, b: number): void {
  const digits = Array.from(die.code);
  const places = alongEllipse(a, b, 90 + 28, 90 - 28, digits.length);
  digits.forEach((digit, index) => {
    const place = places[index];
    if (place) glyph(context, digit, { ...place, angle: place.angle + Math.PI }, 1.5, 1.6, die.codeFace);
  });
}

/** In columns from right to left. */
function drawPersonal(context: DieContext, die: Die): void {
  const side = die.widthMm;
  if (die.inverse) {
    context.fillRect(-side / 2, -side / 2, side, side);
    context.globalCompositeOperation = "destination-out";
  } else if (die.shape === "round") ring(context, side / 2, side / 2, die.ringMm);
  else {
    context.lineWidth = die.ringMm;
    context.strokeRect((die.ringMm - side) / 2, (die.ringMm - side) / 2, side - die.ringMm, side - die.ringMm);
  }
  const room = (side - 2 * die.ringMm - 2 * die.letterGapMm) * (die.shape === "round" ? 0.72 : 1);
  const letters = Array.from(die.name);
  const columns = Math.max(2, Math.ceil(Math.sqrt(letters.length)));
  const rows = Math.ceil(letters.length / columns);
  letters.forEach((letter, index) => {
    const x = (0.5 - (Math.floor(index / rows) + 0.5) / columns) * room;
    const y = (((index % rows) + 0.5) / rows - 0.5) * room;
    glyph(context, letter, { x, y, angle: 0 }, (room / columns) * die.condense, (room / rows) * die.condense, die.face);
  });
  context.globalCompositeOperation = "source-over";
}

interface Place {
  x: number;
  y: number;
  /** Radians by which an upright letter is turned, feet to the centre. */
  angle: number;
}

/** Evenly by length of arc, from one angle to the other (degrees, clockwise from the right). */
function alongEllipse(a: number, b: number, from: number, to: number, count: number): Place[] {
  const steps = 360;
  const point = (step: number): Place => {
    const t = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    const angle = Math.atan2(Math.sin(t) / b, Math.cos(t) / a) + Math.PI / 2;
    return { x: a * Math.cos(t), y: b * Math.sin(t), angle };
  };
  const lengths = [0];
  for (let step = 1, before = point(0); step <= steps; step++) {
    const here = point(step);
    lengths.push((lengths[step - 1] ?? 0) + Math.hypot(here.x - before.x, here.y - before.y));
    before = here;
  }
  const whole = lengths[steps] ?? 0;
  const stepAt = (length: number) => lengths.findIndex((one) => one >= length - 1e-9);
  return Array.from({ length: count }, (_, index) =>
    point(stepAt(count === 1 ? whole / 2 : (whole * index) / (count - 1))),
  );
}

function straight(context: DieContext, words: string, y: number, pitch: number, tall: number, face: string): void {
  const letters = Array.from(words);
  letters.forEach((letter, index) => {
    const x = (index - (letters.length - 1) / 2) * pitch * 1.12;
    glyph(context, letter, { x, y, angle: 0 }, pitch, tall, face);
  });
}

/** One letter squeezed into `wide` × `tall` mm: an em square is drawn a little larger than its ink. */
function glyph(context: DieContext, letter: string, place: Place, wide: number, tall: number, face: string): void {
  const em = 20;
  const advance = /[0-9A-Z]/.test(letter) ? 0.58 : 1;
  context.save();
  context.translate(place.x, place.y);
  context.rotate(place.angle);
  context.scale((wide * 1.08) / (em * advance), (tall * 1.08) / em);
  context.font = `${em}px "${face}"`;
  context.fillText(letter, 0, 0);
  context.restore();
}
