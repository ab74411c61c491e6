/** How Chinese forms write text and dates, made comparable. */
import { withFigures } from "./numbers.ts";

/** A text in its comparable form, with the place in the original of each character and of the end. */
export interface Folded {
  text: string;
  at: number[];
}

/** NFKC (full width, compatibility forms), lower case, without spaces, breaks or invisible characters. */
export function fold(text: string): Folded {
  let folded = "";
  const at: number[] = [];
  let place = 0;
  for (const character of text) {
    const plain = PLAIN.test(character) ? character : foldCharacter(character);
    folded += plain;
    for (let i = 0; i < plain.length; i++) at.push(place);
    place += character.length;
  }
  at.push(place);
  return { text: folded, at };
}

/** Most of what a form holds needs no folding. */
const PLAIN = /^[\u4e00-\u9fffa-z0-9]$/;

function foldCharacter(character: string): string {
  return character
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{C}]/gu, "");
}

/** Letters and digits only: what is left of a label or an example whatever quotes and spaces it is written with. */
export function bareFold(text: string): Folded {
  const folded = fold(text);
  const kept = folded.text.split("").map((unit) => /[\p{L}\p{N}\p{Cs}]/u.test(unit));
  return {
    text: folded.text
      .split("")
      .filter((_, i) => kept[i])
      .join(""),
    at: folded.at.filter((_, i) => kept[i] !== false),
  };
}

export function bare(text: string): string {
  return bareFold(text).text;
}

/** Half-width figures, letters and signs; spaces and breaks stay, one kind of each. */
export function halfWidth(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n\t]/gu, " ");
}

/** Without spaces at the lines' ends and without empty lines at either end; null where no letter or figure is left. */
export function tidyValue(text: string): string | null {
  const lines = text.split("\n").map((line) => line.trimEnd().replace(/^[^\S\t]+/u, ""));
  const value = lines
    .join("\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
  return /[\p{L}\p{N}]/u.test(value) ? value : null;
}

const SEPARATOR = String.raw`\s*[年月.\-/、,。·—–_]\s*`;
const DATE = new RegExp(
  String.raw`(?<!\d)((?:19|20)\d\d)${SEPARATOR}(\d{1,2})${SEPARATOR}(\d{1,2})(?!\d)|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)|(?<!\d)(\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})(?!\d)`,
);

/** The first date in the text as YYYY-MM-DD, also 二〇二二年十一月二十日, 20221120 and 22年11月20日; null where there is none or the calendar has no such day. */
export function dateIn(text: string): string | null {
  const found = DATE.exec(withFigures(halfWidth(text)));
  if (!found) return null;
  const parts = found.slice(1).filter((part: string | undefined) => part !== undefined);
  const [first, month, day] = parts.map(Number) as [number, number, number];
  const year = first < 100 ? 2000 + first : first;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** Lines: the date, and the place for the seal below it. */
const FOOT = 3;
const LONGEST_DATE = 40;
const WRITTEN_DATE = /[\d零〇○一二两三四五六七八九十廿卅年月日号.\-/、·—–_\s]+$/;

/** The date with which one of the text's last lines ends, as it is written; null where none does. */
export function dateAtFoot(text: string): string | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  for (const line of lines.slice(-FOOT).reverse()) {
    const written = WRITTEN_DATE.exec(halfWidth(line.trimEnd().slice(-LONGEST_DATE)).replace(/[。.]$/, ""))?.[0] ?? "";
    if (dateIn(written) !== null) return written.replace(/\s+/g, "");
  }
  return null;
}

/** 0…1: how much of the sought text stands somewhere in the other, slips of the reader allowed (fewest edits over its length). */
export function alikeWithin(sought: string, text: string): number {
  if (sought === "") return 0;
  if (text.includes(sought)) return 1;
  let row = Array.from({ length: sought.length + 1 }, (_, i) => i);
  let fewest = sought.length;
  for (const character of text) {
    // Starting anywhere in the text costs nothing (Sellers 1980).
    const next = [0];
    for (let i = 1; i <= sought.length; i++) {
      const change = (row[i - 1] ?? 0) + (sought[i - 1] === character ? 0 : 1);
      next.push(Math.min(change, (row[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1));
    }
    row = next;
    fewest = Math.min(fewest, row[sought.length] ?? fewest);
  }
  return 1 - fewest / sought.length;
}

/** How many Chinese characters a text has. */
export function chineseCount(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}
