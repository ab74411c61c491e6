import type { ReadingNote } from "../../domain/facts.ts";
import { cleanName, firstHeader, parameter } from "./header.ts";
import type { Leaf } from "./mime.ts";

/** A file that came in a mail, in whatever it was wrapped. */
export interface Part {
  bytes: Buffer;
  /** Decoded and NFC; empty where there is none. */
  name: string;
  declaredType: string;
  inline: boolean;
  cutShort?: boolean;
}

/** `html`: the mail's, which tells whether it shows the part. */
export function partOf(leaf: Leaf, html: string): Part {
  const disposition = firstHeader(leaf.headers, "content-disposition");
  const type = firstHeader(leaf.headers, "content-type");
  const cid = leaf.contentId ?? firstHeader(leaf.headers, "content-id").replace(/^<|>$/g, "");
  return {
    bytes: leaf.bytes,
    name: cleanName(leaf.name ?? (parameter(disposition, "filename") || parameter(type, "name"))),
    declaredType: (type.split(";")[0] ?? "").trim().toLowerCase() || leaf.declaredType,
    inline: /^inline\b/i.test(disposition) || (cid !== "" && html.includes(`cid:${cid}`)),
    cutShort: leaf.cutShort ?? false,
  };
}

/** What is wrong with a part, whatever its bytes are; null where nothing is. */
export function refusalOf({ bytes, declaredType, cutShort }: Part): Omit<ReadingNote, "where"> | null {
  if (bytes.length === 0) return { code: "empty", detail: "0 bytes" };
  if (cutShort) return { code: "damaged", detail: "cut short" };
  // One of several mails that a long one was cut into (RFC 2046 §5.2.2).
  if (declaredType === "message/partial") return { code: "unsupported-kind", detail: declaredType };
  const isPgp = bytes.toString("latin1", 0, 100).startsWith("-----BEGIN PGP MESSAGE-----");
  return isPgp ? { code: "encrypted", detail: "pgp" } : null;
}

/** What macOS sends beside a file in a multipart/appledouble (RFC 1740): its icon, its place on the screen. */
export function isAppleDouble(bytes: Buffer): boolean {
  return bytes.length > 4 && bytes.readUInt32BE(0) === 0x00051607;
}
