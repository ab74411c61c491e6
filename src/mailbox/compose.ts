import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "../domain/facts.ts";
import { oneLine as shortLine } from "../domain/safe-text.ts";

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
  const [inReplyTo] = [mail.inReplyTo ?? ""].filter(isMessageId);
  const composer = new MailComposer({
    messageId: oneLine(mail.messageId),
    date: mail.date,
    from: safeAddress(mail.from),
    to: mail.to.map(safeAddress),
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    references: threadOf(mail.references),
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

/** Without what would make it several, or another. */
function safeAddress({ address, name }: Address): { address: string; name: string } {
  return { address: oneLine(address).replace(/[\s<>"(),:;[\]\\]/g, ""), name: oneLine(name) };
}

const MOST_REFERENCES = 20;

/** The thread's first mail and its last ones. */
function threadOf(references: string[]): string[] {
  const ids = references.filter(isMessageId);
  return ids.length <= MOST_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST_REFERENCES)];
}

/** One that fits a line (RFC 5322, 2.1.1) of plain ASCII and decodes to nothing else; any other is left out, nobody can be asked for it. */
function isMessageId(id: string): boolean {
  return /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/.test(id) && !id.includes("=?");
}

/** Characters of one header's value: ten thousand without a blank would make a line that no server takes (RFC 5322, 2.1.1). */
const LONGEST_VALUE = 500;

/**
 * No control character may begin a header of its own, no direction mark turn a name round, and nothing that was written like an
 * encoded word (RFC 2047) be decoded to something else.
 */
function oneLine(text: string): string {
  return shortLine(text, LONGEST_VALUE).replace(/=(?=\?)/g, "= ");
}
