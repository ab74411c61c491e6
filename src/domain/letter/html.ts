import { escapeHtml } from "../safe-text.ts";
import type { Status } from "../verdicts.ts";
import type { Block, LetterPlan } from "./plan.ts";

// Tables and inline styles only: Outlook lays out with Word's engine, and webmails cut <style> away.
const FONT = "font-family:'Microsoft YaHei','PingFang SC','Hiragino Sans GB','Noto Sans CJK SC',SimSun,sans-serif";
const TEXT = `${FONT};font-size:15px;line-height:26px;color:#222222`;
const SMALL = `${FONT};font-size:13px;line-height:22px;color:#666666`;
const LINE = "border-bottom:1px solid #e3e6ea";

const COLOURS: Record<Status, string> = {
  satisfied: "#1a7f37",
  defective: "#c0392b",
  missing: "#b45309",
  unsure: "#1d4ed8",
  waived: "#57606a",
};

/** The letter as HTML without pictures and without anything from elsewhere. */
export function letterHtml(plan: LetterPlan): string {
  const rows = [
    row(`<span style="${TEXT};font-weight:bold">${escapeHtml(plan.greeting)}</span>`),
    ...plan.blocks.map((block) => row(blockHtml(block))),
    row(
      `<p align="right" style="margin:0;${TEXT}">${escapeHtml(plan.signature.organiser)}<br>${escapeHtml(plan.signature.date)}</p>`,
    ),
    `<tr><td style="padding:14px 28px;border-top:1px solid #e3e6ea;${SMALL}" bgcolor="#f6f8fa">${escapeHtml(plan.footer)}</td></tr>`,
  ];
  return [
    '<!DOCTYPE html><html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(plan.subject)}</title></head>`,
    '<body style="margin:0;padding:0" bgcolor="#ffffff">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px 8px">',
    '<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:640px;border:1px solid #e3e6ea;border-top:4px solid #9f1f24">',
    ...rows,
    "</table></td></tr></table></body></html>",
  ].join("\n");
}

function row(content: string): string {
  return `<tr><td style="padding:14px 28px 4px 28px">${content}</td></tr>`;
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
      return heading(block.heading) + table(block.rows.map(overviewRow), "#ffffff");
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

function heading(text: string): string {
  return `<p style="margin:0 0 6px 0;${TEXT};font-weight:bold;color:#9f1f24">${escapeHtml(text)}</p>`;
}

function table(rows: string[], background: string): string {
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${background}">${rows.join("")}</table>`;
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
