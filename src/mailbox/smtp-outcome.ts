import type { SMTPConnectionSendInfo } from "nodemailer/lib/smtp-connection";
import { fitForLog, loginAdvice, type MailServer } from "./server-url.ts";

/** What became of a mail. Only `unknown` leaves it open whether the server has it. `refused`: who did not get an accepted one. */
export type Delivery =
  | { outcome: "accepted"; response: string; refused: { address: string; response: string }[] }
  | { outcome: "refused-for-now"; response: string }
  | { outcome: "refused"; response: string }
  | { outcome: "never-sent"; reason: string }
  | { outcome: "unknown"; reason: string };

/** As nodemailer fails. */
export interface SmtpError extends Error {
  code?: string;
  /** Of a refused recipient. */
  recipient?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

export function acceptedBy(info: SMTPConnectionSendInfo, server: MailServer): Delivery {
  const refused = (info.rejectedErrors ?? []).map(({ recipient, response, message }) => ({
    address: recipient ?? "",
    response: fitForLog(response ?? message, server),
  }));
  return { outcome: "accepted", response: fitForLog(info.response, server), refused };
}

/** `finished`: the end of the mail may have reached the server, which then may have taken it (RFC 5321, 4.2.5). */
export function outcomeOf(error: SmtpError, finished: boolean, server: MailServer): Delivery {
  const { command = "", responseCode = 0 } = error;
  const words = fitForLog(error.response ?? error.message, server);
  const answered = /^(MAIL FROM|RCPT TO|DATA)$/.test(command) && responseCode >= 400 && responseCode < 600;
  if (answered) {
    const forNow = responseCode < 500 || isPaceLimit(words);
    return { outcome: forNow ? "refused-for-now" : "refused", response: words };
  }
  if (finished) return { outcome: "unknown", reason: words };
  // nodemailer itself refused: an address that cannot be one, or more bytes than the server takes
  if (/^(EENVELOPE|EMESSAGE)$/.test(error.code ?? "") && error.response === undefined)
    return { outcome: "refused", response: words };
  const advice = error.code === "EAUTH" ? loginAdvice(server) : "";
  return { outcome: "never-sent", reason: `${server.host}: ${words}${advice}` };
}

/** Tencent's “550 … frequency limited” and NetEase's “554 MI:STC” mean: later, though they say: never. */
function isPaceLimit(words: string): boolean {
  return PACE_LIMITS.some((pattern) => pattern.test(words));
}

const PACE_LIMITS = [
  /frequency limited|too (many|frequent)|\bMI:(STC|SFQ|CEL)|\bHL:(ITC|ICC)/i,
  // Of the sender: a recipient's full mailbox (5.2.2) is that one's own.
  /\b(daily|hourly|sending|send|user|rate)\b.{0,30}\b(limit|quota)\b.{0,30}\b(exceeded|reached)|exceed\w*.{0,30}\b(daily|hourly|sending|send|rate)\b/i,
  /\b[45]\.7\.28\b|频率|频繁|频次|超(过|出|限).{0,12}发(信|送)|发(信|送).{0,12}(超过|超出|超限|上限)/,
];
