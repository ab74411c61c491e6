import { basename } from "node:path";
import type { DocumentKind } from "./domain/campaign.ts";
import { mediumOf, seeFile, type Medium, type SeenDocument } from "./domain/documents.ts";
import type { FileKind, SignatureField } from "./domain/facts.ts";
import { financialsParsed, type FinancialYear } from "./domain/form/financials/read.ts";
import { documentFindings } from "./domain/judge-document.ts";
import { refusal } from "./domain/refusal.ts";
import { judgeSeals, type SealVerdict } from "./domain/seal/judge.ts";
import type { Finding } from "./domain/verdicts.ts";
import { workforceParsed, type Workforce } from "./domain/form/workforce/read.ts";
import type { Rules } from "./parts.ts";
import type { Reader } from "./reading/reader.ts";
import type { Settings } from "./settings.ts";

/** What `examine` needs: nothing that is kept. */
export interface Examiner {
  rules: Rules;
  reader: Reader;
  settings: Settings;
  now: Date;
}

export interface ExaminedDocument {
  name: string;
  within: string[];
  document: DocumentKind;
  medium: Medium;
  /** Of a PDF or a picture: which of the file's pages are this document, from 1. */
  pages?: number[];
  unitName: string | null;
  fields: Record<string, string | null>;
  seal: Pick<SealVerdict, "verdict" | "seals"> | null;
  findings: Finding[];
}

/** `expected`: the company whose it is; by itself, the one that it names. */
export function describeDocument(
  document: SeenDocument,
  expected: string | null,
  { rules }: Examiner,
): ExaminedDocument {
  const { name, within, medium, unitName } = document;
  const seals = document.pages.length > 0 ? judgeSeals(document.pages, expected, rules.campaign.seal) : null;
  return {
    name,
    within,
    document: document.document,
    medium,
    ...(document.pages.length > 0 && { pages: document.pages.map((page) => page.number) }),
    unitName,
    fields: document.form?.fields ?? document.scan?.fields ?? {},
    seal: seals && { verdict: seals.verdict, seals: seals.seals },
    findings: documentFindings(document, expected, rules.campaign, rules.say),
  };
}

/** The documents in a file that came without a mail; at least one entry. */
export async function seenInFile(
  path: string,
  kind: FileKind,
  { rules, reader, now }: Examiner,
): Promise<SeenDocument[]> {
  const facts = await reader.readDocument(path, kind);
  const place = { mailId: "", part: 0, name: basename(path), within: [], receivedAt: now.toISOString(), inBody: false };
  return seeFile(facts, rules.campaign).map((one, piece) => ({ ...one, ...place, piece, medium: mediumOf(kind) }));
}

export interface FormEntry {
  file: string;
  fields: Record<string, string | null>;
  workforceParsed: Workforce | null;
  financialsParsed: FinancialYear[];
  findings: Finding[];
}

/** The fields of a Word form. */
export async function formFile(path: string, examiner: Examiner): Promise<FormEntry> {
  const { rules } = examiner;
  const all = await seenInFile(path, await examiner.reader.kindOf(path), examiner);
  const seen = all.find((one) => one.form) ?? all[0];
  if (!seen) throw new Error(`${path} holds no document`);
  const fields = seen.form?.fields ?? {};
  return {
    file: path,
    fields,
    workforceParsed: workforceParsed(fields["workforce"] ?? null),
    financialsParsed: financialsParsed(fields["financials"] ?? null),
    findings: documentFindings(seen, seen.unitName, rules.campaign, rules.say),
  };
}

export interface SealEntry extends Pick<SealVerdict, "verdict" | "seals"> {
  file: string;
  pages: number;
  /** The file's signature fields, as found; nothing is verified. */
  signatures: SignatureField[];
  findings: Finding[];
}

/** The seals of a PDF or a picture; `expect`: the company whose seal it should be. */
export async function sealFile(path: string, expect: string | null, { rules, reader }: Examiner): Promise<SealEntry> {
  const kind = await reader.kindOf(path);
  const { pages, signatures = [], notes } = await reader.readDocument(path, kind);
  const { verdict, seals, reasons } = judgeSeals(pages, expect, rules.campaign.seal);
  const name = basename(path);
  const refused = refusal(notes) ?? (pages.length === 0 ? "not-a-pdf" : null);
  // Where no page was seen nothing can be said of a seal.
  const seen = pages.length === 0 ? [] : reasons;
  const findings = [
    ...(refused === null ? [] : [rules.say(refused, { name }, name)]),
    ...seen.map((reason) => rules.say(reason.code, { ...reason.detail, unit: expect ?? "" }, name)),
  ];
  return { file: path, pages: pages.length, verdict, seals, signatures, findings };
}

/** Draws the seals that were found on their page, as a PNG file. @throws where it cannot be written */
export async function drawOverlay(
  path: string,
  { seals, verdict, findings }: SealEntry,
  { expect, out }: { expect: string | null; out: string },
  { reader }: Examiner,
): Promise<void> {
  const reason = findings[0]?.message ?? acceptedBecause(seals, expect);
  await reader.drawSeals(path, await reader.kindOf(path), { seals, verdict, reason, expect, out });
}

/** Where there is nothing to find fault with, what speaks for it. */
function acceptedBecause(seals: SealEntry["seals"], expect: string | null): string {
  const pages = [...new Set(seals.filter(({ serves }) => serves === "yes").map(({ page }) => page))];
  return `第 ${pages.join("、")} 页的印章完整可辨，种类为公章${expect === null ? "" : "，印文与单位名称相符"}。`;
}
