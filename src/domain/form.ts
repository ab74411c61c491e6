import type { Campaign, FormField } from "./campaign.ts";
import { bare, tidyValue } from "./chinese-text.ts";
import type { WordFacts } from "./facts.ts";
import { withoutExample } from "./form-example.ts";
import { labelsOf, leadingLabel, splitByLabels, type Labels } from "./form-labels.ts";
import { Notebook, readTable, type Draft } from "./form-table.ts";

export interface FormReading {
  /** By field id, every field of the form; null where nothing of the applicant's own stands. */
  fields: Record<string, string | null>;
  /** Fields that still hold the template's example and nothing else. */
  exampleLeft: string[];
  /** Fields with the template's XX left in. */
  placeholdersLeft: string[];
  /** Required fields that read empty though the file holds undelivered text that may be theirs: a person must look. */
  droppedHints: string[];
  /** How many of the form's labels were found. */
  found: number;
}

/** Reads the application form (附件1) from a Word file; of several forms in one file, the fullest. */
export function readForm(word: WordFacts, form: Campaign["form"]): FormReading {
  const labels = labelsOf(form);
  const readings = draftsOf(word, labels).map((draft) => readDraft(draft, labels, word, form));
  const ranked = readings.sort((a, b) => filled(b) - filled(a) || b.found - a.found);
  return ranked[0] ?? readDraft(new Map(), labels, word, form);
}

function filled(reading: FormReading): number {
  return Object.values(reading.fields).filter((value) => value !== null).length;
}

/** Tables first; running lines give only what no table has a label for. */
function draftsOf(word: WordFacts, labels: Labels): Draft[] {
  const tables = new Notebook();
  for (const block of word.blocks) if ("table" in block) readTable(block.table, labels, tables);
  const lines = new Notebook();
  const text = word.blocks.map((block) => ("paragraph" in block ? block.paragraph : "")).join("\n");
  for (const { field, value } of splitByLabels(beforeAnnex(text), labels)) {
    lines.label(field);
    lines.add(field, value.trim());
  }
  if (tables.drafts.every((draft) => draft.size === 0)) return lines.drafts;
  const last = lines.drafts[lines.drafts.length - 1];
  return tables.drafts.map((draft) => new Map([...(last ?? []), ...draft]));
}

/** What follows “附件 2” after the form's lines is another document. */
function beforeAnnex(text: string): string {
  return text.replace(/\n\s*附\s*件\s*[2-9二三四五]\s*[:：]?\s*(?:\n[\s\S]*)?$/, "");
}

function readDraft(draft: Draft, labels: Labels, word: WordFacts, form: Campaign["form"]): FormReading {
  const values = separateDate(draft, labels);
  const reading: FormReading = {
    fields: {},
    exampleLeft: [],
    placeholdersLeft: [],
    droppedHints: [],
    found: values.size,
  };
  for (const field of form.fields) {
    const written = plainValue(values.get(field.id) ?? "", field, labels);
    const { value, exampleLeft, placeholderLeft } = withoutExample(written, field, form);
    reading.fields[field.id] = value;
    if (exampleLeft) reading.exampleLeft.push(field.id);
    if (placeholderLeft) reading.placeholdersLeft.push(field.id);
    if (value === null && field.required && mayBeDropped(field, word.dropped, labels))
      reading.droppedHints.push(field.id);
  }
  return reading;
}

/** 申请日期 stands within the cell of 单位意见, under the place for the seal. */
function separateDate(draft: Draft, labels: Labels): Draft {
  const dateLabels = labels.filter(({ field }) => field.check === "date");
  const values: Draft = new Map();
  for (const [id, value] of draft) {
    const own = dateLabels.some(({ field }) => field.id === id);
    const [date] = own ? [] : splitByLabels(value, dateLabels);
    if (!date) {
      if (value !== "" || !values.has(id)) values.set(id, value);
      continue;
    }
    values.set(id, value.slice(0, date.start));
    if (!draft.get(date.field.id)) values.set(date.field.id, date.value.split("\n")[0] ?? "");
  }
  return values;
}

const SEAL_PLACE = /^[^\S\n]*[（(]?[^\S\n]*(?:申请)?(?:单\s*位|公\s*司)?\s*[（(]?\s*(?:公\s*章|盖\s*章|签\s*章)/m;
const SEAL_REMARK = /\s*[（(]\s*(?:单位)?(?:公章|盖章|加盖公章|盖公章)\s*[)）]\s*$/;

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
      return value.replace(SEAL_REMARK, "");
    case "text":
    case "mobile":
    case "email":
    case "address":
    case "workforce":
    case "financials":
      return value;
  }
}

function blankDate(value: string): boolean {
  return /^[年月日]*$/.test(bare(value));
}

/** Could one of the undelivered texts be this field's value? Labels and the template's own words are not. */
function mayBeDropped(field: FormField, dropped: string[], labels: Labels): boolean {
  const known = new Set(labels.flatMap(({ field: { example }, keys }) => [...keys, bare(example ?? "")]));
  return dropped.some((text) => !known.has(bare(text)) && tidyValue(text) !== null && fits(field.check, text));
}

function fits(check: FormField["check"], text: string): boolean {
  switch (check) {
    case "mobile":
      return /\d{7}/.test(bare(text));
    case "email":
      return /[@＠]/.test(text);
    case "unit-name":
      return /公司|集团|中心|研究[院所]|学[校院]|大学|局|协会|联盟|银行|厂/.test(text);
    case "date":
    case "workforce":
    case "financials":
      return /\d/.test(text);
    case "text":
    case "address":
    case "opinion":
      return true;
  }
}
