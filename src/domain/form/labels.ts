import type { Campaign, FormField } from "../campaign.ts";
import { bare, bareFold } from "../chinese-text.ts";
import { similarity } from "../names.ts";

/** The form's labels in every spelling that the rules know, comparable. */
export type Labels = { field: FormField; keys: string[] }[];

export function labelsOf(form: Campaign["form"]): Labels {
  return form.fields.map((field) => ({ field, keys: [field.label, ...field.variants].map(bare) }));
}

/** Characters, hints, blanks and breaks included; what is longer is an answer. */
const LONGEST_LABEL = 300;

/** In one text: 50 companies' forms have some 700. */
const MOST_LABELS = 1_000;

/** The field whose label is all that the cell holds, hints in brackets, numbering and slips of the pen aside. */
export function wholeLabel(cell: string, labels: Labels): FormField | null {
  if (cell.length > LONGEST_LABEL) return null;
  const unhinted = cell
    .replace(/[（(][^（()）]*[)）]/g, "")
    .replace(/^\s*(\d{1,2}|[一二三四五六七八九十]+)\s*[.、．]/, "");
  const spellings = [bare(cell), bare(unhinted)];
  const exact = labels.find(({ keys }) => keys.some((key) => spellings.includes(key)));
  return exact?.field ?? nearLabel(bare(unhinted), labels);
}

// 网络安全服务内容 and 网络安全服务资质 are 0.75 alike and must stay apart.
const ALIKE = 0.8;
const CLEARLY_BETTER = 0.1;
const LONG_ENOUGH_FOR_A_SLIP = 5;

function nearLabel(text: string, labels: Labels): FormField | null {
  if (text.length < LONG_ENOUGH_FOR_A_SLIP) return null;
  const ranked = labels
    .map(({ field, keys }) => ({ field, alike: Math.max(...keys.map((key) => alikeness(key, text))) }))
    .sort((a, b) => b.alike - a.alike);
  const [best, next] = ranked;
  return best && best.alike >= ALIKE && best.alike - (next?.alike ?? 0) >= CLEARLY_BETTER ? best.field : null;
}

function alikeness(key: string, text: string): number {
  const hopeless =
    key.length < LONG_ENOUGH_FOR_A_SLIP || Math.abs(key.length - text.length) > key.length * (1 - ALIKE) + 1;
  return hopeless ? 0 : similarity(key, text);
}

export interface Leading {
  field: FormField;
  /** Where what follows the label and its colon begins. */
  end: number;
  separator: "colon" | "space" | "none";
}

/** The longest label with which the text begins, and what parts it from the rest. */
export function leadingLabel(text: string, labels: Labels): Leading | null {
  if (text.slice(0, LONGEST_LABEL).trim() === "") return null;
  const first = bare(text.slice(0, 8)).charAt(0);
  if (!labels.some(({ keys }) => keys.some((key) => key.startsWith(first)))) return null;
  const longestKey = Math.max(...labels.flatMap(({ keys }) => keys.map((key) => key.length)));
  // Spaces and breaks may stand between all of a label's characters.
  const head = bareFold(text.slice(0, longestKey * 4));
  const hits = labels.flatMap(({ field, keys }) =>
    keys.filter((key) => head.text.startsWith(key)).map((key) => ({ field, key })),
  );
  const [longest] = hits.sort((a, b) => b.key.length - a.key.length);
  if (!longest) return null;
  const end = (head.at[longest.key.length - 1] ?? 0) + 1;
  // A label that ends within its hint, (单位：万元), leaves the bracket to be closed.
  const gap = /^[)）]?\s*(?:[（(][^（()）\n]{1,20}[)）])?([\s"”*]*[:：])?(\s*)/.exec(text.slice(end));
  const separator = gap?.[1] !== undefined ? "colon" : gap?.[0] ? "space" : "none";
  return { field: longest.field, end: end + (gap?.[0].length ?? 0), separator };
}

/**
 * The labels within running text, each with what follows up to the next: a label stands at a line's start, or within
 * a line after a wide gap, or after any and with a colon behind it.
 */
export function splitByLabels(text: string, labels: Labels): { field: FormField; start: number; value: string }[] {
  const hits: { field: FormField; start: number; end: number }[] = [];
  for (const gap of text.matchAll(/^|[\s；;，,。]+/gm)) {
    const start = gap.index + gap[0].length;
    if (hits.length >= MOST_LABELS) break;
    if (start < (hits[hits.length - 1]?.end ?? 0)) continue;
    const label = leadingLabel(text.slice(start), labels);
    if (!label) continue;
    const startsLine = start === 0 || gap[0].includes("\n") || text[start - 1] === "\n";
    // Cells that became a line are tabs or wide gaps apart.
    const startsCell = startsLine || /\t|\u3000|\s{2,}/.test(gap[0]);
    const enough =
      label.separator === "colon" || (startsCell && (label.separator === "space" || start + label.end >= text.length));
    if (enough) hits.push({ field: label.field, start, end: start + label.end });
  }
  return hits.map(({ field, start, end }, i) => ({ field, start, value: text.slice(end, hits[i + 1]?.start) }));
}
