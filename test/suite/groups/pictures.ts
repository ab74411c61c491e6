import sharp from "sharp";
import { photographPage, plainPhoto, type PhotoLook } from "../../makers/photo.ts";
import type { Case, Kit } from "../case.ts";
import { type Application, applies, type Sent } from "../made.ts";
import { declarationPage, pdfOf, sealOf, stampedPage } from "../papers.ts";
import { declares, formLayouts, scan, type ScanRow } from "../scanning.ts";

/** Pictures in place of PDFs, and photographed pages. */
export function pictureFiles(): Case[] {
  return pictures.map(([name, why, application]) => ({
    name: `pictures/${name}`,
    why,
    make: async (kit) => applies(kit, await application(kit)),
  }));
}

const picture = (name: string, content: Buffer): Sent => ({
  name,
  content,
  is: [{ document: "declaration", medium: "image" }],
});
const NO_PDF: Application = { statuses: ["satisfied", "satisfied", "defective"], must: ["not-a-pdf"] };

async function photo(kit: Kit, look: Partial<PhotoLook>): Promise<Buffer> {
  const page = stampedPage(declarationPage(), { seal: sealOf(kit.company), random: kit.random, dpi: 200 });
  return (await photographPage(page, { ...plainPhoto(kit.random), ...look }, kit.random)).jpeg;
}

const photoPdf = async (kit: Kit, look: Partial<PhotoLook>): Promise<Application> =>
  declares(await pdfOf([{ bytes: await photo(kit, look), widthMm: 210, heightMm: 280 }]));

const pictures: ScanRow[] = [
  [
    "jpeg-instead",
    "the scanner's JPEG instead of a PDF",
    async (kit) => {
      const [page] = await scan(kit, [declarationPage()]);
      return { declaration: picture("宣言.jpg", page?.bytes ?? Buffer.alloc(0)), ...NO_PDF };
    },
  ],
  [
    "png-instead",
    "a PNG instead of a PDF",
    async (kit) => {
      const [page] = await scan(kit, [declarationPage()]);
      return { declaration: picture("宣言.png", await sharp(page?.bytes).png().toBuffer()), ...NO_PDF };
    },
  ],
  [
    "tiff-instead",
    "the scanner's TIFF",
    async (kit) => {
      const [page] = await scan(kit, [declarationPage()]);
      return {
        declaration: picture("宣言.tif", await sharp(page?.bytes).tiff({ compression: "lzw" }).toBuffer()),
        ...NO_PDF,
      };
    },
  ],
  [
    "picture-named-pdf",
    "a JPEG renamed to .pdf",
    async (kit) => {
      const [page] = await scan(kit, [declarationPage()]);
      return { declaration: picture("宣言.pdf", page?.bytes ?? Buffer.alloc(0)), ...NO_PDF };
    },
  ],
  [
    "photo",
    "photographed on a desk, sent as it is",
    async (kit) => ({ declaration: picture("IMG_20221118.jpg", await photo(kit, {})), ...NO_PDF }),
  ],
  ["photo-in-pdf", "photographed on a desk, put into a PDF", (kit) => photoPdf(kit, {})],
  ["photo-tilted-in-pdf", "held askew", (kit) => photoPdf(kit, { tiltDeg: 9, stray: 0.06 })],
  [
    "photo-shadow-in-pdf",
    "the hand's shadow across the page",
    (kit) => photoPdf(kit, { shadow: "soft", falloff: 0.35 }),
  ],
  ["photo-light-desk", "a light desk, little to tell the page from it", (kit) => photoPdf(kit, { desk: "light" })],
  [
    "photo-sideways",
    "the telephone held sideways",
    async (kit) => {
      const bytes = await sharp(await photo(kit, {}))
        .rotate(90)
        .jpeg({ quality: 85 })
        .toBuffer();
      return declares(await pdfOf([{ bytes, widthMm: 280, heightMm: 210 }]));
    },
  ],
  [
    "photos-of-all",
    "every page a telephone's picture",
    async (kit) => {
      const pages = [...formLayouts(kit), declarationPage()].map((layout) =>
        stampedPage(layout, { seal: sealOf(kit.company), random: kit.random, dpi: 200 }),
      );
      const jpegs = await Promise.all(
        pages.map(async (page) => (await photographPage(page, plainPhoto(kit.random), kit.random)).jpeg),
      );
      const files = jpegs.map((content, at): Sent => ({
        name: `微信图片_${at + 1}.jpg`,
        content,
        is: at === 1 ? [] : [{ document: at === 2 ? "declaration" : "application-form", medium: "image" }],
      }));
      return {
        form: null,
        declaration: null,
        more: files,
        statuses: ["satisfied", ["defective", "unsure"], "defective"],
        must: ["not-a-pdf"],
        may: ["*"],
      };
    },
  ],
  [
    "exported-without-text",
    "saved as pictures by the office program, an e-seal on it",
    async (kit) => {
      const clean = { noise: 0, blurMm: 0, rotationDeg: 0, paper: "#fff", brightness: 1, quality: 95 };
      return declares(await pdfOf(await scan(kit, [declarationPage()], { look: clean, ink: 1 })));
    },
  ],
];
