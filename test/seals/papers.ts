import { between, type Random } from "../../src/demo/makers/random.ts";
import { backgroundOf, furnitureOf } from "./backgrounds.ts";
import { GREY_CONDITIONS, type Page, SCAN_CONDITIONS } from "./conditions.ts";
import { type Die, dieOf } from "./die.ts";
import { straddle, WRONG_KINDS } from "./kinds.ts";
import { companyName, COMPANIES_PER_SET, nearTwin, pick } from "./names.ts";
import { decoyOf } from "./negatives.ts";
import type { PhotoLook } from "./photo.ts";
import { PHOTO_CONDITIONS } from "./photo-conditions.ts";
import { type Recipe, usualImprint } from "./recipe.ts";
import type { SealPlan } from "./seal-case.ts";
import type { Sheet } from "./sheet.ts";
import { scrawl } from "./strokes.ts";

/** Of official seals, ovals of foreign-invested companies beside those that the condition asks for. */
const OVAL_SHARE = 0.03;

/** What the plan's page bears; its condition changes the recipe, the photo's look and the seals. */
export function sheetOf(plan: SealPlan, recipe: Recipe, look: PhotoLook, random: Random): Sheet {
  const { set, applicant, holds } = plan;
  const sort = holds === "nothing" && random() < 0.4 ? "other" : random() < 0.5 ? "form" : "declaration";
  const background = backgroundOf(set, sort, random);
  const sheet: Sheet = {
    layout: { ...background, runs: [...background.runs, ...furnitureOf(random)] },
    applicant,
    imprints: [],
    behind: backgroundOf(set, random() < 0.5 ? "declaration" : "other", random),
    under: [],
    over: [],
  };
  if (holds === "nothing") leaveUnsealed(plan, sheet, recipe, random);
  else seal(plan, sheet, recipe, look, random);
  return sheet;
}

function leaveUnsealed(plan: SealPlan, sheet: Sheet, recipe: Recipe, random: Random): void {
  if (plan.medium === "grey") recipe.tone = random() < 0.6 ? "grey" : "bilevel";
  if (plan.condition !== "clean") sheet.under.push(decoyOf(plan.condition, plan.strength, random));
  const { sealAt } = sheet.layout;
  if (recipe.signature && plan.medium !== "electronic" && sealAt !== null) sign(sheet, sealAt, random);
}

function seal(plan: SealPlan, sheet: Sheet, recipe: Recipe, look: PhotoLook, random: Random): void {
  const at = sheet.layout.sealAt ?? { xMm: 140, yMm: 220 };
  const page: Page = {
    recipe,
    seal: usualImprint(dieFor(plan, random), at, random),
    others: [],
    applicant: plan.applicant,
  };
  degrade(plan, page, look, random);
  sheet.imprints.push(page.seal, ...page.others);
  if (recipe.signature && plan.medium !== "electronic") sign(sheet, at, random);
}

function dieFor(plan: SealPlan, random: Random): Die {
  if (plan.holds === "wrong-kind") {
    const wrong = WRONG_KINDS[plan.condition];
    if (wrong === undefined) throw new Error(`No wrong kind is called ${plan.condition}.`);
    return wrong(plan.applicant, random);
  }
  return dieOf("official", nameOn(plan, random), random, random() < OVAL_SHARE ? { shape: "oval" } : {});
}

function nameOn({ set, applicant, holds }: SealPlan, random: Random): string {
  if (holds === "near-twin") return nearTwin(set, applicant, random);
  if (holds !== "unrelated") return applicant;
  for (;;) {
    const other = companyName(set, Math.floor(random() * COMPANIES_PER_SET));
    if (other !== applicant) return other;
  }
}

/** How the wrong kinds are worn: what they are is the condition, so the wear only grows with the strength. */
const WEAR = ["plain", "rotated", "faded", "patchy", "jpeg", "over-text", "tinted", "smudged"];

function degrade(plan: SealPlan, page: Page, look: PhotoLook, random: Random): void {
  const { condition, strength, medium, holds } = plan;
  if (holds === "wrong-kind") {
    SCAN_CONDITIONS[pick(random, WEAR)]?.(page, Math.max(1, strength - 1), random);
    if (condition === "straddle") straddle(page.seal, strength, random);
  } else if (medium === "scan") SCAN_CONDITIONS[condition]?.(page, strength, random);
  else if (medium === "grey") GREY_CONDITIONS[condition]?.(page, strength, random);
  else if (medium === "photo") PHOTO_CONDITIONS[condition]?.(look, page, strength, random);
  else if (strength > 3) page.seal.ink.density = between(random, 0.5, 0.8);
}

function sign(sheet: Sheet, at: { xMm: number; yMm: number }, random: Random): void {
  const [x, y] = [at.xMm + between(random, -26, 4), at.yMm + between(random, -12, 2)];
  const [letters, size] = [2 + Math.floor(random() * 2), between(random, 6, 10)];
  const pen = random() < 0.7 ? "#1a1a20" : "#20306c";
  const draw = random() < 0.5 ? sheet.under : sheet.over;
  draw.push((context) => {
    context.strokeStyle = pen;
    scrawl(context, x, y, letters, size, random);
  });
}
