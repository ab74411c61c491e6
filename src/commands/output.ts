/** What a verb prints: with `--json` exactly one JSON value on standard output, else words for people. */
export function print(json: boolean, value: unknown, inWords: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${inWords()}\n`);
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
