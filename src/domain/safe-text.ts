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
  const characters = Array.from(line);
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}

/** A name from outside as one line that no mail program makes a link of. */
export function plainName(value: string, max: number): string {
  return oneLine(value.slice(0, max * 8).replace(/[a-z]*:\/\/|\bwww\.|[/\\]/gi, "_"), max);
}

/** For text and for quoted attributes alike. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
