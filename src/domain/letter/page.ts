import { escapeHtml } from "../safe-text.ts";

// Tables and inline styles only: Outlook lays out with Word's engine, and webmails cut <style> away.
const FONT = "font-family:'Microsoft YaHei','PingFang SC','Hiragino Sans GB','Noto Sans CJK SC',SimSun,sans-serif";
export const TEXT = `${FONT};font-size:15px;line-height:26px;color:#222222`;
export const SMALL = `${FONT};font-size:13px;line-height:22px;color:#666666`;
export const LINE = "border-bottom:1px solid #e3e6ea";
const FRAME = "width:100%;border:1px solid #e3e6ea;border-top:4px solid #9f1f24";
const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/** A whole mail of one column, `width` pixels at most. `rows` are HTML, the rest is text. */
export function page(title: string, footer: string, rows: string[], width = 640): string {
  return [
    '<!DOCTYPE html><html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    '<body style="margin:0;padding:0" bgcolor="#ffffff">',
    `<table ${TABLE} width="100%"><tr><td align="center" style="padding:16px 8px">`,
    `<table ${TABLE} width="${width}" align="center" style="${FRAME};max-width:${width}px">`,
    ...rows,
    `<tr><td style="padding:14px 28px;border-top:1px solid #e3e6ea;${SMALL}" bgcolor="#f6f8fa">${escapeHtml(footer)}</td></tr>`,
    "</table></td></tr></table></body></html>",
  ].join("\n");
}

export function row(html: string): string {
  return `<tr><td align="left" style="padding:14px 28px 4px 28px">${html}</td></tr>`;
}

export function heading(text: string): string {
  return `<p style="margin:0 0 6px 0;${TEXT};font-weight:bold;color:#9f1f24">${escapeHtml(text)}</p>`;
}

export function table(rows: string[], background = "#ffffff"): string {
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${background}">${rows.join("")}</table>`;
}
