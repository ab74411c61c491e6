import { createCanvas, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";
import { A4, type PageLayout } from "../../src/demo/makers/page.ts";
import { type Random } from "../../src/demo/makers/random.ts";
import { MM_PER_POINT, widthOf } from "../../src/demo/makers/text-layout.ts";
import type { Box, TextLine } from "../../src/domain/facts.ts";
import { APPLICANT } from "./backgrounds.ts";
import { engraveDie } from "./engraving.ts";
import { registerFaces } from "./faces.ts";
import { type Colour, pressInk } from "./inking.ts";
import type { Imprint, Recipe } from "./recipe.ts";
import type { TrueSeal } from "./seal-case.ts";

/** A point in mm of the sheet, or in fractions of its picture. */
export type Point = readonly [x: number, y: number];
/** Where a point of the sheet (mm) stands in the picture (fractions). */
export type Placing = (point: Point) => Point;

export interface Sheet {
  layout: PageLayout;
  applicant: string;
  imprints: Imprint[];
  /** The page on the paper's other side, where it shows through. */
  behind: PageLayout | null;
  /** Drawn in mm before and after the imprints: pens, other stamps, printed pictures. */
  under: ((context: SKRSContext2D) => void)[];
  over: ((context: SKRSContext2D) => void)[];
}

const css = ([red, green, blue]: Colour, alpha = 1): string =>
  `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${alpha})`;

/** The sheet as it lies on the glass, drawn at the recipe's resolution. */
export function drawSheet(sheet: Sheet, recipe: Recipe, random: Random): Canvas {
  registerFaces();
  const scale = recipe.dpi / 25.4;
  const canvas = createCanvas(Math.round(A4.widthMm * scale), Math.round(A4.heightMm * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = css(recipe.lid);
  context.fillRect(0, 0, canvas.width, canvas.height);
  lay(context, recipe);
  context.fillStyle = css(recipe.paper);
  context.fillRect(0, 0, A4.widthMm, A4.heightMm);
  if (recipe.aged > 0) yellow(context, recipe.aged);
  if (sheet.behind !== null && recipe.bleedThrough > 0) showThrough(context, sheet.behind, recipe.bleedThrough);
  print(context, sheet.layout, sheet.applicant);
  context.globalCompositeOperation = "multiply";
  for (const draw of sheet.under) drawApart(context, draw);
  for (const imprint of sheet.imprints) stamp(context, imprint, scale, random);
  for (const draw of sheet.over) drawApart(context, draw);
  return canvas;
}

function drawApart(context: SKRSContext2D, draw: (context: SKRSContext2D) => void): void {
  context.save();
  draw(context);
  context.restore();
}

/** From here on the context counts in mm of the sheet. */
function lay(context: SKRSContext2D, recipe: Recipe): void {
  const scale = recipe.dpi / 25.4;
  context.scale(scale, scale);
  context.translate(A4.widthMm / 2, A4.heightMm / 2);
  context.rotate(turnOf(recipe));
  context.translate(-A4.widthMm / 2, -A4.heightMm / 2);
}

const turnOf = (recipe: Recipe): number => ((recipe.skewDeg + (recipe.upsideDown ? 180 : 0)) * Math.PI) / 180;

/** The same as `lay`, for the truth. */
export function placingOf(recipe: Recipe): Placing {
  const [cos, sin] = [Math.cos(turnOf(recipe)), Math.sin(turnOf(recipe))];
  return ([x, y]) => {
    const [right, down] = [x - A4.widthMm / 2, y - A4.heightMm / 2];
    return [0.5 + (right * cos - down * sin) / A4.widthMm, 0.5 + (right * sin + down * cos) / A4.heightMm];
  };
}

function print(context: SKRSContext2D, layout: PageLayout, applicant: string): void {
  context.fillStyle = context.strokeStyle = "#16161a";
  context.lineWidth = 0.2;
  context.beginPath();
  for (const rule of layout.rules) {
    context.moveTo(rule.fromXMm, rule.fromYMm);
    context.lineTo(rule.toXMm, rule.toYMm);
  }
  context.stroke();
  for (const { text, xMm, baselineMm, face } of layout.runs) {
    context.font = `${face.sizePt * MM_PER_POINT}px "${face.family}"`;
    context.fillText(text.replace(APPLICANT, applicant), xMm, baselineMm);
  }
}

function showThrough(context: SKRSContext2D, behind: PageLayout, share: number): void {
  context.save();
  context.globalAlpha = share;
  context.translate(A4.widthMm, 0);
  context.scale(-1, 1);
  print(context, behind, "");
  context.restore();
}

function yellow(context: SKRSContext2D, aged: number): void {
  context.save();
  context.globalCompositeOperation = "multiply";
  const { widthMm, heightMm } = A4;
  const stain = context.createRadialGradient(widthMm / 2, heightMm / 2, 60, widthMm / 2, heightMm / 2, 190);
  stain.addColorStop(0, "rgb(214 180 110 / 0)");
  stain.addColorStop(1, `rgb(214 180 110 / ${aged})`);
  context.fillStyle = stain;
  context.fillRect(0, 0, widthMm, heightMm);
  context.restore();
}

function stamp(
  context: SKRSContext2D,
  { die, ink, xMm, yMm, rotationDeg }: Imprint,
  scale: number,
  random: Random,
): void {
  const printed = pressInk(engraveDie(die, scale), ink, scale, random);
  context.save();
  context.translate(xMm, yMm);
  context.rotate((rotationDeg * Math.PI) / 180);
  context.drawImage(
    printed,
    -printed.width / scale / 2,
    -printed.height / scale / 2,
    printed.width / scale,
    printed.height / scale,
  );
  context.restore();
}

/** What a clerk would say is there: of a seal that is cut off, what is left of it on the sheet and in the picture. */
export function trueSeal(imprint: Imprint, placing: Placing): TrueSeal[] {
  const { die } = imprint;
  const onSheet = outlineOf(imprint).filter(([x, y]) => x >= 0 && y >= 0 && x <= A4.widthMm && y <= A4.heightMm);
  const seen = onSheet.map(placing).filter(([x, y]) => x >= 0 && y >= 0 && x <= 1 && y <= 1);
  const box = seen.length === 0 ? null : boxAround(seen);
  if (box === null) return [];
  return [{ box, diameterMm: die.widthMm, shape: die.shape, kind: die.kind, name: die.name }];
}

/** Points along the outer edge, mm of the sheet. */
function outlineOf({ die, xMm, yMm, rotationDeg }: Imprint): Point[] {
  const turn = (rotationDeg * Math.PI) / 180;
  return Array.from({ length: 720 }, (_, step): Point => {
    const t = (step * Math.PI) / 360;
    const out = die.shape === "square" ? Math.max(Math.abs(Math.cos(t)), Math.abs(Math.sin(t))) : 1;
    const [x, y] = [((die.widthMm / 2) * Math.cos(t)) / out, ((die.heightMm / 2) * Math.sin(t)) / out];
    return [xMm + x * Math.cos(turn) - y * Math.sin(turn), yMm + x * Math.sin(turn) + y * Math.cos(turn)];
  });
}

export function trueLines({ layout, applicant }: Sheet, placing: Placing): TextLine[] {
  return layout.runs.flatMap((run): TextLine[] => {
    const text = run.text.replace(APPLICANT, applicant);
    const [width, size] = [widthOf(text, run.face), run.face.sizePt * MM_PER_POINT];
    const [left, top, right, bottom] = [
      run.xMm,
      run.baselineMm - 0.86 * size,
      run.xMm + width,
      run.baselineMm + 0.12 * size,
    ];
    const corners: Point[] = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ];
    const box = boxAround(corners.map(placing));
    const upright = boxAround(corners.map(([x, y]): Point => [x / A4.widthMm, y / A4.heightMm]));
    return box === null || upright === null || text.trim() === "" ? [] : [{ text, box, upright, confidence: 1 }];
  });
}

/** Within the picture; null where nothing of it is. */
function boxAround(points: readonly Point[]): Box | null {
  const held = (value: number) => Math.min(1, Math.max(0, value));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [held(Math.min(...xs)), held(Math.min(...ys))];
  const [width, height] = [held(Math.max(...xs)) - x, held(Math.max(...ys)) - y];
  return width <= 0 || height <= 0 ? null : { x, y, width, height };
}
