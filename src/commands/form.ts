import type { Command } from "commander";
import { oneLine } from "../domain/safe-text.ts";
import type { Finding } from "../domain/verdicts.ts";
import { formFile, type FormEntry } from "../examine-document.ts";
import type { Settings } from "../settings.ts";
import { findingLines, lookAtFiles, type Entry } from "./files.ts";
import { quoted } from "./output.ts";

/** A strength or an opinion may be a paragraph. */
const LONGEST_VALUE = 900;

export function formCommand(program: Command, settings: () => Settings): void {
  program
    .command("form")
    .description("the fields and findings of a Word form")
    .argument("<file...>")
    .option("--json", "print JSON")
    .action(async (files: string[], options: { json?: true }) => {
      await lookAtFiles(files, settings(), { json: options.json === true, look: formFile, inWords });
    });
}

function inWords(entry: FormEntry | Entry): string {
  const fields = "fields" in entry ? Object.entries(entry.fields) : [];
  return [
    quoted(entry.file),
    ...fields.map(([id, value]) => `  ${id}：${value === null ? "（空）" : oneLine(value, LONGEST_VALUE)}`),
    ...findingLines(entry.findings as Finding[]),
  ].join("\n");
}
