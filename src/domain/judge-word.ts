import type { Campaign } from "./campaign.ts";
import type { SeenDocument } from "./documents.ts";
import { checkForm } from "./form/check.ts";
import type { Verdict } from "./judged.ts";
import { fileName, isPartlyRead, partlyRead } from "./refusal.ts";
import type { Say } from "./say.ts";
import type { Finding } from "./verdicts.ts";

/** Codes after which a person must look: the reader itself may be at fault. */
const DOUBTS: readonly string[] = ["field-maybe-dropped", "document-partly-read"];

/** The form or another paper that was asked for as a Word file: its fields, checked as a clerk would. */
export function judgeWord(document: SeenDocument, campaign: Campaign, say: Say): Verdict {
  const findings = fieldFindings(document, campaign, say);
  return { status: statusOf(findings), findings };
}

function fieldFindings(document: SeenDocument, campaign: Campaign, say: Say): Finding[] {
  const issues = document.form ? checkForm(document.form, campaign) : [];
  const unread = isPartlyRead(document);
  const findings = issues
    // What reads empty may stand in the part that could not be read.
    .filter((issue) => !(unread && issue.code === "field-missing"))
    .map((issue) => {
      const field = labelOf(issue.field, campaign);
      return say(issue.code, { ...issue.detail, field }, field);
    });
  const lacks = findings.length < issues.length;
  return lacks ? [...findings, partlyRead(document, say)] : findings;
}

function statusOf(findings: Finding[]): Verdict["status"] {
  if (findings.some((one) => one.severity === "blocker")) return "defective";
  return findings.some((one) => DOUBTS.includes(one.code)) ? "unsure" : "satisfied";
}

function labelOf(field: string, campaign: Campaign): string {
  return campaign.form.fields.find((one) => one.id === field)?.label ?? field;
}

/** The form as a spreadsheet, a web page or in the mail's own text: what it says is there, but not the Word file that was asked for. */
export function judgeOtherThanWord(document: SeenDocument, campaign: Campaign, say: Say): Verdict {
  const findings = [
    say("not-a-word", { name: fileName(document) }, document.name),
    ...fieldFindings(document, campaign, say),
  ];
  return { status: document.inBody ? "unsure" : "defective", findings };
}
