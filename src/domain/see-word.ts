import type { Campaign } from "./campaign.ts";
import type { ReadingNote, WordFacts } from "./facts.ts";
import { readForm } from "./form.ts";
import { recognise } from "./recognise.ts";
import { isForeign, unknownDocument, type SeenContent } from "./seen-content.ts";

/** The papers in a Word file; at least one entry. */
export function seeWord(word: WordFacts, notes: ReadingNote[], campaign: Campaign): SeenContent[] {
  const form = readForm(word, campaign.form);
  const text = word.blocks
    .map((block) => ("paragraph" in block ? block.paragraph : block.table.map((row) => row.join("\n")).join("\n")))
    .join("\n");
  const recognised = recognise(text, campaign.documents).document;
  // The notice itself carries a blank form; with values in it, it has become an application.
  const filledNotice = recognised === "notice" && Object.values(form.fields).filter(Boolean).length >= 5;
  const document = filledNotice ? "application-form" : recognised;
  const foreign = document === "unknown" && word.dropped.length === 0 && isForeign(text, campaign);
  if (document !== "application-form") return [{ ...unknownDocument(notes), document, foreign }];
  return [
    { ...unknownDocument(notes), document, form, unitName: unitNameOf(form.fields, campaign), nameCertain: true },
  ];
}

/** The value of the field that the rules call the company's name. */
function unitNameOf(fields: Record<string, string | null>, campaign: Campaign): string | null {
  const field = campaign.form.fields.find((one) => one.check === "unit-name");
  return field ? (fields[field.id] ?? null) : null;
}
