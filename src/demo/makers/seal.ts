import type { SKRSContext2D } from "@napi-rs/canvas";
import { engrave, type SealSpec } from "./engrave.ts";
import { wearInk } from "./ink.ts";
import { between, type Random } from "./random.ts";

export type { SealSpec } from "./engrave.ts";

export interface Imprint {
  /** Centre on the page, mm from its top left corner. */
  xMm: number;
  yMm: number;
  /** Of the page's canvas. */
  dpi: number;
  /** Clockwise. */
  rotationDeg: number;
  /** 1 is a full, even print, 0 hardly visible. */
  ink: number;
  random: Random;
}

/** Stamps the seal on a drawn page; black print under it stays black. */
export function drawSeal(page: SKRSContext2D, spec: SealSpec, at: Imprint): void {
  const pixelsPerMm = at.dpi / 25.4;
  const print = wearInk(engrave(spec, pixelsPerMm), at.ink, pixelsPerMm, at.random);
  page.save();
  page.translate(at.xMm * pixelsPerMm, at.yMm * pixelsPerMm);
  page.rotate((at.rotationDeg * Math.PI) / 180);
  page.globalCompositeOperation = "multiply";
  page.drawImage(print, -print.width / 2, -print.height / 2);
  page.restore();
}

/** A pasted electronic seal: the clean print on a transparent ground, as PNG, with its size in mm. */
export function sealPicture(spec: SealSpec, dpi: number): { png: Buffer; widthMm: number; heightMm: number } {
  const canvas = engrave(spec, dpi / 25.4);
  const mm = (pixels: number) => (pixels * 25.4) / dpi;
  return { png: canvas.toBuffer("image/png"), widthMm: mm(canvas.width), heightMm: mm(canvas.height) };
}

/** The 13-digit code of a seal in Beijing's numbering, for a name's own random sequence. */
export function madeUpCode(random: Random): string {
  return `1101${String(Math.floor(between(random, 1e8, 9.99e8)))}`;
}
