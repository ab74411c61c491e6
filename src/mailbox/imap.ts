import type { Cursor, Looked, Order, Receiver } from "./arrival.ts";
import { PULSE, STEP_LIMIT, connectImap, millisecondsFor, step, type Pulse } from "./imap-client.ts";
import { connectionEnded, look, type Session } from "./look.ts";
import { troubleFrom } from "./mailbox-trouble.ts";
import { sentFolder } from "./sent-folder.ts";
import { readMailboxUrl } from "./server-url.ts";

export interface Mailbox {
  /**
   * Hands over what came after the cursor; null: everything. Flags stay untouched. `order`: where it is not all of the folder that
   * the address names. @throws MailboxTrouble, or what the receiver threw
   */
  look(cursor: Cursor | null, receiver: Receiver, order?: Partial<Order>): Promise<Looked>;
  /** Until the folder looked at last changes, or `ms` have passed. @throws MailboxTrouble when the connection ends */
  waitForChange(ms: number): Promise<void>;
  /** Files a copy of a letter; false where the account has no folder for sent mail. @throws MailboxTrouble */
  fileSent(raw: Buffer): Promise<boolean>;
  /** Whether the connection stands, as far as is known. */
  alive(): boolean;
  close(): void;
}

/**
 * One connection to the folder that the address names, logged in and ended by `signal`.
 * `limitBytes`: a larger mail is passed over. @throws MailboxTrouble
 */
export async function openMailbox(
  url: string,
  limitBytes: number,
  signal?: AbortSignal,
  pulse = PULSE,
): Promise<Mailbox> {
  const server = readMailboxUrl(url);
  // Some servers claim a little less than the truth; twice the limit is a lie that costs the connection.
  const client = await connectImap(server, limitBytes * 2, signal);
  const session: Session = { client, server, limitBytes, changed: false, sentFolder: null, broken: null };
  client.on("exists", () => (session.changed = true));
  client.on("error", (error) => (session.broken = error));
  return {
    look: (cursor, receiver, order = {}) =>
      look(session, { folder: server.folder, junk: false, atMost: Infinity, known: null, ...order }, cursor, receiver),
    waitForChange: (ms) => waitForChange(session, ms, pulse),
    fileSent: (raw) => fileSent(session, raw),
    alive: () => client.usable,
    close: () => {
      client.close();
    },
  };
}

/** A pulse in between proves that the link lives: a half-open one would wait for ever. */
async function waitForChange(session: Session, ms: number, pulse: Pulse): Promise<void> {
  const { client, server } = session;
  const until = performance.now() + ms;
  for (let left = ms; left > 0 && !session.changed; left = until - performance.now()) {
    if (await changesWithin(session, Math.min(left, pulse.every))) return;
    if (left > pulse.every) await step(client, server, pulse.limit, client.noop());
  }
}

/** imapflow starts IDLE by itself; where the server has none, the pulse brings the news. Plain listeners: it waits all day long. */
async function changesWithin({ client, server }: Session, ms: number): Promise<boolean> {
  if (!client.usable) throw connectionEnded(server);
  let end = (): void => undefined;
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const onChange = () => {
        resolve(true);
      };
      const onClose = () => {
        reject(connectionEnded(server));
      };
      const onError = (error: Error) => {
        reject(troubleFrom(error, server));
      };
      const timer = setTimeout(resolve, ms, false);
      client.on("exists", onChange).on("close", onClose).on("error", onError);
      end = () => {
        clearTimeout(timer);
        client.off("exists", onChange).off("close", onClose).off("error", onError);
      };
    });
  } finally {
    end();
  }
}

async function fileSent(session: Session, raw: Buffer): Promise<boolean> {
  const { client, server } = session;
  session.sentFolder ??= await sentFolder(client, server);
  if (session.sentFolder === "") return false;
  const filing = client.append(session.sentFolder, raw, ["\\Seen"]);
  return (await step(client, server, STEP_LIMIT + millisecondsFor(raw.length), filing)) !== false;
}
