import { LISTING_LIMIT } from "./look.ts";
import { millisecondsFor } from "./imap-client.ts";
import { MailboxTrouble, type TroubleKind } from "./mailbox-trouble.ts";

export interface Trouble {
  /** `fault`: not the mailbox's, the receiver threw. */
  kind: TroubleKind | "fault";
  /** One sentence without secrets. */
  message: string;
  retryInMs: number;
}

/** How many of one kind came in a row, and the last of them. */
export interface Troubles {
  inARow: number;
  last: Trouble;
}

export const NO_TROUBLES: Troubles = { inARow: 0, last: { kind: "fault", message: "", retryInMs: 0 } };

/**
 * Milliseconds of the first pause, which doubles, and of the longest. With a connection's own limit of 25 s a mailbox is read again
 * within a minute of the network's return. Providers lock accounts that log in wrongly again and again; there a person must act.
 */
const PAUSES: Record<Trouble["kind"], { first: number; longest: number }> = {
  unreachable: { first: 1_000, longest: 25_000 },
  fault: { first: 1_000, longest: 25_000 },
  "no-room": { first: 15_000, longest: 30_000 },
  // After each a login is spent.
  server: { first: 1_000, longest: 50_000 },
  "folder-missing": { first: 15_000, longest: 300_000 },
  "not-encrypted": { first: 15_000, longest: 300_000 },
  "login-refused": { first: 60_000, longest: 600_000 },
  "folder-locked": { first: 60_000, longest: 600_000 },
};

/** One more trouble, with the pause after it. `jitter`: 0…1, a quarter of the pause. */
export function after(before: Troubles, error: unknown, jitter: number): Troubles {
  const kind = error instanceof MailboxTrouble ? error.kind : "fault";
  const inARow = before.inARow > 0 && before.last.kind === kind ? before.inARow + 1 : 1;
  const { first, longest } = PAUSES[kind];
  const pause = Math.min(longest, first * 2 ** Math.min(inARow - 1, 20));
  const message = error instanceof Error ? error.message : String(error);
  return { inARow, last: { kind, message, retryInMs: Math.round(pause * (0.75 + jitter / 4)) } };
}

/** Of the junk: a folder that ends every connection must not cost the other one more than a login now and then. */
export function junkRest({ inARow, last }: Troubles): Troubles {
  const retryInMs = Math.max(last.retryInMs, Math.min(600_000, 1_000 * 4 ** Math.min(inARow - 1, 10)));
  return { inARow, last: { ...last, retryInMs } };
}

/** Milliseconds that a look may go without handing over a mail: the longest list, and then the largest mail. */
export const stuckAfter = (limitBytes: number): number => LISTING_LIMIT + 2 * millisecondsFor(limitBytes);
