import sharp from "sharp";
import type { Case } from "../case.ts";
import { type Application, applies, formPdf } from "../made.ts";
import { declarationPage, pdfOf, sealOf } from "../papers.ts";
import { declares, formLayouts, rotated, scan, type ScanRow } from "../scanning.ts";

/** Stamped papers as scanners and copiers bring them. */
export function scans(): Case[] {
  return [...turned, ...looks].map(([name, why, application]) => ({
    name: `scans/${name}`,
    why,
    make: async (kit) => applies(kit, await application(kit)),
  }));
}

const turned: ScanRow[] = [
  [
    "one-page-upside-down",
    "the form's second page upside down",
    async (kit) => {
      const [first, ...rest] = await scan(kit, formLayouts(kit));
      return {
        form: formPdf("申请表扫描件.pdf", await pdfOf([...(first ? [first] : []), ...(await rotated(rest, 180))])),
      };
    },
  ],
  [
    "wide-pages",
    "A4 papers scanned lying on A3",
    async (kit) => {
      const [page] = await scan(kit, [declarationPage()]);
      const wide = await sharp(page?.bytes)
        .extend({ right: 1240, background: "#fbfbfb" })
        .jpeg({ quality: 80 })
        .toBuffer();
      return declares(await pdfOf([{ bytes: wide, widthMm: 420, heightMm: 297 }]));
    },
  ],
];

const EITHER: Application["statuses"] = ["satisfied", "satisfied", ["satisfied", "unsure"]];

const looks: ScanRow[] = [
  [
    "skewed-5",
    "askew by five degrees",
    async (kit) => declares(await pdfOf(await scan(kit, [declarationPage()], { look: { rotationDeg: 5 } }))),
  ],
  // The colour is what tells a seal from its copy; a person may take the one for the other.
  [
    "black-and-white",
    "as a fax machine sends it",
    async (kit) => {
      const [page] = await scan(kit, [declarationPage()], { dpi: 200, look: { greyscale: true } });
      const bytes = await sharp(page?.bytes).threshold(170).png({ palette: true, colours: 2 }).toBuffer();
      return {
        ...declares(await pdfOf([{ bytes, widthMm: 210, heightMm: 297 }])),
        statuses: EITHER,
        may: ["seal-colour-lost", "seal-unclear", "seal-name-unread"],
      };
    },
  ],
  [
    "dark",
    "a scanner set too dark",
    async (kit) =>
      declares(
        await pdfOf(await scan(kit, [declarationPage()], { look: { brightness: 0.82, paper: "rgb(226 224 216)" } })),
      ),
  ],
  [
    "pale",
    "a scanner set too bright",
    async (kit) =>
      declares(await pdfOf(await scan(kit, [declarationPage()], { look: { brightness: 1.12 }, ink: 0.7 }))),
  ],
  [
    "jpeg-40",
    "squeezed for an old mailbox",
    async (kit) => declares(await pdfOf(await scan(kit, [declarationPage()], { look: { quality: 40 } }))),
  ],
  // At so few dots a name may not be legible to a person either.
  [
    "low-100-dpi",
    "a hundred dots to the inch",
    async (kit) => ({
      ...declares(await pdfOf(await scan(kit, [declarationPage()], { dpi: 100 }))),
      statuses: EITHER,
      may: ["seal-unclear"],
    }),
  ],
  [
    "purple-ink",
    "a seal of purplish ink",
    async (kit) =>
      declares(
        await pdfOf(await scan(kit, [declarationPage()], { seal: { ...sealOf(kit.company), colour: "#b01f5a" } })),
      ),
  ],
];
