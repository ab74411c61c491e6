#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { printFault } from "./commands/output.ts";
import { refuseEmpty } from "./commands/wrong-call.ts";
import { Refusal } from "./refusal.ts";
import { environment, readSettings, type Settings } from "./settings.ts";

type Verb = (program: Command, settings: () => Settings) => void;

/** In the order of the help. Loaded when asked for: a look at the ledger need not wait for what speaks to a mailbox. */
const VERBS = new Map<string, () => Promise<Verb>>([
  ["start", async () => (await import("./commands/start.ts")).startCommand],
  ["once", async () => (await import("./commands/once.ts")).onceCommand],
  ["examine", async () => (await import("./commands/examine.ts")).examineCommand],
  ["form", async () => (await import("./commands/form.ts")).formCommand],
  ["seal", async () => (await import("./commands/seal.ts")).sealCommand],
  ["status", async () => (await import("./commands/status.ts")).statusCommand],
  ["paper", async () => (await import("./commands/paper.ts")).paperCommand],
  ["roster", async () => (await import("./commands/roster.ts")).rosterCommand],
  ["letters", async () => (await import("./commands/letters.ts")).lettersCommand],
  ["contacts", async () => (await import("./commands/contacts.ts")).contactsCommand],
  ["override", async () => (await import("./commands/override.ts")).overrideCommand],
  ["digest", async () => (await import("./commands/digest.ts")).digestCommand],
  ["reprocess", async () => (await import("./commands/reprocess.ts")).reprocessCommand],
  ["purge", async () => (await import("./commands/purge.ts")).purgeCommand],
  ["doctor", async () => (await import("./commands/doctor.ts")).doctorCommand],
  ["backup", async () => (await import("./commands/backup.ts")).backupCommand],
  ["restore", async () => (await import("./commands/backup.ts")).restoreCommand],
  ["verify", async () => (await import("./commands/verify.ts")).verifyCommand],
]);

/** Exit status: 0 done; 1 the work failed; 2 the call was wrong. */
async function main(): Promise<number> {
  const program = new Command("intake")
    .description("takes in, checks and answers the applications to the CCIA 网络安全服务“阳光行动”")
    .configureOutput({ outputError: sayInOneLine })
    .hook("preAction", (_program, verb) => {
      refuseEmpty(verb);
    })
    .exitOverride();
  try {
    for (const verb of await verbsFor(process.argv[2])) verb(program, () => readSettings(environment()));
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printFault(error instanceof Error ? error.message : String(error));
    return error instanceof Refusal ? error.exitCode : 1;
  }
}

/** All of them where no verb stands first: for the help, or to say what was meant. */
function verbsFor(first = ""): Promise<Verb[]> {
  const asked = VERBS.get(first);
  return Promise.all((asked ? [asked] : [...VERBS.values()]).map((load) => load()));
}

/** Commander puts what may have been meant on a second line. */
function sayInOneLine(message: string): void {
  printFault(message.replace(/^error: /, ""));
}

process.exitCode = await main();
