import type { ImapFlowError } from "imapflow";
import { fitForLog, loginAdvice, type MailServer } from "./server-url.ts";

export type TroubleKind =
  | "login-refused"
  | "folder-locked"
  | "folder-missing"
  | "not-encrypted"
  | "unreachable"
  | "server"
  /** Not the mailbox's: the disk has no room for what it holds. */
  | "no-room";

/** The mailbox could not be read: one sentence for staff, without secrets. Always worth another try. */
export class MailboxTrouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    message: string,
  ) {
    super(message);
  }
}

/** Puts what imapflow or the network threw into one sentence. */
export function troubleFrom(thrown: unknown, server: MailServer): MailboxTrouble {
  if (thrown instanceof MailboxTrouble) return thrown;
  const error: ImapFlowError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const kind = kindOf(error);
  return new MailboxTrouble(kind, fitForLog(sentence(kind, error, server), server));
}

function kindOf(error: ImapFlowError): TroubleKind {
  // [UNAVAILABLE] (RFC 5530): the server could not look the password up just now
  if (error.authenticationFailed) return error.serverResponseCode === "UNAVAILABLE" ? "server" : "login-refused";
  if (error.mailboxMissing) return "folder-missing";
  if (error.tlsFailed && !error.code) return "not-encrypted";
  if (UNSAFE_LOGIN.test(said(error))) return "folder-locked";
  return error.responseStatus || error.responseText ? "server" : "unreachable";
}

/** NetEase, to programs that it does not know. */
const UNSAFE_LOGIN = /unsafe login/i;

function said(error: ImapFlowError): string {
  return error.responseText ?? (typeof error.response === "string" ? error.response : error.message);
}

function sentence(kind: TroubleKind, error: ImapFlowError, server: MailServer): string {
  const words = said(error);
  switch (kind) {
    case "login-refused":
      return `${server.host} refused the login of ${server.user} (${words})${loginAdvice(server)}`;
    case "folder-missing":
      return `${server.host} has no folder “${server.folder}”: correct the path in MAILBOX_URL`;
    case "not-encrypted":
      return `${server.host} offers no encryption on port ${server.port}, so the password was not sent: use imaps://`;
    case "server":
      return `${server.host} answered: ${words}`;
    case "folder-locked":
      return `${server.host} took the login but locks the folder (${words}): allow this program in its web settings`;
    case "unreachable":
    case "no-room":
      if (/^(NoConnection|EConnectionClosed)$/.test(error.code ?? "")) return `${server.host} ended the connection`;
      return `the connection to ${server.host}:${server.port} failed (${[error.code, error.message].filter(Boolean).join(": ")}): check the network, and MAILBOX_URL's host and port`;
  }
}
