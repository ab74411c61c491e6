import type { FinancialYear } from "../../../src/domain/form/financials/read.ts";

/** Figures from a seed, and the many ways in which people write them. */
export type Random = (below: number) => number;

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** 2021, 2020, 2019 in 万元; a third of the years ends in a loss, a half has decimals. */
export function yearsFrom(random: Random): FinancialYear[] {
  return [2021, 2020, 2019].map((year) => {
    const hundredths = random(2) === 0 ? 1 : 100;
    const revenue = (1 + random(80_000 * (100 / hundredths))) * hundredths;
    const share = random(3) === 0 ? -random(30) : random(60);
    const profit = Math.round((revenue * share) / 100 / hundredths) * hundredths + 0;
    return { year, revenue: revenue / 100, profit: profit / 100, cost: (revenue - profit) / 100 };
  });
}

type Write = (figure: number) => string;

const plain: Write = (figure) => String(figure);
const ZH = "零一二三四五六七八九";
const GREAT_ZH = "零壹贰叁肆伍陆柒捌玖";

/** 12345 → 一万二千三百四十五 */
function numeral(whole: number, digits = ZH, units = ["", "十", "百", "千"]): string {
  if (whole === 0) return "零";
  if (whole >= 1e8) return rest(whole, 1e8, "亿", digits, units);
  if (whole >= 1e4) return rest(whole, 1e4, "万", digits, units);
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(whole / 10 ** place) % 10;
    if (digit === 0) gap = text !== "";
    else {
      text += (gap ? "零" : "") + (digits[digit] ?? "") + (units[place] ?? "");
      gap = false;
    }
  }
  return text;
}

function rest(whole: number, unit: number, name: string, digits: string, units: string[]): string {
  const left = whole % unit;
  const gap = left > 0 && left < unit / 10 ? "零" : "";
  return (
    numeral(Math.floor(whole / unit), digits, units) + name + (left === 0 ? "" : gap + numeral(left, digits, units))
  );
}

function signed(write: (magnitude: number) => string, minus = "-"): Write {
  return (figure) => (figure < 0 ? minus : "") + write(Math.abs(figure));
}

const yuan = (figure: number): number => Math.round(figure * 10_000);
const grouped = (figure: number): string => figure.toLocaleString("en-US", { maximumFractionDigits: 8 });
const fullWidth = (text: string): string =>
  text.replace(/[0-9.,-]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const UNITS_UP = ["", "拾", "佰", "仟"];

/** Amounts with their unit, and bare for tables with the heading's unit. */
const AMOUNTS: Record<string, Write> = {
  万元: (figure) => `${plain(figure)}万元`,
  "spaced 万元": (figure) => ` ${plain(figure)} 万元`,
  万: (figure) => `${plain(figure)}万`,
  "grouped 万元": (figure) => `${grouped(figure)}万元`,
  "grouped full width": (figure) => `${fullWidth(grouped(figure))}万元`,
  元: (figure) => `${plain(yuan(figure))}元`,
  "grouped 元": (figure) => `${grouped(yuan(figure))}.00元`,
  亿元: (figure) => `${(figure / 10_000).toFixed(6)}亿元`,
  千元: (figure) => `${grouped(Math.round(figure * 1000) / 100)}千元`,
  numerals: signed((figure) => `${numeral(yuan(figure))}元`, "负"),
  大写: signed((figure) => `${numeral(yuan(figure), GREAT_ZH, UNITS_UP)}元整`, "负"),
  bare: plain,
  "bare grouped": grouped,
  "¥": signed((figure) => `¥${grouped(yuan(figure))}元`),
};

type Statement = (years: FinancialYear[], amount: Write, random: Random) => string;

function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)] as T;
}

const YEARS: ((year: number) => string)[] = [
  (year) => `${year}年`,
  (year) => `${year} 年`,
  (year) => `${year}年度`,
  (year) => `${year - 2000}年`,
  (year) => fullWidth(String(year)) + "年",
  (year) => Array.from(String(year), (one) => "〇一二三四五六七八九"[Number(one)]).join("") + "年",
];
type Item = "revenue" | "profit" | "cost";
const NAMES: Record<Item, string[]> = {
  revenue: ["收入", "网络安全服务收入", "网络安全服务的收入", "营业收入", "营收"],
  profit: ["利润", "净利润", "利润总额"],
  cost: ["成本", "营业成本", "总成本"],
};
const ORDERS: Item[][] = [
  ["revenue", "profit", "cost"],
  ["revenue", "cost", "profit"],
  ["profit", "cost", "revenue"],
  ["cost", "revenue", "profit"],
];

const sentences: Statement = (years, amount, random) => {
  const [year, order] = [pick(YEARS, random), pick(ORDERS, random)];
  const [is, comma, stop] = [
    pick(["", "为", "：", ":", " "], random),
    pick(["，", "、", "；", ",", "\n", " "], random),
    pick(["。", "；", "\n", "。\n"], random),
  ];
  const lead = pick(["", "我公司", "我司"], random);
  return years
    .map(
      (one) =>
        lead +
        year(one.year) +
        pick(["", "，", "：", " "], random) +
        order.map((item) => pick(NAMES[item], random) + is + amount(one[item])).join(comma),
    )
    .join(stop);
};

const overYears: Statement = (years, amount, random) => {
  const falling = random(2) === 0;
  const shown = falling ? years : [...years].reverse();
  const [first, last] = falling ? [2021, 2019] : [2019, 2021];
  const span = pick(
    [
      `${first}-${last}年`,
      `${first}年至${last}年`,
      `${first}—${last}年`,
      `${first}~${last}年`,
      shown.map(({ year }) => `${year}年`).join("、"),
    ],
    random,
  );
  const comma = pick(["、", "；", " 、 "], random);
  return (
    span +
    pick(ORDERS, random)
      .map((item) => `${pick(NAMES[item], random)}分别为${shown.map((one) => amount(one[item])).join(comma)}`)
      .join(pick(["，", "；", "。\n"], random))
  );
};

const overItems: Statement = (years, amount, random) => {
  const order = pick(ORDERS, random);
  const year = pick(YEARS, random);
  const head = order.map((item) => pick(NAMES[item], random)).join(pick(["、", "，", "/"], random));
  return years
    .map(
      (one, i) => `${year(one.year)}${i === 0 ? head : ""}分别为${order.map((item) => amount(one[item])).join("、")}`,
    )
    .join(pick(["；", "。", "\n"], random));
};

const byItem: Statement = (years, amount, random) =>
  pick(ORDERS, random)
    .map(
      (item) =>
        `${pick(NAMES[item], random)}：${years.map((one) => `${one.year}年${amount(one[item])}`).join(pick(["，", "、", "；"], random))}`,
    )
    .join(pick(["；", "。", "\n"], random));

const yearsDown: Statement = (years, amount, random) => {
  const order = pick(ORDERS, random);
  const year = pick([...YEARS.slice(0, 3), String], random);
  return [
    ["年度", ...order.map((item) => NAMES[item][0] ?? "")],
    ...years.map((one) => [year(one.year), ...order.map((item) => amount(one[item]))]),
  ]
    .map((row) => row.join("\t"))
    .join("\n");
};

const yearsAcross: Statement = (years, amount, random) => {
  const order = pick(ORDERS, random);
  const year = pick([...YEARS.slice(0, 3), String], random);
  return [
    ["项目", ...years.map((one) => year(one.year))],
    ...order.map((item) => [NAMES[item][0] ?? "", ...years.map((one) => amount(one[item]))]),
  ]
    .map((row) => row.join("\t"))
    .join("\n");
};

const lines: Statement = (years, amount, random) =>
  years
    .map((one) =>
      [`${one.year}年：`, ...pick(ORDERS, random).map((item) => `${NAMES[item][0] ?? ""}：${amount(one[item])}`)].join(
        "\n",
      ),
    )
    .join("\n");

const STATEMENTS: Record<string, Statement> = {
  sentences,
  overYears,
  overItems,
  byItem,
  yearsDown,
  yearsAcross,
  lines,
};

/** Each statement in each amount's style, named `statement, amount`. */
export const FINANCIAL_STYLES: Record<string, [Statement, Write]> = Object.fromEntries(
  Object.entries(STATEMENTS).flatMap(([statement, write]) =>
    Object.entries(AMOUNTS).map(([amount, figure]) => [`${statement}, ${amount}`, [write, figure]]),
  ),
);

export function writeFinancials(style: string, years: FinancialYear[], random: Random): string {
  const [statement, amount] = FINANCIAL_STYLES[style] ?? [sentences, plain];
  return statement(years, amount, random);
}
