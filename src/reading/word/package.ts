import JSZip from "jszip";
import type { ReadingNote } from "../../domain/facts.ts";
import { limits } from "../limits.ts";

/** A .docx, opened; its parts are taken out one by one as they are needed. */
export interface Package {
  zip: JSZip;
  /** The main part's XML. */
  xml: string;
}

export async function openPackage(bytes: Buffer): Promise<Package | ReadingNote> {
  try {
    const zip = await JSZip.loadAsync(bytes);
    const file = zip.file(await mainPath(zip)) ?? zip.file(/^word\/document\d*\.xml$/)[0];
    if (!file) return { code: "unsupported-kind", detail: "no word/document.xml inside" };
    const xml = await xmlOf(file, limits.docxXmlBytes);
    return typeof xml === "string" ? { zip, xml } : { code: "over-limit", detail: xml.over };
  } catch (error) {
    const detail = String(error);
    return { code: /encrypt/i.test(detail) ? "encrypted" : "damaged", detail };
  }
}

/** The package's relationships name the main part; nearly always `word/document.xml`. */
async function mainPath(zip: JSZip): Promise<string> {
  const file = zip.file("_rels/.rels");
  const rels = file ? await inflate(file, limits.docxXmlBytes) : null;
  const main = rels && /<[^>]*relationships\/officeDocument"[^>]*>/.exec(decodeXml(rels));
  const target = main && /Target="\/?([^"]+)"/.exec(main[0]);
  return target?.[1] ?? "word/document.xml";
}

/** A part's XML as text, of at most so many bytes; or the name of the limit that it passes. */
export async function xmlOf(file: JSZip.JSZipObject, most: number): Promise<string | { over: string }> {
  const content = await inflate(file, most);
  if (!content) return { over: "docxXmlBytes" };
  const xml = decodeXml(content);
  return xml.split("<", limits.docxTags + 1).length > limits.docxTags ? { over: "docxTags" } : xml;
}

/** null when more than `most` bytes come out; counted, because the size in the archive's directory may lie. */
function inflate(file: JSZip.JSZipObject, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = file.nodeStream("nodebuffer");
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) {
        stream.pause();
        resolve(null);
      } else chunks.push(chunk);
    });
    stream.on("error", reject);
    stream.on("end", () => {
      resolve(Buffer.concat(chunks));
    });
  });
}

function decodeXml(bytes: Buffer): string {
  const utf16 =
    bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  const name = utf16 ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  return new TextDecoder(name).decode(bytes);
}
