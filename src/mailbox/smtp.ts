import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SMTPConnectionOptions, SMTPConnectionSendInfo } from "nodemailer/lib/smtp-connection";
import { fitForLog, readPostUrl, type MailServer } from "./server-url.ts";
import { acceptedBy, outcomeOf, type Delivery, type SmtpError } from "./smtp-outcome.ts";

export interface OutgoingMail {
  /** Envelope addresses, bare. */
  from: string;
  to: string[];
  /** One more recipient, whom no header names: where that one gets the mail, everybody in `to` was accepted before. */
  copyTo?: string | null;
  raw: Buffer;
}

export interface Post {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Cuts off what is being sent; it ends as `never-sent` or `unknown`. */
  close(): void;
}

/** Milliseconds that a server may take. */
export interface Patience {
  connect: number;
  greeting: number;
  /** For one answer, and for a pause in taking the mail. */
  answer: number;
  /** For everything, so that a server that answers byte by byte holds nothing up for ever. */
  whole: number;
}

/** RFC 5321, 4.5.3.2: five minutes for most answers, ten after the final dot. nodemailer has one clock for both. */
const PATIENCE: Patience = { connect: 60_000, greeting: 300_000, answer: 600_000, whole: 1_800_000 };
const CHUNK = 16_384;

/** Logs in anew for each mail. @throws one sentence when the address is wrong */
export function openPost(url: string, patience: Patience = PATIENCE): Post {
  const server = readPostUrl(url);
  const open = new Set<SMTPConnection>();
  const handOver = async (mail: OutgoingMail): Promise<Handed> => {
    const connection = new SMTPConnection(optionsFor(server, patience));
    // Without a listener a broken connection would end the process; each step below hears of it by itself.
    connection.on("error", () => undefined);
    open.add(connection);
    const late = setTimeout(() => {
      connection.close();
    }, patience.whole);
    try {
      return await deliver(connection, server, mail);
    } finally {
      clearTimeout(late);
      open.delete(connection);
      connection.close();
    }
  };
  return {
    send: (mail) => sendWithCopy(mail, handOver),
    close() {
      for (const connection of open) connection.close();
    },
  };
}

/** A mail that broke off because its copy alone was refused. */
interface CopyRefused {
  outcome: "copy-refused";
  response: string;
}
type Handed = Delivery | CopyRefused;

/** That our own mailbox is full or unknown must not keep the mail from the others: it goes again without the copy. */
async function sendWithCopy(mail: OutgoingMail, handOver: (mail: OutgoingMail) => Promise<Handed>): Promise<Delivery> {
  const first = await handOver(mail);
  if (first.outcome !== "copy-refused") return first;
  const second = await handOver({ ...mail, copyTo: null });
  if (second.outcome === "copy-refused") throw new Error("a copy that nobody asked for was refused");
  if (second.outcome !== "accepted") return second;
  return { ...second, refused: [{ address: mail.copyTo ?? "", response: first.response }] };
}

export function optionsFor(server: MailServer, patience: Omit<Patience, "whole">): SMTPConnectionOptions {
  const { host, port, secure, loopback } = server;
  return {
    host,
    port,
    secure,
    requireTLS: !secure && !loopback,
    opportunisticTLS: loopback,
    tls: { rejectUnauthorized: secure || !loopback },
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.answer,
  };
}

/** nodemailer writes into it which recipients were refused. */
interface Envelope {
  from: string;
  to: string[];
  size: number;
  rejectedErrors?: SmtpError[];
}

async function deliver(connection: SMTPConnection, server: MailServer, mail: OutgoingMail): Promise<Handed> {
  const copyTo = mail.copyTo ?? null;
  const to = copyTo === null ? mail.to : [...mail.to, copyTo];
  const envelope: Envelope = { from: mail.from, to, size: mail.raw.length };
  const text = new Handover(mail.raw, () => {
    // nodemailer would go on with the recipients that are left; then a copy would prove nothing.
    if (copyTo !== null && (envelope.rejectedErrors ?? []).length > 0) throw new Error("a recipient was refused");
  });
  try {
    await logIn(connection, server);
    const info = await attempt<SMTPConnectionSendInfo>(connection, (done) => {
      connection.send(envelope, text.stream, done);
    });
    connection.quit();
    // An answer that came before the question is no answer to it.
    if (!text.finished) return { outcome: "unknown", reason: fitForLog(info.response, server) };
    return acceptedBy(info, server);
  } catch (error) {
    const fault = error as SmtpError;
    const refusal = copyTo === null || text.begun ? null : refusedRecipient(envelope, copyTo, server);
    // Of a refused sender the recipients are refused as well (503), where all was asked at once (RFC 2920).
    return refusal !== null && fault.command !== "MAIL FROM" ? refusal : outcomeOf(fault, text.finished, server);
  }
}

/** Connects, and logs in where the address names a user. */
export async function logIn(connection: SMTPConnection, server: MailServer): Promise<void> {
  await attempt(connection, (done) => {
    connection.connect(done);
  });
  if (server.user === "") return;
  await attempt(connection, (done) => {
    connection.login({ user: server.user, pass: server.password }, done);
  });
}

/** Hands a mail over piece by piece, so that it is known whether its end, and with it the final dot, can have left. */
class Handover {
  begun = false;
  finished = false;
  readonly stream: Readable;

  /** `before`: asked when every recipient was answered; throws where nothing must be handed over. */
  constructor(raw: Buffer, before: () => void) {
    this.stream = Readable.from(this.pieces(raw, before), { objectMode: false, highWaterMark: CHUNK });
  }

  private *pieces(raw: Buffer, before: () => void): Generator<Buffer> {
    before();
    this.begun = true;
    for (let at = 0; at < raw.length; at += CHUNK) {
      // From the last piece on: it is pessimistic by one piece, never optimistic.
      this.finished = at + CHUNK >= raw.length;
      yield raw.subarray(at, at + CHUNK);
    }
  }
}

type Done<T> = (error?: Error | null, result?: T) => void;

/** One step of the dialogue; it also fails when the connection does, whichever way nodemailer tells it. */
function attempt<T>(connection: SMTPConnection, start: (done: Done<T>) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const ended = () => {
      reject(new Error("the connection was closed"));
    };
    connection.once("error", reject);
    connection.once("end", ended);
    start((error, result) => {
      connection.off("error", reject);
      connection.off("end", ended);
      if (error) reject(error);
      else resolve(result as T);
    });
  });
}

/** What became of the mail by the refusal of one recipient: those in `to` count before the copy's. null: none was refused. */
function refusedRecipient(envelope: Envelope, copyTo: string, server: MailServer): Handed | null {
  const refusals = envelope.rejectedErrors ?? [];
  const refusal = refusals.find(({ recipient }) => recipient !== copyTo) ?? refusals[0];
  if (refusal === undefined) return null;
  if (refusal.recipient !== copyTo) return outcomeOf(refusal, false, server);
  return { outcome: "copy-refused", response: fitForLog(refusal.response ?? refusal.message, server) };
}
