import type { FileKind, ReadingNote } from "../../domain/facts.ts";
import type { Part } from "./leaf.ts";
import { limits } from "../limits.ts";
import { htmlAsText, parseMime, type Mime } from "./mime.ts";
import { openCms } from "./smime.ts";
import { readTnef } from "./tnef.ts";

/**
 * What is wrapped up in Outlook's winmail.dat or in a signature: its sender meant the files in it and knows nothing of the
 * wrapper, so that they stand in its place. A note where it cannot be opened; null of anything else, and of a
 * signature alone.
 */
export async function unwrap(kind: FileKind, { bytes, name }: Part): Promise<{ mime: Mime } | ReadingNote | null> {
  if (kind === "tnef") return { mime: await tnefAsMime(bytes) };
  if (kind !== "p7m") return null;
  const cms = openCms(bytes);
  if (!cms) return { code: "damaged", detail: "CMS: cut short or not in BER" };
  switch (cms.is) {
    case "signed":
      return { mime: await signedMime(cms.content, name) };
    case "signature":
      return null;
    case "encrypted":
      return { code: "encrypted", detail: "S/MIME" };
    case "other":
      return { code: "unsupported-kind", detail: "CMS" };
  }
}

/** The same as a mail is: its body, and each attachment a part. */
export async function tnefAsMime(bytes: Buffer): Promise<Mime> {
  const { text, html, attachments, fault } = readTnef(bytes);
  return {
    headers: [],
    text: text || (html && (await htmlAsText(html))),
    html,
    leaves: attachments.map((one) => ({ ...one, headers: [] })),
    passed: new Set(attachments.length > limits.parts ? ["parts"] : []),
    fault,
  };
}

/** S/MIME signs a MIME part with its headers (RFC 8551 §3.1); others sign a file as it is. */
async function signedMime(content: Buffer, name: string): Promise<Mime> {
  if (/^(?:[!-9;-~]+:.*\r?\n)*content-type:/i.test(content.toString("latin1", 0, 2000))) return parseMime(content);
  const file = { headers: [], declaredType: "", bytes: content, name: name.replace(/\.p7[ms]$/i, "") };
  return { headers: [], text: "", html: "", leaves: [file], passed: new Set(), fault: null };
}
