/** Lines of Chinese text by their width on a screen with fixed columns: a full-width character takes two. */

const WIDTH = 80;
/** A dot as well: a file's extension stays with its name. */
const CLOSING = /^[.，。；：！？、）】》」』”’…％%·]/u;
const OPENING = /[（【《「『“‘]$/u;

/** Half-width columns. Quotation marks and dashes are full width in Chinese fonts. */
export function columns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u0000-\u00ff]/.test(character) ? 1 : 2), 0);
}

/** No line begins with a closing mark or ends with an opening one; what is not Chinese is broken at spaces only. */
export function wrap(text: string, first = "", rest = ""): string[] {
  const lines: string[] = [];
  let line = first;
  for (const piece of pieces(text)) {
    const isBlank = line === first || line === rest;
    if (!isBlank && columns(line) + columns(piece.trimEnd()) > WIDTH) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += line === rest && lines.length > 0 ? piece.trimStart() : piece;
  }
  return [...lines, line.trimEnd()];
}

/** The smallest pieces between which a line may break. */
function pieces(text: string): string[] {
  const atoms = text.match(/[\u0021-\u00ff]+|\s+|[^\u0000-\u00ff]/gu) ?? [];
  const joined: string[] = [];
  for (const atom of atoms) {
    const before = joined.at(-1);
    const glue = before !== undefined && (CLOSING.test(atom) || OPENING.test(before) || /^\s+$/.test(atom));
    if (glue) joined[joined.length - 1] = before + atom;
    else joined.push(atom);
  }
  return joined;
}
