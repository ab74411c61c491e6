/** One line of the report: what was counted, what it should be, what it was. */
export interface Figure {
  figure: string;
  aim: string;
  result: string;
  ok: boolean;
}

export interface TortureOptions {
  seed: number;
  /** 1: as many as the report promises; 0.1: a tenth. */
  scale: number;
  /** The folder of real samples, which the project does not hold. */
  corpora?: string;
}

export interface Room {
  run(options: TortureOptions): Promise<Figure[]>;
}

/** So many of `whole` at this scale, but never none. */
export function scaled(whole: number, scale: number): number {
  return Math.max(1, Math.round(whole * scale));
}

/** A figure that should be 0; what is wrong is named. */
export function none(figure: string, wrong: string[]): Figure {
  const some = wrong.slice(0, 3).join(", ");
  return { figure, aim: "0", result: wrong.length === 0 ? "0" : `${wrong.length}: ${some}`, ok: wrong.length === 0 };
}

/** Columns as wide as they must be; Chinese characters take two places. */
export function table(figures: Figure[]): string {
  const rows = [
    ["figure", "aim", "result", "ok"],
    ...figures.map(({ figure, aim, result, ok }) => [figure, aim, result, ok ? "yes" : "NO"]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)));
    return `| ${cells.join(" | ")} |`;
  });
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function widthOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffe0]/g)?.length ?? 0);
}
