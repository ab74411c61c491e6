import { isUtf8 } from "node:buffer";
import { fileTypeFromBuffer } from "file-type";
import type { FileKind } from "../domain/facts.ts";
import { isTarHeader } from "./archive/tar.ts";
import { zipNames } from "./archive/zip.ts";
import { isCms } from "./mail/smime.ts";
import { isTnef } from "./mail/tnef.ts";

const BY_TYPE: Record<string, FileKind> = {
  pdf: "pdf",
  jpg: "jpeg",
  png: "png",
  tif: "tiff",
  bmp: "bmp",
  webp: "webp",
  avif: "avif",
  heic: "heic",
  docx: "docx",
  docm: "docx",
  dotx: "docx",
  dotm: "docx",
  xlsx: "xlsx",
  xlsm: "xlsx",
  odt: "odt",
  zip: "zip",
  rar: "rar",
  "7z": "7z",
  gz: "gzip",
  "tar.gz": "gzip",
  tar: "tar",
  rtf: "rtf",
};

/** A first entry, an empty archive, the first volume of several. */
const ZIP = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];

/** A file's kind by its content alone: names and declared types are wrong too often. Never throws. */
export async function sniffKind(bytes: Buffer): Promise<FileKind> {
  if (ZIP.some((magic) => starts(bytes, magic))) return zipKind(bytes);
  if (starts(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return oleKind(bytes);
  if (starts(bytes, "{\\rtf")) return "rtf";
  if (starts(bytes, "\x1f\x8b")) return "gzip"; // file-type would unpack it to see whether a tar is in it
  if (isTnef(bytes)) return "tnef";
  if (isCms(bytes)) return "p7m";
  // Before the PDF, which may be the first file of an archive that only stores.
  if (starts(bytes, "Rar!\x1a\x07")) return "rar";
  if (starts(bytes, "7z\xbc\xaf\x27\x1c")) return "7z";
  if (isTarHeader(bytes)) return "tar";
  // A PDF may have up to 1024 bytes of something else before it (ISO 32000-1, annex H.3.4.1).
  if (bytes.subarray(0, 1024).includes("%PDF-")) return "pdf";
  // Text in UTF-16 would be taken for sound.
  const kind = (starts(bytes, "\xff\xfe") ? null : await byType(bytes)) ?? textKind(bytes);
  // The last of several volumes begins in the middle of a file and ends with the directory of all.
  return kind === "other" && bytes.subarray(-22, -18).equals(END_OF_ZIP) ? "zip" : kind;
}

const END_OF_ZIP = Buffer.from("PK\x05\x06");

function starts(bytes: Buffer, magic: string): boolean {
  return bytes.subarray(0, magic.length).toString("latin1") === magic;
}

async function zipKind(bytes: Buffer): Promise<FileKind> {
  const names = await zipNames(bytes);
  if (names === null) return (await byType(bytes)) ?? "zip"; // damaged: file-type reads from the front
  const has = (path: RegExp) => names.some((name) => path.test(name));
  if (has(/^OFD\.xml$/i)) return "ofd";
  if (has(/^word\/document\d*\.xml$/i)) return "docx";
  if (has(/^xl\/workbook\.xml$/i)) return "xlsx";
  if (has(/^Index\/.+\.iwa$/) || has(/^Index\.zip$/)) return "other"; // Apple's Pages, Numbers, Keynote
  if (has(/^\[Content_Types\]\.xml$/i)) return has(/^word\//) ? "docx" : has(/^(?:xl|ppt|visio)\//) ? "other" : "zip";
  // OpenDocument stores its type first and uncompressed (OpenDocument 1.2, part 3, 3.3); zipped anew it may not be.
  const type = /mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z-]+)/.exec(bytes.toString("latin1", 30, 120))?.[1];
  if (type !== undefined) return type.startsWith("text") ? "odt" : "other";
  return has(/^content\.xml$/) && has(/^META-INF\/manifest\.xml$/) ? "odt" : "zip";
}

/** Streams of an OLE2 compound file that tell what it is. Kingsoft's .wps is Word's format under another name, Works' is not. */
const STREAMS: [name: string, kind: FileKind][] = [
  ["WordDocument", "doc"],
  ["EncryptedPackage", "docx"], // a password stands before it; of all that may be inside, a form is the likeliest
  ["Workbook", "other"],
  ["PowerPoint Document", "other"],
  ["MatOST", "wps"],
];

/** The stream whose entry comes first decides: a document embedded in another has its entries behind its host's. */
function oleKind(bytes: Buffer): FileKind {
  // Names are compared without regard to case ([MS-CFB] 2.6.4); writers use the usual one, capitals or small letters.
  const found = STREAMS.flatMap(([name, kind]) =>
    [name, name.toUpperCase(), name.toLowerCase()].map((written) => ({ kind, at: directoryEntry(bytes, written) })),
  ).filter(({ at }) => at >= 0);
  return found.sort((a, b) => a.at - b.at)[0]?.kind ?? "other";
}

/** Offset of a directory entry with that name, or -1: entries are 128 bytes, aligned, and begin with the name ([MS-CFB] 2.6.1). */
function directoryEntry(bytes: Buffer, name: string): number {
  const wanted = Buffer.from(`${name}\0`, "utf16le");
  let at = bytes.indexOf(wanted);
  while (at >= 0 && at % 128 !== 0) at = bytes.indexOf(wanted, at + 1);
  return at;
}

async function byType(bytes: Buffer): Promise<FileKind | null> {
  try {
    const type = await fileTypeFromBuffer(bytes);
    if (!type || type.ext === "xml" || type.mime.startsWith("text/")) return null;
    return BY_TYPE[type.ext] ?? "other";
  } catch {
    return null; // cut short in the middle of its first structure
  }
}

function textKind(bytes: Buffer): FileKind {
  const head = headText(bytes).replace(/^(?:\s|<\?xml[^>]*>|<!--[^]*?-->)*/, "");
  if (/^<(?:!doctype html|html|head|body|meta|table|div|p[\s>])/i.test(head)) return "html";
  if (isMail(head)) return isSavedPage(head) ? "html" : "eml";
  if (headText(bytes).startsWith("<?xml")) return "other";
  return bytes.length > 0 && isText(bytes) ? "text" : "other";
}

function headText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2, 8192);
  return bytes.toString("latin1", 0, 8192).replace(/^\xef\xbb\xbf/, "");
}

/** A block of header fields, of which several are those that a mail has and a letter in plain text has not. */
function isMail(head: string): boolean {
  const block = headerBlock(head);
  if (!/^[!-9;-~]+:/.test(block)) return false;
  const names = /^(?:return-path|received|delivered-to|message-id|mime-version|from|to|subject|date|content-type):/gim;
  const found = new Set(Array.from(block.matchAll(names), ([name]) => name.toLowerCase()));
  return found.size >= 3 || (found.has("mime-version:") && found.has("content-type:"));
}

/** “Single file web page”, as Word and browsers save one, is built like a mail that nobody sent (RFC 2557). */
function isSavedPage(head: string): boolean {
  const block = headerBlock(head);
  return (
    /^content-type:\s*multipart\/related/im.test(block) && !/^(?:received|message-id|to|delivered-to):/im.test(block)
  );
}

function headerBlock(head: string): string {
  return /^(?:From .*\r?\n|>From .*\r?\n)?((?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)+)\r?\n/.exec(head)?.[1] ?? head;
}

/** UTF-8, or GB18030 without control characters. */
function isText(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 65_536);
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(sample.toString("latin1"))) return false;
  return isUtf8(bytes) || !new TextDecoder("gb18030").decode(sample.subarray(0, -4)).includes("\ufffd");
}
