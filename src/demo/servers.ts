import type { AddressInfo, Server, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import hoodiecrow, { type ImapConnection, type ImapServer } from "hoodiecrow-imap";
import { DateTime } from "luxon";
import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";
import { DEMO_MAILBOX } from "./sample.ts";

const PASSWORD = "demonstration";
const LOOPBACK = "127.0.0.1";

export interface DemoServers {
  /** As MAILBOX_URL and SMTP_URL take them. */
  imapUrl: string;
  smtpUrl: string;
  /** Sends a mail to the mailbox by SMTP; it arrives now by the clock, or at the given instant. */
  deliver(mail: { raw: Buffer; returnPath: string }, arrivedAt?: Date): Promise<void>;
  /** What was sent to anyone else, oldest first: nothing leaves the machine. */
  outgoing: { to: string[]; raw: Buffer; at: Date }[];
  close(): Promise<void>;
}

/** An IMAP and an SMTP server on loopback, one mailbox in memory, each start a new one. */
export async function startDemoServers({ clock }: { clock: () => Date }): Promise<DemoServers> {
  const imap = await startImap();
  const outgoing: DemoServers["outgoing"] = [];
  const arrivals = new Map<string, Date>();
  const smtp = await startSmtp((returnPath, recipients, raw) => {
    const others = recipients.filter((to) => to !== DEMO_MAILBOX);
    if (others.length > 0) outgoing.push({ to: others, raw, at: clock() });
    if (others.length < recipients.length) putInInbox(imap, returnPath, raw, arrivals.get(messageId(raw)) ?? clock());
  });
  const connections = new Set<Socket>();
  for (const { server } of [imap, smtp]) server.on("connection", (socket: Socket) => connections.add(socket));
  const account = `${encodeURIComponent(DEMO_MAILBOX)}:${PASSWORD}@${LOOPBACK}`;
  const smtpUrl = `smtp://${account}:${String(portOf(smtp.server))}`;
  const sender = createTransport(smtpUrl);
  return {
    imapUrl: `imap://${account}:${String(portOf(imap.server))}/INBOX`,
    smtpUrl,
    outgoing,
    async deliver({ raw, returnPath }, arrivedAt) {
      if (arrivedAt) arrivals.set(messageId(raw), arrivedAt);
      await sender.sendMail({ envelope: { from: returnPath, to: [DEMO_MAILBOX] }, raw });
    },
    async close() {
      sender.close();
      for (const connection of connections) connection.destroy();
      await Promise.all([imap.server, smtp.server].map(stop));
    },
  };
}

/** UIDs begin anew with each start, which a new UIDVALIDITY has to say (RFC 3501 § 2.3.1.1). */
async function startImap(): Promise<ImapServer> {
  const uidvalidity = Math.floor(Date.now() / 1000);
  const imap = hoodiecrow({
    plugins: ["ID", "IDLE", "LITERALPLUS", "MOVE", "NAMESPACE", "SPECIAL-USE", "UIDPLUS", "UNSELECT"],
    users: { [DEMO_MAILBOX]: { password: PASSWORD } },
    storage: {
      INBOX: { uidvalidity },
      "": {
        separator: "/",
        folders: {
          Sent: { uidvalidity, "special-use": "\\Sent" },
          Junk: { uidvalidity, "special-use": "\\Junk" },
        },
      },
    },
  });
  imap.connectionHandlers.push(endIdleWithConnection);
  await new Promise<void>((listening) => {
    imap.listen(0, LOOPBACK, listening);
  });
  return imap;
}

/** The server ends an IDLE after half an hour by a timer that only the client's DONE takes away: cut off without it, the process would live on. */
function endIdleWithConnection(connection: ImapConnection): void {
  connection.socket?.once("close", () => {
    if (connection.inputHandler) connection.inputHandler("DONE");
  });
}

type Take = (returnPath: string, recipients: string[], raw: Buffer) => void;

async function startSmtp(take: Take): Promise<SMTPServer> {
  const smtp = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth(auth, _session, answer) {
      const known = auth.username === DEMO_MAILBOX && auth.password === PASSWORD;
      answer(known ? null : new Error("Wrong user or password"), { user: auth.username });
    },
    onData(stream, { envelope }, accepted) {
      const returnPath = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
      const recipients = envelope.rcptTo.map((to) => to.address.toLowerCase());
      buffer(stream).then((raw) => {
        take(returnPath, recipients, raw);
        accepted();
      }, accepted);
    },
  });
  await new Promise<void>((listening) => {
    smtp.listen(0, LOOPBACK, listening);
  });
  return smtp;
}

/** As the last server on a mail's way does, with a Return-Path on top (RFC 5321 § 4.4). */
function putInInbox(imap: ImapServer, returnPath: string, raw: Buffer, at: Date): void {
  const internalDate = DateTime.fromJSDate(at, { zone: "Asia/Shanghai" })
    .setLocale("en")
    .toFormat("dd-MMM-yyyy HH:mm:ss ZZZ");
  imap.appendMessage("INBOX", [], internalDate, `Return-Path: <${returnPath}>\r\n${raw.toString("binary")}`);
}

const messageId = (raw: Buffer): string => /^Message-ID:\s*(<[^>]+>)/im.exec(raw.toString("latin1"))?.[1] ?? "";
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function stop(server: Server): Promise<void> {
  await new Promise<void>((closed) => {
    server.close(() => {
      closed();
    });
  });
}
