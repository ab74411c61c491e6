import type { DocumentFacts, FileKind, ReadingNote } from "../domain/facts.ts";
import { isOutOfMemory } from "./out-of-memory.ts";

/**
 * Files of words into their blocks, PDFs, OFDs and pictures into their pages. Bad input becomes notes. The readers are loaded
 * when they are first needed: a process that only reads Word forms never pays for a PDF engine.
 */
export async function readDocument(bytes: Buffer, kind: FileKind): Promise<DocumentFacts> {
  const facts: DocumentFacts = { kind, word: null, pages: [], notes: [] };
  if (bytes.length === 0) return { ...facts, notes: [{ code: "empty", detail: "0 bytes" }] };
  try {
    return { ...facts, ...(await contentOf(bytes, kind)) };
  } catch (error) {
    return { ...facts, notes: [noteOf(error as Error)] };
  }
}

async function contentOf(bytes: Buffer, kind: FileKind): Promise<Partial<DocumentFacts>> {
  switch (kind) {
    case "docx":
    case "doc":
    case "wps":
    case "rtf":
    case "odt":
    case "html":
    case "xlsx":
    case "text":
      return (await import("./word.ts")).readWord(bytes, kind);
    case "pdf":
    case "ofd":
    case "jpeg":
    case "png":
    case "tiff":
    case "bmp":
    case "webp":
    case "avif":
    case "heic":
      return (await import("./pages.ts")).readPages(bytes, kind);
    case "zip":
    case "rar":
    case "7z":
    case "gzip":
    case "tar":
    case "tnef":
    case "p7m":
    case "eml":
    case "other":
      return { notes: [{ code: "unsupported-kind", detail: kind }] };
  }
}

function noteOf(error: Error): ReadingNote {
  return isOutOfMemory(error)
    ? { code: "over-limit", detail: "childBytes" }
    : { code: "unreadable", detail: error.message };
}
