import { DOMParser, type Document } from "@xmldom/xmldom";
import JSZip from "jszip";
import mammoth from "mammoth";
import type { ReadingNote, WordFacts } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import type { WordReading } from "./word-reading.ts";
import { blocksOfHtml } from "./blocks.ts";
import { hasForeignPart, straighten } from "./straighten.ts";
import { runsOf, undelivered, type Run } from "./runs.ts";

/**
 * Reads a .docx (also .docm, .dotx). mammoth gives the blocks; what the document's own XML holds beyond them
 * is listed as `dropped`. Only the main part is read: no pictures, no links, no other file.
 */
export async function readDocx(bytes: Buffer): Promise<WordReading> {
  const main = await mainPart(bytes);
  if ("code" in main) return { word: null, notes: [main] };
  try {
    return await readDocument(new DOMParser({ onError: stopOnError }).parseFromString(main.xml, "text/xml"));
  } catch (error) {
    // Not XML, or nested so deep that walking it runs out of stack.
    return { word: null, notes: [{ code: "damaged", detail: String(error) }] };
  }
}

async function readDocument(document: Document): Promise<WordReading> {
  const notes: ReadingNote[] = [];
  if (hasForeignPart(document))
    notes.push({ code: "text-dropped", detail: "altChunk: a document inside the document" });
  const root = document.documentElement;
  const runs = root ? runsOf(root) : [];
  const word = await throughMammoth(document, runs, notes);
  if (word.dropped.length > 0) notes.push({ code: "text-dropped", detail: `${word.dropped.length} runs of text` });
  if (word.blocks.length === 0 && word.dropped.length === 0) notes.push({ code: "empty", detail: "no text" });
  return { word, notes };
}

async function throughMammoth(document: Document, runs: Run[], notes: ReadingNote[]): Promise<WordFacts> {
  const { xml, unplaced } = straighten(document);
  const delivered: string[] = [];
  try {
    const html = await mammoth.convertToHtml(
      { buffer: await packageOf(xml) },
      { transformDocument: (tree: MammothElement) => (collectTexts(tree, delivered), tree) },
    );
    return { blocks: blocksOfHtml(html.value), dropped: [...undelivered(runs, delivered), ...unplaced] };
  } catch (error) {
    notes.push({ code: "damaged", detail: String(error) });
    return { blocks: [], dropped: undelivered(runs, []) };
  }
}

interface MammothElement {
  type: string;
  value?: string;
  children?: MammothElement[];
}

function collectTexts(element: MammothElement, texts: string[]): void {
  if (element.type === "text" && element.value !== undefined) texts.push(element.value);
  for (const child of element.children ?? []) collectTexts(child, texts);
}

/** mammoth is given the main part alone, so that nothing else in the file can cost or fetch anything. */
async function packageOf(xml: string): Promise<Buffer> {
  const zip = new JSZip();
  zip.file("word/document.xml", xml);
  return zip.generateAsync({ type: "nodebuffer", compression: "STORE" });
}

/** A fatal error throws by itself; what xmldom mends silently a browser would refuse, and so do we. */
function stopOnError(level: "warning" | "error" | "fatalError", message: string): void {
  if (level !== "warning") throw new Error(message);
}

async function mainPart(bytes: Buffer): Promise<{ xml: string } | ReadingNote> {
  try {
    const zip = await JSZip.loadAsync(bytes);
    const file = zip.file(await mainPath(zip)) ?? zip.file(/^word\/document\d*\.xml$/)[0];
    if (!file) return { code: "unsupported-kind", detail: "no word/document.xml inside" };
    const content = await inflate(file, limits.docxXmlBytes);
    if (!content) return { code: "over-limit", detail: "docxXmlBytes" };
    const xml = decodeXml(content);
    return xml.split("<", limits.docxTags + 1).length > limits.docxTags
      ? { code: "over-limit", detail: "docxTags" }
      : { xml };
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
