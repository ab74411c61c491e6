import { halfWidth } from "../../chinese-text.ts";
import { chineseNumber, figureAt, LONGEST_STATEMENT } from "../../numbers.ts";

export type Level = "expertPct" | "seniorPct" | "intermediatePct" | "generalPct";
export const LEVELS: Level[] = ["expertPct", "seniorPct", "intermediatePct", "generalPct"];

export interface WrittenNumber {
  kind: "number";
  value: number;
  measure: "percent" | "heads" | "bare";
  /** 约, 余 …: not to be held to its last place. */
  about: boolean;
  /** How surely it is the number of all: 3 for 从事网络安全服务工作的人员 120 人, 2 for 共 120, 1 for 120 人, 0 for 120. */
  ofAll: number;
}

export type Word = (
  | WrittenNumber
  /** `none`: 无专家. */
  | { kind: "level"; level: Level; name: string; none: boolean }
  /** 其余为…: what is left of 100 %. */
  | { kind: "rest" }
) & {
  /** A comma, a stop, a break stands between the word before and this one. */
  apart: boolean;
};

/** 专家/资深 is one level in 附件1; 一般 is also called 初级 or 普通. */
const EXPERT = String.raw`(?:资深|首席|行业|技术|安全|高级)?专家(?:级别?|人员)?(?:\s*(?:[/、,(和及与或]|以及)\s*资深(?!专家)\)?)?|资深(?:级别?|人员)?(?:\s*(?:[/、,(和及与或]|以及)\s*专家\)?)?`;
const SAME_GENERAL = "(?:一般|初级|普通)";
const LEVEL_WORDS: [Level, RegExp][] = [
  ["expertPct", new RegExp(EXPERT, "y")],
  ["seniorPct", /高级(?!专家)/y],
  ["intermediatePct", /中级/y],
  [
    "generalPct",
    new RegExp(String.raw`${SAME_GENERAL}(?:级别?)?(?:\s*[/、(和及与或]\s*${SAME_GENERAL}(?:级别?)?\)?)*`, "y"),
  ],
];
const REST = /其余|剩余|剩下|其他|其它/y;
const NOT_COUNTED =
  /[A-Za-z][\w:-]*|\d[\d,.]{0,20}\s*(?:余|多)?\s*(?:年|月|日|家|个(?!百分点)|项|次|岁|级|类|种|元|万元|本|张|号)/y;
const MEASURE = /(?: *([余多几]))?(?: *(?:%|个百分点|([人名位])))?(?: *(左右|上下|以上))?/y;
const ABOUT = /(?:约|大概|近|超过?|逾|不足|不到|将近|接近)\s*$/;

/** The words of a statement of how many people there are on which level, in the order of writing. */
export function workforceWords(value: string): Word[] {
  const text = prepared(value);
  const words: Word[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const found = wordAt(text, at, text.slice(from, at), words[words.length - 1]);
    if (found?.word) {
      const gap = text.slice(from, at);
      const [last, next] = [words[words.length - 1]?.kind, found.word.kind];
      const listed = last === "number" && next === "level" && /[:(]|其中/.test(gap);
      words.push({ ...found.word, apart: listed || /[,;。、\n]/.test(gap) });
      from = at + found.length;
    }
    at += found?.length ?? 1;
  }
  return words;
}

/** Half width; shares in words, fractions and tenths as per cent. */
function prepared(value: string): string {
  return halfWidth(value.slice(0, LONGEST_STATEMENT).replace(/[①-⒛]/g, " "))
    .replace(/^[^\S\n]*(?:\(\d{1,2}\)|\d{1,2}(?:[、)]|\.(?!\d)))/gm, " ")
    .replace(
      /百分之\s*([\p{Script=Han}]{1,7}?(?=[^零〇一二两三四五六七八九十百点]|$)|[\d.]+)/gu,
      (all, share: string) => percent(number(share), all),
    )
    .replace(
      /([一二三四五六七八九十\d]{1,3})分之([一二三四五六七八九十\d]{1,3})/g,
      (all, below: string, above: string) => percent((number(above) / number(below)) * 100, all),
    )
    .replace(/(?<![\d/.])(\d{1,2})\/(\d{1,3})(?![\d/%]|\s*[人名位])/g, (all, above: string, below: string) =>
      percent((Number(above) / Number(below)) * 100, all),
    )
    .replace(
      /([一二两三四五六七八九\d])成([一二三四五六七八九半\d])?/g,
      (all, tenths: string, more: string | undefined) =>
        percent(number(tenths) * 10 + (more === "半" ? 5 : number(more ?? "零")), all),
    )
    .replace(/一半|半数/g, "50%");
}

function number(written: string): number {
  return chineseNumber(written) ?? Number.NaN;
}

function percent(share: number, written: string): string {
  return share >= 0 && share <= 100 ? `${Math.round(share * 1e4) / 1e4}%` : written;
}

type Bare = Word extends infer W ? (W extends Word ? Omit<W, "apart"> : never) : never;

interface Found {
  /** null: to be passed over. */
  word: Bare | null;
  length: number;
}

function wordAt(text: string, at: number, gap: string, last: Word | undefined): Found | null {
  for (const [level, pattern] of LEVEL_WORDS) {
    const name = startsWith(text, at, pattern);
    if (name === null) continue;
    const none = isNone(gap, text.slice(at + name.length));
    return { word: { kind: "level", level, name: name.slice(0, 2), none }, length: name.length };
  }
  const rest = startsWith(text, at, REST);
  if (rest !== null) return { word: { kind: "rest" }, length: rest.length };
  const other = startsWith(text, at, NOT_COUNTED);
  return other === null ? numberAt(text, at, gap, last) : { word: null, length: other.length };
}

function startsWith(text: string, at: number, pattern: RegExp): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function isNone(before: string, after: string): boolean {
  return (
    /(?:无|没有)\s*$/.test(before) ||
    /^[服务技术人员级别工程师]{0,8}\s*[:为是]?\s*(?:暂?无|没有|-+|\/)\s*(?:[,;。、\n\t]|$)/.test(after)
  );
}

function numberAt(text: string, at: number, gap: string, last: Word | undefined): Found | null {
  const figure = figureAt(text, at);
  if (!figure) return null;
  MEASURE.lastIndex = at + figure.length;
  const [tail = "", more, heads, about] = MEASURE.exec(text) ?? [];
  const measure = /%|百分点/.test(tail) ? "percent" : heads === undefined ? "bare" : "heads";
  const approximate =
    more ?? about ?? ABOUT.exec(gap)?.[0] ?? /[余多几]$/.exec(text.slice(at, at + figure.length))?.[0];
  const word: Bare = {
    kind: "number",
    value: figure.value * figure.scale,
    measure,
    about: approximate !== undefined,
    ofAll: measure === "percent" ? -1 : certainty(gap, measure === "heads", last),
  };
  return { word, length: figure.length + tail.length };
}

function certainty(gap: string, heads: boolean, last: Word | undefined): number {
  // 专家服务人员 12 人
  if (last?.kind === "level" && !/[,;。\n]/.test(gap)) return heads ? 1 : 0;
  if (/安全服务|服务工作|服务人员|从事|服务团队/.test(gap)) return 3;
  if (/合计|总|共|人数|数量|人员|团队/.test(gap)) return 2;
  return heads ? 1 : 0;
}
