import { halfWidth } from "../../chinese-text.ts";
import { yearsAt } from "./years.ts";
import type { Item, Placed, Word, WrittenAmount } from "./word.ts";
import { chineseNumber, figureAt, LONGEST_STATEMENT } from "../../numbers.ts";

/** The words of a statement of revenue, profit and cost, in the order of writing. */
export function financialWords(value: string): Placed[] {
  const text = prepared(value);
  const words: Placed[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const found = wordAt(text, at, words, text.slice(from, at));
    if (found?.word) {
      words.push({ ...found.word, gap: text.slice(from, at) });
      from = at + found.length;
    }
    at += found?.length ?? 1;
  }
  return words;
}

const ZH = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖";
const ZH_YEAR = new RegExp(
  `[二贰2][零〇○0oO][${ZH}\\d]{2}(?=\\s*[年至到~\\-])|(?<![${ZH}十\\d])[一二][${ZH}](?=\\s*年度?)`,
  "g",
);
const MARKS_OF_LISTS = /^[^\S\n]*(?:\(\d{1,2}\)|\d{1,2}(?:[、)]|\.(?!\d)|\.(?=20\d\d\s*年)))/gm;
const SHARES = /百分之[\p{Script=Han}\d.]{1,6}|[-−]?\d+(?:\.\d+)?\s*(?:%|‰|个百分点)/gu;
const COMPARISONS =
  /(?:同比|环比|较|相比|(?<!占)比(?!例))[^,。;\n)]{0,16}?(?:增|升|提高|下降|减|降|翻)(?:[^,。;\n)、]|,(?=\d{3}(?!\d)))*/g;

/** Half width, years in figures, without marks of lists, shares and comparisons with another year. */
function prepared(value: string): string {
  return halfWidth(value.slice(0, LONGEST_STATEMENT).replace(/[①-⒛]/g, " "))
    .replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, "")
    .replace(/个(?=[亿万])/g, "")
    .replace(ZH_YEAR, (year) => String(chineseNumber(year.replace(/[oO]/g, "0"))))
    .replace(MARKS_OF_LISTS, " ")
    .replace(SHARES, " ")
    .replace(COMPARISONS, " ");
}

interface Found {
  /** null: to be passed over. */
  word: Word | null;
  length: number;
}

function wordAt(text: string, at: number, before: Placed[], gap: string): Found | null {
  const character = text[at] ?? "";
  if (/[\n\t|]/.test(character)) return { word: { kind: "break" }, length: 1 };
  if (/[。;]/.test(character)) return { word: { kind: "stop" }, length: 1 };
  return (
    yearsAt(text, at, before, gap) ??
    otherAt(text, at) ??
    unitAt(text, at) ??
    itemAt(text, at) ??
    amountAt(text, at, before, gap)
  );
}

/** ISO27001 and the like; 120人, 30家. */
function otherAt(text: string, at: number): Found | null {
  const other = startsWith(
    text,
    at,
    /[A-Za-z][\w:-]*|\d[\d,]{0,20}\s*[余多]?\s*(?:人|名|家|个|项|套|次|位|台|倍|分|号|级|月|日)/y,
  );
  return other === null || /^(?:RMB|CNY)/i.test(other) ? null : { word: null, length: other.length };
}

function startsWith(text: string, at: number, pattern: RegExp): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

const UNIT = "亿|千万|百万|十万|万|千|百|";
const UNIT_OF_ALL = new RegExp(String.raw`单位[^\d\n,。;]{0,6}?(${UNIT})(?:元|圆)|单位\s*:?\s*(亿|千万|百万|万)`, "y");
const UNIT_IN_BRACKETS = new RegExp(
  String.raw`[(\[/]\s*(?:人民币)?\s*(${UNIT})(?:元|圆)(?:人民币)?\s*[)\]]?|[(]\s*(亿|万)\s*[)]`,
  "y",
);

function unitAt(text: string, at: number): Found | null {
  for (const [pattern, whole] of [
    [UNIT_OF_ALL, true],
    [UNIT_IN_BRACKETS, false],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found)
      return {
        word: { kind: "unit", unit: inTenThousands(found[1] ?? found[2] ?? ""), whole },
        length: found[0].length,
      };
  }
  return null;
}

/** 千 → 0.1, 亿 → 10000, nothing (元) → 0.0001 */
function inTenThousands(multiple: string): number {
  return (multiple === "" ? 1 : (chineseNumber(`一${multiple}`) ?? 1)) / 10_000;
}

const NOT_A_FIGURE = String.raw`(?!率|度量|核算|控制|管理|中心|结构|\s*占)`;
const ITEMS: [Item, RegExp][] = [
  ["revenue", new RegExp(`(?:收入|营收|营业额|销售额|产值)${NOT_A_FIGURE}`, "y")],
  ["profit", new RegExp(`(?:利润总?额?|毛利|净利|盈利|盈亏|净?亏损?)${NOT_A_FIGURE}`, "y")],
  ["cost", new RegExp(`(?:成本|支出)${NOT_A_FIGURE}`, "y")],
];

function itemAt(text: string, at: number): Found | null {
  for (const [item, pattern] of ITEMS) {
    const name = startsWith(text, at, pattern);
    if (name === null || (text[at - 1] === "扭" && name.startsWith("亏"))) continue;
    const lead = /[^,。;\n\t:、(]{0,20}$/.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? "";
    const rank = /安全服务/.test(lead) ? 2 : /总(?:体|营业)?$|全公司|整体|集团/.test(lead) ? 0 : 1;
    return { word: { kind: "item", item, rank, loss: /^净?亏/.test(name) }, length: name.length };
  }
  return null;
}

const ABOUT = /(?:约|大概|近|超过?|逾|高于|不足|不到|将近|接近|达到?)\s*(?:人民币|¥)?\s*$/;
const AMOUNT_LEAD = /(\()?\s*(?:(--?|[-−–—]|负)(\s?))?\s*(?:人民币|RMB|CNY|¥)?\s*/iy;
const AMOUNT_TAIL =
  /(?: *([余多几]))?(?: *人民币)?(?: *([元圆]))?(?:人民币)?(?:\p{Script=Han}角)?(?:\p{Script=Han}分)?[整正]?(?: *(左右|上下|以上|出头))?(?: *(\)))?/uy;

function amountAt(text: string, at: number, before: Placed[], gap: string): Found | null {
  AMOUNT_LEAD.lastIndex = at;
  const [lead = "", bracket, sign, space] = AMOUNT_LEAD.exec(text) ?? [];
  const start = at + lead.length;
  if (lead.length > 0 && (/^\s/.test(lead) || yearsAt(text, start, before, gap + lead))) return null;
  const figure = figureAt(text, start);
  // 近三年
  if (!figure || /^\s*[年人名家个项]/.test(text.slice(start + figure.length, start + figure.length + 4))) return null;
  AMOUNT_TAIL.lastIndex = start + figure.length;
  const [tail = "", more, yuan, about, closing] = AMOUNT_TAIL.exec(text) ?? [];
  const bracketed = bracket !== undefined && closing !== undefined;
  const end = start + figure.length + tail.length - (closing !== undefined && !bracketed ? 1 : 0);
  const dash = sign !== undefined && sign !== "负" ? dashOf(text, at, sign, space ?? "") : null;
  const approximate = more ?? about ?? ABOUT.exec(text.slice(Math.max(0, at - 8), at))?.[0];
  const word: WrittenAmount = {
    kind: "amount",
    value: figure.value,
    place: figure.place,
    unit: figure.great || yuan !== undefined ? figure.scale / 10_000 : null,
    about: approximate !== undefined || /[余多几]/.test(text.slice(start, start + figure.length)),
    negative: sign === "负" || dash === "minus" || bracketed,
    doubtfulSign: bracketed ? "bracket" : dash === null ? null : "dash",
    list: figure.list,
  };
  return { word, length: end - at };
}

/** 收入——1200, 收入 - 1200: a dash that parts; -20: most likely a minus. */
function dashOf(text: string, at: number, sign: string, space: string): "minus" | "dash" {
  return sign.length > 1 || space !== "" || /[-—–\d]$/.test(text.slice(0, at)) ? "dash" : "minus";
}
