import { ImapFlow, type IdInfoObject, type ImapFlowOptions } from "imapflow";
import { MailboxTrouble, troubleFrom } from "./mailbox-trouble.ts";
import type { MailServer } from "./server-url.ts";

/** Milliseconds that a server may take for one step, apart from a mail's bytes. */
export const STEP_LIMIT = 30_000;
/** From the first packet to the end of the login. */
const CONNECT_LIMIT = 25_000;
/** A socket without a byte for so long, while something is asked for, is half-open. */
const QUIET_LIMIT = 45_000;
/** Milliseconds: how often a waiting connection is asked for a sign of life, and how long it may take to give one. */
export interface Pulse {
  every: number;
  limit: number;
}

/**
 * What stands half-open is left after 40 s. NATs forget a quiet connection after minutes, servers end a quiet IDLE after 5 to 30.
 */
export const PULSE: Pulse = { every: 25_000, limit: 15_000 };
/** Longer than the pause between two mails of one look, short enough to hear of a new mail at once. */
const IDLE_AFTER = 200;

/** For so many bytes over the slowest link that is waited for, 20 kB/s. */
export const millisecondsFor = (bytes: number): number => bytes / 20;

/** NetEase serves folders only to clients that name themselves (RFC 2971). */
const CLIENT_INFO: IdInfoObject = {
  name: "sunshine-intake",
  version: "0.1.0",
  vendor: "sunshine-intake",
  "support-url": false,
};

/** A logged-in client, used once and thrown away. @throws MailboxTrouble */
export async function connectImap(server: MailServer, maxLiteralSize: number, stop?: AbortSignal): Promise<ImapFlow> {
  const client = new ImapFlow({ ...optionsFor(server), maxLiteralSize });
  // Without a listener a broken connection would end the process; whoever waits for a command learns of it there.
  client.on("error", () => undefined);
  const close = () => {
    client.close();
  };
  stop?.addEventListener("abort", close);
  client.on("close", () => stop?.removeEventListener("abort", close));
  try {
    await step(client, server, CONNECT_LIMIT, logIn(client));
  } catch (error) {
    close();
    throw error;
  }
  return client;
}

async function logIn(client: ImapFlow): Promise<void> {
  await client.connect();
  await introduce(client);
}

function optionsFor(server: MailServer): ImapFlowOptions {
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.secure || server.loopback ? {} : { doSTARTTLS: true }),
    tls: { rejectUnauthorized: server.secure || !server.loopback },
    auth: { user: server.user, pass: server.password },
    clientInfo: CLIENT_INFO,
    // Its log lines quote mails.
    logger: false,
    disableAutoEnable: true,
    disableCompression: true,
    connectionTimeout: CONNECT_LIMIT,
    socketTimeout: QUIET_LIMIT,
    autoIdleDelay: IDLE_AFTER,
  };
}

/**
 * Says ID once more after the login: NetEase counts only that one, and imapflow omits it when the
 * server answered the one before the login. Its `run` is missing from its types.
 */
async function introduce(client: ImapFlow): Promise<void> {
  await (client as unknown as { run(command: "ID", info: object): Promise<unknown> }).run("ID", CLIENT_INFO);
}

/** Waits for one step of a dialogue; a step that takes longer than `ms` ends the connection. @throws MailboxTrouble */
export async function step<T>(client: ImapFlow, server: MailServer, ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seconds = Math.round(ms / 1000);
      reject(new MailboxTrouble("unreachable", `${server.host} did not answer within ${seconds} s`));
      client.close();
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw troubleFrom(error, server);
  } finally {
    clearTimeout(timer);
  }
}
