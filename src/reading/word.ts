import type { FileKind, ReadingNote } from "../domain/facts.ts";
import { isOutOfMemory } from "./out-of-memory.ts";
import { OverLimit } from "./over-limit.ts";
import { readDocx } from "./word/docx.ts";
import type { WordReading } from "./word/word-reading.ts";

type WordKind = Extract<FileKind, "docx" | "doc" | "wps" | "rtf" | "odt" | "html" | "xlsx" | "text">;

/** Reads a file of words, whatever program wrote it, into its blocks. What cannot be read is a note, never a throw. */
export async function readWord(bytes: Buffer, kind: WordKind): Promise<WordReading> {
  if (bytes.length === 0) return refused("empty", "0 bytes");
  if (isOfficeEncrypted(bytes)) return refused("encrypted", "OLE2 with an encrypted package");
  try {
    return await readKind(bytes, kind);
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    return error instanceof OverLimit ? refused("over-limit", error.limit) : refused("damaged", String(error));
  }
}

/** The readers are loaded when they are first needed. */
async function readKind(bytes: Buffer, kind: WordKind): Promise<WordReading> {
  switch (kind) {
    case "docx":
      return readDocx(bytes);
    case "doc":
    case "wps":
      return (await import("./word/legacy.ts")).readLegacyWord(bytes);
    case "rtf":
      return (await import("./word/rtf.ts")).readRtf(bytes);
    case "odt":
      return (await import("./word/odt.ts")).readOdt(bytes);
    case "html":
      return (await import("./word/html.ts")).readHtml(bytes);
    case "text":
      return (await import("./word/plain-text.ts")).readPlainText(bytes);
    case "xlsx":
      return (await import("./word/sheet.ts")).readSheetFile(bytes);
  }
}

function refused(code: ReadingNote["code"], detail: string): WordReading {
  return { word: null, notes: [{ code, detail }] };
}

const OLE2 = Buffer.from("d0cf11e0a1b11ae1", "hex");
// Names of the streams that hold a docx with a password ([MS-OFFCRYPTO] 2.3.4.4) or with rights management (2.2.5).
const ENCRYPTED_STREAMS = ["EncryptedPackage", "DRMContent"].map((name) => Buffer.from(name, "utf16le"));

function isOfficeEncrypted(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(OLE2) && ENCRYPTED_STREAMS.some((name) => bytes.includes(name));
}
