import type { PDFiumPage } from "@hyzyla/pdfium";
import { type Pdfium, pdfiumOf } from "./pdfium.ts";
import type { Quarters } from "./turn.ts";

/** A page that is one JPEG from edge to edge and nothing else, as scanners write them. */
export interface LoneJpeg {
  jpeg: Buffer;
  /** Clockwise quarter turns from the JPEG to the page as displayed. */
  turns: Quarters;
}

/** Of the page's sides: how far the picture's edges may lie from the page's. A seal 42 mm wide is out by 0.1 mm. */
const OUT_OF_PLACE = 0.003;
/** FPDF_COLORSPACE_DEVICEGRAY, _DEVICERGB and _ICCBASED: what the JPEG says is what is shown. */
const PLAIN_COLOURS = [1, 2, 7];
/** What may stand in the dictionary of a picture that is shown as it is: no mask, no colour key, no other decoding. */
const PLAIN_ENTRIES =
  /^(Type|XObject|Subtype|Image|Width|Height|ColorSpace|DeviceRGB|DeviceGray|ICCBased|BitsPerComponent|Filter|DCTDecode|Length)$/;

/** The page's only picture, to be decoded without drawing the page; null where the page must be drawn. */
export async function loneJpeg(page: PDFiumPage, file: Uint8Array): Promise<LoneJpeg | null> {
  if (page.getObjectCount() !== 1) return null;
  const picture = page.getObject(0);
  if (picture.type !== "image") return null;
  const { pdfium, address } = pdfiumOf(page);
  const object = pdfium._FPDFPage_GetObject(address, 0);
  if (pdfium._FPDFPage_GetAnnotCount(address) > 0 || !isShownAsItIs(pdfium, address, object)) return null;
  const { data, filters } = await picture.getImageDataRaw();
  if (filters.join() !== "DCTDecode" || !isPlainPicture(file, data)) return null;
  return { jpeg: Buffer.from(data), turns: pdfium._FPDFPage_GetRotation(address) as Quarters };
}

/** Upright from edge to edge of the page, wholly opaque, unclipped, in no layer, in plain colours. */
function isShownAsItIs(pdfium: Pdfium, page: number, object: number): boolean {
  if (pdfium._FPDFPageObj_HasTransparency(object) || pdfium._FPDFPageObj_CountMarks(object) > 0) return false;
  if (pdfium._FPDFClipPath_CountPaths(pdfium._FPDFPageObj_GetClipPath(object)) > 0) return false;
  const box = floats(pdfium, 4, (address) => pdfium._FPDF_GetPageBoundingBox(page, address));
  const matrix = floats(pdfium, 6, (address) => pdfium._FPDFPageObj_GetMatrix(object, address));
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const [width, height] = [right - left, top - bottom];
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = matrix;
  const isNear = (value: number, wanted: number, side: number) => Math.abs(value - wanted) <= OUT_OF_PLACE * side;
  return (
    isNear(x, left, width) &&
    isNear(x + a, right, width) &&
    isNear(y, bottom, height) &&
    isNear(y + d, top, height) &&
    isNear(b, 0, width) &&
    isNear(c, 0, height) &&
    PLAIN_COLOURS.includes(colourSpace(pdfium, page, object))
  );
}

/** The `count` 32-bit floats that pdfium writes; none where it refuses. */
function floats(pdfium: Pdfium, count: number, write: (address: number) => number): number[] {
  return written(pdfium, 4 * count, write, (view) =>
    Array.from({ length: count }, (_, index) => view.getFloat32(4 * index, true)),
  );
}

/** Its family, the sixth of FPDF_IMAGEOBJ_METADATA's seven 32-bit values. */
function colourSpace(pdfium: Pdfium, page: number, object: number): number {
  const write = (address: number) => pdfium._FPDFImageObj_GetImageMetadata(object, page, address);
  return written(pdfium, 28, write, (view) => [view.getInt32(20, true)])[0] ?? 0;
}

function written(
  pdfium: Pdfium,
  bytes: number,
  write: (address: number) => number,
  read: (view: DataView) => number[],
): number[] {
  const address = pdfium.wasmExports.malloc(bytes);
  try {
    if (!write(address)) return [];
    return read(new DataView(pdfium.HEAPU8.buffer, address, bytes));
  } finally {
    pdfium.wasmExports.free(address);
  }
}

/** The picture's dictionary, which pdfium tells nothing of, stands in the file before its bytes. */
function isPlainPicture(file: Uint8Array, jpeg: Uint8Array): boolean {
  const whole = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = whole.indexOf(jpeg);
  // Encrypted, or there twice, perhaps with another dictionary.
  if (start < 0 || whole.indexOf(jpeg.subarray(0, 4096), start + 1) >= 0) return false;
  const before = whole.subarray(Math.max(0, start - 2048), start).toString("latin1");
  const dictionary = /\bobj\s*<<([^]*)>>\s*stream\r?\n$/.exec(before.slice(before.lastIndexOf("obj") - 1))?.[1];
  if (dictionary === undefined) return false;
  const names = dictionary.replace(/\/Name\s*\/\w+/, "").match(/\/[^\s/<>[\]()]*/g) ?? [];
  return names.every((name) => PLAIN_ENTRIES.test(name.slice(1)));
}
