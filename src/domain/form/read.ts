import type { Campaign, FormField } from "../campaign.ts";
import { bare, dateAtFoot } from "../chinese-text.ts";
import { OBJECT, type WordFacts } from "../facts.ts";
import { bounded, takesMore, unbroken } from "./cells.ts";
import { withoutExample } from "./example.ts";
import { hintsFor, type Undelivered } from "./hints.ts";
import { MOST_FORMS, MOST_ROWS } from "./limits.ts";
import { labelsOf, leadingLabel, splitByLabels, type Labels } from "./labels.ts";
import { asksOtherYears } from "./asked-years.ts";
import { recoverOvertyped } from "./recover.ts";
import { emptyDraft, Notebook, readTable, type Draft } from "./table.ts";
import { nameKey } from "../names.ts";

export interface FormReading {
  /** By field id, every field of the form; null where nothing of the applicant's own stands. */
  fields: Record<string, string | null>;
  /** Fields that still hold the template's example and nothing else. */
  exampleLeft: string[];
  /** Fields with the template's XX left in; those that hold nothing else are null. */
  placeholdersLeft: string[];
  /** Required fields that read empty though the file holds undelivered text that may be theirs: a person must look. */
  droppedHints: string[];
  /** How many of the form's labels were found. */
  found: number;
  /** Another year's form: it asks for other years than this campaign's. */
  outdated: boolean;
}

/**
 * Reads the application forms (附件1) in a Word file, one for each company, in the file's order. Of a company's several
 * the fullest, of equally full ones the last; a blank one counts only where there is no other. At least one entry.
 */
export function readForms(word: WordFacts, form: Campaign["form"]): FormReading[] {
  const labels = labelsOf(form);
  const undelivered = { dropped: word.dropped, aside: word.aside ?? [] };
  const drafts = draftsOf(word, labels).slice(0, MOST_FORMS);
  const readings = drafts.map((draft) => readDraft(draft, labels, undelivered, form));
  return oneForEach(readings, form);
}

/** The one that says most. */
export function readForm(word: WordFacts, form: Campaign["form"]): FormReading {
  const [first, ...others] = readForms(word, form);
  if (!first) throw new Error("a file without any form still gives one reading");
  return others.reduce((best, one) => (filled(one) > filled(best) ? one : best), first);
}

export function oneForEach(readings: FormReading[], form: Campaign["form"]): FormReading[] {
  const best = new Map<string, FormReading>();
  for (const reading of readings) {
    const company = companyOf(reading, form);
    const before = best.get(company);
    if (!before || fuller(reading, before)) best.set(company, reading);
  }
  const named = [...best].filter(([company, reading]) => company !== "" || filled(reading) >= FILLED_BY_HAND);
  const kept = named.length > 0 ? named : [...best].sort(([, a], [, b]) => (fuller(a, b) ? -1 : 1)).slice(0, 1);
  const chosen = new Set(kept.map(([, reading]) => reading));
  return readings.filter((reading) => chosen.has(reading));
}

/** A form without a name that has this many values is somebody's; the opinion alone is the template's. */
const FILLED_BY_HAND = 5;

function companyOf({ fields }: FormReading, { fields: asked }: Campaign["form"]): string {
  const field = asked.find((one) => one.check === "unit-name");
  return nameKey((field && fields[field.id]) ?? "");
}

function fuller(a: FormReading, b: FormReading): boolean {
  return filled(a) === filled(b) ? a.found >= b.found : filled(a) > filled(b);
}

function filled({ fields }: FormReading): number {
  return Object.values(fields).filter((value) => value !== null).length;
}

/** Tables first; running lines give only what no table has a label for. */
function draftsOf(word: WordFacts, labels: Labels): Draft[] {
  const tables = new Notebook();
  let rows = MOST_ROWS;
  for (const block of word.blocks) {
    if (!("table" in block)) continue;
    readTable(block.table.slice(0, rows), labels, tables);
    rows = Math.max(0, rows - block.table.length);
  }
  const lines = new Notebook();
  const text = word.blocks.map((block) => ("paragraph" in block ? block.paragraph : "")).join("\n");
  for (const { field, value } of splitByLabels(beforeAnnex(text), labels)) {
    lines.label(field);
    lines.add(field, value.trim());
  }
  if (tables.drafts.every((draft) => draft.values.size === 0)) return lines.drafts;
  const last = lines.drafts[lines.drafts.length - 1] ?? emptyDraft();
  return tables.drafts.map((draft) => ({ ...draft, values: new Map([...last.values, ...draft.values]) }));
}

/** What follows “附件 2” after the form's lines is another document. */
function beforeAnnex(text: string): string {
  return text.replace(/\n[^\S\n]*附\s*件\s*[2-9二三四五](?:\s*[:：])?[^\S\n]*(?:\n[\s\S]*)?$/, "");
}

function readDraft(draft: Draft, labels: Labels, undelivered: Undelivered, form: Campaign["form"]): FormReading {
  const found = draft.values.size;
  if (found > 0) recoverOvertyped(draft, form.fields);
  const values = separateInner(boundedAll(draft.values, labels), labels);
  const reading: FormReading = {
    ...{ fields: {}, exampleLeft: [], placeholdersLeft: [], droppedHints: [], found: Math.max(found, values.size) },
    outdated: asksOtherYears([...values.values()], form),
  };
  for (const field of form.fields) {
    const written = values.get(field.id) ?? "";
    const plain = plainValue(written.replaceAll(OBJECT, ""), field, labels);
    const { value, exampleLeft, placeholderLeft } = withoutExample(plain, field, form);
    reading.fields[field.id] = value ?? (saysNone(plain, field) ? NONE : null);
    const pictured = value === null && written.includes(OBJECT);
    if (exampleLeft && !pictured) reading.exampleLeft.push(field.id);
    if (placeholderLeft) reading.placeholdersLeft.push(field.id);
    if (pictured) reading.droppedHints.push(field.id);
  }
  dateFromOpinion(reading, values, form);
  reading.droppedHints.push(...hintsFor(reading, { ...draft, values }, undelivered, labels));
  return reading;
}

const NONE = "无";
/** A person's name cannot be answered with none. */
const NAMES_A_PERSON = /联系人|联络人|负责人|姓名/;

/** A stroke by itself is how people write that they have none. */
function saysNone(written: string, { check, label }: FormField): boolean {
  return check === "text" && !NAMES_A_PERSON.test(label) && /^[/／\\—–―－-]+$/.test(written.replace(/\s+/g, ""));
}

function boundedAll(values: Map<string, string>, labels: Labels): Map<string, string> {
  const fields = new Map(labels.map(({ field }) => [field.id, field]));
  return new Map(
    [...values].map(([id, value]) => {
      const field = fields.get(id);
      return [id, field ? bounded(field, value) : value];
    }),
  );
}

/** Where the label 申请日期 was deleted, the date stands by itself at the opinion's foot. */
function dateFromOpinion({ fields }: FormReading, values: Map<string, string>, form: Campaign["form"]): void {
  const opinion = form.fields.find(({ check }) => check === "opinion");
  const date = form.fields.find(({ check }) => check === "date");
  if (!opinion || !date || fields[date.id] !== null) return;
  fields[date.id] = dateAtFoot(values.get(opinion.id) ?? "");
}

/**
 * Values that stand within another's cell: 申请日期 under the place for the seal in 单位意见, 手机：… behind the contact's
 * name. A long answer may well speak of a date or a telephone, so nothing is taken out of it.
 */
function separateInner(values: Map<string, string>, labels: Labels): Map<string, string> {
  const separated = new Map<string, string>();
  for (const [id, value] of values) {
    const own = labels.find(({ field }) => field.id === id);
    const inner = own && innerLabels(own.field, labels).filter(({ field }) => field.id !== id);
    const parts = inner && inner.length > 0 ? splitByLabels(value, inner) : [];
    const before = parts[0] ? value.slice(0, parts[0].start) : value;
    if (before !== "" || !separated.has(id)) separated.set(id, before);
    for (const part of parts) {
      if (!values.get(part.field.id)) separated.set(part.field.id, part.value.split("\n")[0]?.trim() ?? "");
    }
  }
  return separated;
}

function innerLabels(of: FormField, labels: Labels): Labels {
  if (of.check === "opinion") return labels.filter(({ field }) => field.check === "date");
  return takesMore(of) ? [] : labels.filter(({ field }) => !takesMore(field));
}

// Each run of blanks below may be taken in one way only: two ways make a long one take for ever.
const SEAL_PLACE =
  /^[^\S\n]*(?:[（(][^\S\n]*)?(?:申请\s*)?(?:(?:单\s*位|公\s*司)\s*)?(?:[（(]\s*)?(?:公\s*章|盖\s*章|签\s*章)/m;
const SEAL_REMARK = /(?<!\s)\s*[（(]\s*(?:单位)?(?:公章|盖章|加盖公章|盖公章)\s*[)）]\s*$/;

function plainValue(written: string, field: FormField, labels: Labels): string {
  const repeated = leadingLabel(written, labels);
  const value =
    repeated?.field.id === field.id && repeated.separator === "colon" ? written.slice(repeated.end) : written;
  switch (field.check) {
    case "opinion":
      return value.split(SEAL_PLACE)[0] ?? "";
    case "date":
      return blankDate(value) ? "" : value.replace(/\s+/g, "");
    case "unit-name":
      return unbroken(field, value.replace(SEAL_REMARK, ""));
    case "mobile":
    case "email":
      return unbroken(field, value);
    case "text":
    case "address":
    case "workforce":
    case "financials":
      return value;
  }
}

function blankDate(value: string): boolean {
  return /^[年月日]*$/.test(bare(value));
}
