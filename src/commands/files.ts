import { basename } from "node:path";
import type { Examiner } from "../examine-file.ts";
import { loadRules, openLog, openReader } from "../parts.ts";
import { ReadingFault } from "../reading/reader.ts";
import type { Settings } from "../settings.ts";

/** What a verb says of one FILE; with several, entries stand in the order given. */
export type Entry = { file: string; findings: { message: string }[] };

/** With a reading child, ended when the work is done. */
export async function withExaminer<T>(settings: Settings, work: (examiner: Examiner) => Promise<T>): Promise<T> {
  const rules = loadRules(settings);
  const reader = openReader(openLog("error"));
  try {
    return await work({ rules, reader, settings, now: settings.now ?? new Date() });
  } finally {
    await reader.close();
  }
}

/** Looks at each file. One that cannot be read at all is an entry with its finding, not a failure; a fault of ours is thrown. */
export async function eachFile<T extends object>(
  files: string[],
  examiner: Examiner,
  look: (file: string, examiner: Examiner) => Promise<T>,
): Promise<(T | Entry)[]> {
  const entries = [];
  for (const file of files) {
    entries.push(
      await look(file, examiner).catch((error: unknown) => {
        if (isAboutReading(file, error)) return unreadable(file, examiner);
        throw error;
      }),
    );
  }
  return entries;
}

/** The reader says what it was reading. */
function isAboutReading(file: string, error: unknown): boolean {
  return (
    error instanceof ReadingFault || (error instanceof Error && error.message.startsWith(`Reading ${file} failed`))
  );
}

function unreadable(file: string, { rules }: Examiner): Entry {
  const name = basename(file);
  const finding = rules.say("document-unreadable", { name }, name);
  return { file, findings: [{ ...finding, code: "unreadable" } as Entry["findings"][number]] };
}

/** One object for one FILE, an array for several. */
export function oneOrAll<T>(entries: T[]): T | T[] | undefined {
  return entries.length === 1 ? entries[0] : entries;
}

export function findingLines(findings: { message: string }[]): string[] {
  return findings.map((finding) => `  · ${finding.message}`);
}
