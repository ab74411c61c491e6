import { chineseCount } from "../domain/chinese-text.ts";
import type { Box, DocumentFacts, FileKind, PageFacts, ReadingNote, TextLine } from "../domain/facts.ts";
import { isPostmark } from "../domain/seal/postmark.ts";
import { type LimitName, limits } from "./limits.ts";
import type { Mended } from "./mend/mend.ts";
import { greyPage, isBlank } from "./ocr/grey.ts";
import { loadLineReader } from "./ocr/line-reader.ts";
import { loadTextReader } from "./ocr/page-reader.ts";
import { openPages } from "./open-pages.ts";
import { findPageSeals } from "./page-seals.ts";
import type { OpenPages, PageSource } from "./page-source.ts";
import { isOutOfMemory } from "./out-of-memory.ts";
import { OverLimit } from "./over-limit.ts";
import { tellHow } from "./seal-how.ts";
import { strayInk } from "./seal/stray-ink.ts";

/** Chinese characters that make a text layer the page's text. Less may be a scanning program's own stamp on a scan. */
const WHOLE_LAYER = 40;
/** English words that prove a page to be in English: a scanner's guesses at Chinese hold none of them. */
const ENGLISH = /\b(the|and|of|to|in|for|with)\b/gi;
const ENGLISH_PAGE = 8;

/**
 * Text and seals of each page of a PDF or picture, and its signatures. What cannot be read is a note; the other pages do
 * not suffer.
 */
export async function readPages(
  bytes: Buffer,
  kind: FileKind,
): Promise<Pick<DocumentFacts, "pages" | "signatures" | "notes">> {
  const source = await openPages(bytes, kind);
  if (!("pageCount" in source)) return { pages: [], notes: [source] };
  try {
    const read = await readEach(source);
    const signatures = (await source.signatures?.()) ?? [];
    return { ...read, ...(signatures.length > 0 && { signatures }) };
  } finally {
    await source.close();
  }
}

async function readEach(source: OpenPages): Promise<{ pages: PageFacts[]; notes: ReadingNote[] }> {
  const pages: PageFacts[] = [];
  const notes: ReadingNote[] = [];
  const begun = performance.now();
  for (let number = 1; number <= source.pageCount; number++) {
    const limit = passedLimit(number, (performance.now() - begun) / 1000);
    if (limit !== null) {
      notes.push({ code: "over-limit", detail: limit, where: pagesFrom(number, source.pageCount) });
      break;
    }
    try {
      pages.push(await readPage(number, await source.page(number), notes));
    } catch (error) {
      notes.push({ ...faultOf(error), where: pagesFrom(number, number) });
    }
  }
  return { pages, notes };
}

function passedLimit(page: number, seconds: number): LimitName | null {
  if (page > limits.pages) return "pages";
  return seconds > limits.pagesSeconds ? "pagesSeconds" : null;
}

function faultOf(error: unknown): ReadingNote {
  if (error instanceof OverLimit) return { code: "over-limit", detail: error.limit };
  return isOutOfMemory(error)
    ? { code: "over-limit", detail: "childBytes" }
    : { code: "damaged", detail: String(error) };
}

const pagesFrom = (first: number, last: number) => (first === last ? `第${first}页` : `第${first}—${last}页`);

async function readPage(number: number, source: PageSource, notes: ReadingNote[]): Promise<PageFacts> {
  const { widthMm, heightMm, layer, picture, isCut } = source;
  if (isCut === true)
    notes.push({ code: "damaged", detail: "a picture is cut short", where: pagesFrom(number, number) });
  const facts: PageFacts = { number, widthMm, heightMm, textSource: "none", lines: [], seals: [] };
  if (isBlank(picture)) return layer.length === 0 ? facts : { ...facts, textSource: "text-layer", lines: layer };
  const { seals: found, mended, boxes } = await findPageSeals(picture, await loadLineReader());
  const seals = tellHow(found, source.laid);
  const withLayer = () => ({
    ...facts,
    textSource: "text-layer" as const,
    lines: layer,
    seals,
    ...strayInk(
      picture,
      layer,
      seals.filter(isPostmark).map(({ box }) => box),
    ),
  });
  if (isWholeText(layer)) return withLayer();
  const read = await readText(mended, boxes, () => {
    notes.push({ code: "ocr-unavailable", detail: "onnxruntime, tesseract.js", where: pagesFrom(number, number) });
  });
  if (layer.length > 0 && chineseIn(layer) >= chineseIn(read)) return withLayer();
  const marks = boxes.filter((_, index) => found[index] && isPostmark(found[index]));
  const stray = strayInk(mended.picture, read, marks);
  return { ...facts, textSource: read.length === 0 ? "none" : "ocr", lines: asItCame(read, mended), seals, ...stray };
}

async function readText({ picture }: Mended, seals: Box[], unavailable: () => void): Promise<TextLine[]> {
  const reader = await loadTextReader();
  if (reader === null) unavailable();
  return (await reader?.read(greyPage(picture, seals))) ?? [];
}

function asItCame(lines: TextLine[], { isMended, back }: Mended): TextLine[] {
  return isMended ? lines.map((line) => ({ ...line, box: back(line.box), upright: line.upright ?? line.box })) : lines;
}

function isWholeText(layer: TextLine[]): boolean {
  const text = layer.map((line) => line.text).join(" ");
  return chineseIn(layer) >= WHOLE_LAYER || (text.match(ENGLISH) ?? []).length >= ENGLISH_PAGE;
}

const chineseIn = (lines: TextLine[]): number => chineseCount(lines.map(({ text }) => text).join(""));
