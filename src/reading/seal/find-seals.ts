import type { SealFacts } from "../../domain/facts.ts";
import type { LineReader, PagePicture } from "../picture.ts";
import { ringConfidence } from "./confidence.ts";
import { ringEvidence } from "./evidence.ts";
import { boxOf, findRings, type Sizes } from "./find-rings.ts";
import type { Ellipse } from "./ellipse.ts";
import { rednessOf, type InkMap } from "./ink.ts";
import { maskInk } from "./mask.ts";
import { measurePaper } from "./paper.ts";
import { polarMap } from "./polar.ts";
import { surveyRedness, type Blob } from "./survey.ts";
import {
  LARGEST_MM,
  LEAST_CONFIDENCE,
  SMALLEST_MM,
  SMALLEST_PIXELS,
  SMALLEST_SHARE,
  WORKING_DPI,
  WORKING_SIDE,
} from "./thresholds.ts";

/**
 * Every seal-like thing on a page with the evidence for it, most certain first. What it is worth is judged
 * elsewhere. The recogniser is run only on what is likely to be a seal.
 */
export async function findSeals(picture: PagePicture, readLines: LineReader): Promise<SealFacts[]> {
  const step = workingStep(picture);
  const sizes = sizesIn(picture, step);
  const paper = measurePaper(picture);
  const seals: SealFacts[] = [];
  for (const blob of surveyRedness(picture, paper, step)) {
    if (Math.max(blob.width, blob.height) < 2 * sizes.least) continue;
    const map = withoutOthers(rednessOf(picture, paper, blob, step), blob);
    const mask = maskInk(map);
    for (const ring of findRings(mask, sizes)) {
      const evidence = ringEvidence(polarMap(mask, ring));
      const confidence = ringConfidence(evidence);
      if (confidence < LEAST_CONFIDENCE) continue;
      seals.push({
        ...placeOf(picture, map, ring),
        colour: "red",
        confidence,
        evidence: { ...evidence },
        arc: [],
        words: "",
      });
    }
  }
  void readLines;
  return Promise.resolve(seals.sort((one, other) => other.confidence - one.confidence));
}

/** Page pixels to a working pixel, along each side. */
function workingStep({ width, height, dpi }: PagePicture): number {
  const finer = dpi === null ? Math.max(width, height) / WORKING_SIDE : dpi / WORKING_DPI;
  return Math.max(1, Math.round(finer));
}

function sizesIn({ width, height, dpi }: PagePicture, step: number): Sizes {
  if (dpi !== null) {
    const pixels = dpi / 25.4 / step;
    return { least: (SMALLEST_MM / 2) * pixels, most: (LARGEST_MM / 2) * pixels };
  }
  const side = Math.min(width, height) / step;
  return { least: Math.max(SMALLEST_PIXELS, SMALLEST_SHARE * side) / 2, most: (0.53 * Math.max(width, height)) / step };
}

/** Red that belongs to another group of the page is nothing here. */
function withoutOthers(map: InkMap, blob: Blob): InkMap {
  for (let y = 0; y < map.height; y++) {
    for (let x = 0; x < map.width; x++) {
      if (!blob.owns(map.left + x, map.top + y)) map.ink[y * map.width + x] = 0;
    }
  }
  return map;
}

function placeOf(picture: PagePicture, map: InkMap, ring: Ellipse): Pick<SealFacts, "box" | "diameterMm" | "shape"> {
  const { left, top, right, bottom } = boxOf(ring);
  const [width, height] = [picture.width / map.step, picture.height / map.step];
  return {
    box: {
      x: (map.left + left) / width,
      y: (map.top + top) / height,
      width: (right - left) / width,
      height: (bottom - top) / height,
    },
    diameterMm: picture.dpi === null ? null : ((ring.a + ring.b) * map.step * 25.4) / picture.dpi,
    shape: ring.b / ring.a > 0.87 ? "round" : "oval",
  };
}
