import type { Command } from "commander";
import { holdDataDir } from "../hold-data-dir.ts";
import { openParts } from "../parts.ts";
import { examineStored } from "../pass.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { examineAgain, fetchAgain, type Which } from "../store/mails-again.ts";
import { readMailRow } from "../store/mails.ts";
import { inTransaction } from "../store/open.ts";
import type { Writing } from "../store/schema.ts";
import { print } from "./output.ts";

export function reprocessCommand(program: Command, settings: () => Settings): void {
  program
    .command("reprocess")
    .description("reads and judges mails again, sending nothing twice")
    .argument("[mail...]", "their ids, as the digest shows them")
    .option("--parked", "every parked mail")
    .option("--all", "every mail")
    .option("--json", "print JSON")
    .action(async (ids: string[], options: { parked?: true; all?: true; json?: true }) => {
      const which = options.all ? "all" : options.parked ? "parked" : { ids };
      const ways = [ids.length > 0, options.parked, options.all].filter(Boolean).length;
      if (ways !== 1) throw new Refusal("name mails, or use --parked, or --all: one of the three", 2);
      const counts = await reprocess(settings(), which);
      print(options.json === true, counts, () => inWords(counts));
    });
}

interface Reprocessed {
  again: number;
  /** null: the running daemon examines them. */
  examined: number | null;
  parked: number;
}

async function reprocess(settings: Settings, which: Which): Promise<Reprocessed> {
  const parts = await openParts(settings);
  try {
    const again = await inTransaction(parts.db, async (tx) => {
      if (typeof which === "object") await requireMails(tx, which.ids);
      return (await examineAgain(tx, which)) + (await fetchAgain(tx, which));
    });
    const release = holdUnlessRunning(settings.dataDir);
    if (release === null) return { again, examined: null, parked: 0 };
    try {
      return { again, ...(await examineStored(parts)) };
    } finally {
      release();
    }
  } finally {
    await parts.close();
  }
}

/** All of them or none. A purged one's words are gone; one that waits is examined anyway. */
async function requireMails(tx: Writing, ids: string[]): Promise<void> {
  for (const id of ids) {
    const mail = await readMailRow(tx, id);
    if (!mail) throw new Refusal(`there is no mail ${id}; the digest and intake contacts show their ids`);
    if (mail.state === "purged") throw new Refusal(`mail ${id} was purged; nothing of it is left to examine`);
  }
}

function holdUnlessRunning(dataDir: string): (() => void) | null {
  try {
    return holdDataDir(dataDir);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function inWords({ again, examined, parked }: Reprocessed): string {
  if (examined === null) return `${again} 封邮件已交由正在运行的程序重新处理。`;
  // A fault, or a mail that must first be fetched; a sender's earlier mails may have been examined on top of what was asked for.
  const open = Math.max(0, again - examined - parked);
  const later = open === 0 ? "" : `；另有 ${open} 封尚未完成，程序在下次收信时再试`;
  return `重新处理 ${examined} 封，暂存 ${parked} 封${later}。`;
}
