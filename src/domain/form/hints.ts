import type { FormField } from "../campaign.ts";
import { bare, halfWidth, tidyValue } from "../chinese-text.ts";
import { OBJECT } from "../facts.ts";
import { LONGEST_SHORT_TEXT } from "./limits.ts";
import type { Labels } from "./labels.ts";
import type { Draft } from "./table.ts";

/** Texts that may be a value though they stand in no labelled cell. */
export interface Undelivered {
  dropped: string[];
  aside: string[];
}

/** The required fields that read empty although something undelivered may be their value. */
export function hintsFor(
  reading: { fields: Record<string, string | null>; droppedHints: string[] },
  { values, strays }: Draft,
  { dropped, aside }: Undelivered,
  labels: Labels,
): string[] {
  const known = new Set(labels.flatMap(({ field: { example }, keys }) => [...keys, bare(example ?? "")]));
  const mayBe = (text: string, field: FormField): boolean =>
    text === OBJECT || (!known.has(bare(text)) && tidyValue(text) !== null && fits(field, text));
  return labels
    .map(({ field }) => field)
    .filter(({ id, required }) => required && reading.fields[id] === null && !reading.droppedHints.includes(id))
    .filter((field) => {
      const near = strays.filter(({ beside }) => beside === field.id || !values.has(field.id)).map(({ text }) => text);
      const elsewhere = values.has(field.id) ? [] : [...values.values()].filter((text) => shapedIn(field, text));
      return [...dropped, ...aside, ...near].some((text) => mayBe(text, field)) || elsewhere.length > 0;
    })
    .map(({ id }) => id);
}

const UNIT = /公司|集团|中心|研究[院所]|学[校院]|大学|局|协会|联盟|银行|厂/;
/** Page numbers, dates, 附件1: what headers and footers say by themselves. */
const FURNITURE = /^(?:附件|附表|第|共|页|[a-z]|\d|年|月|日)*$/;

function fits(field: FormField, text: string): boolean {
  const plain = bare(text);
  switch (field.check) {
    case "mobile":
      return /\d{7}/.test(plain);
    case "email":
      return /[@＠]/.test(text);
    case "unit-name":
      return UNIT.test(text);
    case "date":
    case "workforce":
    case "financials":
      return /\d/.test(text) && !FURNITURE.test(plain);
    case "text":
      return (
        !FURNITURE.test(plain) &&
        !isOfOtherShape(text) &&
        (field.example !== null || (plain.length <= LONGEST_SHORT_TEXT && !/\d{7}/.test(plain)))
      );
    case "address":
    case "opinion":
      return !FURNITURE.test(plain) && !isOfOtherShape(text);
  }
}

/** A company's name, a number or an address of e-mail is none of the fields that may hold any words. */
function isOfOtherShape(text: string): boolean {
  return (
    /^[^\n，。；]{2,40}(?:公司|集团|联盟|协会|大学)$/.test(text.trim()) ||
    /^[\d\s()+-]*$/.test(halfWidth(text)) ||
    text.includes("@")
  );
}

/** A number or an address of e-mail within another field's value, where its own label is gone. */
function shapedIn({ check }: FormField, text: string): boolean {
  const plain = halfWidth(text);
  if (check === "mobile") return /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/.test(plain);
  return check === "email" && /(?<![\w.+-])[\w.+-]+@[\w-]+\.\w/.test(plain);
}
