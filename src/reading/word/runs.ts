import type { Element } from "@xmldom/xmldom";
import { attribute, childrenOf, firstChild } from "./xml.ts";

/** One stretch of text as the document's XML holds it. */
export interface Run {
  text: string;
  /** Counts the paragraphs, so that neighbours can be joined again. */
  paragraph: number;
  /** In a text box or a content control, where readers lose text first. */
  boxed: boolean;
}

/**
 * All text that the element shows: inserted text counts, deleted and moved-away text does not, nor do a content
 * control's prompt or the second copy of a text box. Walks the XML on its own, so that it can check other readers.
 */
export function runsOf(root: Element): Run[] {
  const runs: Run[] = [];
  let paragraph = 0;
  const walk = (element: Element, boxed: boolean): void => {
    if (isHidden(element)) return;
    if (element.localName === "p") paragraph++;
    if (element.localName === "t" && element.textContent) runs.push({ text: element.textContent, paragraph, boxed });
    const within = boxed || element.localName === "txbxContent" || element.localName === "sdt";
    for (const child of shownChildren(element)) walk(child, within);
  };
  walk(root, false);
  return runs;
}

/** Not shown: what was deleted or moved away, and the phonetic guide, which repeats what it stands over. */
const NOT_SHOWN = new Set(["del", "moveFrom", "rt"]);

/** By element, the properties that say that it is deleted or hidden. */
const HIDING: Record<string, [properties: string, sign: string]> = {
  r: ["rPr", "vanish"],
  tr: ["trPr", "del"],
  tc: ["tcPr", "cellDel"],
};

export function isHidden(element: Element): boolean {
  const name = element.localName ?? "";
  if (NOT_SHOWN.has(name) || isPrompt(element)) return true;
  const [properties, sign] = HIDING[name] ?? [];
  return properties !== undefined && sign !== undefined && isSet(firstChild(element, properties), sign);
}

/** A property that is there and not switched off. */
function isSet(properties: Element | null, name: string): boolean {
  const property = properties && firstChild(properties, name);
  return property !== null && !["0", "false", "off"].includes(attribute(property, "val") ?? "");
}

/** A content control that still shows “click here to enter text”. */
function isPrompt(element: Element): boolean {
  return element.localName === "sdt" && isSet(firstChild(element, "sdtPr"), "showingPlcHdr");
}

/** Of alternate contents, the first that has text: they are the same text for readers of different ages. */
function shownChildren(element: Element): Element[] {
  const children = childrenOf(element);
  if (element.localName !== "AlternateContent") return children;
  return children.filter(hasText).slice(0, 1);
}

export function hasText(element: Element): boolean {
  return [...element.getElementsByTagNameNS("*", "t")].some((text) => text.textContent?.trim());
}

/** The runs that are not among the delivered texts, joined by paragraph. Texts are counted, for a name may stand twice. */
export function undelivered(runs: Run[], delivered: string[]): string[] {
  const left = new Map<string, number>();
  for (const text of delivered) left.set(text, (left.get(text) ?? 0) + 1);
  const lost = new Set<Run>();
  for (const run of [...runs].sort((a, b) => Number(a.boxed) - Number(b.boxed))) {
    const count = left.get(run.text) ?? 0;
    if (count > 0) left.set(run.text, count - 1);
    else lost.add(run);
  }
  const paragraphs = new Map<number, string>();
  for (const run of runs) {
    if (lost.has(run)) paragraphs.set(run.paragraph, (paragraphs.get(run.paragraph) ?? "") + run.text);
  }
  return [...paragraphs.values()].map((text) => text.trim()).filter((text) => /[\p{L}\p{N}]/u.test(text));
}
