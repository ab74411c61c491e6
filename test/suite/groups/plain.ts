import type { Case } from "../case.ts";
import { applies, declarationPdf, formPdf } from "../made.ts";
import { declarationPage, declarationPages, formPages, pdfOf, scanned, sealOf, valuesOf } from "../papers.ts";

/** As the notice asks, on all that offices have for scanners. */
export function plain(): Case[] {
  return [
    { name: "plain/exported", why: "seals pasted into exported PDFs", make: (kit) => applies(kit, {}) },
    ...[150, 200, 300].map((dpi) => scans(`scanned-${dpi}`, `printed, stamped and scanned at ${dpi} dpi`, { dpi })),
    scans("scanned-jpeg-60", "saved small: JPEG 60", { look: { quality: 60 } }),
    scans("scanned-skewed", "askew by 2.4 degrees", { look: { rotationDeg: 2.4 } }),
    scans("scanned-skewed-back", "askew by 3 degrees the other way", { look: { rotationDeg: -3 } }),
    scans("scanned-faint", "a seal of little ink", { ink: 0.5 }),
  ];
}

type Way = Partial<Parameters<typeof scanned>[1]>;

function scans(name: string, why: string, way: Way): Case {
  return {
    name: `plain/${name}`,
    why,
    make: async (kit) => {
      const how = { seal: sealOf(kit.company), random: kit.random, ...way };
      const form = formPdf("扫描件0001.pdf", await pdfOf(await scanned(formPages(valuesOf(kit.company)), how)));
      const papers = kit.random() < 0.5 ? [declarationPage()] : declarationPages("2022 年 11 月 18 日");
      const declaration = declarationPdf("扫描件0002.pdf", await pdfOf(await scanned(papers, how)));
      return applies(kit, { form, declaration });
    },
  };
}
