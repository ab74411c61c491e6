import type { FileKind, ReadingNote } from "../domain/facts.ts";
import { isPicture, openPicture, type PictureKind } from "./bare-picture.ts";
import { openPdf, type OpenPdf } from "./pdf.ts";
import { openText, type TextLayer } from "./pdf-text.ts";
import type { OpenPages, PageSource } from "./page-source.ts";
import { MOST_FIELDS, pdfSignatures, type PlacedWidget } from "./signatures/pdf-signatures.ts";

/** What the seals are measured and the text is read on: a character of 五号 is 22 pixels high, a seal's rim 6 to 9 wide. */
const DPI = 150;

/** Opens a PDF, an OFD or a picture file; a note says why it cannot be read. */
export async function openPages(bytes: Buffer, kind: FileKind): Promise<OpenPages | ReadingNote> {
  if (kind === "pdf") return pdfPages(bytes);
  if (kind === "ofd") return (await import("./ofd/open-ofd.ts")).openOfd(bytes, DPI);
  if (isPicture(kind)) return picturePages(bytes, kind);
  return { code: "unsupported-kind", detail: kind };
}

async function pdfPages(bytes: Buffer): Promise<OpenPages | ReadingNote> {
  const pdf = await openPdf(bytes);
  if (!("pageCount" in pdf)) return pdf;
  if (pdf.pageCount === 0) return { code: "damaged", detail: "no pages" };
  // Where pdf.js is stricter than pdfium, the pages' pictures are read all the same.
  const text = await openText(bytes).catch(() => null);
  const widgets: PlacedWidget[] = [];
  return {
    pageCount: pdf.pageCount,
    page: async (number) => {
      const layer = (await text?.page(number).catch(() => null)) ?? null;
      widgets.push(...(layer?.fields ?? []).slice(0, MOST_FIELDS).map((field) => ({ ...field, page: number })));
      return pdfPage(pdf, layer, number);
    },
    signatures: () => Promise.resolve(pdfSignatures(bytes, widgets)),
    close: async () => {
      pdf.close();
      await text?.close();
    },
  };
}

async function pdfPage(pdf: OpenPdf, layer: TextLayer | null, number: number): Promise<PageSource> {
  const { widthMm, heightMm } = layer ?? pdf.size(number);
  const picture = await pdf.render(number, DPI);
  // pdfium knows no UserUnit: the picture's scale follows from the size that pdf.js tells.
  const dpi = picture.width / (widthMm / 25.4);
  const isCut = await pdf.isCut(number).catch(() => false);
  const laid = () => [...pdf.laid(number), ...(layer?.over ?? [])];
  return { widthMm, heightMm, layer: layer?.lines ?? [], picture: { ...picture, dpi }, laid, isCut };
}

async function picturePages(bytes: Buffer, kind: PictureKind): Promise<OpenPages | ReadingNote> {
  try {
    const file = await openPicture(bytes, kind);
    const page = async (number: number): Promise<PageSource> => {
      const picture = await file.picture(number, DPI);
      const mm = (pixels: number) => (picture.dpi === null ? null : (pixels / picture.dpi) * 25.4);
      return { widthMm: mm(picture.width), heightMm: mm(picture.height), layer: [], picture };
    };
    return { pageCount: file.pageCount, page, close: () => Promise.resolve() };
  } catch (error) {
    const detail = String(error);
    return /pixel limit/.test(detail)
      ? { code: "over-limit", detail: "pictureInputPixels" }
      : { code: "damaged", detail };
  }
}
