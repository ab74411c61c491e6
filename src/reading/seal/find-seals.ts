import type { SealFacts } from "../../domain/facts.ts";
import type { LineReader, PagePicture } from "../picture.ts";
import { ringConfidence } from "./confidence.ts";
import { ringEvidence, type RingEvidence } from "./evidence.ts";
import { boxOf, findRings, type Sizes } from "./find-rings.ts";
import type { Ellipse } from "./ellipse.ts";
import { rednessOf, type InkMap } from "./ink.ts";
import { maskInk } from "./mask.ts";
import { measurePaper, type Paper } from "./paper.ts";
import { polarOfMask } from "./polar.ts";
import { readSeal } from "./read-seal.ts";
import { surveyRedness, type Blob } from "./survey.ts";
import {
  LARGEST_MM,
  LEAST_CONFIDENCE,
  READING_CONFIDENCE,
  READING_RADIUS,
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
  const found = surveyRedness(picture, paper, step)
    .filter((blob) => Math.max(blob.width, blob.height) >= 2 * sizes.least)
    .flatMap((blob) => ringsIn(withoutOthers(rednessOf(picture, paper, blob, step), blob), sizes));
  found.sort((one, other) => other.confidence - one.confidence);
  const seals: SealFacts[] = [];
  for (const one of found) seals.push(await toFacts(picture, paper, one, readLines));
  return seals;
}

interface Found {
  map: InkMap;
  ring: Ellipse;
  evidence: RingEvidence;
  confidence: number;
}

function ringsIn(map: InkMap, sizes: Sizes): Found[] {
  const mask = maskInk(map);
  return findRings(mask, sizes).flatMap((ring) => {
    const evidence = ringEvidence(polarOfMask(mask, ring));
    const confidence = ringConfidence(evidence);
    return confidence < LEAST_CONFIDENCE ? [] : [{ map, ring, evidence, confidence }];
  });
}

async function toFacts(picture: PagePicture, paper: Paper, found: Found, readLines: LineReader): Promise<SealFacts> {
  const { map, ring, evidence, confidence } = found;
  const place = placeOf(picture, map, ring);
  const facts = { ...place, colour: "red" as const, confidence, evidence: { ...evidence } };
  if (confidence < READING_CONFIDENCE) return { ...facts, arc: [], words: "" };
  const fine = closer(picture, paper, map, ring);
  return { ...facts, ...(await readSeal(fine.map, fine.ring, readLines)) };
}

/** The ring's own surroundings as fine as reading wants them. */
function closer(picture: PagePicture, paper: Paper, map: InkMap, ring: Ellipse): { map: InkMap; ring: Ellipse } {
  const step = Math.max(1, Math.round((ring.a * map.step) / READING_RADIUS));
  const scale = map.step / step;
  const { left, top, right, bottom } = boxOf(ring);
  const [pageWidth, pageHeight] = [Math.floor(picture.width / step), Math.floor(picture.height / step)];
  const region = {
    left: Math.max(0, Math.floor((map.left + left) * scale)),
    top: Math.max(0, Math.floor((map.top + top) * scale)),
    width: 0,
    height: 0,
  };
  region.width = Math.min(pageWidth, Math.ceil((map.left + right) * scale)) - region.left;
  region.height = Math.min(pageHeight, Math.ceil((map.top + bottom) * scale)) - region.top;
  return {
    map: rednessOf(picture, paper, region, step),
    ring: {
      x: (map.left + ring.x + 0.5) * scale - 0.5 - region.left,
      y: (map.top + ring.y + 0.5) * scale - 0.5 - region.top,
      a: ring.a * scale,
      b: ring.b * scale,
      angle: ring.angle,
    },
  };
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
