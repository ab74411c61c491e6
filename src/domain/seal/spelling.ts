/** Brackets, dots, spaces and the blank. */
export const isMark = (character: string) => /^[\p{P}\p{S}\p{Z}]*$/u.test(character);

/** A name without its marks. */
export interface Spelling {
  text: string;
  /** Places in the text after which the name has a bracket or another mark. */
  marksAfter: Set<number>;
  /** And not another one that means the same company. */
  asGiven: boolean;
}

/** Brackets come in two widths, and 有限公司 and 有限责任公司 are slips for each other. */
export function spellings(expected: string): Spelling[] {
  const name = expected.normalize("NFKC").replace(/[\p{Z}\p{C}]/gu, "");
  const shorter = name.replace("有限责任公司", "有限公司");
  return [...new Set([name, shorter, shorter.replace(/(?<!股份)有限公司/, "有限责任公司")])]
    .map((one) => ({ ...spellingOf(one), asGiven: one === name }))
    .filter(({ text }) => text !== "");
}

function spellingOf(name: string): Omit<Spelling, "asGiven"> {
  const marksAfter = new Set<number>();
  let text = "";
  for (const character of name) {
    if (isMark(character)) marksAfter.add(Array.from(text).length - 1);
    else text += character;
  }
  return { text, marksAfter };
}
