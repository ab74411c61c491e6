import { Parser } from "htmlparser2";
import { simpleParser, type AddressObject } from "mailparser";
import { composeLetter } from "../../src/domain/letter/compose.ts";
import { sampleLetterContents } from "../../src/domain/letter/samples.ts";
import { FINDING_DETAILS } from "../../src/domain/letter/wording.ts";
import type { FindingCode } from "../../src/domain/finding-codes.ts";
import type { Finding, LetterContent } from "../../src/domain/verdicts.ts";
import { buildRaw } from "../../src/mailbox/compose.ts";
import type { Rules } from "../../src/parts.ts";
import { linkProblems, plainProblems } from "./injection-judge.ts";

/** One letter of every kind with the value wherever strangers' words stand: the company's name, files' names, a form's fields. */
export function lettersWith(value: string, { campaign, wording, say }: Rules): LetterContent[] {
  const findings = (Object.keys(wording.findings) as FindingCode[]).map((code): Finding => {
    const detail = Object.fromEntries(Object.values(FINDING_DETAILS[code] ?? {}).map((key) => [key, value]));
    return { ...say(code, detail, `${value}.docx`), severity: "blocker" };
  });
  return sampleLetterContents(campaign, wording).map((content) => ({
    ...content,
    unitName: content.unitName === null ? null : value,
    received: content.received.map((mail) => ({ ...mail, subject: value, attachments: [value, `${value}.pdf`] })),
    items: content.items.map((item) => ({ ...item, findings })),
    findings: findings.map((one) => ({ ...one, severity: "warning" })),
  }));
}

/** What a page of HTML is made of: tags with their attributes, and nothing of its text. */
export function skeleton(html: string): Set<string> {
  const seen = new Set<string>();
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      seen.add(tag);
      for (const [name, value] of Object.entries(attributes)) seen.add(`${tag} ${name}=${value}`);
    },
    oncomment: () => seen.add("comment"),
    onprocessinginstruction: (name) => seen.add(name),
  });
  parser.end(html);
  return seen;
}

const HARMLESS = "北京天御安科技有限公司";

/** What a value does in letters; empty where nothing. */
export async function letterProblems(value: string, rules: Rules): Promise<Problems> {
  const letters = lettersWith(value, rules).map((content) => composeLetter(content, rules.campaign, rules.wording));
  const models = lettersWith(HARMLESS, rules).map((content) => composeLetter(content, rules.campaign, rules.wording));
  const known = models.map(({ html }) => skeleton(html));
  const strange = letters.flatMap(({ html }, place) => [...skeleton(html)].filter((one) => !known[place]?.has(one)));
  const subjects = letters.map(({ subject }) => subject);
  return {
    text: letters.flatMap(({ subject, text }) => [
      ...plainProblems(`${subject}\n${text}`),
      ...linkProblems(subject + text),
    ]),
    html: [...strange, ...letters.flatMap(({ html }) => [...plainProblems(html, Infinity), ...linkProblems(html)])],
    header: await headerProblems(value, [value, ...new Set(subjects)]),
  };
}

type Problems = Record<"text" | "html" | "header", string[]>;

async function headerProblems(value: string, subjects: string[]): Promise<string[]> {
  const model = await built(HARMLESS, HARMLESS);
  const all: string[] = [];
  for (const subject of subjects) all.push(...(await compare(await built(value, subject), model)));
  return all;
}

const ID = "<L1.abc.sunshine-intake@ccia.example>";

/** The value stands also where no letter of ours puts it. */
function built(value: string, subject: string): Promise<Buffer> {
  return buildRaw({
    ...{ messageId: ID, date: new Date("2022-11-21T01:00:00Z"), subject, text: "贵单位：", html: "<p>贵单位：</p>" },
    from: { address: "cciahyz@ccia.example", name: value },
    to: [{ address: "li@unit.example", name: value }],
    inReplyTo: "<one@unit.example>",
    references: ["<zero@unit.example>", `<${value}@unit.example>`, value],
    headers: { "Auto-Submitted": "auto-replied" },
    attachments: [{ name: `${value}.docx`, type: "application/msword", content: Buffer.from("x") }],
  });
}

async function compare(raw: Buffer, model: Buffer): Promise<string[]> {
  const [mail, other] = [await simpleParser(raw), await simpleParser(model)];
  const keys = (parsed: typeof mail): string => parsed.headerLines.map(({ key }) => key).join(" ");
  const to = mail.to as AddressObject;
  const head = raw.toString("latin1").split("\r\n");
  return [
    ...(keys(mail) === keys(other) ? [] : [`headers: ${keys(mail)}`]),
    ...(to.value.length === 1 && to.value[0]?.address === "li@unit.example" ? [] : [`to ${to.text}`]),
    ...(mail.from?.value.length === 1 && mail.from.value[0]?.address === "cciahyz@ccia.example" ? [] : ["from"]),
    ...(mail.attachments.length === 1 ? [] : ["attachments"]),
    ...(head.some((line) => line.length > 998) ? ["a line too long"] : []),
    ...(head.some((line) => /[^\t\x20-\x7e]/.test(line)) ? ["a byte that is no ASCII, or a bare CR or LF"] : []),
    ...plainProblems(mail.subject ?? "", Infinity),
    ...plainProblems(mail.attachments[0]?.filename ?? "", Infinity),
    ...plainProblems(`${to.value[0]?.name ?? ""}${mail.from?.value[0]?.name ?? ""}`, Infinity),
  ].map((one) => `${one} (a header)`);
}
