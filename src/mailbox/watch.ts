import { setTimeout as sleep } from "node:timers/promises";
import type { Cursor, Looked, Receiver } from "./arrival.ts";
import { openMailbox, type Mailbox } from "./imap.ts";
import { MailboxTrouble, type TroubleKind } from "./mailbox-trouble.ts";

export interface Trouble {
  /** `fault`: not the mailbox's, the receiver threw. */
  kind: TroubleKind | "fault";
  /** One sentence without secrets. */
  message: string;
  retryInMs: number;
}

export interface Watch extends Receiver {
  url: string;
  /** The longest time between two looks. */
  pollMs: number;
  /** A larger mail is passed over. */
  limitBytes: number;
  /** How far the folder has been taken in, asked before every look; null: not at all yet. */
  readCursor(): Promise<Cursor | null>;
  onLooked(looked: Looked): Promise<void>;
  onTrouble(trouble: Trouble): void;
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

const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 300_000;
/** Providers lock accounts that log in wrongly again and again. */
const RETRY_AFTER_REFUSED_LOGIN = 60_000;

/** Keeps one connection to the folder and hands over what arrives, for ever, through every trouble. */
export function watchMailbox(watch: Watch): Watcher {
  const session: Session = { mailbox: null, failures: 0 };
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
  /** In a row. */
  failures: number;
}

async function keepWatching(watch: Watch, session: Session): Promise<void> {
  const { signal } = watch;
  while (!signal.aborted) {
    const retryInMs = await watchOneConnection(watch, session).catch((error: unknown) => {
      // Closed by ourselves
      if (signal.aborted) return 0;
      const trouble = troubleOf(error, session.failures++, watch.jitter());
      watch.onTrouble(trouble);
      return trouble.retryInMs;
    });
    await sleep(retryInMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Until the signal; the pause that it asks for then is none. */
async function watchOneConnection(watch: Watch, session: Session): Promise<number> {
  const mailbox = await openMailbox(watch.url, watch.limitBytes, watch.signal);
  session.mailbox = mailbox;
  try {
    while (!watch.signal.aborted) {
      await watch.onLooked(await mailbox.look(await watch.readCursor(), watch));
      session.failures = 0;
      await mailbox.waitForChange(watch.pollMs);
    }
    return 0;
  } finally {
    session.mailbox = null;
    mailbox.close();
  }
}

function troubleOf(error: unknown, failuresBefore: number, jitter: number): Trouble {
  const kind = error instanceof MailboxTrouble ? error.kind : "fault";
  const doubled = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** failuresBefore);
  const pause = Math.max(doubled, kind === "login-refused" ? RETRY_AFTER_REFUSED_LOGIN : 0);
  const message = error instanceof Error ? error.message : String(error);
  return { kind, message, retryInMs: Math.round(pause * (0.75 + jitter / 4)) };
}
