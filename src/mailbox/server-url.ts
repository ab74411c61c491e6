/** Where a mail server is and who logs in there, read from MAILBOX_URL or SMTP_URL. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS. */
  secure: boolean;
  /** Only on this machine may a password travel unencrypted, and a certificate be anybody's. */
  loopback: boolean;
  /** Empty where the server asks for no login. */
  user: string;
  password: string;
  /** The path, decoded; empty where there is none. */
  folder: string;
}

/** The account's name in the ledger: the login name at its host. */
export function accountOf({ user, host }: MailServer): string {
  return `${user}@${host}`;
}

const DEFAULT_PORTS: Record<string, number> = { imaps: 993, imap: 143, smtps: 465, smtp: 587 };

/** @throws one sentence that says what is wrong, and never holds the password */
export function readMailboxUrl(url: string): MailServer {
  const server = readServerUrl(url, ["imaps", "imap"], "imaps://user:password@host:993/INBOX");
  if (server.user === "" || server.password === "") {
    throw new Error(
      "the mailbox address names no user or no password; it must look like imaps://user:password@host:993/INBOX",
    );
  }
  return { ...server, folder: server.folder || "INBOX" };
}

/** @throws one sentence that says what is wrong, and never holds the password */
export function readPostUrl(url: string): MailServer {
  return readServerUrl(url, ["smtps", "smtp"], "smtps://user:password@host:465");
}

function readServerUrl(url: string, schemes: string[], example: string): MailServer {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const scheme = parsed?.protocol.slice(0, -1) ?? "";
  if (parsed === null || !schemes.includes(scheme) || parsed.hostname === "") {
    throw new Error(`the address must look like ${example}, with / # ? % in the password percent-encoded`);
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, "");
  return {
    host,
    port: Number(parsed.port) || (DEFAULT_PORTS[scheme] ?? 0),
    secure: scheme.endsWith("s"),
    loopback: /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host),
    user: decoded(parsed.username),
    password: decoded(parsed.password),
    folder: decoded(parsed.pathname.slice(1)),
  };
}

/** A lone % is taken as it stands: people paste passwords as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One line, short, and without the password even where a server quotes it back. */
export function fitForLog(text: string, server: MailServer): string {
  const masked = server.password === "" ? text : text.replaceAll(server.password, "***");
  const line = masked.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** Tencent and NetEase refuse the web password to mail programs; they issue a 授权码 for them. */
export function loginAdvice(server: MailServer): string {
  return /(^|\.)((qq|foxmail|163|126|188|netease)\.com|yeah\.net)$/i.test(server.host)
    ? "; this provider wants the 授权码 from its web settings (开启 IMAP/SMTP 服务), not the password"
    : "; check the user name and the password";
}
