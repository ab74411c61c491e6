import type { PDFiumPage } from "@hyzyla/pdfium";

/** startX, startY, sizeX, sizeY, rotate, pageX, pageY, and where to write deviceX and deviceY. */
type Place = [number, number, number, number, number, number, number, number, number];

/** What pdfium does and its package does not hand on; `page` and `object` are addresses. */
export interface Pdfium {
  HEAPU8: Uint8Array;
  wasmExports: { malloc(bytes: number): number; free(address: number): void };
  _FPDF_ClosePage(page: number): void;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDF_GetPageBoundingBox(page: number, box: number): number;
  _FPDF_PageToDevice(page: number, ...where: Place): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_HasTransparency(object: number): number;
  _FPDFPageObj_CountMarks(object: number): number;
  _FPDFPageObj_GetClipPath(object: number): number;
  _FPDFClipPath_CountPaths(path: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFImageObj_GetImageMetadata(object: number, page: number, metadata: number): number;
}

/** The package keeps pdfium's module and the page's address to itself. */
export function pdfiumOf(page: PDFiumPage): { pdfium: Pdfium; address: number } {
  const { module, pageIdx } = page as unknown as { module: Pdfium; pageIdx: number };
  return { pdfium: module, address: pageIdx };
}

/** An open page keeps its document in memory; drawing it with the package closes it. */
export function closePage(page: PDFiumPage): void {
  const { pdfium, address } = pdfiumOf(page);
  pdfium._FPDF_ClosePage(address);
}
