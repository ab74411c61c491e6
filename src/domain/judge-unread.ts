import type { Campaign, Requirement } from "./campaign.ts";
import { cloudLinkDetail } from "./cloud-places.ts";
import type { SeenDocument } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import type { Judged } from "./judged.ts";
import { isNamed } from "./named.ts";
import { fileName, isPartlyRead, isRefused, partlyRead, refusal } from "./refusal.ts";
import type { Say } from "./say.ts";
import { MAYBE_SEAL } from "./seal/thresholds.ts";
import type { Finding, RequirementState } from "./verdicts.ts";

/** Nothing recognised serves the requirement: is it missing, or did something come that could not be read? */
export function unreadFindings(
  requirement: Requirement,
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): Omit<RequirementState, "id"> {
  const candidates = candidatesFor(requirement, evidence.documents, campaign);
  // A business licence that came along is not the declaration: what is owed stays owed, and a person sees the file.
  const others = candidates.filter((one) => one.foreign && refusal(one.notes) === null);
  const doubtful = distinct(candidates.filter((one) => !others.includes(one)));
  if (doubtful.length + evidence.cloudLinks.length === 0) {
    const findings = others.map((one) => say("document-other", { name: fileName(one) }, one.name));
    return { status: "missing", since: null, documents: [], findings };
  }
  const since = [...doubtful, ...evidence.cloudLinks].map((one) => one.receivedAt).sort()[0] ?? null;
  const surely = doubtful.length > 0 && doubtful.every((one) => isUnfit(requirement, one) && isNamed(requirement, one));
  return {
    status: surely ? "defective" : "unsure",
    since,
    documents: doubtful.map((one) => one.name),
    findings: [
      ...doubtful.map((one) => findingFor(requirement, one, say)),
      ...cloudLinkFinding(evidence.cloudLinks, say),
    ],
  };
}

/** What came after a version that must be mended, and could not be read: the mended one may be in it. */
export function unreadSince(
  version: Judged,
  requirement: Requirement,
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): { findings: Finding[]; mayBeMended: boolean } {
  const instant = version.at;
  const since = (one: { receivedAt: string }): boolean => Date.parse(one.receivedAt) >= Date.parse(instant);
  const links = evidence.cloudLinks.filter(since);
  const candidates = candidatesFor(requirement, evidence.documents, campaign).filter(since);
  // Beside the version itself an unrecognised file is mostly a certificate; sent after it, mostly the answer to our letter.
  const later = (one: { receivedAt: string }): boolean => Date.parse(one.receivedAt) > Date.parse(instant);
  const unsealed = version.findings.some(({ code }) => code === "seal-absent");
  const mayMend = (one: SeenDocument): boolean => later(one) || (unsealed && isSealedPage(one));
  const unread = distinct(candidates.filter((one) => isRefused(one) || (!one.foreign && mayMend(one))));
  return {
    findings: [...unread.map((one) => unreadFinding(one, say)), ...cloudLinkFinding(links, say)],
    mayBeMended: unread.some((one) => mayMend(one) && !isUnfit(requirement, one)) || links.some(later),
  };
}

/** A page of few words under a seal: the paper's last page, scanned into a file of its own. */
function isSealedPage({ document, pages }: SeenDocument): boolean {
  return document === "unknown" && pages.some(({ seals }) => seals.some(({ confidence }) => confidence >= MAYBE_SEAL));
}

function cloudLinkFinding([link]: Evidence["cloudLinks"], say: Say): Finding[] {
  return link ? [say("cloud-link", cloudLinkDetail(link.link))] : [];
}

/** What may be the paper that is asked for: what could not be recognised, and files of which a part was not read. */
function candidatesFor(requirement: Requirement, documents: SeenDocument[], campaign: Campaign): SeenDocument[] {
  return documents.filter(
    (one) =>
      (one.document === "unknown" || isPartlyRead(one)) &&
      couldServe(requirement, one) &&
      !namesAnother(requirement, one, campaign),
  );
}

function couldServe(requirement: Requirement, document: SeenDocument): boolean {
  switch (document.medium) {
    case "archive":
      return true;
    case "word":
      return requirement.medium === "word" || document.mayHoldScan;
    case "pdf":
    case "image":
    case "ofd":
      return requirement.medium === "stamped-pdf";
    case "other":
      // A spreadsheet called 申请表 is meant as one; what nobody can open may be anything.
      return isNamed(requirement, document) || (isRefused(document) && !NO_PAPER.test(document.name));
  }
}

/** A signature's certificate, a film of the company. */
const NO_PAPER = /\.(?:p7s|cer|crt|mp[34]|mov|avi)$/i;

/** A file that cannot be read is judged by its name alone where that says which document it is; an archive may hold more. */
function namesAnother(requirement: Requirement, document: SeenDocument, campaign: Campaign): boolean {
  return (
    (isRefused(document) || document.mayHoldScan) &&
    document.medium !== "archive" &&
    campaign.requirements.some((other) => isNamed(other, document)) &&
    !isNamed(requirement, document)
  );
}

/** Surely not good enough, whatever it holds. A scan in a Word file is no PDF; what else is in the file a person must see. */
function isUnfit(requirement: Requirement, document: SeenDocument): boolean {
  return document.mayHoldScan ? requirement.medium === "stamped-pdf" : isRefused(document);
}

function findingFor(requirement: Requirement, document: SeenDocument, say: Say): Finding {
  const meant = document.mayHoldScan && requirement.medium === "stamped-pdf" && isNamed(requirement, document);
  return meant ? notAPdf(document, say) : unreadFinding(document, say);
}

/** The two papers in one file are spoken of once. */
function distinct(documents: SeenDocument[]): SeenDocument[] {
  return [...new Map(documents.map((one) => [`${one.mailId} ${one.part} ${one.name}`, one])).values()];
}

/** Why a document could not be recognised. */
export function unreadFinding(document: SeenDocument, say: Say): Finding {
  if (isPartlyRead(document)) return partlyRead(document, say);
  const refused = document.mayHoldScan ? null : refusal(document.notes);
  if (document.medium === "ofd" && refused === "document-unsupported-kind") return notAPdf(document, say);
  return say(refused ?? "document-unknown", { name: fileName(document) }, document.name);
}

function notAPdf(document: SeenDocument, say: Say): Finding {
  return say("not-a-pdf", { name: fileName(document) }, document.name);
}
