import { between, type Random } from "../../src/demo/makers/random.ts";
import { dieOf } from "./die.ts";
import type { Colour } from "./inking.ts";
import { personName, pick } from "./names.ts";
import { straddle } from "./kinds.ts";
import { type Imprint, type Recipe, usualImprint } from "./recipe.ts";

/** What a condition may change: the sheet, the applicant's seal, and what else is stamped. */
export interface Page {
  recipe: Recipe;
  seal: Imprint;
  /** Stamped after the seal, in this order. */
  others: Imprint[];
  applicant: string;
}

/** Strength from 1, hardly to be seen, to 5, as bad as clerks see it. */
type Degrade = (page: Page, strength: number, random: Random) => void;

/** The value for a strength: evenly from the first to the last. */
export const grade = (strength: number, weakest: number, strongest: number): number =>
  weakest + ((strongest - weakest) * (strength - 1)) / 4;

const either = (random: Random): number => (random() < 0.5 ? -1 : 1);

const INKS: Colour[] = [
  [168, 48, 140],
  [222, 100, 30],
  [146, 22, 32],
  [226, 96, 130],
  [150, 66, 44],
];
const PAPERS: Colour[] = [
  [250, 226, 222],
  [246, 238, 206],
  [236, 222, 180],
  [226, 238, 222],
  [222, 232, 244],
];

/** Every way in which a scanned page with a seal is hard to judge. */
export const SCAN_CONDITIONS: Record<string, Degrade> = {
  plain: () => undefined,
  rotated: ({ seal }, strength, random) => {
    seal.rotationDeg = either(random) * (grade(strength, 15, 155) + between(random, 0, 25));
  },
  faded: ({ seal }, strength, random) => {
    seal.ink.density = grade(strength, 0.52, 0.12) + between(random, -0.03, 0.03);
    seal.ink.uneven = 0.12;
  },
  patchy: ({ seal }, strength) => {
    seal.ink.uneven = grade(strength, 0.5, 1.1);
    seal.ink.bareSpots = strength;
    seal.ink.density = 0.75;
  },
  colour: ({ seal }, strength, random) => {
    const [towards, share] = [pick(random, INKS), grade(strength, 0.3, 1)];
    const [red, green, blue] = seal.ink.colour;
    const mixed = (one: number, other: number) => one + (other - one) * share;
    seal.ink.colour = [mixed(red, towards[0]), mixed(green, towards[1]), mixed(blue, towards[2])];
  },
  "over-text": ({ seal }, strength) => {
    seal.yMm -= grade(strength, 6, 42);
    seal.xMm -= grade(strength, 0, 20);
  },
  "over-label": ({ recipe, seal }, strength) => {
    recipe.signature = true;
    seal.xMm -= grade(strength, 6, 24);
    seal.ink.density -= grade(strength, 0, 0.2);
  },
  "page-edge": ({ recipe, seal }, strength, random) => {
    const out = (grade(strength, 0.03, 0.25) - 0.5) * seal.die.widthMm;
    recipe.skewDeg = between(random, -0.2, 0.2);
    if (random() < 0.7) seal.xMm = 210 + out;
    else seal.yMm = 297 + out;
  },
  "with-straddle": ({ seal, others }, strength, random) => {
    const piece = { ...seal, ink: { ...seal.ink } };
    straddle(piece, strength, random);
    others.push(piece);
  },
  oval: ({ seal }, strength, random) => {
    seal.die = dieOf("official", seal.die.name, random, { shape: "oval" });
    seal.ink.density = grade(strength, 1, 0.35);
    seal.rotationDeg = either(random) * grade(strength, 2, 60);
  },
  overlapped: ({ seal, others, applicant }, strength, random) => {
    const kind = pick(random, ["personal", "personal", "finance", "contract"] as const);
    const die = dieOf(kind, kind === "personal" ? personName(random) : applicant, random);
    const apart = (seal.die.widthMm + die.widthMm) / 2 - grade(strength, 2, Math.min(18, die.widthMm * 0.75));
    const way = random() * 2 * Math.PI;
    const other = usualImprint(die, { xMm: 0, yMm: 0 }, random);
    if (random() < 0.2) other.ink.colour = [34, 34, 40];
    others.push({ ...other, xMm: seal.xMm + Math.cos(way) * apart, yMm: seal.yMm + Math.sin(way) * apart });
  },
  tinted: ({ recipe }, strength, random) => {
    const [tint, share] = [pick(random, PAPERS), grade(strength, 0.35, 1.25)];
    recipe.paper = [255 - (255 - tint[0]) * share, 255 - (255 - tint[1]) * share, 255 - (255 - tint[2]) * share];
    recipe.aged = random() < 0.5 ? grade(strength, 0.1, 0.5) : 0;
  },
  resolution: ({ recipe }, strength) => {
    recipe.dpi = [100, 150, 200, 300, 600][strength - 1] ?? 150;
  },
  jpeg: ({ recipe }, strength) => {
    recipe.quality = Math.round(grade(strength, 85, 30));
    recipe.chromaHalved = true;
  },
  smudged: ({ seal }, strength) => {
    seal.ink.smudgeMm = grade(strength, 0.3, 1.8);
    seal.ink.bleedMm = grade(strength, 0.08, 0.25);
  },
  "struck-twice": ({ seal }, strength) => {
    seal.ink.doubleMm = grade(strength, 0.4, 2.6);
  },
  blurred: ({ recipe }, strength) => {
    recipe.blurMm = grade(strength, 0.1, 0.32);
  },
  skewed: ({ recipe }, strength, random) => {
    recipe.skewDeg = either(random) * (grade(strength, 1.6, 7.4) + between(random, -0.6, 0.6));
  },
  "upside-down": ({ recipe, seal }, strength, random) => {
    recipe.upsideDown = true;
    seal.rotationDeg = between(random, -8, 8) * strength;
  },
  "bleed-through": ({ recipe }, strength) => {
    recipe.bleedThrough = grade(strength, 0.07, 0.3);
  },
  sharpened: ({ recipe }, strength) => {
    recipe.sharpen = grade(strength, 0.6, 3);
    recipe.contrast = grade(strength, 1.1, 1.7);
  },
};

const without = (tone: Recipe["tone"], condition: string): Degrade => {
  return (page, strength, random) => {
    page.recipe.tone = tone;
    SCAN_CONDITIONS[condition]?.(page, strength, random);
  };
};

/** Copies and fax-like scans, which have lost the ink's colour. */
export const GREY_CONDITIONS: Record<string, Degrade> = {
  grey: without("grey", "plain"),
  "grey-faded": without("grey", "faded"),
  "grey-rotated": without("grey", "rotated"),
  "grey-jpeg": without("grey", "jpeg"),
  "grey-over-text": without("grey", "over-text"),
  copied: ({ recipe }, strength) => {
    recipe.tone = "grey";
    recipe.contrast = grade(strength, 1.2, 2);
    recipe.noise = grade(strength, 3, 9);
  },
  bilevel: ({ recipe, seal }, strength) => {
    recipe.tone = "bilevel";
    recipe.noise = grade(strength, 2, 12);
    seal.ink.density = grade(strength, 1, 0.7);
  },
};
