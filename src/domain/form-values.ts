import { beijingDay } from "./beijing-time.ts";
import type { Campaign, FormField } from "./campaign.ts";
import { dateIn, halfWidth } from "./chinese-text.ts";
import { financialsParsed, isBalanced } from "./financials.ts";
import type { FindingCode } from "./finding-codes.ts";
import type { FormReading } from "./form.ts";
import { workforceParsed } from "./workforce.ts";

/** One thing that a clerk would remark on a form; how grave it is stands in the rules, its words in the wording. */
export interface FormIssue {
  code: FindingCode;
  /** The field's id. */
  field: string;
  detail: Record<string, string>;
}

/** Checks the form as a clerk would, in the order of its fields. */
export function checkForm(reading: FormReading, campaign: Campaign): FormIssue[] {
  return campaign.form.fields.flatMap((field) => {
    const value = reading.fields[field.id] ?? null;
    const issues = value === null ? absent(field, reading) : odd(field, value, campaign);
    if (reading.placeholdersLeft.includes(field.id)) issues.unshift({ code: "field-placeholder-left", detail: {} });
    return issues.map((issue) => ({ ...issue, field: field.id }));
  });
}

type Issue = Omit<FormIssue, "field">;

function absent(field: FormField, reading: FormReading): Issue[] {
  if (reading.exampleLeft.includes(field.id)) return [{ code: "field-example-left", detail: {} }];
  if (reading.droppedHints.includes(field.id)) return [{ code: "field-maybe-dropped", detail: {} }];
  if (field.check === "date") return [{ code: "date-missing", detail: {} }];
  return field.required ? [{ code: "field-missing", detail: {} }] : [];
}

function odd(field: FormField, value: string, campaign: Campaign): Issue[] {
  switch (field.check) {
    case "unit-name":
      return isUnitName(value) ? [] : [{ code: "unit-name-odd", detail: { value } }];
    case "mobile":
      return hasMobile(value) ? [] : [{ code: "mobile-odd", detail: { value } }];
    case "email":
      return areEmails(value) ? [] : [{ code: "email-odd", detail: { value } }];
    case "address":
      return isAddress(value) ? [] : [{ code: "address-odd", detail: { value } }];
    case "workforce":
      return workforceIssues(value);
    case "financials":
      return financialIssues(value, campaign.form.financialYears);
    case "date":
      return dateIssues(value, campaign);
    case "text":
    case "opinion":
      return [];
  }
}

const KINDS_OF_UNITS =
  /公司|集团|中心|研究院|研究所|设计院|科学院|学院|大学|学校|协会|学会|联盟|基金会|事务所|局|厅|部|委|厂|院|所|社|站|Ltd|Inc|Corp/i;

function isUnitName(value: string): boolean {
  return value.length >= 4 && value.length <= 60 && !value.includes("\n") && KINDS_OF_UNITS.test(value);
}

function hasMobile(value: string): boolean {
  const digits = halfWidth(value).replace(/[\s\-()]/g, "");
  return /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/.test(digits);
}

function areEmails(value: string): boolean {
  const addresses = halfWidth(value)
    .split(/[\s;,、/]+/)
    .filter((address) => address !== "");
  return addresses.every((address) => /^[\w.+-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}$/.test(address));
}

/** What a courier needs: a place and something within it. */
function isAddress(value: string): boolean {
  return (
    value.length >= 8 &&
    /[省市区县州盟旗]|北京|上海|天津|重庆/.test(value) &&
    /[路街道巷号楼座层室院园村镇厦]/.test(value)
  );
}

function workforceIssues(value: string): Issue[] {
  const workforce = workforceParsed(value);
  if (!workforce) return [{ code: "workforce-unread", detail: {} }];
  const { expertPct, seniorPct, intermediatePct, generalPct } = workforce;
  const sum = expertPct + seniorPct + intermediatePct + generalPct;
  // Four shares rounded to whole per cent, each by up to a half, can miss 100 by as much as 2; those told finer, by far less.
  const whole = [expertPct, seniorPct, intermediatePct, generalPct].every((share) => Number.isInteger(share));
  if (Math.abs(sum - 100) <= (whole ? 2 : 0.5)) return [];
  return [{ code: "workforce-not-100", detail: { sum: String(Math.round(sum * 100) / 100) } }];
}

function financialIssues(value: string, asked: number[]): Issue[] {
  const years = financialsParsed(value);
  if (years.length === 0) return [{ code: "financials-unread", detail: {} }];
  const missing = asked.filter((year) => !years.some((one) => one.year === year));
  const unbalanced = years.filter((year) => asked.includes(year.year) && !isBalanced(year));
  return [
    ...missing.map((year): Issue => ({ code: "financials-year-missing", detail: { year: String(year) } })),
    ...unbalanced.map((one): Issue => {
      const detail = { year: one.year, revenue: one.revenue, profit: one.profit, cost: one.cost };
      return { code: "financials-not-balanced", detail: mapToText(detail) };
    }),
  ];
}

function mapToText(figures: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, String(figure)]));
}

/** A date outside of the campaign is a slip of the pen or last year's form. */
function dateIssues(value: string, campaign: Campaign): Issue[] {
  const date = dateIn(value);
  if (date !== null && date >= beijingDay(campaign.opens) && date <= beijingDay(campaign.deadline)) return [];
  return [{ code: "date-odd", detail: { value } }];
}
