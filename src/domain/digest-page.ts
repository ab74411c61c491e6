import type { Section } from "./digest-sections.ts";
import { heading, LINE, page, row, SMALL, TEXT } from "./letter/page.ts";
import { wrap } from "./letter/wrap.ts";
import { escapeHtml, oneLine } from "./safe-text.ts";

export interface DigestPage {
  subject: string;
  alarms: string[];
  summary: string[];
  sections: Section[];
}

const LONGEST_LINE = 400;
const FOOTER = "本日报由收件系统自动生成，只发给工作人员。";

export function digestText({ alarms, summary, sections }: DigestPage): string {
  const parts = [
    alarms.flatMap((line) => wrap(safe(line), "！ ", "   ")),
    summary.flatMap((line) => wrap(safe(line))),
    ...sections.map(sectionText),
    wrap(FOOTER),
  ].filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Columns do not fit 40 characters: each row's cells follow one another, named where the name helps. */
function sectionText({ heading: title, advice, columns, rows }: Section): string[] {
  return [
    `【${title}】`,
    ...wrap(advice),
    ...rows.flatMap(([first = "", second = "", ...rest]) => [
      ...wrap(`${first}  ${second}`, "· ", "  "),
      ...rest.flatMap((cell, index) => wrap(`${columns[index + 2] ?? ""}：${cell}`, "    ", "    ")),
    ]),
  ];
}

export function digestHtml({ subject, alarms, summary, sections }: DigestPage): string {
  const rows = [
    ...(alarms.length === 0 ? [] : [row(alarmBox(alarms))]),
    row(`<p style="margin:0;${TEXT}">${summary.map((line) => escapeHtml(safe(line))).join("<br>")}</p>`),
    ...sections.map((section) => row(sectionHtml(section))),
    row("&nbsp;"),
  ];
  return page(subject, FOOTER, rows, 860);
}

function alarmBox(alarms: string[]): string {
  const lines = alarms.map((line) => escapeHtml(safe(line))).join("<br>");
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#fdecea"><tr><td style="padding:10px 12px;${TEXT};color:#c0392b;font-weight:bold">${lines}</td></tr></table>`;
}

function sectionHtml({ heading: title, advice, columns, rows }: Section): string {
  const head = columns.map((name) => cellHtml("th", name, `${SMALL};font-weight:bold`)).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => cellHtml("td", cell, SMALL)).join("")}</tr>`).join("");
  return (
    heading(title) +
    `<p style="margin:0 0 6px 0;${SMALL}">${escapeHtml(advice)}</p>` +
    `<table width="100%" cellpadding="0" cellspacing="0" border="0"><tr bgcolor="#f6f8fa">${head}</tr>${body}</table>`
  );
}

function cellHtml(tag: "th" | "td", text: string, style: string): string {
  return `<${tag} align="left" valign="top" style="padding:4px 8px;${LINE};${style};color:#222222;word-break:break-all">${escapeHtml(text)}</${tag}>`;
}

function safe(line: string): string {
  return oneLine(line, LONGEST_LINE);
}
