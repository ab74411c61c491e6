import type { DocFile } from "./doc-file.ts";
import { sprmsOf } from "./doc-properties.ts";

/** Codes of [MS-DOC] 2.6.1: deleted while changes were tracked; a picture of a character (a font such as Wingdings). */
const DELETED = 0x0800;
const SYMBOL = 0x6a09;

/** What stands for what is no letter (2.9.3): breaks of lines and columns, hyphens that may not part. */
const CHARACTERS: Record<string, string> = { "\t": "\t", "\v": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " " };

/**
 * The text from one place to another as it shows, character by character: "" for what was deleted, for a field's
 * instructions and for marks of pictures and notes. `gone`: 1 where the character itself was deleted.
 */
export function shownText(file: DocFile, start: number, end: number): { characters: string[]; gone: Uint8Array } {
  const gone = new Uint8Array(end - start);
  for (const run of file.characterProperties(start, end)) {
    if (!isGone(run.grpprl)) continue;
    gone.fill(1, Math.max(0, run.start - start), Math.max(0, run.end - start));
  }
  const instructions = fieldInstructions(file.text, start, end);
  const characters = Array.from({ length: end - start }, (_, i) => {
    if (gone[i] === 1 || instructions[i] === 1) return "";
    const character = file.text[start + i] ?? "";
    return character < " " || character === "\xa0" ? (CHARACTERS[character] ?? "") : character;
  });
  return { characters, gone };
}

function isGone(grpprl: Buffer): boolean {
  let gone = false;
  for (const [code, operand] of sprmsOf(grpprl)) {
    if (code === DELETED) gone = ((operand[0] ?? 0) & 1) === 1;
    if (code === SYMBOL) return true;
  }
  return gone;
}

/** A field: 0x13, its instructions, 0x14, what it shows, 0x15 (2.8.25); fields lie within fields. Unended ones are none. */
function fieldInstructions(text: string, start: number, end: number): Uint8Array {
  const marks = new Uint8Array(end - start);
  const open: { begun: number; shown: number | null }[] = [];
  for (let i = 0; i < marks.length; i++) {
    const character = text[start + i];
    const field = open.at(-1);
    if (character === "\x13") open.push({ begun: i, shown: null });
    else if (character === "\x14" && field) field.shown ??= i;
    else if (character === "\x15" && field) {
      open.pop();
      marks.fill(1, field.begun, (field.shown ?? i) + 1);
    }
  }
  return marks;
}
