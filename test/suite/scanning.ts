import sharp from "sharp";
import type { PageLayout } from "../../src/demo/makers/page.ts";
import type { Kit } from "./case.ts";
import { type Application, declarationPdf } from "./made.ts";
import { formPages, type Picture, scanned, type Scanning, sealOf, valuesOf } from "./papers.ts";

/** One way in which stamped papers come; what the scanner brought is made from the case's own chance. */
export type ScanRow = [name: string, why: string, application: (kit: Kit) => Promise<Application>];

export const formLayouts = (kit: Kit): PageLayout[] => formPages(valuesOf(kit.company));

/** Stamped with the company's own seal unless the way says otherwise. */
export function scan(kit: Kit, layouts: PageLayout[], way: Partial<Scanning> = {}): Promise<Picture[]> {
  return scanned(layouts, { seal: sealOf(kit.company), random: kit.random, ...way });
}

/** An application whose declaration is this PDF. */
export const declares = (content: Buffer): Application => ({ declaration: declarationPdf("宣言扫描件.pdf", content) });

export async function rotated(pictures: Picture[], degrees: 90 | 180 | 270): Promise<Picture[]> {
  return Promise.all(
    pictures.map(async ({ bytes, widthMm, heightMm }) => {
      const turned = await sharp(bytes).rotate(degrees).jpeg({ quality: 85 }).toBuffer();
      const [wide, high] = degrees === 180 ? [widthMm, heightMm] : [heightMm, widthMm];
      return { bytes: turned, widthMm: wide, heightMm: high };
    }),
  );
}
