/** Figures as Chinese forms write them: 1,200、１２００、一千二百、壹仟贰佰元整、1.2亿、3千5百万. The text is half width. */

const DIGITS: Record<string, number> = Object.fromEntries(
  ["零〇○", "一壹弌", "二贰两兩貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"].flatMap((same, digit) =>
    Array.from(same, (one) => [one, digit]),
  ),
);
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1_000, 仟: 1_000 };
const GREAT_UNITS: Record<string, number> = { 万: 10_000, 萬: 10_000, w: 10_000, 亿: 100_000_000, 億: 100_000_000 };

const DIGIT = `[${Object.keys(DIGITS).join("")}]`;
const UNIT = "[十拾百佰千仟万萬亿億]";
/** Characters that a statement of figures is read to: a form's cell tells all in some hundred, and a stranger's file may hold millions. */
export const LONGEST_STATEMENT = 3_000;

/** A comma, an apostrophe or a space between thousands, the same one throughout. */
const ARABIC = String.raw`\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d+)?|\d{1,3}(?:'\d{3}){1,6}(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3}){1,6}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
const WRITTEN = String.raw`(?:${DIGIT}|[十拾])(?:${DIGIT}|${UNIT}|点){0,40}`;
const MORE = "[余多几]?";

/** 1亿2千万, 1200万5000 (元), 1200 余万, 一千二百余万 */
const FIGURE = new RegExp(
  String.raw`(?<![\d.])(?:(?:(?:${ARABIC})\s?${MORE}(?:${UNIT}|[wW](?![A-Za-z]))+){1,6}(?:\d+(?=\s?元))?|${ARABIC}|${WRITTEN}${MORE}${UNIT}*)`,
  "y",
);

const START = new RegExp(String.raw`\d|${DIGIT}|[十拾]`);
const SEPARATED = new RegExp(`^(?:${ARABIC})`);
const HAS_UNIT = new RegExp(UNIT);

export interface Figure {
  /** In its scale: 1.2 of 1.2亿. */
  value: number;
  /** 10,000 for 万, 100,000,000 for 亿, where it ends so; else 1. */
  scale: number;
  /** What one more in its last written place would add, in its scale. */
  place: number;
  /** 万 or 亿 occurs in it: it counts one by one whatever unit a heading says. */
  great: boolean;
  /** The figures that it would be if its separators parted a list: 100,200,300. */
  list: number[];
  /** In characters. */
  length: number;
}

/** The figure that begins at the place; null where none does, or where a numeral is but part of a word (一般, 第一). */
export function figureAt(text: string, start: number): Figure | null {
  if (!START.test(text[start] ?? "")) return null;
  FIGURE.lastIndex = start;
  const written = FIGURE.exec(text)?.[0];
  if (written === undefined || (!/\d/.test(written) && isWord(written, text, start))) return null;
  const plain = written.replace(/(?<=\d)[,' ](?=\d{3})/g, "").replace(/[余多几\s]/g, "");
  const value = /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : chineseNumber(plain.toLowerCase());
  if (value === null) return null;
  const scale = GREAT_UNITS[plain.slice(-1).toLowerCase()] ?? 1;
  const figure = { value: value / scale, scale, place: placeOf(plain, value) / scale };
  return {
    ...figure,
    great: /[万萬亿億wW]/.test(written),
    list: listIn(written, figure.value),
    length: written.length,
  };
}

function listIn(written: string, value: number): number[] {
  const parts = SEPARATED.exec(written)?.[0].split(/[,' ]/) ?? [];
  if (parts.length < 2) return [];
  const scale = value / Number(parts.join(""));
  return parts.map((part) => Number(part) * scale);
}

/** A numeral by itself is a figure before a measure or at a word's end; 一千二百 is one anywhere. */
function isWord(written: string, text: string, start: number): boolean {
  if (text[start - 1] === "第") return true;
  if (HAS_UNIT.test(written) && written.length > 1) return false;
  const next = text.slice(start + written.length).trimStart();
  return !/^[元圆人名位年月日号%个成]/.test(next) && (written.length === 1 || /^\p{Script=Han}/u.test(next));
}

/** In numerals the last place is 万 (or one): who writes them out rounds no further. */
function placeOf(plain: string, value: number): number {
  const arabic = /^\d+(?:\.(\d+))?([^\d]*)$/.exec(plain);
  if (arabic) return (chineseNumber(`1${(arabic[2] ?? "").toLowerCase()}`) ?? 1) * 10 ** -(arabic[1] ?? "").length;
  const decimals = /[点.](\S+?)(?=[万萬亿億]|$)/.exec(plain)?.[1]?.length;
  const great = /亿|億/.test(plain) ? 100_000_000 : /[万萬w]/.test(plain) ? 10_000 : 1;
  if (decimals !== undefined) return great * 10 ** -decimals;
  return great > 1 && value % 10_000 === 0 ? 10_000 : 1;
}

/** 一千二百三十 → 1230, 二〇二一 → 2021, 三点五亿 → 350000000, 1亿2千万 → 120000000, 一万二 → 12000; null where it is no number. */
export function chineseNumber(text: string): number | null {
  const tokens = text.match(/\d+(?:\.\d+)?|[^\d]/g);
  if (!tokens) return null;
  const known = tokens.every((one) => /^\d/.test(one) || one === "点" || one in DIGITS || unitOf(one) > 0);
  if (!known) return null;
  const value = tokens.some((one) => unitOf(one) > 0) ? spoken(decimals(tokens)) : spelt(tokens);
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
}

function unitOf(token: string): number {
  return UNITS[token] ?? GREAT_UNITS[token] ?? 0;
}

/** 二〇二一, 三点五: digit by digit. */
function spelt(tokens: string[]): number {
  return Number(tokens.map((one) => (one === "点" ? "." : (DIGITS[one] ?? one))).join(""));
}

const POINT = new RegExp(`(?<!${DIGIT})${DIGIT}+点${DIGIT}+`, "g");

/** 三点五亿: the digits around 点 become one number. */
function decimals(tokens: string[]): string[] {
  const text = tokens.join("");
  const joined = text.replace(POINT, (one) => String(spelt(Array.from(one))));
  return joined.match(/\d+(?:\.\d+)?|[^\d]/g) ?? [];
}

function spoken(tokens: string[]): number {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  for (const token of tokens) {
    const great = GREAT_UNITS[token];
    const unit = UNITS[token];
    if (great !== undefined) {
      const sum = section + (digit ?? 0);
      // 万亿 multiplies what stands before it; 亿 … 万 adds to it.
      total = sum === 0 ? total * great : total + sum * great;
      [section, digit, lastUnit] = [0, null, great];
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      [digit, lastUnit] = [null, unit];
    } else {
      digit = DIGITS[token] ?? Number(token);
      if (digit === 0) lastUnit = 10;
    }
  }
  // 一万二 is 12,000: the last digit counts in the next lower unit.
  const last = tokens[tokens.length - 1] ?? "";
  const colloquial = last in DIGITS && lastUnit >= 100;
  return total + section + (digit ?? 0) * (colloquial ? lastUnit / 10 : 1);
}

const NUMERAL = new RegExp(
  String.raw`(?<![A-Za-z\d])(?:${DIGIT}|[十拾])(?:${DIGIT}|${UNIT}|点|[0oO](?=${DIGIT})){0,40}(?=[元人名年月日号%]|[^\p{Script=Han}]|$)`,
  "gu",
);

/** Chinese numerals that stand as figures put as such, so that one pattern reads both: 二十日 → 20日, 二0二二年 → 2022年, but not 一般. */
export function withFigures(text: string): string {
  const plain = text.replace(/廿/g, "二十").replace(/卅/g, "三十");
  return plain.replace(NUMERAL, (written) => String(chineseNumber(written.replace(/[oO]/g, "0")) ?? written));
}
