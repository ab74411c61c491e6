#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { digestCommand } from "./commands/digest.ts";
import { examineCommand } from "./commands/examine.ts";
import { formCommand } from "./commands/form.ts";
import { lettersCommand } from "./commands/letters.ts";
import { onceCommand } from "./commands/once.ts";
import { overrideCommand } from "./commands/override.ts";
import { paperCommand } from "./commands/paper.ts";
import { purgeCommand } from "./commands/purge.ts";
import { reprocessCommand } from "./commands/reprocess.ts";
import { rosterCommand } from "./commands/roster.ts";
import { sealCommand } from "./commands/seal.ts";
import { startCommand } from "./commands/start.ts";
import { statusCommand } from "./commands/status.ts";
import { Refusal } from "./refusal.ts";
import { environment, readSettings } from "./settings.ts";

const VERBS = [
  startCommand,
  onceCommand,
  examineCommand,
  formCommand,
  sealCommand,
  statusCommand,
  paperCommand,
  rosterCommand,
  lettersCommand,
  overrideCommand,
  digestCommand,
  reprocessCommand,
  purgeCommand,
];

/** Exit status: 0 done; 1 the work failed; 2 the call was wrong. */
async function main(): Promise<number> {
  const program = new Command("intake")
    .description("takes in, checks and answers the applications to the CCIA 网络安全服务“阳光行动”")
    .configureOutput({ outputError: sayInOneLine })
    .exitOverride();
  for (const verb of VERBS) verb(program, () => readSettings(environment()));
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`intake: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof Refusal ? error.exitCode : 1;
  }
}

/** Commander puts what may have been meant on a second line. */
function sayInOneLine(message: string, write: (line: string) => void): void {
  const words = message.replace(/^error: /, "").trim();
  write(`intake: ${words.replace(/\s*\n\s*/g, " ")}\n`);
}

process.exitCode = await main();
