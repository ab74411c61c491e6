/** How Chinese forms write text and figures, made comparable. */

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
  const lines = text.split("\n").map((line) => line.replace(/^[^\S\t]+|\s+$/gu, ""));
  const value = lines
    .join("\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
  return /[\p{L}\p{N}]/u.test(value) ? value : null;
}

const DIGITS = "零一二三四五六七八九";
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };
const GREAT_UNITS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** 一千二百三十 → 1230, 二〇二一 → 2021, 三点五 → 3.5; null where it is no number. */
export function chineseNumber(text: string): number | null {
  const plain = text.replace(/[〇○]/g, "零").replace(/两/g, "二");
  if (!/^[零一二三四五六七八九十百千万亿点]+$/.test(plain)) return null;
  const [whole = "", fraction] = plain.split("点");
  const digits = (part: string): string => Array.from(part, (one) => DIGITS.indexOf(one)).join("");
  const value = /[十百千万亿]/.test(whole) ? spoken(whole) : Number(digits(whole));
  const result = fraction === undefined ? value : Number(`${value}.${digits(fraction)}`);
  return Number.isFinite(result) ? result : null;
}

function spoken(text: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const great = GREAT_UNITS[character];
    const unit = UNITS[character];
    if (great !== undefined) {
      total = (total + section + digit) * great;
      section = digit = 0;
    } else if (unit !== undefined) {
      section += (digit || 1) * unit;
      digit = 0;
    } else digit = DIGITS.indexOf(character);
  }
  return total + section + digit;
}

const NUMERAL =
  /[零〇○一二两三四五六七八九十][零〇○一二两三四五六七八九十百千万亿点]*(?=[元人名年月日%]|[^\p{Script=Han}]|$)/gu;

/** Chinese numerals that stand as figures put as such, so that one pattern reads both: 约一千二百万元 → 约12000000元, but not 一般. */
export function withFigures(text: string): string {
  return text.replace(NUMERAL, (written) => String(chineseNumber(written) ?? written));
}

const DATE = /((?:19|20)\d\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?/;

/** The first date in the text as YYYY-MM-DD, also 二〇二二年十一月二十日; null where there is none or the calendar has no such day. */
export function dateIn(text: string): string | null {
  const found = DATE.exec(withFigures(halfWidth(text)));
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
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
