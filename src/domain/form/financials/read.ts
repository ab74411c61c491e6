import { halfWidth } from "../../chinese-text.ts";
import { Sheet, type YearTold } from "./sheet.ts";
import { tableSheet } from "./table.ts";
import { inUsualOrder } from "./usual-order.ts";
import type { Item, Placed, WrittenAmount } from "./word.ts";
import { financialWords } from "./read-words.ts";
import { LONGEST_STATEMENT } from "../../numbers.ts";

/** One year's figures in 万元. */
export interface FinancialYear {
  year: number;
  revenue: number;
  profit: number;
  cost: number;
}

/** The years that are told whole, in the order of writing. Amounts count as 万元 unless they, or a heading, say otherwise. */
export function financialsParsed(value: string | null): FinancialYear[] {
  return readFinancials(value).flatMap(({ year, items: { revenue, profit, cost } }) =>
    revenue && profit && cost ? [{ year, revenue: revenue.value, profit: profit.value, cost: cost.value }] : [],
  );
}

/** Every year that is spoken of, told whole or not; months of a year (2022 年 1–9 月) are no year. */
export function readFinancials(value: string | null): YearTold[] {
  if (value === null) return [];
  const text = halfWidth(value.slice(0, LONGEST_STATEMENT));
  const sheet = (text.includes("\t") ? tableSheet(text) : null) ?? new Statement(financialWords(value)).sheet;
  return sheet.years().filter(({ year }) => year > 0);
}

interface Named {
  item: Item;
  rank: number;
  loss: boolean;
  /** 收入（元） */
  unit: number | null;
}

/** The order of the form's label. */
const LABELLED: Item[] = ["revenue", "profit", "cost"];
/** What may stand between the amounts of one list. */
const BETWEEN = /^[\s、,/和及与:]*(?:约|近|为)?\s*$/;

/**
 * Reads the words in order: amounts belong to the years and the items named last, a list of them to several in turn.
 * So sentences, “2019–2021年收入分别为…”, headed columns and headed rows are all read alike.
 */
class Statement {
  readonly sheet = new Sheet();
  private years: number[] = [];
  private seenYears: number[] = [];
  private items: Named[] = [];
  private amounts: WrittenAmount[] = [];
  /** The items in the order in which they were first named. */
  private order: Item[] = [];
  private last: "years" | "item" | "amount" | null = null;
  /** 收入：2021年…，2020年…: one item for several years. */
  private byItem = false;
  /** Amounts that belong to no list: 1200 万元（其中运维 800 万元）. */
  private aside = false;
  private unit: number;

  constructor(words: Placed[]) {
    const declared = words.find((word) => word.kind === "unit" && word.whole);
    this.unit = declared?.kind === "unit" ? declared.unit : 1;
    for (const word of inUsualOrder(words)) this.take(word);
    this.assign();
  }

  private take(word: Placed): void {
    if (word.kind === "years") this.takeYears(word.part ? word.years.map((year) => -year) : word.years);
    else if (word.kind === "item") this.takeItem({ ...word, unit: null });
    else if (word.kind === "unit") this.takeUnit(word.unit, word.gap);
    else if (word.kind === "amount") this.takeAmount(word);
    else if (word.kind === "stop") this.takeStop();
  }

  private takeYears(years: number[]): void {
    this.assign();
    // In 2021年收入…。2020年… a year begins anew.
    if (this.last === "amount" && this.items.length === 1 && !this.byItem) this.items = [];
    this.years = this.last === "years" ? follow(this.years, years, (a, b) => a === b) : years;
    for (const year of years) this.sheet.mention(year);
    this.seenYears.push(...years.filter((year) => !this.seenYears.includes(year)));
    this.last = "years";
  }

  private takeItem(named: Named): void {
    this.assign();
    if (!this.order.includes(named.item)) this.order.push(named.item);
    this.items = this.last === "item" ? follow(this.items, [named], (a, b) => a.item === b.item) : [named];
    if (this.years.length === 1) for (const year of this.years) this.sheet.name(year, named.item);
    this.last = "item";
  }

  /** 收入、利润、成本：1200；200；1000 goes on; a single item's sentence is over. */
  private takeStop(): void {
    if (this.placesFor(this.amounts).length === 0) return;
    this.assign();
    this.aside = this.items.length === 1;
  }

  private takeUnit(unit: number, gap: string): void {
    const named = this.items[this.items.length - 1];
    if (this.last === "item" && named && gap.trim() === "") named.unit = unit;
    else this.unit = unit;
  }

  private takeAmount(word: WrittenAmount & { gap: string }): void {
    const before = this.amounts[this.amounts.length - 1];
    // 叁仟万元（3000万元）
    if (this.last === "amount" && before && isRepeated(before, word)) return;
    if (this.last !== "amount") {
      if (this.amounts.length === 0 && this.last === "years" && this.items.length === 1) this.byItem = true;
      this.aside = false;
    } else if (!BETWEEN.test(word.gap)) this.aside = true;
    this.last = "amount";
    if (!this.aside) this.amounts.push(word);
  }

  /** Gives the amounts gathered so far to their years and items. */
  private assign(): void {
    const amounts = this.listed(this.amounts);
    this.amounts = [];
    const places = this.placesFor(amounts);
    const unit = amounts.find((one) => one.unit !== null)?.unit ?? null;
    for (const [i, [year, named]] of places.entries()) {
      const amount = amounts[i];
      if (amount) this.sheet.note(year, named.item, amount, unit ?? named.unit ?? this.unit, named.loss, named.rank);
    }
  }

  /** 100,200,300 is a list where one amount cannot be what is meant. */
  private listed(amounts: WrittenAmount[]): WrittenAmount[] {
    return this.placesFor(amounts).length > 0 ? amounts : amounts.flatMap(split);
  }

  /** Whose each of the amounts is; nobody's where that cannot be told. */
  private placesFor(amounts: WrittenAmount[]): [year: number, named: Named][] {
    const count = amounts.length;
    const [year, ...moreYears] = this.years;
    const [named, ...moreItems] = this.items;
    if (year === undefined || count === 0) return [];
    if (!named) return moreYears.length === 0 ? this.unnamed(year, amounts) : [];
    if (this.years.length * this.items.length === count) {
      return this.years.flatMap((one) => this.items.map((item): [number, Named] => [one, item]));
    }
    if (moreItems.length === 0 && this.seenYears.length === count) return this.seenYears.map((one) => [one, named]);
    return [];
  }

  /** 2020年：1100、100、1000: in the order of the year before, or of the form's label, if it balances so. */
  private unnamed(year: number, amounts: WrittenAmount[]): [year: number, named: Named][] {
    const order = this.order.length === LABELLED.length ? this.order : LABELLED;
    const of = (item: Item): number => {
      const amount = amounts[order.indexOf(item)];
      return amount ? amount.value * (amount.negative ? -1 : 1) : Number.NaN;
    };
    const off = Math.abs(of("revenue") - of("profit") - of("cost"));
    if (amounts.length !== order.length || !(off <= Math.abs(of("revenue")) * 0.01)) return [];
    return order.map((item) => [year, { item, rank: 1, loss: false, unit: null }]);
  }
}

/** One after another names a list; one named again begins anew: 收入、利润及成本：收入… */
function follow<T>(list: T[], next: T[], isSame: (a: T, b: T) => boolean): T[] {
  return next.some((one) => list.some((other) => isSame(one, other))) ? next : [...list, ...next];
}

function isRepeated(before: WrittenAmount, word: WrittenAmount): boolean {
  const value = (one: WrittenAmount): number => one.value * (one.unit ?? before.unit ?? 1);
  return word.doubtfulSign === "bracket" && Math.abs(value(before) - value(word)) < 1e-6;
}

/** 100,200,300 as a list of three. */
function split(amount: WrittenAmount): WrittenAmount[] {
  if (amount.list.length === 0) return [amount];
  return amount.list.map((value) => ({ ...amount, value, list: [] }));
}
