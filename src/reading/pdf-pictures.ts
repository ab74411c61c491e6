import type { PDFiumImageObject, PDFiumPage } from "@hyzyla/pdfium";

/** A scanned page is one picture, an exported one has a handful among its words; those of a drawing are no page. */
const MOST_OBJECTS = 400;
/** After a JPEG's end some writers pad. */
const PADDING = 64;

/**
 * Is a JPEG on the page without its beginning or its end? pdfium draws what there is of it and says nothing, and the
 * seal at the page's foot would be taken for absent.
 */
export async function hasCutPicture(page: PDFiumPage): Promise<boolean> {
  const count = Math.min(page.getObjectCount(), MOST_OBJECTS);
  for (let index = 0; index < count; index++) {
    const object = page.getObject(index);
    if (object.type === "image" && (await isCut(object))) return true;
  }
  return false;
}

async function isCut(picture: PDFiumImageObject): Promise<boolean> {
  const raw = await picture.getImageDataRaw().catch(() => null);
  if (raw === null) return true;
  const { data, filters } = raw;
  // Behind another filter the JPEG itself is packed.
  if (filters.length !== 1 || filters[0] !== "DCTDecode") return false;
  const end = Buffer.from(data.buffer, data.byteOffset, data.byteLength).subarray(-PADDING);
  return data[0] !== 0xff || data[1] !== 0xd8 || end.lastIndexOf(Buffer.of(0xff, 0xd9)) < 0;
}
