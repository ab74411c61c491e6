import { readFileSync } from "node:fs";
import PDFDocument from "pdfkit";
import { fontFile } from "./fonts.ts";
import { A4, type PageLayout } from "./page.ts";
import { unpackWoff } from "./woff.ts";

/** A soft-masked picture pasted on a page: an electronic seal. */
export interface Pasted {
  png: Buffer;
  widthMm: number;
  heightMm: number;
}

const points = (mm: number): number => (mm * 72) / 25.4;
const A4_POINTS: [number, number] = [points(A4.widthMm), points(A4.heightMm)];

/** What a scanner writes: each page one JPEG that fills an A4 sheet, no text. */
export async function scanPdf(jpegs: Buffer[]): Promise<Buffer> {
  return compose((pdf) => {
    for (const jpeg of jpegs) {
      pdf.addPage();
      pdf.image(jpeg, 0, 0, { width: A4_POINTS[0], height: A4_POINTS[1] });
    }
  });
}

/** What an office program exports: text with embedded fonts, and the seal's picture where the page takes one. */
export async function textPdf(pages: PageLayout[], seal?: Pasted): Promise<Buffer> {
  return compose((pdf) => {
    const families = new Set(pages.flatMap((page) => page.runs.map((run) => run.face.family)));
    for (const family of families) pdf.registerFont(family, unpackWoff(readFileSync(fontFile(family))));
    for (const page of pages) {
      pdf.addPage();
      setPage(pdf, page);
      if (seal === undefined || page.sealAt === null) continue;
      const x = points(page.sealAt.xMm - seal.widthMm / 2);
      const y = points(page.sealAt.yMm - seal.heightMm / 2);
      pdf.image(seal.png, x, y, { width: points(seal.widthMm), height: points(seal.heightMm) });
    }
  });
}

/** The creation date is fixed so that the same papers give the same bytes. */
async function compose(write: (pdf: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const info = { CreationDate: new Date("2022-11-18T08:00:00Z"), Producer: "Scan" };
  const pdf = new PDFDocument({ size: A4_POINTS, margin: 0, autoFirstPage: false, info });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on("end", resolve).on("error", reject);
  });
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  write(pdf);
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

function setPage(pdf: PDFKit.PDFDocument, page: PageLayout): void {
  pdf.lineWidth(0.5);
  for (const rule of page.rules) {
    pdf.moveTo(points(rule.fromXMm), points(rule.fromYMm)).lineTo(points(rule.toXMm), points(rule.toYMm)).stroke();
  }
  for (const { text, xMm, baselineMm, face } of page.runs) {
    pdf.font(face.family).fontSize(face.sizePt);
    pdf.text(text, points(xMm), points(baselineMm), { lineBreak: false, baseline: "alphabetic" });
  }
}
