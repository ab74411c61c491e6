import type { Campaign, FormField } from "../campaign.ts";
import { bare, bareFold, fold, halfWidth, tidyValue } from "../chinese-text.ts";
import { similarity } from "../names.ts";

export interface Filled {
  /** null where nothing of the applicant's own stands in the field. */
  value: string | null;
  exampleLeft: boolean;
  placeholderLeft: boolean;
}

/** Tells what the applicant wrote from the example that the template brings (例：…) and its XX. */
export function withoutExample(written: string, field: FormField, form: Campaign["form"]): Filled {
  const own = ownText(written, field, form.exampleMarks) ?? "";
  const onlyBlanks = /[Xx×*_]/.test(halfWidth(own)) && NOTHING_BUT_BLANKS.test(halfWidth(own));
  const value = onlyBlanks ? null : tidyValue(own);
  return {
    value,
    exampleLeft: value === null && !onlyBlanks && tidyValue(written) !== null,
    placeholderLeft: value === null ? onlyBlanks : hasBlanks(value, field),
  };
}

/** What stands for something to be written: XX, **, ____. One X is enough where the example has its XX (X 家). */
const BLANK = "(?:(?<![A-Za-z0-9])[Xx×]+(?![A-Za-z])|\\*{2,}|_{2,})";
/** Within a value, where X座, zhang_san and one star are names and signs. */
const BLANK_WITHIN = /(?<![A-Za-z0-9])[Xx×]{2,}(?![A-Za-z])|\*{2,}|_{3,}/;
const PLACEHOLDERS = /(?<![A-Za-z])[Xx×]{2,}(?![A-Za-z])/g;
/** Stars and low lines are punctuation to \p{P}: no character may be taken in two ways, or a long line never ends. */
const NOTHING_BUT_BLANKS = /^(?:(?<![A-Za-z0-9])[Xx]+(?![A-Za-z])|[\s\p{P}×])*$/u;

/**
 * Is something of the template's XX left? Where the example has one, it is one before the same words (XX 家, XX%);
 * elsewhere in a long answer XX 银行 is a customer whose name is not told.
 */
function hasBlanks(value: string, field: FormField): boolean {
  const text = halfWidth(value);
  if (field.check === "email") return false;
  if (field.example === null) return BLANK_WITHIN.test(text);
  const tails = [...halfWidth(field.example).matchAll(/XX\s*(\S)/g)].map((match) => match[1] ?? "");
  return tails.length > 0 && new RegExp(`${BLANK}\\s*[${[...new Set(tails)].join("")}]`).test(text);
}
const OPEN_END = /^\s*(?:\.{3,}|…+|。{3,}|⋯+)/;
/** A sentence of this length, character for character the template's, is the template's. */
const LONG = 30;

function ownText(written: string, field: FormField, marks: string[]): string | null {
  const example = field.example === null ? "" : bare(withoutMark(field.example, marks));
  if (example === "") return written;
  const text = bareFold(written);
  const from = text.text.indexOf(example);
  if (from < 0) return keepsItsPlaceholders(written, field.example ?? "") ? null : withoutMark(written, marks);
  const before = written.slice(0, text.at[from] ?? 0);
  const lastPlace = text.at[from + example.length - 1] ?? written.length;
  const after = written.slice(lastPlace + 1);
  const marked = marks.some((mark) => bare(before).endsWith(bare(mark)));
  if (!marked && !OPEN_END.test(after) && example.length < LONG) return written;
  return [trimMark(before, marks), after.replace(OPEN_END, "").replace(/^[\s。.；;，,、%％]+/u, "")].join("\n");
}

/** The template's sentence with a slip or two, none of its XX filled in. */
function keepsItsPlaceholders(written: string, example: string): boolean {
  const count = (text: string): number => halfWidth(text).match(PLACEHOLDERS)?.length ?? 0;
  return count(example) > 0 && count(written) === count(example) && similarity(bare(written), bare(example)) >= 0.9;
}

function withoutMark(text: string, marks: string[]): string {
  const folded = fold(text);
  const mark = marks.map((one) => fold(one).text).find((one) => folded.text.startsWith(one));
  return mark === undefined ? text : text.slice(folded.at[mark.length]);
}

function trimMark(text: string, marks: string[]): string {
  const folded = fold(text);
  const mark = marks.map((one) => fold(one).text).find((one) => folded.text.endsWith(one));
  return mark === undefined ? text : text.slice(0, folded.at[folded.text.length - mark.length]);
}
