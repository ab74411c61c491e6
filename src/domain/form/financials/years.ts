import type { Placed, Word } from "./word.ts";

interface Found {
  word: Word;
  length: number;
}

const SPAN =
  /(?<!\d)(20[0-4]\d|\d\d)\s*(?:年度?|\.)?\s*(?:-{1,2}|[–—~]{1,2}|至|到)\s*(20[0-4]\d|\d\d)(?!\d|\.\d|,\d{3}|\s*[余多]?\s*[亿万千百元])\s*(年)?度?/y;
const YEAR =
  /(?<!\d|\d\.)(?:FY)?(20\d\d|\d\d)\s*(?:年|财年)(?!以来|来|间|内|前|限|起|至今|\s*(?:成立|创立|创建|注册))\s*度?/y;
const BARE = /(?<!\d|\d\.)(?:FY)?(20[0-4]\d)(?!\d|\s*年|\.\d|,\d{3}(?!\d)|\s*[余多]?\s*(?:[亿万千百]|元|w))/y;
/** The whole year told by its months. */
const ALL_MONTHS =
  /\s*[(（]?\s*(?:[年.]?\s*0?1月?(?:0?1日)?\s*(?:-|至|到|~|—|–)\s*(?:20\d\d[年.])?12(?:月(?:31日)?|(?!\d))|全年|12月31日止?(?:年度)?)\s*[)）]?/y;
const SOME_MONTHS =
  /\s*[(（]?\s*(?:上半年?|下半年?|前[一二三1-3]个?季度|第?[一二三四1-4]季度|Q[1-4]|H[12]|\d{1,2}月?\s*(?:-|至|到|~|—|–)\s*\d{1,2}月(?:份|底)?|截[至止][^,。;\n)]{0,6}月(?:\d{1,2}日|底|末)?|\d{1,2}月(?:\d{1,2}日|底|末|份)?)\s*[)）]?/y;

/** One year or a span of them that begins at the place; `before`: the words read so far, `gap`: what follows them. */
export function yearsAt(text: string, at: number, before: Placed[], gap: string): Found | null {
  return spanAt(text, at) ?? yearAt(text, at, before) ?? bareAt(text, at, before, gap);
}

function match(text: string, at: number, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** 2019-2021年, 19至21年: each year of it, in the direction of writing. */
function spanAt(text: string, at: number): Found | null {
  const found = match(text, at, SPAN);
  if (!found) return null;
  const [written, first = "", last = "", mark] = found;
  const [from, to] = [full(first), full(last)];
  const plausible = from !== to && Math.abs(from - to) <= 5 && (mark !== undefined || first.length + last.length === 8);
  if (!plausible || (first.length === 2 && last.length === 4)) return null;
  const step = from < to ? 1 : -1;
  const years = Array.from({ length: Math.abs(from - to) + 1 }, (_, i) => from + i * step);
  return { word: { kind: "years", years, part: false, range: true }, length: written.length };
}

function full(year: string): number {
  return Number(year) + (year.length === 2 ? 2000 : 0);
}

/** What two figures before 年 may be besides a year: 成立 20 年. */
const DURATION = /(?:近|成立|从事|深耕|经营|历经|拥有|经过|具有|超过?|已有|第|满|约|发展|服务)\s*$/;

function yearAt(text: string, at: number, before: Placed[]): Found | null {
  const found = match(text, at, YEAR);
  if (!found) return null;
  const [written, year = ""] = found;
  const listed = before.some(
    (word) => word.kind === "years" && word.years.every((one) => Math.abs(one - full(year)) <= 5),
  );
  const short = year.length === 2;
  if (/(?:成立于|创立于|创建于|注册于|始于|自)\s*$/.test(text.slice(0, at))) return null;
  if (short && (DURATION.test(text.slice(0, at)) || Number(year) < 10 || (before.some(isYears) && !listed)))
    return null;
  return withMonths(text, at, full(year), written.length);
}

function isYears(word: Placed): boolean {
  return word.kind === "years";
}

/** 2022 年 1–9 月 is no year that was asked for. */
function withMonths(text: string, at: number, year: number, length: number): Found {
  const all = match(text, at + length, ALL_MONTHS)?.[0].length;
  const some = all === undefined ? match(text, at + length, SOME_MONTHS)?.[0].length : undefined;
  return {
    word: { kind: "years", years: [year], part: some !== undefined, range: false },
    length: length + (all ?? some ?? 0),
  };
}

/** 2021 without 年, where it cannot be an amount. */
function bareAt(text: string, at: number, before: Placed[], gap: string): Found | null {
  const found = match(text, at, BARE);
  if (!found || !mayBeYear(before, gap, text.slice(at + found[0].length))) return null;
  return withMonths(text, at, Number(found[1]), found[0].length);
}

function mayBeYear(before: Placed[], gap: string, after: string): boolean {
  const last = before.filter((word) => word.kind !== "break").pop();
  const fresh = /\n/.test(gap) || before[before.length - 1]?.kind === "break";
  const marked = /^\s*[:(=]/.test(after);
  if (!last || last.kind === "stop" || last.kind === "unit") return true;
  if (/\(\s*$/.test(gap) && /^\s*\)/.test(after) && last.kind === "amount") return true;
  if (last.kind === "years") return isListed(gap, fresh, after) && headed(before, "item") === 0;
  if (last.kind === "item") return marked || (fresh && headed(before, "item") > 0) || isHeading(before, after);
  if (headed(before, "item") > 0) return amountsSinceYear(before) === headed(before, "item");
  if (headed(before, "years") > 0) return false;
  return marked || fresh || /^\s*,?\s*(?:\p{Script=Han}{0,8}?)(?:收入|营收|利润|成本)/u.test(after);
}

/** One of 2021、2020、2019; of 2021 2020 2019 where nothing but years follows. */
function isListed(gap: string, fresh: boolean, after: string): boolean {
  if (/^\s*[、,/]\s*$/.test(gap)) return true;
  return (fresh || /^\s+$/.test(gap)) && /^(?:[\s、,/]+20[0-4]\d)*\s*(?:年|\n|\t|$)/.test(after);
}

/** 收入 2021 1200, the first year of all. */
function isHeading(before: Placed[], after: string): boolean {
  return !before.some(isYears) && /^\s+[-\d¥]/.test(after);
}

/** How many items or years the last heading names side by side; 0 where it is but one. */
function headed(before: Placed[], kind: "item" | "years"): number {
  let longest = 0;
  let run = 0;
  for (const word of before) {
    if (word.kind === kind) run += word.kind === "years" ? word.years.length : 1;
    else if (word.kind !== "break" && word.kind !== "unit") run = 0;
    longest = Math.max(longest, run);
  }
  return longest > 1 ? longest : 0;
}

function amountsSinceYear(before: Placed[]): number {
  const year = before.map((word) => word.kind).lastIndexOf("years");
  return before.slice(year + 1).filter((word) => word.kind === "amount").length;
}
