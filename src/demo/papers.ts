import { readFile } from "node:fs/promises";
import { declarationPages } from "./makers/declaration-pages.ts";
import { fillFormDocx } from "./makers/form-docx.ts";
import { formPages } from "./makers/form-pages.ts";
import type { FormValues } from "./makers/form-values.ts";
import { drawPage, type PageLayout } from "./makers/page.ts";
import { scanPdf, textPdf } from "./makers/pdf.ts";
import { between, type Random, seededRandom, seedOf } from "./makers/random.ts";
import { officeScanner, scanPage } from "./makers/scan.ts";
import { drawSeal, sealPicture, type SealSpec } from "./makers/seal.ts";

const BLANK_FORM_FILE = new URL("../../rules/sunshine-2022/附件1-申请表.docx", import.meta.url);
/** What office scanners are set to when a mail must not grow too large. */
const SCAN_DPI = 150;

/** 《申请表》WORD版. A field not given keeps the blank form's example text. */
export async function wordForm(values: Partial<FormValues>): Promise<Buffer> {
  return fillFormDocx(await readFile(BLANK_FORM_FILE), values);
}

/** 《申请表》盖章PDF版, from the scanner; without a seal where nobody stamped it. */
export async function scannedForm(values: FormValues, seal: SealSpec | null, dpi = SCAN_DPI): Promise<Buffer> {
  return scanned(formPages(values), seal, dpi, seededRandom(seedOf(`form ${values.unitName}`)));
}

/** 《宣言》盖章PDF版, from the scanner: the signed page and the members' rules. */
export async function scannedDeclaration(date: string, seal: SealSpec): Promise<Buffer> {
  return scanned(declarationPages(date), seal, SCAN_DPI, seededRandom(seedOf(`declaration ${seal.name}`)));
}

/** Saved as PDF by the office program, an electronic seal pasted in. */
export async function electronic(pages: PageLayout[], seal: SealSpec): Promise<Buffer> {
  return textPdf(pages, sealPicture(seal, 300));
}

async function scanned(layouts: PageLayout[], seal: SealSpec | null, dpi: number, random: Random): Promise<Buffer> {
  const look = officeScanner(random);
  const jpegs: Buffer[] = [];
  for (const layout of layouts) {
    const page = drawPage(layout, dpi);
    if (seal !== null && layout.sealAt !== null) {
      drawSeal(page.getContext("2d"), seal, {
        xMm: layout.sealAt.xMm + between(random, -4, 4),
        yMm: layout.sealAt.yMm + between(random, -3, 3),
        dpi,
        rotationDeg: between(random, -18, 18),
        ink: between(random, 0.65, 0.95),
        random,
      });
    }
    jpegs.push(await scanPage(page, dpi, { ...look, rotationDeg: between(random, -0.9, 0.9) }, random));
  }
  return scanPdf(jpegs);
}
