import type { FileKind, ReadingNote } from "../domain/facts.ts";
import { readDocx } from "./word/docx.ts";
import { readLegacyWord } from "./word/legacy.ts";
import type { WordReading } from "./word/word-reading.ts";

/** Reads a Word file into its blocks. What cannot be read is a note, never a throw. */
export async function readWord(bytes: Buffer, kind: FileKind): Promise<WordReading> {
  if (bytes.length === 0) return refused("empty", "0 bytes");
  if (isOfficeEncrypted(bytes)) return refused("encrypted", "OLE2 with an encrypted package");
  if (kind === "docx") return readDocx(bytes);
  if (kind === "doc" || kind === "wps") return readLegacyWord(bytes);
  return refused("unsupported-kind", kind);
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
