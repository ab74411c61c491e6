import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { HEI, registerFonts, SONG, SONG_BOLD } from "./fonts.ts";
import { MM_PER_POINT, type Typeface, widthOf, wrap } from "./text-layout.ts";

export const A4 = { widthMm: 210, heightMm: 297 };
/** Word's own margins. */
export const MARGIN = { topMm: 25.4, sideMm: 28 };
export const INNER_MM = A4.widthMm - 2 * MARGIN.sideMm;

/** 小四, and the heads of the notice's forms. */
export const BODY: Typeface = { family: SONG, sizePt: 12 };
export const TITLE: Typeface = { family: SONG_BOLD, sizePt: 18 };
export const ANNEX: Typeface = { family: HEI, sizePt: 16 };

/** A page as positions in mm from its top left corner, to be drawn on a canvas or set in a PDF. */
export interface PageLayout {
  runs: { text: string; xMm: number; baselineMm: number; face: Typeface }[];
  rules: { fromXMm: number; fromYMm: number; toXMm: number; toYMm: number }[];
  /** Where a careful clerk puts the seal's centre; null on a page that takes none. */
  sealAt: { xMm: number; yMm: number } | null;
}

export const emptyPage = (): PageLayout => ({ runs: [], rules: [], sealAt: null });

export const lineHeightMm = (face: Typeface): number => face.sizePt * MM_PER_POINT * 1.45;

/** Sets a text in lines from `topMm` down and says where the next one may begin. */
export function setText(
  page: PageLayout,
  text: string,
  box: { xMm: number; topMm: number; widthMm: number },
  face: Typeface,
  align: "left" | "centre" = "left",
): number {
  let top = box.topMm;
  for (const line of wrap(text, box.widthMm, face)) {
    const xMm = align === "left" ? box.xMm : box.xMm + (box.widthMm - widthOf(line, face)) / 2;
    const baselineMm = top + lineHeightMm(face) / 2 + face.sizePt * MM_PER_POINT * 0.36;
    if (line !== "") page.runs.push({ text: line, xMm, baselineMm, face });
    top += lineHeightMm(face);
  }
  return top;
}

/** Black print on white paper. */
export function drawPage(layout: PageLayout, dpi: number): Canvas {
  registerFonts();
  const pixelsPerMm = dpi / 25.4;
  const canvas = createCanvas(Math.round(A4.widthMm * pixelsPerMm), Math.round(A4.heightMm * pixelsPerMm));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.save();
  context.scale(pixelsPerMm, pixelsPerMm);
  context.fillStyle = context.strokeStyle = "#111";
  context.lineWidth = 0.2;
  for (const rule of layout.rules) {
    context.beginPath();
    context.moveTo(rule.fromXMm, rule.fromYMm);
    context.lineTo(rule.toXMm, rule.toYMm);
    context.stroke();
  }
  for (const { text, xMm, baselineMm, face } of layout.runs) {
    context.font = `${face.sizePt * MM_PER_POINT}px "${face.family}"`;
    context.fillText(text, xMm, baselineMm);
  }
  context.restore();
  return canvas;
}
