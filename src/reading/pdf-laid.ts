import type { PDFiumPage } from "@hyzyla/pdfium";
import type { Box } from "../domain/facts.ts";
import { at, IDENTITY, type Matrix, times } from "./ofd/geometry.ts";
import { closePage, pdfiumOf } from "./pdfium.ts";
import type { Laid } from "./seal-how.ts";

/** A page of a drawing may hold a million lines; an application's densest page has some thousand objects. */
const MOST_OBJECTS = 20_000;
/** Forms within forms: programs that make PDFs of PDFs put one round each page. */
const DEEPEST = 6;
const PATH = 2;
const PICTURE = 3;
const SHADING = 4;
const FORM = 5;
/** Into so many parts pdfium is asked to cut the page's sides: it answers in whole ones. */
const PARTS = 20_000;

/** The pictures and drawings on a page, those within its forms included; of a page that holds too many, the first ones. */
export function laidOn(page: PDFiumPage): Laid[] {
  const { pdfium, address } = pdfiumOf(page);
  const memory = pdfium.wasmExports.malloc(6 * 4);
  const read = (count: number) => Array.from(new Float32Array(pdfium.HEAPU8.buffer.slice(memory, memory + 4 * count)));
  const found: Laid[] = [];
  let seen = 0;
  try {
    collect(pdfium._FPDFPage_CountObjects(address), (index) => pdfium._FPDFPage_GetObject(address, index), IDENTITY, 0);
  } finally {
    pdfium.wasmExports.free(memory);
    closePage(page);
  }
  return found;

  function collect(count: number, object: (index: number) => number, matrix: Matrix, depth: number): void {
    for (let index = 0; index < count && seen < MOST_OBJECTS; index++) {
      seen++;
      const one = object(index);
      const type = pdfium._FPDFPageObj_GetType(one);
      if (![PATH, PICTURE, SHADING, FORM].includes(type)) continue;
      const box = boxOf(one, matrix);
      if (box !== null) found.push({ what: type === PICTURE ? "picture" : "drawing", box });
      if (type !== FORM || depth >= DEEPEST || pdfium._FPDFPageObj_GetMatrix(one, memory) === 0) continue;
      const inner = times(matrix, read(6) as unknown as Matrix);
      const children = Math.max(0, pdfium._FPDFFormObj_CountObjects(one));
      collect(children, (child) => pdfium._FPDFFormObj_GetObject(one, child), inner, depth + 1);
    }
  }

  function boxOf(object: number, matrix: Matrix): Box | null {
    if (pdfium._FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12) === 0) return null;
    const [left = 0, bottom = 0, right = 0, top = 0] = read(4);
    const corners = [[left, bottom], [right, bottom], [right, top], [left, top]] as const; // prettier-ignore
    const shown = corners.map(([x, y]) => shownAt(at(matrix, x, y)));
    const [xs, ys] = [shown.map(([x]) => x), shown.map(([, y]) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  }

  /** Fractions of the page as displayed: pdfium turns and crops as the page asks. */
  function shownAt([x, y]: [number, number]): [number, number] {
    pdfium._FPDF_PageToDevice(address, 0, 0, PARTS, PARTS, 0, x, y, memory, memory + 4);
    const [across = 0, down = 0] = new Int32Array(pdfium.HEAPU8.buffer.slice(memory, memory + 8));
    return [across / PARTS, down / PARTS];
  }
}
