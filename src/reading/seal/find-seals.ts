import type { PageEllipse, SealFacts } from "../../domain/facts.ts";
import type { LineReader, PagePicture } from "../picture.ts";
import { bestOf, findBlackCandidates, findCandidates, findFaintCandidates, type Candidate } from "./candidates.ts";
import { inkColour, isColourless } from "./colour.ts";
import { inDegrees, type Ellipse } from "./ellipse.ts";
import { darknessOf } from "./grey.ts";
import { imprintOf } from "./imprint.ts";
import { inkLevel, rednessOf, type InkMap, type Region } from "./ink.ts";
import { possibleRadii, workingStep } from "./page-scale.ts";
import { measurePaper, type Paper } from "./paper.ts";
import { readSeal } from "./read-seal.ts";
import { withoutRules } from "./rules.ts";
import { CLEARLY_RED, FAINTLY_RED, keepOwn, surveyRedness, type Blob } from "./survey.ts";
import { READING_CONFIDENCE, READING_RADIUS, SETTLED, SMALLEST_GREY_MM } from "./thresholds.ts";

/**
 * Every seal-like thing on a page with the evidence for it, most certain first. What it is worth is judged
 * elsewhere. The recogniser is run only on what is likely to be a seal. All are said to be ink in the picture: whether
 * one was laid over the page only the page's file tells.
 */
export async function findSeals(picture: PagePicture, readLines: LineReader): Promise<SealFacts[]> {
  const paper = measurePaper(picture);
  const red = findRed(picture, paper);
  const isGrey = red.length === 0 && isColourless(picture, paper);
  const found = isGrey ? findGrey(picture, paper) : red;
  const seals: SealFacts[] = [];
  for (const one of found) seals.push(await toFacts(picture, paper, one, isGrey, readLines));
  return seals;
}

function findRed(picture: PagePicture, paper: Paper): Candidate[] {
  const step = workingStep(picture);
  const radii = possibleRadii(picture, step);
  const inkOf = (blob: Blob) => keepOwn(rednessOf(picture, paper, blob, step), blob);
  const blobs = surveyRedness(picture, paper, step, CLEARLY_RED);
  const clear = blobs
    .filter((blob) => longSide(blob) >= 2 * radii.least && shortSide(blob) >= radii.least)
    .flatMap((blob) => findCandidates(inkOf(blob), radii));
  if (blobs.length === 0 || clear.some((one) => one.confidence >= SETTLED)) return bestOf(clear);
  const faint = surveyRedness(picture, paper, step, FAINTLY_RED)
    .filter((blob) => longSide(blob) <= 3 * radii.most && shortSide(blob) >= 2 * radii.least)
    .flatMap((blob) => findFaintCandidates(inkOf(blob), radii));
  return bestOf([...clear, ...faint]);
}

const longSide = ({ width, height }: Region) => Math.max(width, height);
const shortSide = ({ width, height }: Region) => Math.min(width, height);

/** At half the fineness: on a page of text everything is dark. Only seals large enough to be official are sought. */
function findGrey(picture: PagePicture, paper: Paper): Candidate[] {
  const step = 2 * workingStep(picture);
  const page = { left: 0, top: 0, width: Math.floor(picture.width / step), height: Math.floor(picture.height / step) };
  const map = withoutRules(darknessOf(picture, paper, page, step));
  return findBlackCandidates(map, possibleRadii(picture, step, SMALLEST_GREY_MM));
}

async function toFacts(
  picture: PagePicture,
  paper: Paper,
  candidate: Candidate,
  isGrey: boolean,
  readLines: LineReader,
): Promise<SealFacts> {
  const { confidence, evidence, ring } = candidate;
  const fine = closer(picture, candidate);
  const map = (isGrey ? darknessOf : rednessOf)(picture, paper, fine.region, fine.step);
  const level = inkLevel(map);
  const colour = isGrey ? ("grey" as const) : inkColour(picture, paper, map, level);
  const facts = { ...placeOf(picture, candidate), how: "ink-scan" as const, colour, confidence };
  if (ring === null || confidence < READING_CONFIDENCE) return { ...facts, evidence, arc: [], words: "" };
  const print = isGrey ? map : imprintOf(picture, paper, map);
  const { arc, words, lines } = await readSeal(print, fine.ring, inkLevel(print), readLines);
  return { ...facts, evidence: { ...evidence, lines }, arc, words };
}

/** The candidate's own surroundings as fine as reading wants them, and its outline there. */
function closer(picture: PagePicture, { map, outline }: Candidate) {
  const step = Math.max(1, Math.round((outline.ring.a * map.step) / READING_RADIUS));
  const scale = map.step / step;
  const [pageWidth, pageHeight] = [Math.floor(picture.width / step), Math.floor(picture.height / step)];
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
  const left = within(Math.floor((map.left + outline.left) * scale), pageWidth);
  const top = within(Math.floor((map.top + outline.top) * scale), pageHeight);
  const right = within(Math.ceil((map.left + outline.right) * scale), pageWidth);
  const bottom = within(Math.ceil((map.top + outline.bottom) * scale), pageHeight);
  return {
    step,
    region: { left, top, width: right - left, height: bottom - top },
    ring: finer(outline.ring, map, scale, left, top),
  };
}

function finer(ring: Ellipse, map: InkMap, scale: number, left: number, top: number): Ellipse {
  return {
    x: (map.left + ring.x + 0.5) * scale - 0.5 - left,
    y: (map.top + ring.y + 0.5) * scale - 0.5 - top,
    a: ring.a * scale,
    b: ring.b * scale,
    angle: ring.angle,
  };
}

function placeOf(
  picture: PagePicture,
  { map, outline, shape, ring: found }: Candidate,
): Pick<SealFacts, "box" | "ellipse" | "diameterMm" | "shape"> {
  const { left, top, right, bottom, ring } = outline;
  const [width, height] = [picture.width / map.step, picture.height / map.step];
  return {
    box: {
      x: (map.left + left) / width,
      y: (map.top + top) / height,
      width: (right - left) / width,
      height: (bottom - top) / height,
    },
    ellipse: found && onPage(found, map, width, height),
    diameterMm: picture.dpi === null ? null : ((ring.a + ring.b) * map.step * 25.4) / picture.dpi,
    shape,
  };
}

function onPage(ring: Ellipse, map: InkMap, width: number, height: number): PageEllipse {
  const centre = { x: (map.left + ring.x + 0.5) / width, y: (map.top + ring.y + 0.5) / height };
  return { ...centre, a: ring.a / width, b: ring.b / width, angle: inDegrees(ring) };
}
