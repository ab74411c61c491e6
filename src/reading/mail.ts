import addressparser from "nodemailer/lib/addressparser";
import type { Address, MailFacts } from "../domain/facts.ts";
import { limits } from "./limits.ts";
import { decodeWords, headerText, type RawLine } from "./mail/header.ts";
import { parseMime, type Mime } from "./mail/mime.ts";
import { OUTSIDE, shelveMail, type KeepPart, type Shelf } from "./mail/parts.ts";

/**
 * Everything that a mail says and carries: every part at any depth, whatever its disposition, mails within the mail
 * and zip archives opened. Bad input becomes notes; only `keepPart` may make it reject.
 */
export async function readMail(raw: Buffer, keepPart: KeepPart): Promise<MailFacts> {
  const shelf: Shelf = { keep: keepPart, parts: [], notes: [], bytesLeft: limits.unpackedBytes };
  const tooBig = raw.length > limits.mailBytes;
  if (tooBig) shelf.notes.push({ code: "over-limit", detail: "mailBytes" });
  const mime = await parseMime(tooBig ? headOf(raw) : raw);
  await shelveMail(shelf, mime, OUTSIDE);
  const text = `${mime.text}${returnedHeaders(mime)}`;
  if (text.length > limits.textChars) shelf.notes.push({ code: "over-limit", detail: "textChars" });
  return { ...envelope(mime.headers), text: text.slice(0, limits.textChars), parts: shelf.parts, notes: shelf.notes };
}

function headOf(raw: Buffer): Buffer {
  const end = /\r?\n\r?\n/.exec(raw.toString("latin1", 0, 1_000_000));
  return raw.subarray(0, end ? end.index + end[0].length : 0);
}

/**
 * A bounce says which letter it returns by that letter's headers, in a part of their own (RFC 3462) or on top of the
 * whole letter; they are read as part of the report's text.
 */
function returnedHeaders({ headers, leaves }: Mime): string {
  const type = headers.find(({ key }) => key === "content-type");
  if (!type || !/^multipart\/report\b/i.test(headerText(type))) return "";
  const returned = leaves.filter(({ declaredType }) => /^(?:message|text)\/rfc822/.test(declaredType));
  return returned
    .map(({ bytes }) => `\n${(bytes.toString("utf8", 0, 20_000).split(/\r?\n\r?\n/)[0] ?? "").trim()}\n`)
    .join("");
}

function envelope(lines: RawLine[]): Omit<MailFacts, "text" | "parts" | "notes"> {
  const undecoded = lines.map((line): [string, string] => [line.key, headerText(line)]);
  const headers = undecoded.map(([key, value]): [string, string] => [key, decodeWords(value).normalize("NFC")]);
  const first = (name: string) => headers.find(([key]) => key === name)?.[1] ?? "";
  const people = (name: string) => undecoded.filter(([key]) => key === name).flatMap(([, value]) => addresses(value));
  return {
    messageId: messageIds(first("message-id"))[0] ?? null,
    inReplyTo: messageIds(first("in-reply-to"))[0] ?? null,
    references: messageIds(first("references")),
    from: people("from")[0] ?? null,
    replyTo: people("reply-to"),
    to: people("to"),
    cc: people("cc"),
    subject: first("subject"),
    date: instant(first("date")),
    // RFC 5321 §4.4: the stamp stands behind the last semicolon.
    received: instant(first("received").split(";").at(-1) ?? ""),
    headers,
    contentType: (first("content-type").split(";")[0] ?? "").trim().toLowerCase() || "text/plain",
  };
}

/** Names are decoded after the addresses are told apart: an encoded-word must not make up an address (RFC 2047 §5). */
function addresses(value: string): Address[] {
  return addressparser(value, { flatten: true })
    .map(({ address, name }) => ({ address: address.trim(), name: decodeWords(name).normalize("NFC").trim() }))
    .filter(({ address }) => address.includes("@"));
}

/** Message-IDs with their brackets; a bare one gets them, for some senders leave them out. */
function messageIds(value: string): string[] {
  const bracketed = value.match(/<[^<>\s]+>/g);
  if (bracketed) return bracketed;
  return value
    .split(/\s+/)
    .filter((word) => word.includes("@"))
    .map((word) => `<${word}>`);
}

function instant(value: string): string | null {
  const time = Date.parse(value.replace(/\([^()]*\)/g, "").trim());
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
