import type { PagePicture } from "../picture.ts";
import type { Sizes } from "./fit-ring.ts";
import { LARGEST_MM, SMALLEST_MM, SMALLEST_PIXELS, SMALLEST_SHARE, WORKING_DPI, WORKING_SIDE } from "./thresholds.ts";

/** Page pixels to a working pixel, along each side. */
export function workingStep({ width, height, dpi }: PagePicture): number {
  const finer = dpi === null ? Math.max(width, height) / WORKING_SIDE : dpi / WORKING_DPI;
  return Math.max(1, Math.round(finer));
}

/** Radii that a seal can have, in working pixels; without dpi only its share of the picture bounds it. */
export function possibleRadii(picture: PagePicture, step: number, smallestMm = SMALLEST_MM): Sizes {
  const { width, height, dpi } = picture;
  if (dpi !== null) {
    const pixels = dpi / 25.4 / step;
    return { least: (smallestMm / 2) * pixels, most: (LARGEST_MM / 2) * pixels };
  }
  const share = (SMALLEST_SHARE * smallestMm) / SMALLEST_MM;
  const least = Math.max(SMALLEST_PIXELS, (share * Math.min(width, height)) / step) / 2;
  return { least, most: (0.53 * Math.max(width, height)) / step };
}
