import { between, type Random } from "../../src/demo/makers/random.ts";
import { DESKS } from "../makers/desk.ts";
import { grade, type Page, SCAN_CONDITIONS } from "./conditions.ts";
import { pick } from "./names.ts";
import type { PhotoLook } from "./photo.ts";

type Take = (look: PhotoLook, page: Page, strength: number, random: Random) => void;

/** The same wear of the seal as in a scan. */
const worn =
  (condition: string): Take =>
  (_look, page, strength, random) =>
    SCAN_CONDITIONS[condition]?.(page, strength, random);

/** Every way in which a photographed page with a seal is hard to judge. */
export const PHOTO_CONDITIONS: Record<string, Take> = {
  plain: () => undefined,
  perspective: (look, _page, strength) => {
    look.stray = grade(strength, 0.02, 0.085);
    look.fill = 0.76;
  },
  tilted: (look, _page, strength, random) => {
    look.tiltDeg = (random() < 0.5 ? -1 : 1) * grade(strength, 4, 16);
    look.fill = 0.72;
  },
  desk: (look, _page, strength, random) => {
    look.desk = strength > 3 ? pick(random, ["light", "red"] as const) : pick(random, DESKS);
    look.fill = grade(strength, 0.9, 0.6);
  },
  "uneven-light": (look, _page, strength) => {
    look.falloff = grade(strength, 0.2, 0.62);
  },
  shadow: (look, _page, strength, random) => {
    look.shadow = grade(strength, 0.15, 0.55);
    look.penumbra = random() < 0.5 ? 0.006 : 0.12;
  },
  lamp: (look, _page, strength, random) => {
    const far = grade(strength, 12, 70);
    look.cast = random() < 0.75 ? [250, 250 - far * 0.45, 250 - far] : [250 - far * 0.7, 250 - far * 0.25, 250];
  },
  "close-crop": (look, { seal }, strength, random) => {
    look.fill = grade(strength, 1.04, 1.3);
    look.stray = 0.015;
    seal.xMm = Math.min(seal.xMm, 105 + 105 / look.fill - seal.die.widthMm / 2 - between(random, 3, 12));
    seal.yMm = Math.min(seal.yMm, 148 + 148 / look.fill - seal.die.widthMm / 2 - between(random, 3, 12));
  },
  defocused: (look, _page, strength) => {
    look.blurPixels = grade(strength, 0.6, 2.4);
  },
  small: (look, _page, strength) => {
    look.longSide = Math.round(grade(strength, 1920, 1200));
  },
  jpeg: (look, _page, strength) => {
    look.quality = Math.round(grade(strength, 80, 30));
  },
  noisy: (look, _page, strength) => {
    look.noise = grade(strength, 4, 14);
  },
  faded: worn("faded"),
  patchy: worn("patchy"),
  rotated: worn("rotated"),
  "over-text": worn("over-text"),
  overlapped: worn("overlapped"),
};
