import type { Campaign } from "./campaign.ts";
import type { WordBlock } from "./facts.ts";
import { seeWord } from "./see-word.ts";
import type { SeenContent } from "./seen-content.ts";

/** A signature names its company, its person, telephone and address too; a form that is written into a mail says more. */
const LEAST_FILLED = 5;
const LEAST_LONG_FILLED = 2;

/** The form, filled in as the mail's own text; null where there is none. */
export function seeBody(text: string, campaign: Campaign): SeenContent | null {
  const word = { blocks: blocksOf(text), dropped: [] };
  const form = seeWord(word, [], campaign).find((one) => one.document === "application-form");
  const filled = campaign.form.fields.filter(({ id }) => (form?.form?.fields[id] ?? null) !== null);
  const long = filled.filter(({ example }) => example !== null);
  return form && filled.length >= LEAST_FILLED && long.length >= LEAST_LONG_FILLED ? form : null;
}

/** Lines of a table come with tabs between their cells; quoted ones behind a mark. */
function blocksOf(text: string): WordBlock[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^[>\s]*>\s?/, ""));
  return lines.map((line) => (line.includes("\t") ? { table: [line.split("\t")] } : { paragraph: line }));
}
