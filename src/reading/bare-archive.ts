import type { MailFacts } from "../domain/facts.ts";
import { limits } from "./limits.ts";
import { readMail } from "./mail.ts";
import type { KeepPart } from "./mail/parts.ts";

/** Bytes of a line before its encoding; a multiple of 3, so that the lines join into one base64 text. */
const LINE = 57_000;

/** An archive that came by itself, read as a mail of which it is the one attachment. */
export async function readArchive(bytes: Buffer, name: string, keep: KeepPart): Promise<MailFacts> {
  const lines = [
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    "Content-Type: application/octet-stream",
    "Content-Transfer-Encoding: base64",
    "",
  ];
  const tooBig = bytes.length > limits.documentBytes;
  for (let at = 0; at < bytes.length && !tooBig; at += LINE) lines.push(bytes.toString("base64", at, at + LINE));
  const facts = await readMail(Buffer.from(lines.join("\r\n"), "latin1"), keep);
  return tooBig ? { ...facts, notes: [{ code: "over-limit", detail: "documentBytes", where: name }] } : facts;
}
