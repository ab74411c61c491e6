import { beijingDay } from "../beijing-time.ts";
import type { Campaign, FormField } from "../campaign.ts";
import { dateIn } from "../chinese-text.ts";
import { areEmails, hasMobile, isAddress } from "./contact-values.ts";
import { financialIssues } from "./financials/issues.ts";
import { readFinancials } from "./financials/read.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { FormIssue, Issue } from "./issue.ts";
import type { FormReading } from "./read.ts";
import { workforceIssues } from "./workforce/issues.ts";
import { readWorkforce } from "./workforce/read.ts";

/** Checks the form as a clerk would, in the order of its fields. */
export function checkForm(reading: FormReading, campaign: Campaign): FormIssue[] {
  return campaign.form.fields.flatMap((field) => {
    const value = reading.fields[field.id] ?? null;
    const issues = value === null ? absent(field, reading) : present(field, value, reading, campaign);
    if (reading.outdated && field.check === "financials") issues.unshift({ code: "form-outdated", detail: {} });
    return issues.map((issue) => ({ ...issue, field: field.id }));
  });
}

/** Where the template's XX is left in, what cannot be read for it need not be said as well. */
function present(field: FormField, value: string, reading: FormReading, campaign: Campaign): Issue[] {
  const issues = odd(field, value, reading, campaign);
  if (!reading.placeholdersLeft.includes(field.id)) return issues;
  return [{ code: "field-placeholder-left", detail: {} }, ...issues.filter(({ code }) => !UNREAD.includes(code))];
}

const UNREAD: FindingCode[] = ["workforce-unread", "financials-unread", "financials-year-missing"];

function absent(field: FormField, reading: FormReading): Issue[] {
  if (reading.exampleLeft.includes(field.id)) return [{ code: "field-example-left", detail: {} }];
  if (reading.placeholdersLeft.includes(field.id)) return [{ code: "field-placeholder-left", detail: {} }];
  if (reading.droppedHints.includes(field.id)) return [{ code: "field-maybe-dropped", detail: {} }];
  if (field.check === "date") return [{ code: "date-missing", detail: {} }];
  return field.required ? [{ code: "field-missing", detail: {} }] : [];
}

function odd(field: FormField, value: string, reading: FormReading, campaign: Campaign): Issue[] {
  const unless = (fine: boolean, code: FindingCode): Issue[] => (fine ? [] : [{ code, detail: { value } }]);
  switch (field.check) {
    case "unit-name":
      return unless(isUnitName(value), "unit-name-odd");
    case "mobile":
      return unless(hasMobile(value), "mobile-odd");
    case "email":
      return unless(areEmails(value), "email-odd");
    case "address":
      return unless(isAddress(value), "address-odd");
    case "workforce":
      return workforceIssues(readWorkforce(value));
    case "financials":
      return financialIssues(readFinancials(value), campaign.form.financialYears, peopleIn(reading, campaign));
    case "date":
      return unless(isDate(value, campaign), "date-odd");
    case "text":
    case "opinion":
      return [];
  }
}

/** How many people the form tells; null where it does not. */
function peopleIn(reading: FormReading, campaign: Campaign): number | null {
  const field = campaign.form.fields.find((one) => one.check === "workforce");
  const value = field && reading.fields[field.id];
  return value ? readWorkforce(value).total : null;
}

const KINDS_OF_UNITS =
  /公司|集团|银行|中心|研究院|研究所|设计院|科学院|学院|大学|学校|协会|学会|联盟|基金会|事务所|局|厅|部|委|厂|院|所|社|站|Ltd|Inc|Corp/i;

function isUnitName(value: string): boolean {
  return value.length >= 4 && value.length <= 60 && !value.includes("\n") && KINDS_OF_UNITS.test(value);
}

/** A date outside of the campaign is a slip of the pen or last year's form. */
function isDate(value: string, campaign: Campaign): boolean {
  const date = dateIn(value);
  return date !== null && date >= beijingDay(campaign.opens) && date <= beijingDay(campaign.deadline);
}
