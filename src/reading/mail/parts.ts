import { createHash } from "node:crypto";
import type { FileKind, PartFacts, ReadingNote } from "../../domain/facts.ts";
import { unzip } from "../archive.ts";
import { sniffKind } from "../kinds.ts";
import { limits, type LimitName } from "../limits.ts";
import { cloudLinks } from "./cloud-links.ts";
import { cleanName, decodeWords, firstHeader, parameter } from "./header.ts";
import { parseMime, type Leaf, type Mime } from "./mime.ts";

/** Keeps a part's bytes under their hash; a fault here is the disk's, not the mail's, and goes through. */
export type KeepPart = (sha256: string, bytes: Buffer) => Promise<void>;

/** Where the parts of one mail gather, with what is left of its allowances. */
export interface Shelf {
  keep: KeepPart;
  parts: PartFacts[];
  notes: ReadingNote[];
  bytesLeft: number;
}

interface Part {
  bytes: Buffer;
  name: string;
  declaredType: string;
  inline: boolean;
}

/** Puts everything that a mail carries on the shelf, depth first, a container before what it contains. */
export async function shelveMail(shelf: Shelf, mime: Mime, within: string[]): Promise<void> {
  const where = within.length > 0 ? { where: within.join("/") } : {};
  for (const limit of mime.passed) shelf.notes.push({ code: "over-limit", detail: limit, ...where });
  if (mime.fault !== null) shelf.notes.push({ code: "damaged", detail: mime.fault, ...where });
  for (const link of cloudLinks(mime.text, mime.html)) shelf.notes.push({ code: "cloud-link", detail: link, ...where });
  for (const leaf of mime.leaves) await shelve(shelf, partOf(leaf, mime.html), within);
}

function partOf(leaf: Leaf, html: string): Part {
  const disposition = firstHeader(leaf.headers, "content-disposition");
  const type = firstHeader(leaf.headers, "content-type");
  const cid = firstHeader(leaf.headers, "content-id").replace(/^<|>$/g, "");
  return {
    bytes: leaf.bytes,
    name: cleanName(parameter(disposition, "filename") || parameter(type, "name")),
    declaredType: (type.split(";")[0] ?? "").trim().toLowerCase() || leaf.declaredType,
    inline: /^inline\b/i.test(disposition) || (cid !== "" && html.includes(`cid:${cid}`)),
  };
}

async function shelve(shelf: Shelf, part: Part, within: string[]): Promise<void> {
  const { bytes, name, declaredType, inline } = part;
  const where = [...within, name].join("/");
  if (shelf.parts.length >= limits.parts) {
    if (!passed(shelf, "parts")) shelf.notes.push({ code: "over-limit", detail: "parts", where });
    return;
  }
  const kind: FileKind = declaredType === "message/rfc822" ? "eml" : await sniffKind(bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await shelf.keep(sha256, bytes);
  shelf.parts.push({ sha256, name, size: bytes.length, kind, declaredType, within, inline });
  if (bytes.length === 0) shelf.notes.push({ code: "empty", detail: "0 bytes", where });
  await openContainer(shelf, kind, part, within);
}

function passed(shelf: Shelf, limit: LimitName): boolean {
  return shelf.notes.some(({ code, detail }) => code === "over-limit" && detail === limit);
}

async function openContainer(shelf: Shelf, kind: FileKind, { bytes, name }: Part, within: string[]): Promise<void> {
  if (kind === "rar" || kind === "7z" || kind === "gzip") {
    shelf.notes.push({ code: "unsupported-kind", detail: kind, where: [...within, name].join("/") });
  }
  if (kind !== "eml" && kind !== "zip") return;
  if (within.length >= limits.nesting) {
    shelf.notes.push({ code: "over-limit", detail: "nesting", where: [...within, name].join("/") });
  } else if (kind === "zip") {
    await shelveEntries(shelf, bytes, [...within, name]);
  } else {
    const mime = await parseMime(bytes);
    await shelveMail(shelf, mime, [...within, name || cleanName(decodeWords(firstHeader(mime.headers, "subject")))]);
  }
}

async function shelveEntries(shelf: Shelf, bytes: Buffer, within: string[]): Promise<void> {
  for await (const entry of unzip(bytes, shelf)) {
    if ("code" in entry) {
      const where = [...within, ...(entry.where === undefined ? [] : [entry.where])].join("/");
      shelf.notes.push({ ...entry, where });
    } else {
      await shelve(shelf, { bytes: entry.bytes, name: cleanName(entry.path), declaredType: "", inline: false }, within);
      if (passed(shelf, "parts")) return;
    }
  }
}
