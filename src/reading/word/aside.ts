import type { Document, Element } from "@xmldom/xmldom";
import type JSZip from "jszip";
import { limits } from "../limits.ts";
import { xmlOf } from "./package.ts";
import { runsOf, undelivered } from "./runs.ts";
import { all, attribute, childrenOf, parseXml } from "./xml.ts";

export interface Aside {
  texts: string[];
  /** What could not be searched, and why. */
  unsearched: string[];
}

/** Texts that Word shows, or keeps for the reader, outside of the body: a value may have been put there. */
export async function readAside(zip: JSZip, body: Document): Promise<Aside> {
  const aside: Aside = { texts: descriptions(body), unsearched: [] };
  let bytesLeft: number = limits.docxXmlBytes;
  for (const file of partsBeside(zip, body)) {
    const xml = await xmlOf(file, bytesLeft);
    if (typeof xml !== "string") {
      aside.unsearched.push(`${file.name}: ${xml.over}`);
      continue;
    }
    bytesLeft -= xml.length;
    aside.texts.push(...textsOf(xml, file.name, aside));
  }
  return aside;
}

/**
 * The glossary is not among them: it holds prompts and building blocks that the document does not show. Data stands
 * behind content controls only where one is bound to it; else it is the writing program's own.
 */
const BESIDE =
  /^word\/(?:(?:header|footer|footnotes|endnotes|comments)\d*|diagrams\/data\d*|charts\/chart\d*|drawings\/drawing\d*)\.xml$/;
const BOUND_DATA = /^customXml\/item\d*\.xml$/;

function partsBeside(zip: JSZip, body: Document): JSZip.JSZipObject[] {
  const bound = all(body, "dataBinding").length > 0;
  return [...zip.file(BESIDE), ...(bound ? zip.file(BOUND_DATA) : [])];
}

function textsOf(xml: string, name: string, aside: Aside): string[] {
  // Most headers and notes hold nothing but a line.
  if (!/<(?:\w+:)?[tv]\b[^>]*>[^<]/.test(xml) && !BOUND_DATA.test(name)) return [];
  try {
    const root = parseXml(xml).documentElement;
    if (!root) return [];
    if (BOUND_DATA.test(name)) return legible(leavesOf(root));
    return [...undelivered(runsOf(root), []), ...legible(all(root, "v").map((value) => value.textContent ?? ""))];
  } catch (error) {
    aside.unsearched.push(`${name}: ${String(error)}`);
    return [];
  }
}

function leavesOf(root: Element): string[] {
  return all(root, "*")
    .filter((element) => childrenOf(element).length === 0)
    .map((leaf) => leaf.textContent ?? "");
}

/** What a picture is said to show. Word writes the name of its file there, too. */
function descriptions(body: Document): string[] {
  return legible(all(body, "docPr").flatMap((one) => ["descr", "title"].map((name) => attribute(one, name) ?? "")));
}

function legible(texts: string[]): string[] {
  return texts.map((text) => text.trim()).filter((text) => /[\p{L}\p{N}]/u.test(text));
}
