import PDFDocument from "pdfkit";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { drawPage, type PageLayout } from "../../src/demo/makers/page.ts";
import { scanPdf, textPdf } from "../../src/demo/makers/pdf.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage, type ScanLook } from "../../src/demo/makers/scan.ts";
import { drawSeal } from "../../src/demo/makers/seal.ts";
import type { FileKind, PageFacts } from "../../src/domain/facts.ts";
import { limits } from "../../src/reading/limits.ts";
import { readPages } from "../../src/reading/pages.ts";

const NAME = "北京某某科技有限公司";
/** Without the template's long examples, which take three quarters of the time and tell nothing more. */
const unwritten = { qualifications: "", sectorsAndScale: "", workforce: "", financials: "", strengths: "" };
const filled = { unitName: NAME, contact: "李晓明", mobile: "13800138000" };
const form = formPages({ ...BLANK_FORM, ...unwritten, ...filled });
const [declaration] = declarationPages("2022 年 11 月 18 日");
const DPI = 200;
let firstPage: Buffer;
let sealed: Buffer;

beforeAll(async () => {
  firstPage = await scanned(form[0]);
  sealed = await scanned(declaration);
});

test("a scan's pages: text by OCR with its cells apart, sizes in mm, the seal and the words beneath it", async () => {
  const { pages, notes } = await readPages(await scanPdf([firstPage, sealed]), "pdf");
  expect(notes).toEqual([]);
  expect(pages.map((page) => [page.number, page.textSource])).toEqual([
    [1, "ocr"],
    [2, "ocr"],
  ]);
  expect(pages.map((page) => [page.widthMm, page.heightMm].map((mm) => Math.round(mm ?? 0)))).toEqual([
    [210, 297],
    [210, 297],
  ]);
  expect(texts(pages[0]).slice(2, 8)).toEqual(["单位名称", NAME, "联系人", "李晓明", "手机", "13800138000"]);
  const label = pages[0]?.lines.find(({ text }) => text === "手机");
  expect(label?.box.x).toBeCloseTo(0.52, 1);
  expect(label?.box.y).toBeCloseTo(0.216, 1);
  expect(texts(pages[1]).at(-1)).toBe("日期:2022年11月18日");
  expect(pages[0]?.seals).toEqual([]);
  expect(pages[1]?.seals[0]?.diameterMm).toBeCloseTo(42, 0);
});

test.each<[Partial<ScanLook>, string]>([
  [{ rotationDeg: 3 }, "laid askew on the glass"],
  [{ rotationDeg: -8 }, "thrown onto it the other way"],
  [{ noise: 12, blurMm: 0.2, quality: 35 }, "an old machine that saves space"],
])("reads a scan with %o: %s", async (look) => {
  const { pages } = await readPages(await scanned(form[0], look), "jpeg");
  expect(texts(pages[0])).toEqual(expect.arrayContaining([NAME, "李晓明", "13800138000"]));
});

test.each([
  [90, { x: 0.8, y: 0.35 }],
  [180, { x: 0.45, y: 0.8 }],
  [270, { x: 0.18, y: 0.45 }],
])("reads a page fed turned by %i°; its boxes stand on the page as it was fed", async (degrees, place) => {
  const turned = await sharp(firstPage).rotate(degrees).withMetadata({ density: DPI }).jpeg().toBuffer();
  const { pages } = await readPages(turned, "jpeg");
  expect(texts(pages[0])).toEqual(expect.arrayContaining(["单位名称", NAME, "13800138000"]));
  const unit = pages[0]?.lines.find(({ text }) => text === NAME)?.box;
  expect(unit?.x).toBeCloseTo(place.x, 1);
  expect(unit?.y).toBeCloseTo(place.y, 1);
  const label = pages[0]?.lines.find(({ text }) => text === "单位名称");
  const held = pages[0]?.lines.find(({ text }) => text === NAME);
  expect(label?.upright?.y).toBeCloseTo(held?.upright?.y ?? NaN, 2);
});

test.each([
  [90, "a page that /Rotate lays on its side"],
  [180, "and on its head"],
])("reads a scan of /Rotate %i: %s", async (rotate) => {
  const pdf = await pdfOf((page) => {
    Object.assign(page.page.dictionary.data, { Rotate: rotate });
    page.image(firstPage, 0, 0, { width: 595, height: 842 });
  });
  const [page] = (await readPages(pdf, "pdf")).pages;
  expect(texts(page)).toEqual(expect.arrayContaining(["单位名称", NAME, "13800138000"]));
});

test.each<[(jpeg: Buffer) => void, string]>([
  [(jpeg) => jpeg.fill(0, Math.floor(jpeg.length / 2)), "its second half never came"],
  [(jpeg) => jpeg.fill(0, 0, 600), "its head is lost"],
])("a page whose picture is cut is told of: what is not on it may have been there: %#. %s", async (cut) => {
  const pdf = await scanPdf([sealed]);
  cut(pdf.subarray(pdf.indexOf(sealed), pdf.indexOf(sealed) + sealed.length));
  const { pages, notes } = await readPages(pdf, "pdf");
  expect(notes).toEqual([{ code: "damaged", detail: "a picture is cut short", where: "第1页" }]);
  expect(pages[0]?.seals).toEqual([]);
});

test("a text layer is taken as it is", async () => {
  const { pages } = await readPages(await textPdf(form), "pdf");
  expect(pages.map((page) => page.textSource)).toEqual(["text-layer", "text-layer"]);
  expect(texts(pages[0])).toContain(NAME);
});

test("a scanning program's own stamp is not the page's text", async () => {
  const stamped = await pdfOf((pdf) => {
    pdf.image(firstPage, 0, 0, { width: 595, height: 842 }).fontSize(8).text("Scanned with an app", 400, 800);
  });
  const { pages } = await readPages(stamped, "pdf");
  expect(pages[0]?.textSource).toBe("ocr");
  expect(texts(pages[0])).toContain(NAME);
});

test("a blank page costs next to nothing, pages beyond the limit are a note", async () => {
  const begun = performance.now();
  const many = await pdfOf((pdf) => {
    for (let page = 1; page < limits.pages + 2; page++) pdf.addPage();
  });
  const { pages, notes } = await readPages(many, "pdf");
  expect(pages.length).toBe(limits.pages);
  expect(new Set(pages.map((page) => page.textSource))).toEqual(new Set(["none"]));
  expect(notes).toEqual([{ code: "over-limit", detail: "pages", where: "第31—32页" }]);
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test("a telephone's photo is turned as its EXIF says; without a scale it has no size in mm", async () => {
  const photo = await sharp(sealed).rotate(270).withMetadata({ orientation: 6, density: 72 }).jpeg().toBuffer();
  const [page] = (await readPages(photo, "jpeg")).pages;
  expect([page?.widthMm, page?.heightMm]).toEqual([null, null]);
  expect(texts(page).at(-1)).toBe("日期:2022年11月18日");
  expect(page?.seals.length).toBe(1);
});

test.each<[FileKind, () => Promise<Buffer>, string]>([
  ["png", () => sharp(sealed).png().toBuffer(), "a screenshot"],
  ["png", () => sharp(sealed).ensureAlpha(0.99).png().toBuffer(), "with transparency"],
  [
    "tiff",
    () => sharp(sealed).threshold(160).toColourspace("b-w").tiff({ compression: "ccittfax4", bitdepth: 1 }).toBuffer(),
    "a fax",
  ],
  ["jpeg", () => sharp(sealed).toColourspace("cmyk").jpeg().toBuffer(), "saved for a printer"],
  ["bmp", () => bmpOf(sealed), "from an old scanner"],
])("reads a %s: %#", async (kind, make) => {
  const { pages, notes } = await readPages(await make(), kind);
  expect(notes).toEqual([]);
  expect(texts(pages[0]).join("")).toContain("阳光行动");
});

test("a fax of several pages is a TIFF of several pictures", async () => {
  const faxed = await sharp([await sharp(firstPage).png().toBuffer(), await sharp(sealed).png().toBuffer()], {
    join: { animated: true },
  })
    .withMetadata({ density: DPI })
    .tiff()
    .toBuffer();
  const { pages } = await readPages(faxed, "tiff");
  expect(pages.map((page) => [page.number, page.textSource, page.seals.length])).toEqual([
    [1, "ocr", 0],
    [2, "ocr", 1],
  ]);
});

test.each<[FileKind, () => Buffer, string]>([
  ["jpeg", () => sealed.subarray(0, sealed.length / 2), "damaged"],
  ["png", () => Buffer.from("\x89PNG\r\n\x1a\n and no more", "latin1"), "damaged"],
  ["bmp", () => bmpHeader(60_000, 60_000), "over-limit"],
  ["heic", () => Buffer.from("....ftypheic"), "unsupported-kind"],
])("a %s that cannot be read is a note: %#", async (kind, make, code) => {
  const { pages, notes } = await readPages(make(), kind);
  expect(pages).toEqual([]);
  expect(notes.map((note) => note.code)).toEqual([code]);
});

/** As read, with brackets and colons of one width and no spaces. */
const texts = (page: PageFacts | undefined): string[] =>
  (page?.lines ?? []).map(({ text }) => text.normalize("NFKC").replaceAll(" ", ""));

async function scanned(layout: PageLayout | undefined, look: Partial<ScanLook> = {}): Promise<Buffer> {
  if (layout === undefined) throw new Error("the form has no such page");
  const random = seededRandom(3);
  const page = drawPage(layout, DPI);
  const seal = { name: NAME, kind: "official", diameterMm: 42 } as const;
  const how = { dpi: DPI, rotationDeg: 6, ink: 0.8, random };
  if (layout.sealAt !== null) drawSeal(page.getContext("2d"), seal, { ...layout.sealAt, ...how });
  return scanPage(page, DPI, { ...officeScanner(random), ...look }, random);
}

async function pdfOf(write: (pdf: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const pdf = new PDFDocument({ size: "A4", margin: 0 });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise((resolve) => pdf.on("end", resolve));
  write(pdf);
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

/** 24 bits a pixel, bottom row first. */
async function bmpOf(picture: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(picture).flip().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const stride = Math.ceil((width * 3) / 4) * 4;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width * 3; x++) pixels[y * stride + x] = data[y * width * 3 + x + 2 - 2 * (x % 3)] ?? 0;
  }
  return Buffer.concat([bmpHeader(width, height), pixels]);
}

function bmpHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(54);
  header.write("BM");

  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return header;
}
