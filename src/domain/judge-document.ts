import type { Campaign, Requirement } from "./campaign.ts";
import type { SeenDocument } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import type { ReadingNote } from "./facts.ts";
import type { FindingCode } from "./finding-codes.ts";
import { checkForm } from "./form-values.ts";
import { isCutShort, nameKey, similarity } from "./names.ts";
import type { Say } from "./say.ts";
import { FAIRLY_CERTAIN } from "./scan-fields.ts";
import { judgeSeals } from "./seals.ts";
import type { Finding, RequirementState } from "./verdicts.ts";

/** One version of a document, held against one requirement. */
export interface Judged {
  status: "satisfied" | "defective" | "unsure";
  findings: Finding[];
  name: string;
  at: string;
}

/** null where this version cannot serve the requirement at all: a Word file is no stamped PDF. */
export function judgeDocument(
  requirement: Requirement,
  document: SeenDocument,
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): Judged | null {
  const found = { name: document.name, at: document.receivedAt };
  if (requirement.medium === "word") {
    return document.medium === "word" ? { ...found, ...judgeWord(document, campaign, say) } : null;
  }
  if (document.medium !== "pdf" && document.medium !== "image") return null;
  return { ...found, ...judgeStamped(document, evidence.unitName, campaign, say) };
}

type Verdict = Pick<Judged, "status" | "findings">;

/** Codes after which a person must look: the reader itself may be at fault. */
const DOUBTS: readonly string[] = ["field-maybe-dropped"];

function judgeWord(document: SeenDocument, campaign: Campaign, say: Say): Verdict {
  if (!document.form) return { status: "satisfied", findings: [] };
  const findings = checkForm(document.form, campaign).map((issue) =>
    say(issue.code, { ...issue.detail, field: labelOf(issue.field, campaign) }, labelOf(issue.field, campaign)),
  );
  return { status: statusOf(findings), findings };
}

function statusOf(findings: Finding[]): Judged["status"] {
  if (findings.some((one) => one.severity === "blocker")) return "defective";
  return findings.some((one) => DOUBTS.includes(one.code)) ? "unsure" : "satisfied";
}

function labelOf(field: string, campaign: Campaign): string {
  return campaign.form.fields.find((one) => one.id === field)?.label ?? field;
}

/** `unitName`: the applicant's, which the seal and the page should say. */
function judgeStamped(document: SeenDocument, unitName: string | null, campaign: Campaign, say: Say): Verdict {
  const { verdict, reasons, seals } = judgeSeals(document.pages, unitName, campaign.seal);
  const findings = [
    ...reasons.map((reason) => say(reason.code, { ...reason.detail, unit: unitName ?? "" }, document.name)),
    ...nameDiffers(
      document,
      unitName,
      seals.some((seal) => seal.nameMatches === true),
      say,
    ),
    ...undated(document, say),
    ...(document.medium === "image" && campaign.pictureInsteadOfPdf === "defective"
      ? [say("not-a-pdf", { name: document.name }, document.name)]
      : []),
  ];
  if (findings.some((one) => one.severity === "blocker")) return { status: "defective", findings };
  const status = { present: "satisfied", absent: "defective", unsure: "unsure" } as const;
  return { status: status[verdict], findings };
}

/** Said only of a page whose text is certain: a date written by hand may be there though the reader saw none. */
function undated(document: SeenDocument, say: Say): Finding[] {
  const blank = document.nameCertain && document.pages.length > 0 && document.scan?.date === null;
  return blank ? [say("undated", {}, document.name)] : [];
}

/** Below this likeness a name read by OCR is another name, not a slip. */
const ANOTHER_NAME = 0.6;

/** A name that was read unclearly (handwriting) accuses nobody; a slip in it is the reader's, not the applicant's. */
function nameDiffers(document: SeenDocument, unitName: string | null, sealAgrees: boolean, say: Say): Finding[] {
  if (document.unitName === null || unitName === null) return [];
  if (isCutShort(document.unitName, unitName)) return [];
  const likeness = similarity(nameKey(document.unitName), nameKey(unitName));
  const another = likeness < ANOTHER_NAME;
  const differs = document.nameCertain
    ? another || (likeness < 1 && !sealAgrees)
    : another && (document.scan?.unitNameConfidence ?? 0) >= FAIRLY_CERTAIN;
  return differs ? [say("name-differs", { word: unitName, scan: document.unitName }, document.name)] : [];
}

/** Nothing recognised serves the requirement: is it missing, or did something come that could not be read? */
export function unreadFindings(
  requirement: Requirement,
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): Pick<RequirementState, "status" | "since" | "documents" | "findings"> {
  const candidates = evidence.documents.filter(
    (one) => one.document === "unknown" && couldServe(requirement, one) && !namesAnother(requirement, one, campaign),
  );
  // A business licence that came along is not the declaration: what is owed stays owed, and a person sees the file.
  const others = candidates.filter((one) => one.foreign && refusal(one.notes) === null);
  const doubtful = candidates.filter((one) => !others.includes(one));
  if (doubtful.length + evidence.cloudLinks.length === 0) {
    const findings = others.map((one) => say("document-other", { name: one.name }, one.name));
    return { status: "missing", since: null, documents: [], findings };
  }
  const since = [...doubtful, ...evidence.cloudLinks].map((one) => one.receivedAt).sort()[0] ?? null;
  const surely = doubtful.length > 0 && doubtful.every((one) => refusal(one.notes) !== null && named(one));
  return {
    status: surely ? "defective" : "unsure",
    since,
    documents: doubtful.map((one) => one.name),
    findings: [
      ...doubtful.map((one) => unreadFinding(one, say)),
      ...evidence.cloudLinks.slice(0, 1).map(() => say("cloud-link", {})),
    ],
  };

  function named(document: SeenDocument): boolean {
    return document.name.includes(shortTitle(requirement));
  }
}

function couldServe(requirement: Requirement, document: SeenDocument): boolean {
  if (document.medium === "archive" || document.medium === "ofd") return true;
  // A spreadsheet called 申请表 is meant as one; a signature's certificate is not.
  if (document.medium === "other") return document.name.includes(shortTitle(requirement));
  return requirement.medium === "word"
    ? document.medium === "word"
    : document.medium === "pdf" || document.medium === "image";
}

/** A file that cannot be read is judged by its name alone where that says which document it is. */
function namesAnother(requirement: Requirement, document: SeenDocument, campaign: Campaign): boolean {
  return (
    refusal(document.notes) !== null &&
    campaign.requirements.some((other) => document.name.includes(shortTitle(other))) &&
    !document.name.includes(shortTitle(requirement))
  );
}

/** 《申请表》WORD版 → 申请表 */
function shortTitle(requirement: Requirement): string {
  return /《(.+?)》/.exec(requirement.title)?.[1] ?? requirement.title;
}

const REFUSALS: Partial<Record<ReadingNote["code"], FindingCode>> = {
  unreadable: "document-unreadable",
  damaged: "document-damaged",
  encrypted: "document-encrypted",
  "over-limit": "document-over-limit",
  "timed-out": "document-timed-out",
  "unsupported-kind": "document-unsupported-kind",
  empty: "document-empty",
};

/** The finding for a file that could not be read at all; null where it could. */
export function refusal(notes: ReadingNote[]): FindingCode | null {
  for (const note of notes) {
    const code = REFUSALS[note.code];
    if (code !== undefined) return code;
  }
  return null;
}

function unreadFinding(document: SeenDocument, say: Say): Finding {
  return say(refusal(document.notes) ?? "document-unknown", { name: document.name }, document.name);
}

/** What is to be said of a document by itself. `expected`: the company whose it should be; null where nobody knows. */
export function documentFindings(
  document: SeenDocument,
  expected: string | null,
  campaign: Campaign,
  say: Say,
): Finding[] {
  if (document.document === "unknown") return [unreadFinding(document, say)];
  if (document.form) return judgeWord(document, campaign, say).findings;
  if (document.pages.length === 0) return [];
  return judgeStamped(document, expected, campaign, say).findings;
}
