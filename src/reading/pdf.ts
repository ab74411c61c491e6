import { PDFiumLibrary, type PDFiumDocument, type PDFiumPage } from "@hyzyla/pdfium";
import type { ReadingNote } from "../domain/facts.ts";
import { decodeJpeg } from "./decode-jpeg.ts";
import { limits } from "./limits.ts";
import { laidOn } from "./pdf-laid.ts";
import { loneJpeg } from "./pdf-lone-jpeg.ts";
import { hasCutPicture } from "./pdf-pictures.ts";
import { closePage } from "./pdfium.ts";
import type { PagePicture } from "./picture.ts";
import type { Laid } from "./seal-how.ts";

/** An open PDF; its pages count from 1. */
export interface OpenPdf {
  pageCount: number;
  /** As displayed, `/Rotate` obeyed; `/UserUnit` is not. */
  size(page: number): { widthMm: number; heightMm: number };
  /** Annotations and form fields drawn, so that a signature's appearance is seen; fewer dpi where the page is enormous. */
  render(page: number, dpi: number): Promise<PagePicture>;
  /** A picture on the page has lost its beginning or its end: what is drawn is not all that was there. */
  isCut(page: number): Promise<boolean>;
  /** What lies on the page as a thing of its own, but annotations. */
  laid(page: number): Laid[];
  close(): void;
}

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** Opens a PDF with pdfium; a note says why it cannot be read. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf | ReadingNote> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  try {
    return opened(await pdfium.loadDocument(bytes), bytes);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { code: /password|security/i.test(detail) ? "encrypted" : "damaged", detail };
  }
}

function opened(document: PDFiumDocument, bytes: Uint8Array): OpenPdf {
  return {
    pageCount: document.getPageCount(),
    size(number) {
      const { originalWidth, originalHeight } = document.getPage(number - 1).getOriginalSize();
      return { widthMm: (originalWidth / 72) * 25.4, heightMm: (originalHeight / 72) * 25.4 };
    },
    render: (number, dpi) => render(document.getPage(number - 1), bytes, dpi),
    isCut: (number) => hasCutPicture(document.getPage(number - 1)),
    laid: (number) => laidOn(document.getPage(number - 1)),
    close: () => {
      document.destroy();
    },
  };
}

async function render(page: PDFiumPage, file: Uint8Array, wantedDpi: number): Promise<PagePicture> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const wanted = (originalWidth * originalHeight * wantedDpi ** 2) / 72 ** 2;
  const dpi = wantedDpi * Math.min(1, Math.sqrt(limits.pagePixels / wanted));
  const lone = await loneJpeg(page, file);
  const size = { width: Math.floor((originalWidth * dpi) / 72), height: Math.floor((originalHeight * dpi) / 72) };
  // What libvips finds fault with, pdfium may still draw.
  const decoded = lone === null ? null : await decodeJpeg(lone.jpeg, lone.turns, size).catch(() => null);
  if (decoded !== null) {
    closePage(page);
    return { ...decoded, dpi };
  }
  const { width, height, data } = await page.render({ scale: dpi / 72, render: "bitmap", renderFormFields: true });
  return { width, height, rgb: withoutAlpha(data, width * height), dpi };
}

function withoutAlpha(rgba: Uint8Array, pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
