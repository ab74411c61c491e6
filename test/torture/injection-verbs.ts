import { Command, CommanderError } from "commander";
import { contactsCommand } from "../../src/commands/contacts.ts";
import { digestCommand } from "../../src/commands/digest.ts";
import { examineCommand } from "../../src/commands/examine.ts";
import { formCommand } from "../../src/commands/form.ts";
import { lettersCommand } from "../../src/commands/letters.ts";
import { printFault } from "../../src/commands/output.ts";
import { overrideCommand } from "../../src/commands/override.ts";
import { paperCommand } from "../../src/commands/paper.ts";
import { purgeCommand } from "../../src/commands/purge.ts";
import { reprocessCommand } from "../../src/commands/reprocess.ts";
import { rosterCommand } from "../../src/commands/roster.ts";
import { sealCommand } from "../../src/commands/seal.ts";
import { statusCommand } from "../../src/commands/status.ts";
import { readSettings } from "../../src/settings.ts";

const VERBS = [
  ...[contactsCommand, digestCommand, examineCommand, formCommand, lettersCommand, overrideCommand, paperCommand],
  ...[purgeCommand, reprocessCommand, rosterCommand, sealCommand, statusCommand],
];

/** What a verb wrote, in this process: hundreds of calls would take minutes to start. */
export async function verb(args: string[], env: Record<string, string>): Promise<{ out: string; err: string }> {
  const said = { out: "", err: "" };
  const [out, err] = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)];
  process.stdout.write = (text: string | Uint8Array) => ((said.out += String(text)), true);
  process.stderr.write = (text: string | Uint8Array) => ((said.err += String(text)), true);
  try {
    const program = new Command("intake").exitOverride().configureOutput({ outputError: printFault });
    for (const command of VERBS) command(program, () => readSettings(env));
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) printFault(error instanceof Error ? error.message : String(error));
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
  return said;
}

/** Calls that show everything; each has `--json` as well. */
export function showing(mails: string[], letters: string[]): string[][] {
  return [
    ["status"],
    ["letters"],
    ["contacts"],
    ["digest"],
    ["paper", "list"],
    ...letters.map((id) => ["letters", "show", id]),
    ["examine", ...mails],
    ["form", ...mails.slice(0, 3)],
    ["seal", ...mails.slice(0, 3)],
  ];
}

/** Calls that are wrong, or mean nothing, with the value in every place of theirs. */
export function wrong(value: string, application: string): string[][] {
  return [
    ["status", value],
    ["letters", "show", value],
    ["letters", "release", value],
    ["override", value, "form-pdf", "satisfied", "--why", value],
    ["override", application, value, "satisfied", "--why", "x"],
    ["override", application, "form-pdf", value, "--why", "x"],
    ["purge", value, "--why", value],
    ["contacts", value],
    ["contacts", "add", application, value, "--why", "x"],
    ["contacts", "clear", value, "--why", "x"],
    ["contacts", "clear", `${value}@x.example`, "--why", "x"],
    ["paper", "add", "--unit", `甲${value}`, "--items", "form"],
    ["paper", "add", "--unit", "甲", "--items", value],
    ["paper", "link", value, application],
    ["paper", "import", `/nowhere/${value}`],
    ["roster", "import", `/nowhere/${value}.csv`],
    ["digest", "--date", value],
    ["reprocess", value],
    ["letters", value],
    [`--${value}`],
  ];
}
