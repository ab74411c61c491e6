/** What strangers wrote, made fit to stand in a letter, a header, a log line or a page. */

/**
 * One line of at most `max` characters: line breaks and tabs become spaces; control, formatting and
 * right-to-left characters, which could reorder or hide what stands around them, are dropped.
 */
export function oneLine(value: string, max: number): string {
  // A character that is dropped must not cost more than one that is kept, however long the input is.
  const line = value
    .slice(0, max * 8)
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .trim();
  return cut(line, max);
}

function cut(line: string, max: number): string {
  if (line.length <= max) return line;
  const characters = Array.from(line);
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}

/** A name from outside as one line that no mail program makes a link of. */
export function plainName(value: string, max: number): string {
  return oneLine(unlinked(value.slice(0, max * 8)).replace(/[/\\]/g, "_"), max);
}

/** Text from outside of which no mail program makes a link. */
export function unlinked(value: string): string {
  return value.replace(/[a-z]*:\/\/|\bwww\./gi, "_");
}

/**
 * Lines for a terminal: what would move its cursor, colour it, rename its window or turn text round is dropped, and a line of more
 * than `longest` characters is cut.
 */
export function terminalLines(text: string, longest: number): string {
  return text
    .split("\n")
    .map((line) => cut(line.replace(/[\t\p{Zl}\p{Zp}]/gu, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ""), longest))
    .join("\n");
}

/** JSON with the same meaning, in which what a terminal would obey or not show stands as an escape. */
export function visibleJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeOf(character.charCodeAt(at))).join(""),
  );
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

const LONGEST_FOR_LOG = 500;

/** For the log, which holds no personal data: one line, its mail addresses hidden. */
export function forLog(text: string): string {
  return oneLine(text, LONGEST_FOR_LOG).replace(/[^\s@<>"'(),:;=]+@[^\s@<>"'(),:;=]+/g, "[address]");
}

/** A library's words about a stranger's file, without what they may quote of it: whatever is in quotation marks or not ASCII. */
export function withoutQuotes(text: string): string {
  return oneLine(text, LONGEST_FOR_LOG)
    .replace(/"[^"]*"?|`[^`]*`?|'[^']*'|[^\x20-\x7e]+/g, "[…]")
    .replace(/(\[…\]\s*)+/g, "[…] ")
    .trim();
}

/** For text and for quoted attributes alike. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
