import type { SeenDocument } from "./documents.ts";
import { isCutShort, matchName, nameKey, similarity, type KnownName } from "./names.ts";
import { matchSealName } from "./seal/name.ts";

/** What is known when a mail is filed. */
export interface FilingContext {
  /** The campaign's applications, with the roster's former and short names. */
  applications: KnownName[];
  /** The roster's companies; their ids are their names. */
  members: KnownName[];
  /** Applications that the mail's thread and its sender belong to. */
  threadApplications: string[];
  senderApplications: string[];
}

/** `fullName`: the application's name was cut short until now. */
export type Target = { existing: string; fullName?: string } | { open: string; twins: string[] };

export type FilingWhy = "named" | "named-by-scan" | "only-one-in-mail" | "seal" | "thread" | "sender";

export interface Filing {
  /** One for each document, in the order given; null where it could not be told. */
  documents: ({ target: Target; why: FilingWhy } | null)[];
  /** What the mail as a whole belongs to; empty where it could not be told. */
  mail: Target[];
}

/** A scan's name is taken for a known one above this likeness: OCR slips a character or two in a name of ten. */
const SCAN_NAME_LIKENESS = 0.75;

/**
 * Whose a mail and its documents are: first what names its company, then the thread, then the sender.
 * Two companies that could both be meant are never guessed between.
 */
export function fileMail(documents: SeenDocument[], context: FilingContext): Filing {
  const named = documents.map((document) => fileByForm(document, documents, context));
  const inMail = distinct(named.flatMap((one) => (one ? [one.target] : [])));
  const scanned = documents.map((document, place) => named[place] ?? fileByScan(document, inMail, context));
  const known = distinct(scanned.flatMap((one) => (one ? [one.target] : [])));
  const filed = documents.map((document, place) => scanned[place] ?? fileUnnamed(document, known, context));
  const targets = distinct(filed.flatMap((one) => (one ? [one.target] : [])));
  return { documents: filed, mail: targets.length > 0 ? targets : byCorrespondence(context).map((one) => one.target) };
}

/** A Word form, or a PDF with text that is not an unclean copy of a Word form beside it. */
function fileByForm(document: SeenDocument, beside: SeenDocument[], context: FilingContext) {
  if (document.unitName === null || !document.nameCertain || document.document !== "application-form") return null;
  const key = nameKey(document.unitName);
  // Scanners lay their own OCR under the page as text, with its slips.
  const written = document.form ? [] : beside.flatMap(({ form, unitName }) => (form && unitName ? [unitName] : []));
  const slipped = [...new Set(written.map(nameKey))].some((other) => {
    const likeness = similarity(key, other);
    return likeness < 1 && likeness >= SCAN_NAME_LIKENESS;
  });
  if (slipped || isSealedByOther(document, document.unitName, written)) return null;
  return { target: targetOf(document.unitName, context), why: "named" as const };
}

/** A stamped form that prints another company's name over the seal of one that applies in this mail: its own, with a slip to mend. */
function isSealedByOther(document: SeenDocument, printed: string, written: string[]): boolean {
  if (written.length === 0 || written.some((name) => nameKey(name) === nameKey(printed))) return false;
  const arcs = document.pages.flatMap((page) => page.seals.map((seal) => seal.arc));
  const says = (name: string): boolean => arcs.some((arc) => matchSealName(arc, name).matches === true);
  return !says(printed) && written.some(says);
}

function targetOf(written: string, context: FilingContext): Target {
  const unitName = presentName(written, context);
  const match = matchName(unitName, context.applications);
  if (match.kind === "one") return { existing: match.id };
  return spelledOut(unitName, context) ?? { open: unitName, twins: match.candidates };
}

/** A member that writes under its former or short name applies as what the roster calls it now. */
function presentName(written: string, { members }: FilingContext): string {
  const member = matchName(written, members);
  const name = member.kind === "one" ? (members.find(({ id }) => id === member.id)?.name ?? written) : written;
  return nameKey(name) === nameKey(written) ? written : name;
}

/**
 * Who answers our letter, or wrote before, and now gives in full a name that was cut short mends it.
 */
function spelledOut(unitName: string, context: FilingContext): Target | null {
  const [belongs, elsewhere] = byCorrespondence(context);
  if (!belongs || elsewhere || !("existing" in belongs.target)) return null;
  const known = nameOfTarget(belongs.target, context);
  if (!isCutShort(known, unitName)) return null;
  const { existing } = belongs.target;
  return known.length < unitName.length ? { existing, fullName: unitName } : { existing };
}

/** The stamped form: its name was read by OCR, so it is held against the names that can be meant, what it says to the letter first. */
function fileByScan(document: SeenDocument, inMail: Target[], context: FilingContext) {
  if (document.unitName === null) return null;
  const key = nameKey(document.unitName);
  const near = (target: Target): number => similarity(key, nameKey(nameOfTarget(target, context)));
  const ranked = inMail.map((target) => ({ target, likeness: near(target) })).sort((a, b) => b.likeness - a.likeness);
  const [best, second] = ranked;
  const like = best && best.likeness >= SCAN_NAME_LIKENESS && best.likeness > (second?.likeness ?? 0) ? best : null;
  if (like?.likeness === 1) return { target: like.target, why: "named-by-scan" as const };
  const exact = exactTarget(document.unitName, like?.target ?? null, context);
  if (exact) return { target: exact, why: "named-by-scan" as const };
  if (like) return { target: like.target, why: "named-by-scan" as const };
  if (inMail.length > 0) return null;
  return byCorrespondenceNamed(key, context) ?? newByScan(document, document.unitName, context);
}

/** A near twin is no slip where both are known companies: another application's name, or another member's than the likeliest's. */
function exactTarget(unitName: string, likeliest: Target | null, context: FilingContext): Target | null {
  const application = matchName(unitName, context.applications);
  if (application.kind === "one") return { existing: application.id };
  if (likeliest === null) return null;
  const member = matchName(unitName, context.members);
  const other = matchName(nameOfTarget(likeliest, context), context.members);
  const both = member.kind === "one" && other.kind === "one";
  return both && member.id !== other.id ? targetOf(unitName, context) : null;
}

/** The thread's or the sender's application, where the scan's name is like its name. */
function byCorrespondenceNamed(key: string, context: FilingContext) {
  const like = byCorrespondence(context).filter(
    ({ target }) => similarity(key, nameKey(nameOfTarget(target, context))) >= SCAN_NAME_LIKENESS,
  );
  const [only, another] = like;
  return only && !another ? only : null;
}

/** A scan alone opens an application only where the roster or the seal says the same name. */
function newByScan(document: SeenDocument, unitName: string, context: FilingContext) {
  const member = matchName(unitName, context.members);
  if (member.kind === "one") {
    return { target: targetOf(member.id, context), why: "named-by-scan" as const };
  }
  const sealed = document.pages.some((page) =>
    page.seals.some((seal) => matchSealName(seal.arc, unitName).matches === true),
  );
  return sealed || document.nameCertain ? { target: targetOf(unitName, context), why: "named-by-scan" as const } : null;
}

/** A declaration, an unreadable file: the company around it, else the one that its seal names, whoever sends it. */
function fileUnnamed(document: SeenDocument, inMail: Target[], context: FilingContext) {
  const [only, another] = inMail;
  if (only && !another) return { target: only, why: "only-one-in-mail" as const };
  const belongs = byCorrespondence(context);
  const [near] = [inMail, belongs.map((one) => one.target)].filter((targets) => targets.length > 0);
  const bySeal = sealedBy(document, near ?? [], context);
  if (bySeal) return { target: bySeal, why: "seal" as const };
  if (inMail.length > 0) return null;
  const known = context.applications.map(({ id }) => ({ existing: id }));
  const anywhere = sealedBy(document, known, context);
  const [correspondent, elsewhere] = belongs;
  if (!correspondent) return anywhere && { target: anywhere, why: "seal" as const };
  // A wrong seal in the company's own thread, or another company's paper from a hand that wrote for this one before?
  const doubtful = elsewhere !== undefined || (correspondent.why === "sender" && anywhere !== null);
  return doubtful ? null : correspondent;
}

/** The only one of them whose name, present or former, a seal on the document says. */
function sealedBy(document: SeenDocument, targets: Target[], context: FilingContext): Target | null {
  const arcs = document.pages.flatMap((page) => page.seals.map((seal) => seal.arc));
  const [only, another] = targets.filter((target) =>
    namesOfTarget(target, context).some((name) => arcs.some((arc) => matchSealName(arc, name).matches === true)),
  );
  return only && !another ? only : null;
}

function namesOfTarget(target: Target, context: FilingContext): string[] {
  const name = nameOfTarget(target, context);
  const known = "existing" in target ? context.applications.find((one) => one.id === target.existing) : undefined;
  return [name, ...(known?.aliases ?? [])];
}

function byCorrespondence(context: FilingContext): { target: Target; why: "thread" | "sender" }[] {
  if (context.threadApplications.length > 0) {
    return context.threadApplications.map((existing) => ({ target: { existing }, why: "thread" as const }));
  }
  return context.senderApplications.map((existing) => ({ target: { existing }, why: "sender" as const }));
}

function nameOfTarget(target: Target, context: FilingContext): string {
  if ("open" in target) return target.open;
  return context.applications.find((one) => one.id === target.existing)?.name ?? "";
}

/** Each once, as its first document spells it. */
function distinct(targets: Target[]): Target[] {
  const key = (target: Target): string => ("open" in target ? nameKey(target.open) : `#${target.existing}`);
  return targets.filter((target, place) => targets.findIndex((other) => key(other) === key(target)) === place);
}
