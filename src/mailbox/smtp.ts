import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SMTPConnectionOptions, SMTPConnectionSendInfo } from "nodemailer/lib/smtp-connection";
import { fitForLog, loginAdvice, readPostUrl, type MailServer } from "./server-url.ts";

export interface OutgoingMail {
  /** Envelope addresses, bare. */
  from: string;
  to: string[];
  raw: Buffer;
}

/** What became of a mail. Only `unknown` leaves it open whether the server has it. */
export type Delivery =
  | { outcome: "accepted"; response: string; refused: { address: string; response: string }[] }
  | { outcome: "refused-for-now"; response: string }
  | { outcome: "refused"; response: string }
  | { outcome: "never-sent"; reason: string }
  | { outcome: "unknown"; reason: string };

export interface Post {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Cuts off what is being sent; it ends as `never-sent` or `unknown`. */
  close(): void;
}

/** RFC 5321, 4.5.3.2: five minutes for most answers, ten after the final dot. nodemailer has one clock for both. */
const ANSWER_LIMIT = 600_000;
const GREETING_LIMIT = 300_000;
const CONNECT_LIMIT = 60_000;
const CHUNK = 16_384;

/** Logs in anew for each mail. @throws one sentence when the address is wrong */
export function openPost(url: string): Post {
  const server = readPostUrl(url);
  const open = new Set<SMTPConnection>();
  return {
    async send(mail) {
      const connection = new SMTPConnection(optionsFor(server));
      // Without a listener a broken connection would end the process; each step below hears of it by itself.
      connection.on("error", () => undefined);
      open.add(connection);
      try {
        return await deliver(connection, server, mail);
      } finally {
        open.delete(connection);
        connection.close();
      }
    },
    close() {
      for (const connection of open) connection.close();
    },
  };
}

export function optionsFor(server: MailServer): SMTPConnectionOptions {
  const { host, port, secure, loopback } = server;
  return {
    host,
    port,
    secure,
    requireTLS: !secure && !loopback,
    opportunisticTLS: loopback,
    tls: { rejectUnauthorized: secure || !loopback },
    connectionTimeout: CONNECT_LIMIT,
    greetingTimeout: GREETING_LIMIT,
    socketTimeout: ANSWER_LIMIT,
  };
}

async function deliver(connection: SMTPConnection, server: MailServer, mail: OutgoingMail): Promise<Delivery> {
  const text = new Handover(mail.raw);
  try {
    await attempt(connection, (done) => {
      connection.connect(done);
    });
    if (server.user !== "") {
      await attempt(connection, (done) => {
        connection.login({ user: server.user, pass: server.password }, done);
      });
    }
    const info = await attempt<SMTPConnectionSendInfo>(connection, (done) => {
      connection.send({ from: mail.from, to: mail.to, size: mail.raw.length }, text.stream, done);
    });
    connection.quit();
    return acceptedBy(info, server);
  } catch (error) {
    return outcomeOf(error as SmtpError, text.finished, server);
  }
}

/** Hands a mail over piece by piece, so that it is known whether its end, and with it the final dot, can have left. */
class Handover {
  finished = false;
  readonly stream: Readable;

  constructor(raw: Buffer) {
    this.stream = Readable.from(this.pieces(raw), { objectMode: false, highWaterMark: CHUNK });
  }

  private *pieces(raw: Buffer): Generator<Buffer> {
    for (let at = 0; at < raw.length; at += CHUNK) {
      // From the last piece on: it is pessimistic by one piece, never optimistic.
      this.finished = at + CHUNK >= raw.length;
      yield raw.subarray(at, at + CHUNK);
    }
  }
}

type Done<T> = (error?: Error | null, result?: T) => void;

/** One step of the dialogue; it also fails when the connection does, whichever way nodemailer tells it. */
export function attempt<T>(connection: SMTPConnection, start: (done: Done<T>) => void): Promise<T> {
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

function acceptedBy(info: SMTPConnectionSendInfo, server: MailServer): Delivery {
  const refused = (info.rejectedErrors ?? []).map(({ recipient, response, message }) => ({
    address: recipient ?? "",
    response: fitForLog(response ?? message, server),
  }));
  return { outcome: "accepted", response: fitForLog(info.response, server), refused };
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/** `finished`: the end of the mail may have reached the server, which then may have taken it (RFC 5321, 4.2.5). */
function outcomeOf(error: SmtpError, finished: boolean, server: MailServer): Delivery {
  const { command = "", responseCode = 0 } = error;
  const words = fitForLog(error.response ?? error.message, server);
  const answered = /^(MAIL FROM|RCPT TO|DATA)$/.test(command) && responseCode >= 400 && responseCode < 600;
  if (answered) {
    const forNow = responseCode < 500 || isPaceLimit(words);
    return { outcome: forNow ? "refused-for-now" : "refused", response: words };
  }
  if (finished) return { outcome: "unknown", reason: words };
  // nodemailer itself refused: an address that cannot be one, or more bytes than the server takes
  if (/^(EENVELOPE|EMESSAGE)$/.test(error.code ?? "") && responseCode === 0)
    return { outcome: "refused", response: words };
  const advice = error.code === "EAUTH" ? loginAdvice(server) : "";
  return { outcome: "never-sent", reason: `${server.host}: ${words}${advice}` };
}

/** Tencent's “550 … frequency limited” and NetEase's “554 MI:STC” mean: later, though they say: never. */
function isPaceLimit(words: string): boolean {
  return /frequency limited|too (many|frequent)|MI:(STC|SFQ)|频率|频繁|频次/i.test(words);
}
