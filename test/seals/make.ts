import { scanPdf } from "../../src/demo/makers/pdf.ts";
import { type Random, seededRandom } from "../../src/demo/makers/random.ts";
import type { FileKind } from "../../src/domain/facts.ts";
import { backgroundOf, furnitureOf } from "./backgrounds.ts";
import { SCAN_CONDITIONS } from "./conditions.ts";
import { dieOf } from "./die.ts";
import { companyName, COMPANIES_PER_SET, nearTwin } from "./names.ts";
import { decoyOf, scrawl } from "./negatives.ts";
import { type Recipe, usualImprint, usualScan } from "./recipe.ts";
import { scanSheet } from "./scanner.ts";
import type { SealCase, SealPlan } from "./seal-case.ts";
import { drawSheet, placingOf, type Sheet, trueLines, trueSeal } from "./sheet.ts";

/** The page that a plan stands for: the same bytes each time. */
export async function makeCase(plan: SealPlan): Promise<SealCase> {
  const random = seededRandom(plan.seed);
  const recipe = usualScan(plan.dpi, random);
  const sheet = sheetOf(plan, recipe, random);
  const placing = placingOf(recipe);
  const packed = await pack(sheet, recipe, random);
  return {
    ...plan,
    ...packed,
    seals: sheet.imprints.flatMap((imprint) => trueSeal(imprint, placing)),
    lines: trueLines(sheet, placing),
  };
}

function sheetOf(plan: SealPlan, recipe: Recipe, random: Random): Sheet {
  const { set, applicant, holds, condition, strength } = plan;
  const sort = holds === "nothing" && random() < 0.4 ? "other" : random() < 0.5 ? "form" : "declaration";
  const background = backgroundOf(set, sort, random);
  const sheet: Sheet = {
    layout: { ...background, runs: [...background.runs, ...furnitureOf(random)] },
    applicant,
    imprints: [],
    behind: random() < 0.5 ? backgroundOf(set, "declaration", random) : backgroundOf(set, "other", random),
    under: [],
    over: [],
  };
  if (holds === "nothing") {
    if (condition !== "clean") sheet.under.push(decoyOf(condition, strength, random));
    return sheet;
  }
  const die = dieOf("official", nameOf(plan, random), random);
  const seal = usualImprint(die, background.sealAt ?? { xMm: 140, yMm: 220 }, random);
  const page = { recipe, seal, others: [], applicant };
  SCAN_CONDITIONS[condition]?.(page, strength, random);
  sheet.imprints.push(page.seal, ...page.others);
  if (recipe.signature) {
    const { xMm, yMm } = background.sealAt ?? seal;
    sheet.under.push((context) => {
      context.strokeStyle = random() < 0.7 ? "#1a1a20" : "#20306c";
      scrawl(context, xMm - 14, yMm - 6, 3, 9, random);
    });
  }
  return sheet;
}

function nameOf({ set, applicant, holds }: SealPlan, random: Random): string {
  if (holds === "near-twin") return nearTwin(set, applicant, random);
  if (holds !== "unrelated") return applicant;
  for (;;) {
    const other = companyName(set, Math.floor(random() * COMPANIES_PER_SET));
    if (other !== applicant) return other;
  }
}

/** Mostly a PDF of one JPEG, as office machines send them. */
async function pack(sheet: Sheet, recipe: Recipe, random: Random): Promise<{ bytes: Buffer; kind: FileKind }> {
  const picture = scanSheet(drawSheet(sheet, recipe, random), recipe, random);
  const way = random();
  const dense = way < 0.93 ? picture.withDensity(recipe.dpi) : picture;
  if (way > 0.85 && way < 0.9) return { bytes: await dense.png({ compressionLevel: 3 }).toBuffer(), kind: "png" };
  const chromaSubsampling = recipe.chromaHalved ? "4:2:0" : "4:4:4";
  const jpeg = await dense.jpeg({ quality: recipe.quality, chromaSubsampling }).toBuffer();
  return way < 0.6 ? { bytes: await scanPdf([jpeg]), kind: "pdf" } : { bytes: jpeg, kind: "jpeg" };
}
