import type { Campaign, DocumentKind } from "./campaign.ts";
import { bare } from "./chinese-text.ts";
import type { ReadingNote, WordBlock, WordFacts } from "./facts.ts";
import { oneForEach, readForms, type FormReading } from "./form/read.ts";
import { MOST_FORMS } from "./form/limits.ts";
import { recognise, titleReader } from "./recognise.ts";
import { isForeign, unknownDocument, type SeenContent } from "./seen-content.ts";

/**
 * The papers in a Word file; at least one entry. A form for each company, and the declaration below it as a paper of its
 * own: people fill in the notice's own file of annexes.
 */
export function seeWord(word: WordFacts, notes: ReadingNote[], campaign: Campaign): SeenContent[] {
  const text = textOf(word.blocks);
  const recognised = recognise(text, campaign.documents).document;
  const titles = titlesAmong(word.blocks, campaign);
  const sections = sectionsOf(word.blocks, titles, campaign);
  const forms = formsOf(sections, titles, word, campaign);
  if (!isApplication(recognised, forms, sections)) {
    const foreign = recognised === "unknown" && word.dropped.length === 0 && isForeign(text, campaign);
    return [{ ...unknownDocument(notes), document: recognised, foreign }];
  }
  const declared = sections.some(({ document }) => document === "declaration");
  return [
    ...forms.map((form) => formDocument(form, notes, campaign)),
    ...(declared ? [{ ...unknownDocument(notes), document: "declaration" as const }] : []),
  ];
}

/** The notice itself carries a blank form; with values in it, it has become an application. */
const VALUES_OF_A_FILLED_NOTICE = 5;

function isApplication(recognised: DocumentKind, forms: FormReading[], sections: Section[]): boolean {
  if (recognised === "application-form") return true;
  if (recognised === "declaration") return sections.some(({ document }) => document === "application-form");
  return recognised === "notice" && forms.some(({ fields }) => filledIn(fields) >= VALUES_OF_A_FILLED_NOTICE);
}

function filledIn(fields: FormReading["fields"]): number {
  return Object.values(fields).filter((value) => value !== null).length;
}

interface Section {
  document: DocumentKind;
  blocks: WordBlock[];
}

/** Titles that a file is parted at: 50 companies' forms and declarations. */
const MOST_TITLES = 100;

/** The blocks that begin with the title of a form or a declaration. */
function titlesAmong(blocks: WordBlock[], { documents }: Campaign): ReadonlySet<WordBlock> {
  const kindOfTitle = titleReader(documents);
  const characters = new Set(Object.values(documents).flatMap(({ titles }) => Array.from(bare(titles.join("")))));
  const titles = new Set<WordBlock>();
  for (const [i, block] of blocks.entries()) {
    const line = titleLine(block).replace(YEAR, "");
    if (!mayBeTitle(bare(line), characters)) continue;
    const next = blocks[i + 1];
    const kind = kindOfTitle(bare(line), next && "paragraph" in next ? bare(titleLine(next)) : "");
    if (kind !== null && kind !== "notice") titles.add(block);
    if (titles.size === MOST_TITLES) break;
  }
  return titles;
}

const LONGEST_TITLE = 45;
/** With a space between any two characters. */
const LONGEST_SPACED = 2 * LONGEST_TITLE;
const YEAR = /^\s*(20\d\d)\s*年?度?/;
const SHARED_WITH_TITLES = 0.6;

/** Spares a long document's paragraphs the costly look: a title's characters are a title's. */
function mayBeTitle(line: string, characters: ReadonlySet<string>): boolean {
  if (line.length < 4 || line.length > LONGEST_TITLE) return false;
  const shared = Array.from(line).filter((one) => characters.has(one));
  return shared.length >= Array.from(line).length * SHARED_WITH_TITLES;
}

/** The block's first line, as much of it as tells whether it is a title. */
function titleLine(block: WordBlock): string {
  const text = "paragraph" in block ? block.paragraph : (block.table[0]?.find((cell) => cell !== "") ?? "");
  return (
    text
      .trimStart()
      .slice(0, LONGEST_SPACED + 1)
      .split("\n")[0] ?? ""
  ).trim();
}

/** Parts the file at the titles of forms and declarations; what has a title but nothing of the paper below it is no section. */
function sectionsOf(blocks: WordBlock[], titles: ReadonlySet<WordBlock>, campaign: Campaign): Section[] {
  const pieces: WordBlock[][] = [[]];
  for (const block of blocks) {
    if (titles.has(block)) pieces.push(annexNumberOf(pieces[pieces.length - 1]));
    pieces[pieces.length - 1]?.push(block);
  }
  const sections: Section[] = [];
  for (const piece of pieces.filter(({ length }) => length > 0)) {
    const document = contentOf(piece, titles, campaign);
    const open = sections[sections.length - 1];
    if (!open) sections.push({ document, blocks: piece });
    else if (document === "unknown" || open.document === "unknown")
      sections[sections.length - 1] = {
        document: document === "unknown" ? open.document : document,
        blocks: [...open.blocks, ...piece],
      };
    else sections.push({ document, blocks: piece });
  }
  return sections;
}

/** “附件 1:” above a title goes with it. */
function annexNumberOf(piece: WordBlock[] = []): WordBlock[] {
  const last = piece[piece.length - 1];
  return last && /^附件[\d一二三]?$/.test(bare(titleLine(last))) ? piece.splice(-1) : [];
}

const LABELS_OF_A_FORM = 4;

/** What stands there whatever its title says: a list of annexes has both titles and neither paper. */
function contentOf(blocks: WordBlock[], titles: ReadonlySet<WordBlock>, campaign: Campaign): DocumentKind {
  const word = { blocks, dropped: [] };
  if (readForms(word, campaign.form).some(({ found }) => found >= LABELS_OF_A_FORM)) return "application-form";
  const untitled = blocks.filter((block) => !titles.has(block));
  return recognise(textOf(untitled), campaign.documents).document === "declaration" ? "declaration" : "unknown";
}

function formsOf(
  sections: Section[],
  titles: ReadonlySet<WordBlock>,
  word: WordFacts,
  campaign: Campaign,
): FormReading[] {
  const own = sections.filter(({ document }) => document === "application-form").slice(0, MOST_FORMS);
  const parts = own.length > 0 ? own : [{ blocks: word.blocks }];
  const readings = parts.flatMap(({ blocks }) => {
    const outdated = isOfAnotherYear(blocks, titles, campaign);
    const forms = readForms({ ...word, blocks }, campaign.form);
    return forms.map((form) => ({ ...form, outdated: form.outdated || outdated }));
  });
  return oneForEach(readings, campaign.form);
}

/** 2021 年“网络安全服务阳光行动”成员单位申请表 */
function isOfAnotherYear(blocks: WordBlock[], titles: ReadonlySet<WordBlock>, campaign: Campaign): boolean {
  const title = blocks.find((block) => titles.has(block));
  const year = title && YEAR.exec(titleLine(title).normalize("NFKC"))?.[1];
  return year !== undefined && year !== campaign.opens.slice(0, 4);
}

function textOf(blocks: WordBlock[]): string {
  return blocks
    .map((block) => ("paragraph" in block ? block.paragraph : block.table.map((row) => row.join("\n")).join("\n")))
    .join("\n");
}

function formDocument(form: FormReading, notes: ReadingNote[], campaign: Campaign): SeenContent {
  const field = campaign.form.fields.find((one) => one.check === "unit-name");
  const unitName = (field && form.fields[field.id]) ?? null;
  return { ...unknownDocument(notes), document: "application-form", form, unitName, nameCertain: true };
}
