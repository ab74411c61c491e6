import { oneLine, terminalLines, visibleJson } from "../domain/safe-text.ts";

/** Characters; only what somebody made long is longer. */
const LONGEST_LINE = 1000;
const LONGEST_CELL = 120;

/** What a verb prints: with `--json` exactly one JSON value on standard output, else words for people. */
export function print(json: boolean, value: unknown, inWords: () => string): void {
  process.stdout.write(`${json ? asJson(value) : asWords(inWords())}\n`);
}

/** What went wrong, in one line on standard error. */
export function printFault(words: string): void {
  process.stderr.write(`${oneLine(`intake: ${words}`, LONGEST_LINE)}\n`);
}

/** What strangers or callers wrote, within a sentence: it cannot begin a line of its own. */
export function quoted(value: string): string {
  return oneLine(value, LONGEST_CELL);
}

function asWords(words: string): string {
  return terminalLines(words, LONGEST_LINE);
}

function asJson(value: unknown): string {
  return visibleJson(JSON.stringify(value, null, 2));
}

interface Answers<T> {
  json: boolean;
  /** Of several FILEs: an array, else the one entry by itself. */
  several: boolean;
  inWords: (entry: T) => string;
}

/** Prints each answer as soon as it is known, so that nothing gathers; with `--json` one value even when a fault cuts it short. */
export async function printEach<T>(entries: AsyncIterable<T>, { json, several, inWords }: Answers<T>): Promise<void> {
  const list = json && several;
  let printed = 0;
  try {
    for await (const entry of entries) {
      const words = json ? asJson(entry) : asWords(inWords(entry));
      if (list) process.stdout.write(`${printed === 0 ? "[" : ","}\n${words.replace(/^/gm, "  ")}`);
      else process.stdout.write(`${printed === 0 ? "" : "\n"}${words}\n`);
      printed += 1;
    }
  } finally {
    if (list && printed > 0) process.stdout.write("\n]\n");
  }
}

/** Columns side by side, each cell in one line; a Chinese character is two columns wide. */
export function table(rowsOfAny: string[][]): string {
  const rows = rowsOfAny.map((row) => row.map(quoted));
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, columns(cell))));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - columns(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function columns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u1100-\u11ff\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}
