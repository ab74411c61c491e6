import type { Document } from "@xmldom/xmldom";
import JSZip from "jszip";
import mammoth from "mammoth";
import { OBJECT, type ReadingNote, type WordFacts } from "../../domain/facts.ts";
import { readAside } from "./aside.ts";
import { blocksOfHtml } from "./blocks.ts";
import { openPackage } from "./package.ts";
import { runsOf, undelivered, type Run } from "./runs.ts";
import { hasForeignPart, straighten } from "./straighten.ts";
import type { WordReading } from "./word-reading.ts";
import { parseXml } from "./xml.ts";

/**
 * Reads a .docx (also .docm, .dotx). mammoth gives the blocks; what the document's own XML holds beyond them
 * is listed as `dropped`, what other parts of the file say as `aside`. No pictures, no links, no other file.
 */
export async function readDocx(bytes: Buffer): Promise<WordReading> {
  const opened = await openPackage(bytes);
  if ("code" in opened) return { word: null, notes: [opened] };
  try {
    return await readDocument(parseXml(opened.xml), opened.zip);
  } catch (error) {
    // Not XML, or nested so deep that walking it runs out of stack.
    return { word: null, notes: [{ code: "damaged", detail: String(error) }] };
  }
}

async function readDocument(document: Document, zip: JSZip): Promise<WordReading> {
  const notes: ReadingNote[] = [];
  const root = document.documentElement;
  const word = await throughMammoth(document, root ? runsOf(root) : [], notes);
  const { texts, unsearched } = await readAside(zip, document);
  const foreign = hasForeignPart(document) ? ["altChunk: a document inside the document"] : [];
  for (const detail of [...foreign, ...unsearched]) {
    notes.push({ code: "text-dropped", detail });
    word.dropped.push(OBJECT);
  }
  const lost = word.dropped.filter((text) => text !== OBJECT);
  if (lost.length > 0) notes.push({ code: "text-dropped", detail: `${lost.length} runs of text` });
  const empty = [word.blocks, word.dropped, texts].every((found) => found.length === 0);
  if (empty) notes.push({ code: "empty", detail: "no text" });
  return { word: texts.length > 0 ? { ...word, aside: texts } : word, notes };
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
