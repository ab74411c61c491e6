import { createHash } from "node:crypto";
import type { FileKind, PartFacts, ReadingNote } from "../../domain/facts.ts";
import { isArchive, unpack, type ArchiveKind } from "../archive.ts";
import { sniffKind } from "../kinds.ts";
import { limits, type LimitName } from "../limits.ts";
import { decodeText } from "./charset.ts";
import { cloudLinks } from "./cloud-links.ts";
import { cleanName, decodeWords, firstHeader } from "./header.ts";
import { isAppleDouble, partOf, refusalOf, type Part } from "./leaf.ts";
import { parseMime, type Mime } from "./mime.ts";
import { isTnef } from "./tnef.ts";
import { tnefAsMime, unwrap } from "./wrapper.ts";

/** Keeps a part's bytes under their hash; a fault here is the disk's, not the mail's, and goes through. */
export type KeepPart = (sha256: string, bytes: Buffer) => Promise<void>;

/** Where the parts of one mail gather, with what is left of its allowances. */
export interface Shelf {
  keep: KeepPart;
  parts: PartFacts[];
  notes: ReadingNote[];
  bytesLeft: number;
}

/** Where a part stands. */
interface Place {
  /** The names of what it came in, outermost first. */
  within: string[];
  /** How many containers it came in, wrappers without a name included. */
  depth: number;
}

export const OUTSIDE: Place = { within: [], depth: 0 };

/**
 * Puts everything that a mail carries on the shelf, depth first, a container before what it contains. The text that
 * only a wrapper brings becomes the mail's.
 */
export async function shelveMail(shelf: Shelf, mime: Mime, place: Place): Promise<void> {
  const where = place.within.length > 0 ? { where: place.within.join("/") } : {};
  for (const limit of mime.passed) shelf.notes.push({ code: "over-limit", detail: limit, ...where });
  if (mime.fault !== null) shelf.notes.push({ code: "damaged", detail: mime.fault, ...where });
  noteLinks(shelf, cloudLinks(mime.text, mime.html), place);
  for (const leaf of mime.leaves) {
    const part = partOf(leaf, mime.html);
    const inner = await shelve(shelf, part, place);
    if (mime.text.trim() === "") mime.text = inner?.text ?? "";
  }
}

/** Gives the mail that a wrapper held, where the part is one. */
async function shelve(shelf: Shelf, part: Part, place: Place): Promise<Mime | null> {
  const { bytes, name, declaredType } = part;
  const where = [...place.within, name].join("/");
  if (isAppleDouble(bytes)) return null; // the icon and such of the file that comes along
  const kind: FileKind = declaredType === "message/rfc822" ? "eml" : await sniffKind(bytes);
  const wrapped = await unwrap(kind, part);
  if (wrapped && "mime" in wrapped && place.depth < limits.nesting) {
    if (wrapped.mime.fault !== null) {
      await keep(shelf, part, kind, place);
      shelf.notes.push({ code: "damaged", detail: wrapped.mime.fault, where });
      wrapped.mime.fault = null;
    }
    await shelveMail(shelf, wrapped.mime, { ...place, depth: place.depth + 1 });
    return wrapped.mime;
  }
  if (shelf.parts.length >= limits.parts) {
    if (!passed(shelf, "parts")) shelf.notes.push({ code: "over-limit", detail: "parts", where });
    return null;
  }
  await keep(shelf, part, kind, place);
  if (wrapped && "code" in wrapped) shelf.notes.push({ ...wrapped, where });
  const refusal = refusalOf(part);
  if (refusal) shelf.notes.push({ ...refusal, where });
  // A web disk's program saves its link as a text or a page to send along.
  if (kind === "text" || kind === "html") noteLinks(shelf, linksIn(bytes), place);
  await openContainer(shelf, kind, part, place);
  return null;
}

function linksIn(bytes: Buffer): string[] {
  return cloudLinks(decodeText(bytes.subarray(0, limits.textChars), ""), "");
}

/** A link that was noted already is not noted twice. */
function noteLinks(shelf: Shelf, links: string[], { within }: Place): void {
  const where = within.length > 0 ? { where: within.join("/") } : {};
  const known = shelf.notes.filter(({ code }) => code === "cloud-link").map(({ detail }) => detail);
  const fresh = links.filter((link) => !known.includes(link));
  shelf.notes.push(...fresh.map((detail) => ({ code: "cloud-link" as const, detail, ...where })));
}

async function keep(shelf: Shelf, part: Part, kind: FileKind, { within }: Place): Promise<void> {
  const { bytes, name, declaredType, inline } = part;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await shelf.keep(sha256, bytes);
  shelf.parts.push({ sha256, name, size: bytes.length, kind, declaredType, within, inline });
}

function passed(shelf: Shelf, limit: LimitName): boolean {
  return shelf.notes.some(({ code, detail }) => code === "over-limit" && detail === limit);
}

async function openContainer(shelf: Shelf, kind: FileKind, part: Part, { within, depth }: Place): Promise<void> {
  const { bytes, name } = part;
  if (kind !== "eml" && kind !== "tnef" && kind !== "p7m" && !isArchive(kind)) return;
  if (depth >= limits.nesting) {
    shelf.notes.push({ code: "over-limit", detail: "nesting", where: [...within, name].join("/") });
  } else if (isArchive(kind)) {
    await shelveEntries(shelf, kind, part, { within: [...within, name], depth: depth + 1 });
  } else if (kind === "eml") {
    // Outlook's messages within messages are no mails but more TNEF.
    const mime = isTnef(bytes) ? await tnefAsMime(bytes) : await parseMime(bytes);
    const title = name || cleanName(decodeWords(firstHeader(mime.headers, "subject")));
    await shelveMail(shelf, mime, { within: [...within, title], depth: depth + 1 });
  }
}

async function shelveEntries(shelf: Shelf, kind: ArchiveKind, archive: Part, place: Place): Promise<void> {
  for await (const entry of unpack(kind, archive, shelf)) {
    if ("code" in entry) {
      const where = [...place.within, ...(entry.where === undefined ? [] : [entry.where])].join("/");
      shelf.notes.push({ ...entry, where });
    } else {
      await shelve(shelf, { bytes: entry.bytes, name: cleanName(entry.path), declaredType: "", inline: false }, place);
      if (passed(shelf, "parts")) return;
    }
  }
}
