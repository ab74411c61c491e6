import { basename } from "node:path";
import { oneLine } from "../domain/safe-text.ts";
import type { Examiner } from "../examine-document.ts";
import { loadRules, openLog, openReader } from "../parts.ts";
import { ReadingFault } from "../reading/reader.ts";
import type { Settings } from "../settings.ts";
import { printEach, printFault } from "./output.ts";

const LONGEST_FINDING = 600;

/** What a verb says of one FILE; with several, entries stand in the order given. */
export type Entry = { file: string; findings: { message: string }[] };

interface Looking<T> {
  json: boolean;
  look: (file: string, examiner: Examiner) => Promise<T>;
  inWords: (entry: T | Entry) => string;
}

/** Looks at each FILE, in one reading child that is ended when the work is done, and prints what it says as soon as it is known. */
export async function lookAtFiles<T extends object>(
  files: string[],
  settings: Settings,
  { json, look, inWords }: Looking<T>,
): Promise<void> {
  await withExaminer(settings, (examiner) =>
    printEach(eachFile(files, examiner, look), { json, several: files.length > 1, inWords }),
  );
}

async function withExaminer(settings: Settings, work: (examiner: Examiner) => Promise<void>): Promise<void> {
  const rules = loadRules(settings);
  const reader = openReader(openLog("error"));
  try {
    await work({ rules, reader, settings, now: settings.now ?? new Date() });
  } finally {
    await reader.close();
  }
}

/** One that cannot be read at all is an entry with its finding, not a failure of the call; a fault of ours is thrown. */
async function* eachFile<T extends object>(
  files: string[],
  examiner: Examiner,
  look: Looking<T>["look"],
): AsyncGenerator<T | Entry> {
  for (const file of files) {
    yield await look(file, examiner).catch((error: unknown) => {
      if (!isAboutReading(file, error)) throw error;
      printFault((error as Error).message);
      return unreadable(file, examiner);
    });
  }
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

export function findingLines(findings: { message: string }[]): string[] {
  return findings.map((finding) => `  · ${oneLine(finding.message, LONGEST_FINDING)}`);
}
