import { between, type Random } from "../../src/demo/makers/random.ts";
import type { Die } from "./die.ts";
import { type Colour, type Ink, usualInk } from "./inking.ts";

/** A die on the page. */
export interface Imprint {
  die: Die;
  ink: Ink;
  /** Its centre, mm from the page's top left corner. */
  xMm: number;
  yMm: number;
  /** Clockwise, of the page. */
  rotationDeg: number;
}

/** Everything by which a page's picture may differ from a clean one. */
export interface Recipe {
  dpi: number;
  /** Clockwise, of the sheet on the glass. */
  skewDeg: number;
  upsideDown: boolean;
  paper: Colour;
  /** What shows beside a sheet that lies askew. */
  lid: Colour;
  /** 0…1: yellowed towards its edges. */
  aged: number;
  /** 0…1: how much of the page behind is seen. */
  bleedThrough: number;
  /** Levels of 255. */
  texture: number;
  /** Standard deviation, levels of 255. */
  noise: number;
  /** 1 leaves it; above, dark gets darker and light lighter. */
  contrast: number;
  /** Added to every channel, levels of 255. */
  brightness: number;
  /** Gaussian, mm on the page; 0 for none. */
  blurMm: number;
  /** Strength of the scanner's unsharp mask; 0 for none. */
  sharpen: number;
  quality: number;
  /** Whether the JPEG keeps the colours at half the resolution. */
  chromaHalved: boolean;
  tone: "colour" | "grey" | "bilevel";
  signature: boolean;
}

/** An ordinary office machine: nearly straight, a little grey, seldom wiped. */
export function usualScan(dpi: number, random: Random): Recipe {
  const white = Math.round(between(random, 240, 254));
  const warm = between(random, -5, 7);
  return {
    dpi,
    skewDeg: between(random, -0.9, 0.9),
    upsideDown: false,
    paper: [white, white - Math.max(0, -warm) / 2, white - Math.max(0, warm)],
    lid: random() < 0.85 ? [250, 250, 250] : [196, 198, 200],
    aged: 0,
    bleedThrough: random() < 0.2 ? between(random, 0.02, 0.06) : 0,
    texture: between(random, 0, 3),
    noise: between(random, 1, 4),
    contrast: between(random, 0.98, 1.08),
    brightness: between(random, -2, 4),
    blurMm: 0,
    sharpen: 0,
    quality: Math.round(between(random, 70, 88)),
    chromaHalved: random() < 0.8,
    tone: "colour",
    signature: random() < 0.35,
  };
}

export const usualImprint = (die: Die, at: { xMm: number; yMm: number }, random: Random): Imprint => ({
  die,
  ink: usualInk(random),
  xMm: at.xMm + between(random, -8, 8),
  yMm: at.yMm + between(random, -6, 8),
  rotationDeg: between(random, -14, 14),
});
