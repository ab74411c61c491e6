import { halfWidth, withFigures } from "./chinese-text.ts";

/** One year's figures in 万元. */
export interface FinancialYear {
  year: number;
  revenue: number;
  profit: number;
  cost: number;
}

type Item = "revenue" | "profit" | "cost";
const ITEMS: [Item, RegExp][] = [
  ["revenue", /收入|营收/],
  ["profit", /利润|亏损/],
  ["cost", /成本/],
];
const YEAR = /(?<!\d)(20\d\d)(?!\d)/;

/** The years that are told whole, in the order of writing. Amounts count as 万元 unless they say 元 or 亿元. */
export function financialsParsed(value: string | null): FinancialYear[] {
  if (value === null) return [];
  const text = withFigures(halfWidth(value));
  const told = text.includes("\t") ? fromTable(text) : [];
  return told.length > 0 ? told : fromSentences(text);
}

/** 2021 年…收入为 1,200 万元，利润 200 万元，成本 1,000 万元。2020 年… */
function fromSentences(text: string): FinancialYear[] {
  // An amount may look like a year: 收入为 2015 万元.
  const chunks = text.split(/(?=(?<!\d)20\d\d(?!\d)(?!\s*[亿万千]?元)\s*(?:年|:|,|\s))/);
  const years = new Map<number, Partial<Record<Item, number>>>();
  for (const chunk of chunks) {
    const year = Number(YEAR.exec(chunk.slice(0, 6))?.[1]);
    if (!year) continue;
    years.set(year, { ...years.get(year), ...itemsIn(chunk.slice(4)) });
  }
  return [...years].flatMap(([year, items]) => whole(year, items));
}

function itemsIn(text: string): Partial<Record<Item, number>> {
  const items: Partial<Record<Item, number>> = {};
  for (const piece of text.split(/(?=收入|营收|利润|亏损|成本)/)) {
    const item = itemOf(piece);
    const amount = amountIn(piece);
    if (item && amount !== null) items[item] ??= piece.startsWith("亏损") ? -Math.abs(amount) : amount;
  }
  return items;
}

function itemOf(text: string): Item | null {
  return ITEMS.find(([, name]) => name.test(text))?.[0] ?? null;
}

const AMOUNT = /([-−–]?)\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(亿元?|万元?|千元|元)?/;

/** The first amount, in 万元; null where there is none. */
function amountIn(text: string): number | null {
  const found = AMOUNT.exec(text);
  if (!found) return null;
  const figure = Number((found[2] ?? "").replace(/,/g, "")) * (found[1] ? -1 : 1);
  return Math.round(figure * inTenThousands(found[3] ?? "万元") * 1e6) / 1e6;
}

function inTenThousands(unit: string): number {
  if (unit.startsWith("亿")) return 10_000;
  if (unit === "千元") return 0.1;
  return unit === "元" ? 0.0001 : 1;
}

/** A table within the cell, its cells parted by tabs: years down and items across, or the other way round. */
function fromTable(text: string): FinancialYear[] {
  const rows = text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
  const head = rows.findIndex((row) => row.filter((cell) => itemOf(cell) !== null || YEAR.test(cell)).length >= 2);
  const header = rows[head];
  if (!header) return [];
  const years = new Map<number, Partial<Record<Item, number>>>();
  for (const row of rows.slice(head + 1)) {
    for (const [column, cell] of row.entries()) {
      const names = [header[column] ?? "", row[0] ?? ""];
      const year = Number(names.map((name) => YEAR.exec(name)?.[1]).find(Boolean));
      const named = names.find((name) => itemOf(name) !== null);
      const amount = column === 0 ? null : amountIn(cell);
      if (!year || named === undefined || amount === null) continue;
      const item = itemOf(named) ?? "revenue";
      years.set(year, { ...years.get(year), [item]: /\((?:单位:)?元\)|\/元/.test(named) ? amount / 10_000 : amount });
    }
  }
  return [...years].flatMap(([year, items]) => whole(year, items));
}

function whole(year: number, { revenue, profit, cost }: Partial<Record<Item, number>>): FinancialYear[] {
  if (revenue === undefined || profit === undefined || cost === undefined) return [];
  return [{ year, revenue, profit, cost }];
}

/** Profit is revenue less cost, each figure rounded where it is: 1.5 of the coarsest figure's last place. */
export function isBalanced({ revenue, profit, cost }: FinancialYear): boolean {
  const decimals = Math.min(...[revenue, profit, cost].map((figure) => (String(figure).split(".")[1] ?? "").length));
  return Math.abs(revenue - cost - profit) <= 1.5 * 10 ** -decimals + 1e-9;
}
