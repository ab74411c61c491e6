import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import type { Canvas } from "@napi-rs/canvas";
import { type Company, formOf, sealOf } from "../../src/demo/company.ts";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM, type FormValues } from "../../src/demo/makers/form-values.ts";
import { BODY, drawPage, emptyPage, INNER_MM, MARGIN, type PageLayout, setText } from "../../src/demo/makers/page.ts";
import { textPdf } from "../../src/demo/makers/pdf.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage, type ScanLook } from "../../src/demo/makers/scan.ts";
import { drawSeal, sealPicture, type SealSpec } from "../../src/demo/makers/seal.ts";
import { fillFormDocx } from "../../src/demo/makers/form-docx.ts";

const BLANK = readFileSync(new URL("../../rules/sunshine-2022/附件1-申请表.docx", import.meta.url));
export const SIGNED = "2022 年 11 月 18 日";

export const valuesOf = (company: Company): FormValues => formOf(company, SIGNED);
export const wordForm = (values: Partial<FormValues>): Promise<Buffer> => fillFormDocx(BLANK, values);
/** 附件2's first page is all that most applicants send. */
export const declarationPage = (date = SIGNED): PageLayout => declarationPages(date)[0];
export { BLANK_FORM, declarationPages, formPages, sealOf };

/** As an office program exports it; `seal` null: nobody stamped it. */
export function exported(layouts: PageLayout[], seal: SealSpec | null): Promise<Buffer> {
  return seal === null ? textPdf(layouts) : textPdf(layouts, sealPicture(seal, 300));
}

export interface Scanning {
  seal: SealSpec | null;
  random: Random;
  dpi?: number;
  look?: Partial<ScanLook>;
  /** 1 is a full print. */
  ink?: number;
  /** mm from where a careful clerk puts it. */
  off?: { xMm: number; yMm: number };
  /** Drawn upon the printed page before it is scanned. */
  draw?: (page: Canvas, dpi: number) => void;
}

export interface Picture {
  bytes: Buffer;
  widthMm: number;
  heightMm: number;
}

/** Printed, stamped by hand and laid on an office scanner: a JPEG for each page. */
export async function scanned(layouts: PageLayout[], scanning: Scanning): Promise<Picture[]> {
  const { random, dpi = 150, look = {} } = scanning;
  const machine = { ...officeScanner(random), ...look };
  const pictures: Picture[] = [];
  for (const layout of layouts) {
    const page = stampedPage(layout, scanning);
    const rotationDeg = look.rotationDeg ?? between(random, -0.9, 0.9);
    const bytes = await scanPage(page, dpi, { ...machine, rotationDeg }, random);
    pictures.push({ bytes, widthMm: 210, heightMm: 297 });
  }
  return pictures;
}

/** As it lies on the desk: printed, and stamped where it takes a seal. */
export function stampedPage(layout: PageLayout, scanning: Scanning): Canvas {
  const { seal, random, dpi = 150, ink, off = { xMm: 0, yMm: 0 }, draw } = scanning;
  const page = drawPage(layout, dpi);
  if (seal !== null && layout.sealAt !== null) {
    drawSeal(page.getContext("2d"), seal, {
      xMm: layout.sealAt.xMm + off.xMm + between(random, -4, 4),
      yMm: layout.sealAt.yMm + off.yMm + between(random, -3, 3),
      dpi,
      rotationDeg: between(random, -18, 18),
      ink: ink ?? between(random, 0.7, 0.95),
      random,
    });
  }
  draw?.(page, dpi);
  return page;
}

/** One page for each picture. `rotate`: the page's own /Rotate, clockwise. */
export async function pdfOf(pictures: Picture[], rotate = 0): Promise<Buffer> {
  const info = { CreationDate: new Date("2022-11-18T08:00:00Z") };
  const pdf = new PDFDocument({ margin: 0, autoFirstPage: false, info });
  const whole = buffer(pdf);
  for (const { bytes, widthMm, heightMm } of pictures) {
    const size: [number, number] = [(widthMm * 72) / 25.4, (heightMm * 72) / 25.4];
    pdf.addPage({ size, margin: 0 });
    if (rotate !== 0) Object.assign(pdf.page.dictionary.data, { Rotate: rotate });
    pdf.image(bytes, 0, 0, { width: size[0], height: size[1] });
  }
  pdf.end();
  return whole;
}

/** A page of running text, e.g. a cover letter. */
export function letterPage(heading: string, text: string): PageLayout {
  const page = emptyPage();
  const box = (topMm: number) => ({ xMm: MARGIN.sideMm, topMm, widthMm: INNER_MM });
  const top = setText(page, heading, box(MARGIN.topMm), { ...BODY, sizePt: 16 }, "centre") + 8;
  setText(page, text, box(top), { ...BODY, sizePt: 14 });
  return page;
}

export const emptySheet = (): PageLayout => emptyPage();
