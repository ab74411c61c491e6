/** How much of a form is read. A stranger's file may hold millions of characters in any place; no honest form comes near. */

/** A file with as many companies' forms would be a register, not an application. */
export const MOST_FORMS = 50;
/** Of all tables of a file: a form has some fifteen, and 50 companies' forms come to 750. */
export const MOST_ROWS = 2_000;
/** Word itself allows 63 columns. */
export const MOST_CELLS = 100;
/** Texts of a form that no label claims: more than a form has cells. */
export const MOST_STRAYS = 200;
/** Characters of a long answer: two pages of it. */
export const LONGEST_ANSWER = 3_000;
/** Characters of a name, a number or an address of e-mail, with room for several. */
export const LONGEST_SHORT_VALUE = 200;
/** Letters and figures of what may be a person's name or post where its label is gone. */
export const LONGEST_SHORT_TEXT = 20;

/** The text as far as it is read; one that is too long loses its runs of blanks first, for they say nothing. */
export function boundedTo(longest: number, text: string): string {
  if (text.length <= longest) return text;
  const folded = text.replace(/[^\S\n]+/g, " ").replace(/\n[ \n]*/g, "\n");
  return folded.slice(0, longest);
}
