import type { Sharp } from "sharp";
import { scanPdf } from "../../src/demo/makers/pdf.ts";
import { type Random, seededRandom } from "../../src/demo/makers/random.ts";
import type { FileKind } from "../../src/domain/facts.ts";
import { A4 } from "../../src/demo/makers/page.ts";
import { picturePdf } from "./electronic.ts";
import { electronicPage } from "./electronic-page.ts";
import { sheetOf } from "./papers.ts";
import { photograph, type PhotoLook, usualPhoto } from "./photo.ts";
import { type Recipe, usualScan } from "./recipe.ts";
import { scanSheet } from "./scanner.ts";
import type { SealCase, SealPlan } from "./seal-case.ts";
import { drawSheet, type Placing, placingOf, type Sheet, trueLines, trueSeal } from "./sheet.ts";

interface Made {
  bytes: Buffer;
  kind: FileKind;
  placing: Placing;
}

/** The page that a plan stands for: the same bytes each time. */
export async function makeCase(plan: SealPlan): Promise<SealCase> {
  const random = seededRandom(plan.seed);
  const recipe = usualScan(plan.dpi, random);
  const look = usualPhoto(random);
  const sheet = sheetOf(plan, recipe, look, random);
  const { bytes, kind, placing } = await make(plan, sheet, recipe, look, random);
  const seals = sheet.imprints.flatMap((imprint) => trueSeal(imprint, placing));
  return { ...plan, bytes, kind, seals, lines: trueLines(sheet, placing) };
}

async function make(plan: SealPlan, sheet: Sheet, recipe: Recipe, look: PhotoLook, random: Random): Promise<Made> {
  if (plan.medium === "electronic") {
    const bytes = await electronicPage(plan, sheet, recipe, random);
    return { bytes, kind: "pdf", placing: placingOf({ ...recipe, skewDeg: 0, upsideDown: false }) };
  }
  if (plan.medium === "photo") return takePhoto(sheet, recipe, look, random);
  const picture = scanSheet(drawSheet(sheet, recipe, random), recipe, random);
  return { ...(await packScan(picture, recipe, random)), placing: placingOf(recipe) };
}

/** Phones tell no resolution; a quarter of the photos is put in a PDF. */
async function takePhoto(sheet: Sheet, recipe: Recipe, look: PhotoLook, random: Random): Promise<Made> {
  const flat = { ...recipe, skewDeg: 0, upsideDown: false };
  const { picture, placing } = photograph(drawSheet(sheet, flat, random), look, random);
  const jpeg = await picture.jpeg({ quality: look.quality }).toBuffer();
  if (random() < 0.75) return { bytes: jpeg, kind: "jpeg", placing };
  return { bytes: await picturePdf(jpeg, A4.widthMm / 0.75), kind: "pdf", placing };
}

/** Mostly a PDF of one JPEG, as office machines send them; some pictures tell no resolution. */
async function packScan(picture: Sharp, recipe: Recipe, random: Random): Promise<{ bytes: Buffer; kind: FileKind }> {
  const way = random();
  const dense = way < 0.93 ? picture.withDensity(recipe.dpi) : picture;
  if (recipe.tone === "bilevel" && way < 0.3) {
    return { bytes: await dense.tiff({ compression: "ccittfax4", bitdepth: 1 }).toBuffer(), kind: "tiff" };
  }
  if (way > 0.85 && way < 0.9) return { bytes: await dense.png({ compressionLevel: 3 }).toBuffer(), kind: "png" };
  const chromaSubsampling = recipe.chromaHalved ? "4:2:0" : "4:4:4";
  const jpeg = await dense.jpeg({ quality: recipe.quality, chromaSubsampling }).toBuffer();
  return way < 0.6 ? { bytes: await scanPdf([jpeg]), kind: "pdf" } : { bytes: jpeg, kind: "jpeg" };
}
