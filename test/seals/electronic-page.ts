import { between, type Random } from "../../src/demo/makers/random.ts";
import { grade } from "./conditions.ts";
import { drawDieInPdf, officePdf, paste, picturePdf, type Pasted, signField } from "./electronic.ts";
import { engraveDie } from "./engraving.ts";
import { type Colour, pressInk } from "./inking.ts";
import type { Imprint, Recipe } from "./recipe.ts";
import type { SealPlan } from "./seal-case.ts";
import { drawSheet, type Sheet } from "./sheet.ts";

/** How an electronic seal may stand in a PDF. */
export const ELECTRONIC_CONDITIONS = ["flattened", "vector", "soft-mask", "signature-field"];

/** A PDF that no paper was between; its truth lies where the sheet has it. */
export async function electronicPage(plan: SealPlan, sheet: Sheet, recipe: Recipe, random: Random): Promise<Buffer> {
  const clean: Recipe = { ...recipe, paper: [255, 255, 255], skewDeg: 0, aged: 0, bleedThrough: 0 };
  if (plan.condition === "flattened" || sheet.under.length > 0) {
    const canvas = drawSheet(sheet, { ...clean, dpi: 150 }, random);
    return picturePdf(random() < 0.5 ? canvas.toBuffer("image/png") : canvas.toBuffer("image/jpeg", 90));
  }
  const pasted = sheet.imprints.map((imprint) => picture(imprint, plan.strength, random));
  return officePdf(sheet.layout, sheet.applicant, (pdf) => {
    sheet.imprints.forEach((imprint, index) => {
      const one = pasted[index];
      if (plan.condition === "vector") drawDieInPdf(pdf, imprint, vermilion(random));
      else if (one !== undefined && plan.condition === "soft-mask") paste(pdf, one);
      else if (one !== undefined) signField(pdf, one);
    });
  });
}

const vermilion = (random: Random): Colour => [
  between(random, 205, 255),
  between(random, 0, 40),
  between(random, 0, 45),
];

/** Clean art, or a cut-out of a scanned imprint; the stronger, the coarser and paler. */
function picture(imprint: Imprint, strength: number, random: Random): Pasted {
  const scale = grade(strength, 300, 90) / 25.4;
  const art = engraveDie(imprint.die, scale);
  const ink = random() < 0.4 ? imprint.ink : { ...imprint.ink, colour: vermilion(random), uneven: 0, grain: 0, rim: 0 };
  const printed = pressInk(art, { ...ink, density: grade(strength, 1, 0.5), bleedMm: 0 }, scale, random);
  return {
    png: printed.toBuffer("image/png"),
    xMm: imprint.xMm,
    yMm: imprint.yMm,
    widthMm: printed.width / scale,
    heightMm: printed.height / scale,
  };
}
