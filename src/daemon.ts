import { schedule } from "node-cron";
import { answerDue } from "./letters/answer.ts";
import { hangBell, type Bell } from "./bell.ts";
import { deliverDue } from "./letters/deliver.ts";
import { demandRoom, roomLeft } from "./disk-room.ts";
import { openLedger, type Ledger } from "./ledger.ts";
import { stuckAfter } from "./mailbox/patience.ts";
import { findInSentFolder } from "./mailbox/sent-folder.ts";
import { watchMailbox, type Watcher } from "./mailbox/watch.ts";
import { openPost } from "./mailbox/smtp.ts";
import { runMinuteWork } from "./minute-work.ts";
import { beginReading, type Parts } from "./parts.ts";
import { examineStored, receiver } from "./pass.ts";
import { limits } from "./reading/limits.ts";
import { resolveDoubts, type SentFolder } from "./letters/resolve-doubts.ts";
import { whatWaits } from "./store/waiting.ts";

/** How often it is asked whether anything waits; SETTLE and retries are met to this. */
const ASK_EVERY_MS = 500;
/** How long a loop rests when nothing wakes it: what is in doubt is seen to then. */
const REST_MS = 30_000;
/** After a fault in a loop (a full disk, a locked database). */
const REST_AFTER_FAULT_MS = 10_000;

/**
 * The daemon: one loop watches the mailbox, one examines, one answers, one delivers; the digest and the reminders come by the clock.
 * Resolves after `signal`, when every loop has come to its end. `measure`: how much room the disk has.
 */
export async function runDaemon(
  mailboxUrl: string,
  parts: Parts,
  signal: AbortSignal,
  measure = roomLeft,
): Promise<void> {
  const { settings, log } = parts;
  await beginReading(parts);

  const [mailCame, mailRead, letterWritten] = [hangBell(), hangBell(), hangBell()];
  const ledger = openLedger(mailboxUrl, settings.junkFolder, parts);
  const mayFetch = (): Promise<void> => demandRoom(settings.dataDir, measure);
  const watcher = watch(mailboxUrl, { ledger, mayFetch, mailCame }, parts, signal);
  void parts.reader.warm();
  // What is being read when the end comes is read again at the next start.
  signal.addEventListener("abort", () => void parts.reader.close());
  let minute = Promise.resolve();
  const workOfMinute = () => (minute = runMinuteWork(parts, { silence: ledger.noticeSilence }, signal));
  const daily = schedule("* * * * *", workOfMinute, { noOverlap: true });
  await Promise.all([
    watcher.ended,
    keepWaking({ mailCame, mailRead, letterWritten }, parts, signal),
    keepDoing("examining", mailCame, signal, log, async () => {
      await examineStored(parts, signal, mailRead.ring);
    }),
    // By itself, so that a pile of mails to read does not keep the first letters waiting.
    keepDoing("answering", mailRead, signal, log, async () => {
      const { queued } = await answerDue(parts, settings.settleMs);
      if (queued > 0) letterWritten.ring();
    }),
    keepDelivering(sentFolderOf(mailboxUrl, watcher, signal), letterWritten, parts, signal),
  ]);
  await daily.destroy();
  // What it had begun is still written down.
  await minute;
}

function watch(
  url: string,
  { ledger, mayFetch, mailCame }: { ledger: Ledger; mayFetch: () => Promise<void>; mailCame: Bell },
  parts: Parts,
  signal: AbortSignal,
): Watcher {
  const { settings, log } = parts;
  return watchMailbox({
    ...{ url, junkFolder: settings.junkFolder, pollMs: settings.pollMs, limitBytes: limits.mailBytes },
    stuckAfterMs: stuckAfter(limits.mailBytes),
    mayFetch,
    beforeLook: ledger.beforeLook,
    ...receiver(parts, mayFetch, mailCame.ring),
    onLooked: ledger.onLooked,
    onTrouble: ({ kind, message, retryInMs }, junk) => {
      log.warn({ kind, junk, retryInMs }, `mailbox: ${message}`);
      void ledger.onTrouble({ kind, message }, junk).catch((error: unknown) => {
        log.error({ reason: String(error) }, "the mailbox's trouble could not be noted");
      });
    },
    jitter: Math.random,
    signal,
  });
}

function sentFolderOf(mailboxUrl: string, watcher: Watcher, signal: AbortSignal): SentFolder {
  return {
    find: (messageIds) => findInSentFolder(mailboxUrl, messageIds, signal),
    file: (raw) => watcher.fileSent(raw),
  };
}

async function keepDelivering(sentFolder: SentFolder, bell: Bell, parts: Parts, signal: AbortSignal): Promise<void> {
  const { smtpUrl, replies } = parts.settings;
  if (smtpUrl === null || replies === "off") return;
  const post = openPost(smtpUrl);
  signal.addEventListener("abort", () => {
    post.close();
  });
  await keepDoing("delivering", bell, signal, parts.log, async () => {
    await deliverDue(post, parts, { signal });
    await resolveDoubts(sentFolder, parts);
  });
}

/** Wakes each loop for what waits: a time that has come, a staff's verb in another process. One question costs less than three loops. */
async function keepWaking(
  { mailCame, mailRead, letterWritten }: { mailCame: Bell; mailRead: Bell; letterWritten: Bell },
  { db, log }: Parts,
  signal: AbortSignal,
): Promise<void> {
  const tick = hangBell();
  const ask = async () => {
    const { mails, occasions, letters } = await whatWaits(db);
    if (mails) mailCame.ring();
    if (occasions) mailRead.ring();
    if (letters) letterWritten.ring();
  };
  await keepDoing("waking", tick, signal, log, ask, ASK_EVERY_MS);
}

async function keepDoing(
  what: string,
  bell: Bell,
  signal: AbortSignal,
  log: Parts["log"],
  work: () => Promise<void>,
  rest = REST_MS,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      // Cut off by the end: no fault.
      if (isOver(signal)) return;
      log.error({ reason: error instanceof Error ? error.message : String(error) }, `${what} failed; it goes on`);
      // Whatever rings meanwhile.
      await hangBell().wait(REST_AFTER_FAULT_MS, signal);
      continue;
    }
    await bell.wait(rest, signal);
  }
}

/** Asked anew: it may have changed while something was awaited. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
