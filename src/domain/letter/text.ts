import type { Block, LetterPlan } from "./plan.ts";
import { columns, wrap } from "./wrap.ts";

/** The letter for mail programs that show no HTML: lines of at most 40 full-width characters. */
export function letterText(plan: LetterPlan): string {
  const parts = [
    wrap(plan.greeting),
    ...plan.blocks.map(blockText),
    [rightAligned(plan.signature.organiser), rightAligned(plan.signature.date)],
    ["-".repeat(60), ...wrap(plan.footer)],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function blockText(block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
      return wrap(block.text, "　　", "");
    case "facts":
      return block.rows.flatMap(({ label, value }) => wrap(value, `${label}：`, " ".repeat(columns(label) + 2)));
    case "overview":
      return [`【${block.heading}】`, ...overviewRows(block.rows)];
    case "list":
      return [`【${block.heading}】`, ...block.items.flatMap((item, index) => listItem(item, index, block.numbered))];
  }
}

function overviewRows(rows: { title: string; word: string }[]): string[] {
  const width = Math.max(0, ...rows.map(({ title }) => columns(title))) + 3;
  return rows.map(({ title, word }) => `${title}${" ".repeat(width - columns(title))}${word}`);
}

function listItem(item: { title: string; word: string; lines: string[] }, index: number, numbered: boolean): string[] {
  const mark = numbered ? `${index + 1}. ` : "· ";
  const indent = " ".repeat(columns(mark));
  const title = item.word === "" ? item.title : `${item.title}（${item.word}）`;
  if (title === "") return item.lines.flatMap((line, place) => wrap(line, place === 0 ? mark : indent, indent));
  return [...wrap(title, mark, indent), ...item.lines.flatMap((line) => wrap(line, indent, indent))];
}

const SIGNATURE_COLUMNS = 60;

function rightAligned(text: string): string {
  return " ".repeat(Math.max(0, SIGNATURE_COLUMNS - columns(text))) + text;
}
