import type { Campaign } from "../campaign.ts";
import { bare, halfWidth } from "../chinese-text.ts";
import { similarity } from "../names.ts";

/** Two texts that differ in their figures only are this alike. */
const SAME_SENTENCE = 0.85;

/**
 * Is it another year's form? Its example, left or filled in, speaks of other years than this campaign asks for. Years
 * that an applicant chose in words of their own tell nothing of the form.
 */
export function asksOtherYears(values: string[], { fields, financialYears }: Campaign["form"]): boolean {
  const [latest] = [...financialYears].sort((a, b) => b - a);
  const example = fields.find((field) => field.check === "financials")?.example ?? "";
  if (latest === undefined || example === "") return false;
  return values.some((value) => {
    const years = yearsIn(value);
    const sentence = withoutFigures(value);
    return (
      years.length >= financialYears.length &&
      Math.max(...years) !== latest &&
      similarity(sentence, withoutFigures(example)) >= SAME_SENTENCE
    );
  });
}

function yearsIn(text: string): number[] {
  return [...halfWidth(text).matchAll(/(?<!\d)((?:19|20)\d\d)(?=\s*年)/g)].map((match) => Number(match[1]));
}

function withoutFigures(text: string): string {
  return bare(text)
    .replace(/^例/, "")
    .replace(/x{2,}|\d+/g, "");
}
