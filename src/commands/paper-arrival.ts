import { beijingDay, isDay } from "../domain/beijing-time.ts";
import { PAPER_ITEMS, type NewArrival } from "../paper-ledger.ts";
import { Refusal } from "../refusal.ts";

export interface ArrivalOptions {
  unit: string;
  items: string;
  received?: string;
  courier?: string;
  tracking?: string;
  sealed?: "yes" | "no";
  note?: string;
}

/** What the caller calls that which may be wrong. */
type Names = Record<"unit" | "items" | "received", string>;

const OPTIONS: Names = { unit: "--unit", items: "--items", received: "--received" };
const COLUMNS: Names = { unit: "单位名称", items: "材料", received: "收到日期" };

/** @throws Refusal with exit status 2 for a day or an item that is none; `names`: what it calls them */
export function arrivalFromOptions(options: ArrivalOptions, now: Date, names = OPTIONS): NewArrival {
  const today = beijingDay(now.toISOString());
  return {
    unit_name: required(names.unit, options.unit),
    items: JSON.stringify(itemsOf(names.items, options.items)),
    received: dayOf(names.received, options.received ?? today),
    courier: options.courier ?? null,
    tracking: options.tracking ?? null,
    sealed: options.sealed === undefined ? null : options.sealed === "yes" ? 1 : 0,
    note: options.note ?? null,
    logged_at: now.toISOString(),
  };
}

const SEALED = new Map<string, "yes" | "no">([
  ["是", "yes"],
  ["已盖章", "yes"],
  ["yes", "yes"],
  ["否", "no"],
  ["未盖章", "no"],
  ["no", "no"],
]);

/** One row of a ledger that staff kept as a table. @throws Refusal that names the row and the column */
export function arrivalFromRow(row: Record<string, string>, where: string, now: Date): NewArrival {
  const cell = (...names: string[]): string | undefined => names.map((name) => row[name]).find((one) => one);
  const sealed = cell("是否盖章", "sealed");
  const answer = sealed === undefined ? undefined : SEALED.get(sealed);
  if (sealed !== undefined && answer === undefined) {
    throw new Refusal(`${where}: 是否盖章 holds ${sealed}; it may hold 是 or 否`);
  }
  const options = {
    unit: cell("单位名称", "unit") ?? "",
    items: cell("材料", "items") ?? "",
    received: cell("收到日期", "received"),
    courier: cell("快递公司", "courier"),
    tracking: cell("快递单号", "tracking"),
    sealed: answer,
    note: cell("备注", "note"),
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  try {
    return arrivalFromOptions(given as unknown as ArrivalOptions, now, columnsOf(row));
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${where}: ${error.message}`) : error;
  }
}

/** As the file calls them. */
function columnsOf(row: Record<string, string>): Names {
  const called = (name: keyof Names): string => (COLUMNS[name] in row || !(name in row) ? COLUMNS[name] : name);
  return { unit: called("unit"), items: called("items"), received: called("received") };
}

const ITEM_NAMES = new Map(
  [...PAPER_ITEMS].flatMap(([item, title]) => [[item, item] as const, [title, item] as const]),
);

function itemsOf(name: string, list: string): string[] {
  const items = list.split(/[,，、;；\s]+/).filter(Boolean);
  const known = items.flatMap((item) => ITEM_NAMES.get(item.replace(/[《》]/g, "")) ?? []);
  if (items.length === 0 || known.length < items.length) {
    throw new Refusal(`${name} holds ${list || "nothing"}; it may hold form, declaration, or both with a comma`, 2);
  }
  return [...new Set(known)];
}

function dayOf(name: string, written: string): string {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written.trim()) ?? [];
  const iso = `${year ?? ""}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  if (!isDay(iso)) throw new Refusal(`${name} holds ${written || "nothing"}; it must be a day such as 2022-11-20`, 2);
  return iso;
}

function required(name: string, held: string): string {
  if (held.trim() === "") throw new Refusal(`${name} must hold the company's name`, 2);
  return held.trim();
}
