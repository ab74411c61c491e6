import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";

export interface MailSpec {
  /** Address or `Name <address>`. */
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  date: Date;
  attachments?: { name: string; content: Buffer; contentType?: string }[];
  /** With its angle brackets; made from sender, subject and date where absent. */
  messageId?: string;
  inReplyTo?: string;
  references?: string[];
  headers?: Record<string, string>;
}

/** A mail as it goes over the wire (RFC 5322, CRLF): the same bytes for the same spec. */
export async function buildMail(spec: MailSpec): Promise<Buffer> {
  const { attachments = [], messageId = madeMessageId(spec), headers = {}, ...rest } = spec;
  const mail = new MailComposer({
    ...rest,
    messageId,
    headers: { "X-Mailer": "Foxmail 7.2.25.140[cn]", ...headers },
    attachments: attachments.map(({ name, ...file }) => ({ filename: name, ...file })),
    baseBoundary: digest(messageId),
    newline: "windows",
  });
  return mail.compile().build();
}

/** What the mail will be called, so that an answer can be written before it is built. */
export function madeMessageId(spec: Pick<MailSpec, "from" | "subject" | "date">): string {
  const domain = /@([^>\s]+)/.exec(spec.from)?.[1] ?? "mail.example";
  return `<${digest(`${spec.from}|${spec.subject}|${spec.date.toISOString()}`)}@${domain}>`;
}

const digest = (words: string) => createHash("sha256").update(words).digest("hex").slice(0, 20);
