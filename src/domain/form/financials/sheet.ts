import type { Item, WrittenAmount } from "./word.ts";

/** One figure in 万元. */
export interface Amount {
  value: number;
  /** What one more in its last written place would add, 万元. */
  place: number;
  /** 约, 余 …: not to be held to its last place. */
  about: boolean;
  /** Told in no unit or in 万元, so that it may be 元 under the heading 万元. */
  byHeading: boolean;
  /** Its sign may be mere punctuation. */
  doubtfulSign: WrittenAmount["doubtfulSign"];
}

export interface YearTold {
  year: number;
  items: Partial<Record<Item, Amount>>;
  /** Items that are spoken of, read or not. */
  named: Item[];
}

/** Collects what is told of each year; of two figures for one item the better ranked, then the first. */
export class Sheet {
  private readonly told = new Map<number, Map<Item, { amount: Amount; rank: number }>>();
  private readonly named = new Map<number, Set<Item>>();

  mention(year: number): void {
    if (!this.named.has(year)) this.named.set(year, new Set());
  }

  name(year: number, item: Item): void {
    this.mention(year);
    this.named.get(year)?.add(item);
  }

  /** `unit`: in 万元, where the amount brings none. */
  note(year: number, item: Item, written: WrittenAmount, unit: number, loss: boolean, rank: number): void {
    this.name(year, item);
    const items = this.told.get(year) ?? new Map<Item, { amount: Amount; rank: number }>();
    const before = items.get(item);
    if (!before || before.rank < rank) items.set(item, { amount: amountOf(item, written, unit, loss), rank });
    this.told.set(year, items);
  }

  /** In the order of writing. */
  years(): YearTold[] {
    return [...this.named].map(([year, named]) => {
      const told = [...(this.told.get(year) ?? [])].map(([item, { amount }]) => [item, amount] as const);
      return { year, items: settledSigns(Object.fromEntries(told)), named: [...named] };
    });
  }
}

function amountOf(item: Item, written: WrittenAmount, heading: number, loss: boolean): Amount {
  const unit = written.unit ?? heading;
  const magnitude = round(written.value * unit);
  // （120）is a loss where a loss can be, and mere brackets elsewhere.
  const negative = loss || (written.negative && (item === "profit" || written.doubtfulSign !== "bracket"));
  const place = written.place * unit;
  return {
    value: negative && magnitude !== 0 ? -magnitude : magnitude,
    place: written.about ? Math.max(place, magnitude * 0.05) : place,
    about: written.about,
    byHeading: unit === 1,
    doubtfulSign: written.doubtfulSign,
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

type Items = YearTold["items"];

/** 收入-1200，利润-200，成本-1000: dashes that part. Otherwise the sign with which the year balances is what was meant. */
function settledSigns(items: Items): Items {
  const { revenue, profit, cost } = items;
  if (!revenue || !profit || !cost) return items;
  if ([revenue, profit, cost].every((one) => one.doubtfulSign === "dash")) return mapItems(items, plus);
  if (isBalanced(items)) return items;
  const others = (["profit", "cost", "revenue"] as const).flatMap((item) => {
    const amount = items[item];
    return amount?.doubtfulSign ? [{ ...items, [item]: { ...amount, value: -amount.value } }] : [];
  });
  return [...others, mapItems(items, (one) => (one.doubtfulSign ? plus(one) : one))].find(isBalanced) ?? items;
}

function plus(amount: Amount): Amount {
  return { ...amount, value: Math.abs(amount.value) };
}

function mapItems(items: Items, change: (amount: Amount) => Amount): Items {
  return Object.fromEntries(Object.entries(items).map(([item, amount]) => [item, change(amount)]));
}

/** The smallest difference worth a word, 万元. */
const LEAST = 0.01;

/** Profit is revenue less cost, each figure rounded by up to half of its own last place. Only of a year told whole. */
export function isBalanced({ revenue, profit, cost }: Items): boolean {
  if (!revenue || !profit || !cost) return true;
  const rounding = 0.5 * (revenue.place + profit.place + cost.place);
  return Math.abs(revenue.value - cost.value - profit.value) <= Math.max(LEAST, rounding) + 1e-6;
}
