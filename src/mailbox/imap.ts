import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cursor, Looked, Receiver } from "./arrival.ts";
import { STEP_LIMIT, connectImap, millisecondsFor, step } from "./imap-client.ts";
import { connectionEnded, look, type Session } from "./look.ts";
import { troubleFrom } from "./mailbox-trouble.ts";
import { sentFolder } from "./sent-folder.ts";
import { readMailboxUrl } from "./server-url.ts";

export interface Mailbox {
  /** Hands over what came after the cursor; null: everything. Flags stay untouched. @throws MailboxTrouble, or what the receiver threw */
  look(cursor: Cursor | null, receiver: Receiver): Promise<Looked>;
  /** Until the folder changes, or `ms` have passed. @throws MailboxTrouble when the connection ends */
  waitForChange(ms: number): Promise<void>;
  /** Files a copy of a letter; false where the account has no folder for sent mail. @throws MailboxTrouble */
  fileSent(raw: Buffer): Promise<boolean>;
  close(): void;
}

/**
 * One connection to the folder that the address names, logged in and ended by `signal`.
 * `limitBytes`: a larger mail is passed over. @throws MailboxTrouble
 */
export async function openMailbox(url: string, limitBytes: number, signal?: AbortSignal): Promise<Mailbox> {
  const server = readMailboxUrl(url);
  // Some servers claim a little less than the truth; twice the limit is a lie that costs the connection.
  const client = await connectImap(server, limitBytes * 2, signal);
  const session: Session = { client, server, limitBytes, changed: false, sentFolder: null, broken: null };
  client.on("exists", () => (session.changed = true));
  client.on("error", (error) => (session.broken = error));
  return {
    look: (cursor, receiver) => look(session, cursor, receiver),
    waitForChange: (ms) => waitForChange(session, ms),
    fileSent: (raw) => fileSent(session, raw),
    close: () => {
      client.close();
    },
  };
}

/** imapflow starts IDLE by itself, or NOOPs where the server has no IDLE. */
async function waitForChange(session: Session, ms: number): Promise<void> {
  const { client, server } = session;
  if (session.changed) return;
  if (!client.usable) throw connectionEnded(server);
  const over = new AbortController();
  const { signal } = over;
  const ended = once(client, "close", { signal }).then(() => {
    throw connectionEnded(server);
  });
  try {
    await Promise.race([once(client, "exists", { signal }), ended, sleep(ms, undefined, { signal })]);
  } catch (error) {
    throw troubleFrom(error, server);
  } finally {
    over.abort();
  }
}

async function fileSent(session: Session, raw: Buffer): Promise<boolean> {
  const { client, server } = session;
  session.sentFolder ??= await sentFolder(client, server);
  if (session.sentFolder === "") return false;
  const filing = client.append(session.sentFolder, raw, ["\\Seen"]);
  return (await step(client, server, STEP_LIMIT + millisecondsFor(raw.length), filing)) !== false;
}
