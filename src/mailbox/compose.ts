import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "../domain/facts.ts";

/** A letter before it is a mail. Everything in it may come from outside. */
export interface MailToBuild {
  /** With its angle brackets; the same id and content give the same bytes. */
  messageId: string;
  date: Date;
  from: Address;
  to: Address[];
  subject: string;
  text: string;
  html: string;
  /** With its angle brackets; null where the letter answers none. */
  inReplyTo: string | null;
  references: string[];
  /** Further headers, e.g. `Auto-Submitted`. */
  headers: Record<string, string>;
  attachments: { name: string; type: string; content: Buffer }[];
}

/** The mail's bytes, lines ended by CRLF, fit to be sent and stored. */
export async function buildRaw(mail: MailToBuild): Promise<Buffer> {
  const composer = new MailComposer({
    messageId: oneLine(mail.messageId),
    date: mail.date,
    from: safeAddress(mail.from),
    to: mail.to.map(safeAddress),
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    ...(mail.inReplyTo === null ? {} : { inReplyTo: oneLine(mail.inReplyTo) }),
    references: mail.references.map(oneLine),
    headers: Object.entries(mail.headers).map(([key, value]) => ({ key: oneLine(key), value: oneLine(value) })),
    attachments: mail.attachments.map(({ name, type, content }) => ({
      filename: oneLine(name),
      contentType: oneLine(type),
      content,
    })),
    baseBoundary: createHash("sha256").update(mail.messageId).digest("hex").slice(0, 16),
    newline: "\r\n",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function safeAddress({ address, name }: Address): { address: string; name: string } {
  return { address: oneLine(address).replace(/[<>\s]/g, ""), name: oneLine(name) };
}

/** No control character may begin a header of its own, no direction mark turn a name round. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}
