import { setTimeout as sleep } from "node:timers/promises";
import type { Cursor, Looked, Order, Receiver } from "./arrival.ts";
import { openMailbox, type Mailbox } from "./imap.ts";
import { MailboxTrouble } from "./mailbox-trouble.ts";
import { after, junkRest, NO_TROUBLES, type Trouble, type Troubles } from "./patience.ts";

export interface Watch extends Receiver {
  url: string;
  /** The folder for junk, looked at in turn on the same connection; null: none. */
  junkFolder: string | null;
  /** The longest time between two looks. */
  pollMs: number;
  /** A larger mail is passed over. */
  limitBytes: number;
  /** A look that hands over nothing for so long is given up, and the connection with it. */
  stuckAfterMs: number;
  /** Before every connection and every look. @throws MailboxTrouble where nothing may be fetched now */
  mayFetch(): Promise<void>;
  /** Before every look: how far the folder has been taken in (null: not at all yet), and what to compare it with. */
  beforeLook(folder: string | null): Promise<{ cursor: Cursor | null; known: Order["known"] }>;
  onLooked(looked: Looked): Promise<void>;
  /** `junk`: only that folder is concerned, the other goes on. */
  onTrouble(trouble: Trouble, junk: boolean): void;
  /** 0…1, so that several programs do not come back in step. */
  jitter(): number;
  signal: AbortSignal;
}

export interface Watcher {
  /** Resolves once the watch has stopped after its signal; never rejects. */
  ended: Promise<void>;
  /** On the connection that is open anyway: providers dislike many logins. @throws MailboxTrouble, also while there is none */
  fileSent(raw: Buffer): Promise<boolean>;
}

/** Mails of one look at the junk: a pile of it must not keep the other folder waiting. */
const JUNK_AT_A_TIME = 20;

/** Keeps one connection to the mailbox and hands over what arrives, for ever, through every trouble. */
export function watchMailbox(watch: Watch): Watcher {
  const session: Session = { mailbox: null, troubles: NO_TROUBLES, junk: { troubles: NO_TROUBLES, restUntil: 0 } };
  return {
    ended: keepWatching(watch, session),
    fileSent(raw) {
      if (session.mailbox !== null) return session.mailbox.fileSent(raw);
      return Promise.reject(new MailboxTrouble("unreachable", "the mailbox is not connected at the moment"));
    },
  };
}

interface Session {
  mailbox: Mailbox | null;
  troubles: Troubles;
  /** The junk rests for a while after a trouble of its own, by the monotonic clock. */
  junk: { troubles: Troubles; restUntil: number };
}

async function keepWatching(watch: Watch, session: Session): Promise<void> {
  const { signal } = watch;
  while (!signal.aborted) {
    const retryInMs = await watchOneConnection(watch, session).catch((error: unknown) => {
      // Closed by ourselves
      if (signal.aborted) return 0;
      session.troubles = after(session.troubles, error, watch.jitter());
      watch.onTrouble(session.troubles.last, false);
      return session.troubles.last.retryInMs;
    });
    await sleep(retryInMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Until the signal; the pause that it asks for then is none. */
async function watchOneConnection(watch: Watch, session: Session): Promise<number> {
  await watch.mayFetch();
  const mailbox = await openMailbox(watch.url, watch.limitBytes, watch.signal);
  session.mailbox = mailbox;
  try {
    while (!watch.signal.aborted) {
      const moreJunk = await lookAtJunk(watch, session, mailbox);
      // Last, so that it is this folder that the wait is for.
      await lookOnce(watch, mailbox, {});
      session.troubles = NO_TROUBLES;
      if (!moreJunk) await mailbox.waitForChange(watch.pollMs);
    }
    return 0;
  } finally {
    session.mailbox = null;
    mailbox.close();
  }
}

/** Returns whether more of it waits. Its troubles are its own, unless they end the connection. */
async function lookAtJunk(watch: Watch, { junk }: Session, mailbox: Mailbox): Promise<boolean> {
  if (watch.junkFolder === null || performance.now() < junk.restUntil) return false;
  try {
    const looked = await lookOnce(watch, mailbox, { folder: watch.junkFolder, junk: true, atMost: JUNK_AT_A_TIME });
    junk.troubles = NO_TROUBLES;
    return looked.more;
  } catch (error) {
    if (watch.signal.aborted || (error instanceof MailboxTrouble && error.kind === "no-room")) throw error;
    junk.troubles = junkRest(after(junk.troubles, error, watch.jitter()));
    junk.restUntil = performance.now() + junk.troubles.last.retryInMs;
    watch.onTrouble(junk.troubles.last, true);
    if (!mailbox.alive()) throw error;
    return false;
  }
}

async function lookOnce(watch: Watch, mailbox: Mailbox, order: Partial<Order>): Promise<Looked> {
  await watch.mayFetch();
  const { cursor, known } = await watch.beforeLook(order.folder ?? null);
  const looked = await unlessStuck(watch.stuckAfterMs, (progress) => {
    const receiver: Receiver = {
      onArrival: (mail) => watch.onArrival(mail).then(progress),
      onPassedOver: (mail) => watch.onPassedOver(mail).then(progress),
    };
    return mailbox.look(cursor, receiver, { ...order, known });
  });
  await watch.onLooked(looked);
  return looked;
}

/** Every step of a look has its own limit; this one stands behind all of them, so that the watch can never hang. */
async function unlessStuck<T>(ms: number, work: (progress: () => void) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let progress = (): void => undefined;
  const stuck = new Promise<never>((_, reject) => {
    progress = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(new MailboxTrouble("unreachable", `the look at the mailbox got nowhere for ${Math.round(ms / 1000)} s`));
      }, ms);
    };
  });
  progress();
  try {
    return await Promise.race([
      work(() => {
        progress();
      }),
      stuck,
    ]);
  } finally {
    progress = () => undefined;
    clearTimeout(timer);
  }
}
