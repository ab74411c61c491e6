import type { Campaign } from "./campaign.ts";
import type { SeenDocument } from "./documents.ts";
import type { Company, Verdict } from "./judged.ts";
import { isCutShort, nameKey, similarity } from "./names.ts";
import { fileName, isPartlyRead, partlyRead } from "./refusal.ts";
import type { Say } from "./say.ts";
import { FAIRLY_CERTAIN } from "./scan-fields.ts";
import { judgeSeals, type SealVerdict } from "./seal/judge.ts";
import type { Finding } from "./verdicts.ts";

/** A stamped paper: its seal and its name, which should be the company's, and what else a clerk would see on it. */
export function judgeStamped(document: SeenDocument, company: Company, campaign: Campaign, say: Say): Verdict {
  const looked = lookAtSeals(document, company, campaign);
  const sealAgrees = looked.seals.some((seal) => seal.nameMatches === true);
  const other = anotherName(document, company, sealAgrees);
  const findings = [
    ...sealFindings(document, looked, company, say),
    ...(other === "another" ? [nameDiffers(document, company, say)] : []),
    ...(other === "perhaps" ? [say("possible-twin", { candidates: document.unitName ?? "" }, document.name)] : []),
    ...undated(document, say),
    ...notAPdf(document, campaign, say),
  ];
  if (findings.some((one) => one.severity === "blocker")) return { status: "defective", findings };
  const doubtful = other === "perhaps" || looked.verdict !== "present";
  return { status: doubtful ? "unsure" : "satisfied", findings };
}

const RANK = { present: 2, unsure: 1, absent: 0 } as const;

/** Under whichever of the company's names the seals look best: the seal may be older than its new name. */
function lookAtSeals(document: SeenDocument, { unitName, aliases }: Company, campaign: Campaign): SealVerdict {
  const names = unitName === null ? [null] : [unitName, ...aliases];
  const looks = names.map((name) => judgeSeals(document.pages, name, campaign.seal));
  return looks.reduce((best, one) => (RANK[one.verdict] > RANK[best.verdict] ? one : best));
}

/** A seal that was not found is missing only where all could be seen: every page, and of an OFD also its signatures. */
function sealFindings(
  document: SeenDocument,
  { verdict, reasons }: SealVerdict,
  company: Company,
  say: Say,
): Finding[] {
  const hidden = isPartlyRead(document);
  if (verdict === "absent" && hidden) return [partlyRead(document, say)];
  if (verdict === "absent" && document.medium === "ofd")
    return [say("seal-unclear", { place: "文件中" }, document.name)];
  const said = reasons.map((one) => say(one.code, { ...one.detail, unit: company.unitName ?? "" }, document.name));
  return hidden && verdict === "unsure" ? [...said, partlyRead(document, say)] : said;
}

/** Below this likeness a name read by OCR is another name, not a slip. */
const ANOTHER_NAME = 0.6;

/**
 * A name that was read unclearly (handwriting) accuses nobody; a slip in it is the reader's, not the applicant's. A near
 * twin's name that was read well may be either: where the seal does not say the company's own, a person must look.
 */
function anotherName(document: SeenDocument, company: Company, sealAgrees: boolean): "no" | "perhaps" | "another" {
  const { unitName: written, nameCertain, scan } = document;
  if (written === null || company.unitName === null) return "no";
  const names = [company.unitName, ...company.aliases];
  if (names.some((name) => isCutShort(written, name))) return "no";
  const likeness = Math.max(...names.map((name) => similarity(nameKey(written), nameKey(name))));
  const readWell = nameCertain || (scan?.unitNameConfidence ?? 0) >= FAIRLY_CERTAIN;
  if (likeness < ANOTHER_NAME) return readWell ? "another" : "no";
  if (likeness === 1 || sealAgrees) return "no";
  return nameCertain ? "another" : readWell ? "perhaps" : "no";
}

function nameDiffers(document: SeenDocument, company: Company, say: Say): Finding {
  return say("name-differs", { word: company.unitName ?? "", scan: document.unitName ?? "" }, document.name);
}

/** Said only of pages whose text is certain, every one: a date written by hand may be there though the reader saw none. */
function undated(document: SeenDocument, say: Say): Finding[] {
  const certain = document.pages.length > 0 && document.pages.every(({ textSource }) => textSource === "text-layer");
  const blank = certain && document.scan?.date === null;
  return blank && !isPartlyRead(document) ? [say("undated", {}, document.name)] : [];
}

function notAPdf(document: SeenDocument, campaign: Campaign, say: Say): Finding[] {
  const accepted = document.medium === "pdf" || campaign.pictureInsteadOfPdf === "satisfied";
  return accepted ? [] : [say("not-a-pdf", { name: fileName(document) }, document.name)];
}
