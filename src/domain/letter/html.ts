import { escapeHtml } from "../safe-text.ts";
import type { Status } from "../verdicts.ts";
import { heading, LINE, page, row, table, TEXT } from "./page.ts";
import type { Block, LetterPlan } from "./plan.ts";

const COLOURS: Record<Status, string> = {
  satisfied: "#1a7f37",
  defective: "#c0392b",
  missing: "#b45309",
  unsure: "#1d4ed8",
  waived: "#57606a",
};

/** The letter as HTML without pictures and without anything from elsewhere. */
export function letterHtml(plan: LetterPlan): string {
  const { organiser, date } = plan.signature;
  return page(plan.subject, plan.footer, [
    row(`<span style="${TEXT};font-weight:bold">${escapeHtml(plan.greeting)}</span>`),
    ...plan.blocks.map((block) => row(blockHtml(block))),
    row(`<p align="right" style="margin:0 0 14px 0;${TEXT}">${escapeHtml(organiser)}<br>${escapeHtml(date)}</p>`),
  ]);
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p style="margin:0;text-indent:2em;${TEXT}">${escapeHtml(block.text)}</p>`;
    case "facts":
      return table(
        block.rows.map(({ label, value }) => factRow(label, value)),
        "#f6f8fa",
      );
    case "overview":
      return heading(block.heading) + table(block.rows.map(overviewRow));
    case "list":
      return (
        heading(block.heading) +
        table(
          block.items.map((item, index) => listRow(item, index, block.numbered)),
          "#ffffff",
        )
      );
  }
}

function factRow(label: string, value: string): string {
  return (
    `<tr><td width="84" valign="top" style="padding:6px 0 6px 12px;${TEXT};color:#666666;white-space:nowrap">${escapeHtml(label)}</td>` +
    `<td valign="top" style="padding:6px 12px;${TEXT}">${escapeHtml(value)}</td></tr>`
  );
}

function overviewRow(item: { title: string; status: Status; word: string }): string {
  return (
    `<tr><td valign="top" style="padding:6px 8px 6px 0;${LINE};${TEXT}">${escapeHtml(item.title)}</td>` +
    `<td valign="top" style="padding:6px 0;${LINE};${TEXT}">${coloured(item.status, item.word)}</td></tr>`
  );
}

function listRow(
  item: { title: string; status: Status | null; word: string; lines: string[] },
  index: number,
  numbered: boolean,
): string {
  const word = item.status === null ? escapeHtml(item.word) : coloured(item.status, item.word);
  const title = item.title === "" ? [] : [`<b>${escapeHtml(item.title)}</b> &nbsp;${word}`];
  return (
    `<tr><td width="24" valign="top" style="padding:4px 0;${TEXT}">${numbered ? `${index + 1}.` : "·"}</td>` +
    `<td valign="top" style="padding:4px 0;${TEXT}">${[...title, ...item.lines.map(escapeHtml)].join("<br>")}</td></tr>`
  );
}

function coloured(status: Status, word: string): string {
  return `<span style="color:${COLOURS[status]};font-weight:bold">${escapeHtml(word)}</span>`;
}
