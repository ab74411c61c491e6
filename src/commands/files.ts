import type { Examiner } from "../examine-file.ts";
import { loadRules, openLog, openReader } from "../parts.ts";
import type { Settings } from "../settings.ts";

/** What a verb says of one FILE; with several, entries stand in the order given. */
export type Entry = { file: string; findings: { message: string }[] };

/** Looks at each file in the reading child. A file that cannot be read at all is an entry with its finding, not a failure. */
export async function eachFile<T extends object>(
  files: string[],
  settings: Settings,
  look: (file: string, examiner: Examiner) => Promise<T>,
): Promise<(T | Entry)[]> {
  const rules = loadRules(settings);
  const reader = openReader(openLog("error"));
  const examiner = { rules, reader, settings, now: settings.now ?? new Date() };
  try {
    const entries = [];
    for (const file of files) {
      entries.push(await look(file, examiner).catch((error: unknown) => unreadable(file, error as Error, examiner)));
    }
    return entries;
  } finally {
    await reader.close();
  }
}

function unreadable(file: string, error: Error, { rules }: Examiner): Entry {
  const finding = rules.say("document-unreadable", { name: file }, error.message);
  return { file, findings: [{ ...finding, code: "unreadable" } as Entry["findings"][number]] };
}

/** One object for one FILE, an array for several. */
export function oneOrAll<T>(entries: T[]): T | T[] | undefined {
  return entries.length === 1 ? entries[0] : entries;
}

export function findingLines(findings: { message: string }[]): string[] {
  return findings.map((finding) => `  · ${finding.message}`);
}
