import type { Campaign, Requirement } from "./campaign.ts";

/** Does a file's name say that it is this paper? */
export function isNamed(requirement: Requirement, { name }: { name: string }): boolean {
  return name.includes(shortTitle(requirement));
}

/** 《申请表》WORD版 → 申请表 */
function shortTitle(requirement: Requirement): string {
  return /《(.+?)》/.exec(requirement.title)?.[1] ?? requirement.title;
}

const DOCUMENTS_OR_ARCHIVES =
  /\.(?:doc[xmt]?|dot[xm]?|wpst?|rtf|odt|pages|pdf|ofd|xlsx?|et|zipx?|rar|7z|tar|t?gz)\s*$/i;

/** Whatever is in it: named as a paper that is asked for or as a document, it was sent as one. */
export function isNamedAsDocument(file: { name: string }, campaign: Campaign): boolean {
  return DOCUMENTS_OR_ARCHIVES.test(file.name) || campaign.requirements.some((one) => isNamed(one, file));
}
