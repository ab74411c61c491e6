import type { Campaign, Requirement } from "./campaign.ts";
import type { SeenDocument } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import { judgeStamped } from "./judge-stamped.ts";
import { unreadFinding } from "./judge-unread.ts";
import { judgeOtherThanWord, judgeWord } from "./judge-word.ts";
import type { Company, Judged, Verdict } from "./judged.ts";
import { fileName, isPartlyRead, partlyRead } from "./refusal.ts";
import type { Say } from "./say.ts";
import type { Finding } from "./verdicts.ts";

/** One version of a document, held against one requirement; null where it cannot serve it: a Word form is no stamped PDF. */
export function judgeDocument(
  requirement: Requirement,
  document: SeenDocument,
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): Judged | null {
  const verdict =
    requirement.medium === "word"
      ? forWord(document, campaign, say)
      : forStamped(requirement, document, evidence, campaign, say);
  return verdict && { ...verdict, name: document.name, at: document.receivedAt, document };
}

function forWord(document: SeenDocument, campaign: Campaign, say: Say): Verdict | null {
  if (document.medium === "word") return judgeWord(document, campaign, say);
  return document.form ? judgeOtherThanWord(document, campaign, say) : null;
}

function forStamped(
  requirement: Requirement,
  document: SeenDocument,
  company: Company,
  campaign: Campaign,
  say: Say,
): Verdict | null {
  const { medium, pages } = document;
  if (medium === "ofd" || ((medium === "pdf" || medium === "image") && pages.length > 0)) {
    return judgeStamped(document, company, campaign, say);
  }
  // The declaration is asked for as a stamped PDF only: one that came as a Word file was meant as that.
  const asked = campaign.requirements.filter((one) => one.document === requirement.document);
  if (asked.some((one) => one.medium === "word")) return null;
  return { status: "defective", findings: [say("not-a-pdf", { name: fileName(document) }, document.name)] };
}

/** What is to be said of a document by itself. `expected`: the company whose it should be; null where nobody knows. */
export function documentFindings(
  document: SeenDocument,
  expected: string | null,
  campaign: Campaign,
  say: Say,
): Finding[] {
  if (document.document === "unknown") return [unreadFinding(document, say)];
  const findings = findingsByItself(document, { unitName: expected, aliases: [] }, campaign, say);
  const said = findings.some((one) => one.code === "document-partly-read");
  return isPartlyRead(document) && !said ? [...findings, partlyRead(document, say)] : findings;
}

function findingsByItself(document: SeenDocument, company: Company, campaign: Campaign, say: Say): Finding[] {
  if (document.form) return forWord(document, campaign, say)?.findings ?? [];
  return document.pages.length === 0 ? [] : judgeStamped(document, company, campaign, say).findings;
}
