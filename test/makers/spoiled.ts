import { buffer } from "node:stream/consumers";
import JSZip from "jszip";
import PDFDocument from "pdfkit";
import { oleFile } from "./ole.ts";
import { zipOf } from "./zip.ts";

/** A package behind a password ([MS-OFFCRYPTO] 1.3.3): the streams are there, their content nobody's. */
export const lockedDocx = (): Buffer => oleFile({ EncryptionInfo: noise(1200), EncryptedPackage: noise(20_000) });

/** A page for each picture, under a password. */
export async function lockedPdf(jpegs: Buffer[], lock: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const pdf = new PDFDocument({ margin: 0, autoFirstPage: false, size: "A4", pdfVersion: "1.7", ...lock });
  const whole = buffer(pdf);
  for (const jpeg of jpegs) pdf.addPage().image(jpeg, 0, 0, { width: 595, height: 842 });
  pdf.end();
  return whole;
}

/** A .docx that is a sound zip, its text cut off. */
export async function brokenXml(docx: Buffer): Promise<Buffer> {
  const zip = await JSZip.loadAsync(docx);
  const xml = (await zip.file("word/document.xml")?.async("string")) ?? "";
  zip.file("word/document.xml", xml.slice(0, xml.length * 0.4));
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

/** A document of Apple's Pages: a zip of a kind of its own. */
export const applePages = () =>
  zipOf({
    "Index/Document.iwa": noise(4000),
    "Index/DocumentStylesheet.iwa": noise(900),
    "Metadata/Properties.plist": Buffer.from("bplist00"),
    "Metadata/DocumentIdentifier": "8C1A3C",
    "preview.jpg": noise(2000),
  });

/** The head of a picture in HEVC, by which it is known; decoding it needs a licence. */
export function heic(): Buffer {
  const head = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\x01\0meta", "latin1");
  return Buffer.concat([head, noise(300_000)]);
}

/** Bytes of no meaning, always the same. */
export const noise = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[at] = state >> 16;
  }
  return bytes;
};
