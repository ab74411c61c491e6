/** What a verb prints: with `--json` exactly one JSON value on standard output, else words for people. */
export function print(json: boolean, value: unknown, inWords: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${inWords()}\n`);
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
      const words = json ? JSON.stringify(entry, null, 2) : inWords(entry);
      if (list) process.stdout.write(`${printed === 0 ? "[" : ","}\n${words.replace(/^/gm, "  ")}`);
      else process.stdout.write(`${printed === 0 ? "" : "\n"}${words}\n`);
      printed += 1;
    }
  } finally {
    if (list && printed > 0) process.stdout.write("\n]\n");
  }
}

/** Columns side by side; a Chinese character is two columns wide. */
export function table(rows: string[][]): string {
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
