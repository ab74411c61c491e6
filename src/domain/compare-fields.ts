import type { Campaign, FormField } from "./campaign.ts";
import { alikeWithin, bare, halfWidth } from "./chinese-text.ts";
import { figuresThatDiffer } from "./compare-figures.ts";
import type { SeenDocument } from "./documents.ts";
import type { PageFacts } from "./facts.ts";
import type { FormReading } from "./form/read.ts";
import { nameKey } from "./names.ts";
import type { Say } from "./say.ts";
import type { Finding } from "./verdicts.ts";

/** Mean confidence of a line from which a wholly other text is not the reader's. */
const SURE = 0.9;

/** Characters: what is longer is no name, address or number, and comparing it would take seconds. */
const LONGEST_VALUE = 500;

/** How sure the reader is of the stamped form's value. */
interface Reading {
  /** Its least certain line's confidence, 0…1. */
  confidence: number;
  /** A text layer that agrees with the Word form in enough other places to be no scanner's own guess. */
  exact: boolean;
}

/**
 * The short fields of the stamped form that clearly say something else than the Word form's. What OCR may have slipped in, a
 * value that goes on in one of the two, a city without its 市: none of these is worth an applicant's time.
 */
export function compareFields(form: FormReading, stamped: SeenDocument, campaign: Campaign, say: Say): Finding[] {
  const pairs = campaign.form.fields.filter(isCompared).flatMap((field) => {
    const [word, scan] = [form.fields[field.id] ?? null, stamped.scan?.fields[field.id] ?? null];
    const short = word !== null && scan !== null && Math.max(word.length, scan.length) <= LONGEST_VALUE;
    return short ? [{ field, word, scan }] : [];
  });
  const exact = isExact(pairs, form, stamped, campaign);
  const lines = certainties(stamped.pages);
  const short = pairs.filter(({ field, word, scan }) =>
    differ(field, word, scan, { confidence: confidenceOf(scan, lines), exact }),
  );
  const figures = exact ? longFigures(form, stamped, campaign) : [];
  return [...short, ...figures].map(({ field, word, scan }) =>
    say("fields-differ", { field: field.label, word, scan }, field.label),
  );
}

/** The long fields' figures, of a text layer that is believed. */
function longFigures(form: FormReading, { pages, unitName }: SeenDocument, campaign: Campaign) {
  const figured = campaign.form.fields.filter(({ example }) => example !== null);
  return figured.flatMap((field) => {
    const value = form.fields[field.id] ?? null;
    const apart = value === null ? null : figuresThatDiffer(value, pages, unitName ?? "");
    return apart ? [{ field, ...apart }] : [];
  });
}

function isCompared({ check, example }: FormField): boolean {
  return check === "mobile" || check === "email" || check === "address" || (check === "text" && example === null);
}

/** Other fields that must agree to the letter before a single character of a text layer is believed. */
const AGREEING = 3;

function isExact(
  pairs: { word: string; scan: string }[],
  form: FormReading,
  { nameCertain, unitName, pages }: SeenDocument,
  campaign: Campaign,
): boolean {
  if (!nameCertain || pages.some((page) => page.textSource === "ocr")) return false;
  const unit = form.fields[campaign.form.fields.find((one) => one.check === "unit-name")?.id ?? ""] ?? "";
  const sameUnit = unitName !== null && nameKey(unit) === nameKey(unitName);
  return sameUnit && pairs.filter(({ word, scan }) => bare(word) === bare(scan)).length >= AGREEING;
}

/** What a text layer says of its own certainty is nothing: it counts as fairly sure, or is exact. */
function certainties(pages: PageFacts[]): { text: string; confidence: number }[] {
  return pages.flatMap(({ lines, textSource }) =>
    lines.map(({ text, confidence }) => ({
      text: bare(text.slice(0, LONGEST_VALUE)),
      confidence: textSource === "text-layer" ? SURE : confidence,
    })),
  );
}

function confidenceOf(value: string, lines: { text: string; confidence: number }[]): number {
  const key = bare(value);
  const own = lines.filter(({ text }) => isPartOf(text, key)).map(({ confidence }) => confidence);
  return own.reduce((least, one) => Math.min(least, one), own.length === 0 ? 0 : 1);
}

function isPartOf(line: string, value: string): boolean {
  return line.includes(value) || (line.length >= 2 && value.includes(line));
}

function differ(field: FormField, word: string, scan: string, reading: Reading): boolean {
  if (field.check === "mobile") return mobilesDiffer(word, scan, reading);
  if (field.check === "email") return emailsDiffer(word, scan, reading);
  return textsDiffer(bare(word), bare(scan), reading);
}

/** Likeness below which it is another text; of an exact one, below which it is not the same words spelt otherwise. */
const ANOTHER = 0.5;
const ANOTHER_EXACT = 0.7;

function textsDiffer(word: string, scan: string, { confidence, exact }: Reading): boolean {
  if (word.length < 2 || scan.length < 2 || confidence < SURE) return false;
  const [short, long] = word.length < scan.length ? [word, scan] : [scan, word];
  return alikeWithin(short, long) < (exact ? ANOTHER_EXACT : ANOTHER);
}

/** A line of eleven figures read at less may hold a wrong one. */
const SURE_OF_EACH_FIGURE = 0.99;
/** Figures in which two numbers are not each other's slips. */
const ANOTHER_NUMBER = 4;

function mobilesDiffer(word: string, scan: string, { confidence, exact }: Reading): boolean {
  const [written, stamped] = [mobilesIn(word), mobilesIn(scan)];
  if (written.length === 0 || stamped.length === 0 || confidence < SURE) return false;
  const apart = Math.min(...written.flatMap((one) => stamped.map((other) => figuresApart(one, other))));
  return apart >= (exact || confidence >= SURE_OF_EACH_FIGURE ? 1 : ANOTHER_NUMBER);
}

function mobilesIn(text: string): string[] {
  const digits = halfWidth(text).replace(/(?<=\d)[\s\-()]+(?=\d)/g, "");
  return [...digits.matchAll(/(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)/g)].map(([, number = ""]) => number);
}

function figuresApart(one: string, other: string): number {
  return Array.from(one).filter((figure, i) => figure !== other[i]).length;
}

/** Colleagues share the domain, so each side of the @ is compared by itself. */
function emailsDiffer(word: string, scan: string, { confidence, exact }: Reading): boolean {
  const [written, stamped] = [emailIn(word), emailIn(scan)];
  if (!written || !stamped || confidence < SURE) return false;
  if (exact) return written.join("@") !== stamped.join("@");
  return written.some((side, i) => {
    const [short, long] = [side, stamped[i] ?? ""].sort((a, b) => a.length - b.length);
    return (short?.length ?? 0) >= 3 && alikeWithin(short ?? "", long ?? "") < ANOTHER;
  });
}

function emailIn(text: string): [local: string, domain: string] | null {
  const found = /([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)/.exec(halfWidth(text).toLowerCase().replace(/\s+/g, ""));
  return found ? [found[1] ?? "", found[2] ?? ""] : null;
}
