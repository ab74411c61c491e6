import type { Command } from "commander";
import { answerDue } from "../letters/answer.ts";
import { deliverDue } from "../letters/deliver.ts";
import { demandRoom } from "../disk-room.ts";
import { holdDataDir } from "../hold-data-dir.ts";
import { openLedger } from "../ledger.ts";
import type { Order } from "../mailbox/arrival.ts";
import { openMailbox, type Mailbox } from "../mailbox/imap.ts";
import { MailboxTrouble } from "../mailbox/mailbox-trouble.ts";
import { findInSentFolder } from "../mailbox/sent-folder.ts";
import { openPost } from "../mailbox/smtp.ts";
import { beginReading, openParts, type Parts } from "../parts.ts";
import { examineStored, receiver } from "../pass.ts";
import { limits } from "../reading/limits.ts";
import { Refusal } from "../refusal.ts";
import { resolveDoubts, type SentFolder } from "../letters/resolve-doubts.ts";
import type { Settings } from "../settings.ts";
import { print } from "./output.ts";

export function onceCommand(program: Command, settings: () => Settings): void {
  program
    .command("once")
    .description("one pass: fetch what is new, examine it, answer, deliver what waits, then exit")
    .option("--json", "print JSON")
    .action(async (options: { json?: true }) => {
      const counts = await once(settings());
      print(options.json === true, counts, () => inWords(counts));
    });
}

/** Whoever calls `once` wants what waits for its next try to be tried now. */
const WHENEVER = new Date("9999-12-31T00:00:00Z");

interface OnceCounts {
  fetched: number;
  examined: number;
  parked: number;
  lettersQueued: number;
  lettersSent: number;
  lettersHeld: number;
}

/** One pass: fetch what is new, examine it, answer at once, deliver what waits. */
async function once(settings: Settings): Promise<OnceCounts> {
  if (settings.mailboxUrl === null)
    throw new Refusal("MAILBOX_URL is not set; it must hold imaps://user:password@host:993/INBOX");
  if (settings.smtpUrl === null && settings.replies !== "off")
    throw new Refusal("SMTP_URL is not set; it must hold smtps://user:password@host:465, or REPLIES must be off");
  const parts = await openParts(settings);
  const release = holdDataDir(settings.dataDir);
  try {
    return await pass(settings.mailboxUrl, parts);
  } finally {
    release();
    await parts.close();
  }
}

async function pass(mailboxUrl: string, parts: Parts): Promise<OnceCounts> {
  await beginReading(parts);
  const mayFetch = (): Promise<void> => demandRoom(parts.settings.dataDir);
  await mayFetch();
  const mailbox = await openMailbox(mailboxUrl, limits.mailBytes);
  try {
    const fetched = await fetchNew(mailboxUrl, mailbox, mayFetch, parts);
    const { examined, parked } = await examineStored(parts);
    const { queued, held } = await answerDue(parts, 0);
    const find: SentFolder["find"] = (messageIds) => findInSentFolder(mailboxUrl, messageIds);
    const { sent } = await deliver({ find, file: (raw) => mailbox.fileSent(raw) }, parts);
    return { fetched, examined, parked, lettersQueued: queued, lettersSent: sent, lettersHeld: held };
  } finally {
    mailbox.close();
  }
}

/** The folder for junk only where it can be read; the other one must be. */
async function fetchNew(url: string, mailbox: Mailbox, mayFetch: () => Promise<void>, parts: Parts): Promise<number> {
  const { junkFolder } = parts.settings;
  const ledger = openLedger(url, junkFolder, parts);
  let fetched = 0;
  const receive = receiver(parts, mayFetch, () => (fetched += 1));
  const lookAt = async (order: Partial<Order>): Promise<void> => {
    const { cursor, known } = await ledger.beforeLook(order.folder ?? null);
    await ledger.onLooked(await mailbox.look(cursor, receive, { ...order, known }));
  };
  await lookAt({});
  if (junkFolder === null) return fetched;
  try {
    await lookAt({ folder: junkFolder, junk: true });
  } catch (error) {
    if (!(error instanceof MailboxTrouble)) throw error;
    parts.log.warn({ kind: error.kind, junk: true }, `mailbox: ${error.message}`);
    await ledger.onTrouble(error, true);
  }
  return fetched;
}

async function deliver(sentFolder: SentFolder, parts: Parts): Promise<{ sent: number }> {
  const { smtpUrl, replies } = parts.settings;
  if (smtpUrl === null || replies === "off") return { sent: 0 };
  const post = openPost(smtpUrl);
  try {
    const counts = await deliverDue(post, parts, { due: WHENEVER });
    await resolveDoubts(sentFolder, parts, { always: true });
    return counts;
  } finally {
    post.close();
  }
}

function inWords(counts: OnceCounts): string {
  const { fetched, examined, parked, lettersQueued, lettersSent, lettersHeld } = counts;
  return (
    `收取 ${fetched} 封，处理 ${examined} 封，暂存 ${parked} 封；` +
    `拟信 ${lettersQueued} 封，寄出 ${lettersSent} 封，待放行 ${lettersHeld} 封。`
  );
}
