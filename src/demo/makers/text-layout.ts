import { createCanvas } from "@napi-rs/canvas";
import { registerFonts } from "./fonts.ts";

export const MM_PER_POINT = 25.4 / 72;

export interface Typeface {
  family: string;
  sizePt: number;
}

/** May not begin a line (避头) or end one (避尾). */
const CLOSING = /^[，。、；：！？）》”’…%.,;:)]+$/;
const OPENING = /^[（《“‘(]$/;

/** The words of a text broken into lines no wider than `widthMm`; a line break in the text stays. */
export function wrap(text: string, widthMm: number, face: Typeface): string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, widthMm, face));
}

function wrapParagraph(paragraph: string, widthMm: number, face: Typeface): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(paragraph).flatMap((whole) =>
    widthOf(whole, face) > widthMm ? Array.from(whole) : [whole],
  )) {
    if (line !== "" && widthOf(line + piece.trimEnd(), face) > widthMm) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line];
}

/** Between which a line may be broken: single 汉字 and whole Latin words, with their punctuation. */
function pieces(paragraph: string): string[] {
  const found: string[] = [];
  for (const token of paragraph.match(/[A-Za-z0-9@/_.+-]+|\s+|[^]/gu) ?? []) {
    const before = found.at(-1);
    if (before !== undefined && (CLOSING.test(token) || OPENING.test(before))) found[found.length - 1] = before + token;
    else found.push(token);
  }
  return found;
}

let ruler: ReturnType<ReturnType<typeof createCanvas>["getContext"]> | undefined;

/** mm */
export function widthOf(text: string, face: Typeface): number {
  registerFonts();
  ruler ??= createCanvas(1, 1).getContext("2d");
  ruler.font = `100px "${face.family}"`;
  return (ruler.measureText(text).width / 100) * face.sizePt * MM_PER_POINT;
}
