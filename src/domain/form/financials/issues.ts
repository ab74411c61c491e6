import { isBalanced, type Amount, type YearTold } from "./sheet.ts";
import type { Item } from "./word.ts";
import type { Issue } from "../issue.ts";

const ITEMS: Item[] = ["revenue", "profit", "cost"];
const NAMES: Record<Item, string> = { revenue: "收入", profit: "利润", cost: "成本" };

/** Remarks on the years asked for. `people`: in network security services, where the form tells it. */
export function financialIssues(told: YearTold[], asked: number[], people: number | null): Issue[] {
  if (told.every(({ items }) => Object.keys(items).length === 0)) {
    return [{ code: "financials-unread", detail: { part: partOf(asked, ITEMS) } }];
  }
  const years = told.filter(({ year }) => asked.includes(year));
  const oddUnit = years.filter((one) => isUnitOdd(one, years, people));
  return [
    ...absentItems(years, asked),
    ...unitIssue(oddUnit),
    ...years.filter((one) => !oddUnit.includes(one)).flatMap(figureIssues),
  ];
}

function partOf(years: number[], items: Item[]): string {
  const names = items.map((item) => NAMES[item]);
  const last = names.pop() ?? "";
  return `${years.length > 0 ? `${years.join("、")}年的` : ""}${names.length > 0 ? `${names.join("、")}和${last}` : last}`;
}

/** What the applicant left out is missing; what is spoken of and could not be read may be the reader's fault. */
function absentItems(told: YearTold[], asked: number[]): Issue[] {
  const groups = new Map<string, { years: number[]; items: Item[]; unread: boolean }>();
  for (const year of asked) {
    const one = told.find((other) => other.year === year);
    const absent = ITEMS.filter((item) => !one?.items[item]);
    const nothing = one !== undefined && absent.length === ITEMS.length;
    const unread = absent.filter((item) => nothing || one?.named.includes(item));
    for (const items of [unread, absent.filter((item) => !unread.includes(item))]) {
      if (items.length === 0) continue;
      const key = `${items === unread} ${items.join(" ")}`;
      const group = groups.get(key) ?? { years: [], items, unread: items === unread };
      group.years.push(year);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ years, items, unread }) =>
    unread
      ? { code: "financials-unread", detail: { part: partOf(years, items) } }
      : { code: "financials-year-missing", detail: { year: years.join("、"), items: partOf([], items) } },
  );
}

/**
 * 万元 a year. The largest security companies of the country take some 60 亿元 a year in all their business; 100 亿元
 * for services alone is 元 told as 万元.
 */
const BEYOND_ANY = 1_000_000;
/** 万元 a head and year, where some 50 to 100 are usual; looked at from 10 亿元 a year on, that a small reseller is not meant. */
const BEYOND_A_HEAD = 1_000;
const LARGE = 100_000;
/** 元 and 万元 mixed make one year 10,000 times another; growth does not make it a thousand times. */
const BEYOND_GROWTH = 1_000;

function isUnitOdd({ items }: YearTold, years: YearTold[], people: number | null): boolean {
  const revenue = items.revenue;
  const largest = Math.max(...ITEMS.map((item) => Math.abs(items[item]?.value ?? 0)));
  if (largest >= BEYOND_ANY) return true;
  if (people !== null && people > 0 && largest >= LARGE && largest / people >= BEYOND_A_HEAD) return true;
  if (isMixed(items)) return true;
  if (!revenue || revenue.value <= 0) return false;
  const others = years.flatMap((one) => (one.items.revenue && one.items.revenue.value > 0 ? [one.items.revenue] : []));
  const [least, most] = [Math.min(...others.map(({ value }) => value)), Math.max(...others.map(({ value }) => value))];
  if (most / least >= BEYOND_GROWTH)
    return revenue.byHeading ? revenue.value >= least * BEYOND_GROWTH : revenue.value * BEYOND_GROWTH <= most;
  // 收入 1200 元
  return !revenue.byHeading && revenue.value < 1;
}

/** The year balances once its largest figures are taken for 元. */
function isMixed(items: YearTold["items"]): boolean {
  if (isBalanced(items)) return false;
  const large = ITEMS.filter((item) => Math.abs(items[item]?.value ?? 0) >= 10_000);
  const subsets = [1, 2, 3, 4, 5, 6].map((mask) => ITEMS.filter((_, i) => mask & (1 << i)));
  return subsets
    .filter((subset) => subset.every((item) => large.includes(item)))
    .some((subset) =>
      isBalanced(
        Object.fromEntries(ITEMS.map((item) => [item, subset.includes(item) ? asYuan(items[item]) : items[item]])),
      ),
    );
}

function asYuan(amount: Amount | undefined): Amount | undefined {
  return amount && { ...amount, value: amount.value / 10_000, place: amount.place / 10_000 };
}

function unitIssue(years: YearTold[]): Issue[] {
  const [first] = years;
  if (!first) return [];
  const item = ITEMS.find((one) => first.items[one]) ?? "revenue";
  const read = `${first.year}年${NAMES[item]}${shown(first.items[item]?.value ?? 0)}万元`;
  return [{ code: "financials-unit-odd", detail: { year: years.map(({ year }) => year).join("、"), read } }];
}

function figureIssues({ year, items }: YearTold): Issue[] {
  const { revenue, profit, cost } = items;
  const odd = (what: string): Issue[] => [{ code: "financials-odd", detail: { what: `${year}年的${what}` } }];
  if (revenue && profit && cost && !isBalanced(items)) {
    const detail = { revenue: revenue.value, profit: profit.value, cost: cost.value, due: revenue.value - cost.value };
    const texts = Object.fromEntries(Object.entries(detail).map(([name, figure]) => [name, shown(figure)]));
    return [{ code: "financials-not-balanced", detail: { year: String(year), ...texts } }];
  }
  const negative = (["revenue", "cost"] as const).find((item) => (items[item]?.value ?? 0) < 0);
  if (negative) return odd(`${NAMES[negative]}为${shown(items[negative]?.value ?? 0)}万元`);
  if (revenue && profit && !cost && profit.value > revenue.value) {
    return odd(`利润${shown(profit.value)}万元高于收入${shown(revenue.value)}万元`);
  }
  return [];
}

function shown(figure: number): string {
  return String(Math.round(figure * 1e4) / 1e4);
}
