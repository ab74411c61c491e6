import type { PageEllipse, SealFacts } from "../../domain/facts.ts";
import { SMALLEST_OFFICIAL_ROUND } from "../../domain/seal/thresholds.ts";
import type { LineReader, PagePicture } from "../picture.ts";
import {
  bestOf,
  findBlackCandidates,
  findCandidates,
  findFaintBlackCandidates,
  findFaintCandidates,
  type Candidate,
} from "./candidates.ts";
import type { Blob } from "./cell-groups.ts";
import { inkColour, isColourless } from "./colour.ts";
import { inDegrees, type Ellipse } from "./ellipse.ts";
import { largeComponents } from "./find-rings.ts";
import { darknessOf } from "./grey.ts";
import { imprintOf } from "./imprint.ts";
import { inkLevel, type InkMap, type Region } from "./ink.ts";
import { maskInk, type Component } from "./mask.ts";
import { isOnAnother } from "./other-seals.ts";
import { ownInk } from "./own-ink.ts";
import { possibleRadii, workingStep } from "./page-scale.ts";
import { measurePaper, type Paper } from "./paper.ts";
import { polarOfInk } from "./polar.ts";
import { readPrint } from "./read-print.ts";
import { rednessOf } from "./redness.ts";
import { withoutRules } from "./rules.ts";
import { surveyRedness } from "./survey.ts";
import {
  LEAST_CONFIDENCE,
  LEAST_GREY_CONFIDENCE,
  MOST_PARTS,
  READING_CONFIDENCE,
  READING_RADIUS,
  SETTLED,
  SMALLEST_GREY_MM,
} from "./thresholds.ts";

/** Working pixels around what may be a grey seal. */
const GREY_ROOM = 12;

/**
 * Every seal-like thing on a page with the evidence for it, most certain first. What it is worth is judged
 * elsewhere. The recogniser is run only on what is likely to be a seal; without one, none is prepared for reading. All are
 * said to be ink in the picture: whether one was laid over the page only the page's file tells. `least`: of what is red,
 * how likely it must be.
 */
export async function findSeals(
  picture: PagePicture,
  readLines: LineReader | null,
  least = LEAST_CONFIDENCE,
): Promise<SealFacts[]> {
  const paper = measurePaper(picture);
  const red = findRed(picture, paper, least);
  const isGrey = red.length === 0 && isColourless(picture, paper);
  const found = isGrey ? findGrey(picture, paper) : red;
  const seals: SealFacts[] = [];
  for (const one of found) {
    const others = found.filter((other) => other !== one);
    seals.push(await toFacts(picture, paper, one, others, isGrey, readLines));
  }
  return seals;
}

function findRed(picture: PagePicture, paper: Paper, least: number): Candidate[] {
  const step = workingStep(picture);
  const radii = possibleRadii(picture, step);
  const inkOf = ({ parts, ...region }: Blob) => rednessOf(picture, paper, region, step, parts);
  const survey = surveyRedness(picture, paper, step);
  const clear = survey.clear.filter((blob) => longSide(blob) >= 2 * radii.least && shortSide(blob) >= radii.least);
  const found = bestOf(
    mostLikely(clear).flatMap((blob) => findCandidates(inkOf(blob), radii, least)),
    least,
  );
  if (found.some((one) => one.confidence >= SETTLED)) return found;
  const faint = survey.faint().filter((blob) => longSide(blob) <= 3 * radii.most && shortSide(blob) >= 2 * radii.least);
  const traces = mostLikely(faint).flatMap((blob) => findFaintCandidates(inkOf(blob), radii));
  return bestOf([...found, ...traces], least);
}

/** A page that is red in many places is a pattern, in which a seal is among the largest things. */
const mostLikely = (blobs: Blob[]) =>
  blobs.sort((one, other) => shortSide(other) - shortSide(one)).slice(0, MOST_PARTS);

const longSide = ({ width, height }: Region) => Math.max(width, height);
const shortSide = ({ width, height }: Region) => Math.min(width, height);

/**
 * On a page of text everything is dark. What is as large as an official seal is looked for first at a quarter of the
 * fineness, and only where something is, at half of it. Then, where nothing as large as an official seal was, what is far
 * paler than the text is looked for by itself.
 */
function findGrey(picture: PagePicture, paper: Paper): Candidate[] {
  const step = 2 * workingStep(picture);
  const radii = possibleRadii(picture, step, SMALLEST_GREY_MM);
  const inkOf = (region: Region) => withoutRules(darknessOf(picture, paper, region, step));
  const coarse = withoutRules(darknessOf(picture, paper, wholeOf(picture, 2 * step), 2 * step, 2));
  const large = largeComponents(maskInk(coarse), { least: radii.least / 2, most: radii.most / 2 });
  const dark = large.length === 0 ? [] : findBlackCandidates(inkOf(around(large, picture, step)), radii);
  const { least } = possibleRadii(picture, step, SMALLEST_OFFICIAL_ROUND);
  if (dark.some(({ outline }) => outline.ring.a >= least)) return dark;
  return bestOf([...dark, ...findFaintBlackCandidates(inkOf(wholeOf(picture, step)), radii)], LEAST_GREY_CONFIDENCE);
}

function wholeOf({ width, height }: PagePicture, step: number): Region {
  return { left: 0, top: 0, width: Math.floor(width / step), height: Math.floor(height / step) };
}

/** In pixels of half the size of the components', with room for what was too faint to be seen. */
function around(components: Component[], picture: PagePicture, step: number): Region {
  const page = wholeOf(picture, step);
  const least = (side: "left" | "top") => Math.max(0, 2 * Math.min(...components.map((one) => one[side])) - GREY_ROOM);
  const most = (side: "right" | "bottom") => 2 * Math.max(...components.map((one) => one[side])) + GREY_ROOM;
  const [left, top] = [least("left"), least("top")];
  const [right, bottom] = [Math.min(page.width, most("right")), Math.min(page.height, most("bottom"))];
  return { left, top, width: right - left, height: bottom - top };
}

async function toFacts(
  picture: PagePicture,
  paper: Paper,
  candidate: Candidate,
  others: Candidate[],
  isGrey: boolean,
  readLines: LineReader | null,
): Promise<SealFacts> {
  const { confidence, evidence, ring } = candidate;
  const fine = closer(picture, candidate);
  const map = (isGrey ? darknessOf : rednessOf)(picture, paper, fine.region, fine.step);
  const level = inkLevel(map);
  const colour = isGrey ? ("grey" as const) : inkColour(picture, paper, map, level);
  const facts = { ...placeOf(picture, candidate), how: "ink-scan" as const, colour, confidence };
  if (readLines === null || ring === null || confidence < READING_CONFIDENCE)
    return { ...facts, evidence, arc: [], words: "" };
  const imprint = isGrey ? { print: map, shades: map } : imprintOf(picture, paper, map);
  // Another seal's ink shows beyond the ring, and its hues take long to tell apart.
  const isAlone = isGrey || evidence["outside"] === 0;
  const own = () => (isAlone ? null : ownInk(picture, paper, imprint, fine.ring));
  const around = polarOfInk(candidate.map, ring, inkLevel(candidate.map) / 2);
  const isOthers = isOnAnother(others, (other) => finer(other.outline.ring, other.map, fine));
  const place = { ring: fine.ring, around, isOthers };
  const { arc, words, lines, isBare } = await readPrint(imprint, own, place, readLines);
  return { ...facts, evidence: { ...evidence, lines, bare: isBare ? 1 : 0 }, arc, words };
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
  const region = { left, top, width: right - left, height: bottom - top };
  return { step, region, ring: finer(outline.ring, map, { step, region }) };
}

function finer(
  ring: Ellipse,
  map: InkMap,
  { step, region: { left, top } }: { step: number; region: Pick<Region, "left" | "top"> },
): Ellipse {
  const scale = map.step / step;
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
  const { ring } = outline;
  const [width, height] = [picture.width / map.step, picture.height / map.step];
  const within = (value: number) => Math.max(0, Math.min(1, value));
  const [left, right] = [within((map.left + outline.left) / width), within((map.left + outline.right) / width)];
  const [top, bottom] = [within((map.top + outline.top) / height), within((map.top + outline.bottom) / height)];
  return {
    box: { x: left, y: top, width: right - left, height: bottom - top },
    ellipse: found && onPage(found, map, width, height),
    diameterMm: picture.dpi === null ? null : (acrossOf(ring, shape) * map.step * 25.4) / picture.dpi,
    shape,
  };
}

/**
 * Of an oval the mean of both axes. What makes a round seal's outline longer one way is a smear or a second strike, and across
 * that it is as wide as the seal.
 */
const acrossOf = ({ a, b }: Ellipse, shape: SealFacts["shape"]) => (shape === "round" ? 2 * b : a + b);

function onPage(ring: Ellipse, map: InkMap, width: number, height: number): PageEllipse {
  const centre = { x: (map.left + ring.x + 0.5) / width, y: (map.top + ring.y + 0.5) / height };
  return { ...centre, a: ring.a / width, b: ring.b / width, angle: inDegrees(ring) };
}
