import { pairsOf, type Told } from "./pairs.ts";
import { LEVELS, workforceWords, type Level, type WrittenNumber } from "./read-words.ts";

/** People in network security services, and the share of each level in per cent. */
export interface Workforce {
  total: number;
  expertPct: number;
  seniorPct: number;
  intermediatePct: number;
  generalPct: number;
}

/** What was read, whole or not. */
export interface WorkforceReading {
  total: number | null;
  /** In per cent, heads reckoned into shares of all. */
  shares: Partial<Record<Level, number>>;
  /** As told in heads; empty where told in per cent. */
  heads: Partial<Record<Level, number>>;
  /** 约, 余 … stand with some of it. */
  about: boolean;
}

/** null where the number of people or any level's share is not told. */
export function workforceParsed(value: string | null): Workforce | null {
  if (value === null) return null;
  const { total, shares } = readWorkforce(value);
  const { expertPct, seniorPct, intermediatePct, generalPct } = shares;
  if (total === null || expertPct === undefined || seniorPct === undefined) return null;
  if (intermediatePct === undefined || generalPct === undefined) return null;
  return { total, expertPct, seniorPct, intermediatePct, generalPct };
}

/** Reads e.g. 人员数量为 120 人，其中专家/资深占比 10%、高级…, in heads, lists, rows or columns. */
export function readWorkforce(value: string): WorkforceReading {
  const words = workforceWords(value);
  const { told, rest, others } = pairsOf(words);
  const about = words.some((word) => word.kind === "number" && word.about);
  const parts = merged(told);
  const heads = headsIn(parts);
  const total = totalOf(others, heads, added(bareIn(parts)));
  const shares = completed(sharesIn(parts, heads, total, about), rest, about);
  const rounded = Object.entries(shares).map(([level, share]) => [level, Math.round(share * 100) / 100]);
  return { total, shares: Object.fromEntries(rounded) as Shares, heads, about };
}

type Shares = Partial<Record<Level, number>>;
type Parts = Partial<Record<Level, Told>>;

/** 专家 5%、资深 5% are two parts of one level; what is said twice is said once. */
function merged(told: Told[]): Parts {
  const parts: Parts = {};
  for (const one of told) {
    const before = parts[one.level];
    if (!before) parts[one.level] = one;
    else if (before.name !== one.name && one.level === "expertPct") {
      parts[one.level] = {
        ...one,
        percent: sum(before.percent, one.percent),
        heads: sum(before.heads, one.heads),
        bare: sum(before.bare, one.bare),
      };
    }
  }
  return parts;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function headsIn(parts: Parts): Shares {
  const told = Object.entries(parts).filter(([, one]) => one.percent === null || one.heads === 0);
  return Object.fromEntries(told.flatMap(([level, { heads }]) => (heads === null ? [] : [[level, heads]])));
}

function bareIn(parts: Parts): Shares {
  const told = Object.entries(parts).filter(([, one]) => one.percent === null && one.heads === null);
  return Object.fromEntries(told.flatMap(([level, { bare }]) => (bare === null ? [] : [[level, bare]])));
}

/** The number that is most surely that of all; where none is told, the sum of the levels' heads. */
function totalOf(others: WrittenNumber[], heads: Shares, bare: number): number | null {
  const counts = others.filter((one) => one.measure !== "percent" && Number.isInteger(one.value) && one.value > 0);
  const [best] = counts.sort((a, b) => b.ofAll - a.ofAll);
  const all = added(heads);
  const surest = best && (best.ofAll > 0 || counts.length === 1) ? best.value : null;
  return counts.find((one) => one.value === (all || bare))?.value ?? surest ?? (isWhole(heads) && all > 0 ? all : null);
}

function added(shares: Shares): number {
  return Object.values(shares).reduce((all, one) => all + one, 0);
}

function isWhole(shares: Shares): boolean {
  return LEVELS.every((level) => shares[level] !== undefined);
}

function sharesIn(parts: Parts, heads: Shares, total: number | null, about: boolean): Shares {
  const told = Object.entries(parts) as [Level, Told][];
  const scale = scaleOfBare(parts, total);
  // 100 余人: the levels' heads say how many they are.
  const all = about && isWhole(heads) ? added(heads) : total;
  const shares: Shares = {};
  for (const [level, { percent, heads: count, bare }] of told) {
    if (percent !== null) shares[level] = percent;
    else if (count !== null && all) shares[level] = (count / all) * 100;
    else if (bare !== null && scale !== null) shares[level] = bare * scale;
  }
  return shares;
}

/** Numbers without a measure: per cent, heads, parts of one or a ratio, as their sum tells; null where it does not. */
function scaleOfBare(parts: Parts, total: number | null): number | null {
  const bare = Object.values(bareIn(parts));
  const all = bare.reduce((sum, one) => sum + one, 0);
  if (Object.values(parts).some((one) => one.percent !== null)) return 1;
  if (Math.abs(all - 100) <= 1) return 1;
  if (total !== null && all === total) return 100 / total;
  if (Math.abs(all - 1) <= 0.01 || (all === 10 && bare.length === LEVELS.length)) return 100 / all;
  return null;
}

/** A level that is not told has nobody where the others make the whole. */
function completed(shares: Shares, rest: Level | null, about: boolean): Shares {
  const told = added(shares);
  const left = 100 - told;
  const full = { expertPct: 0, seniorPct: 0, intermediatePct: 0, generalPct: 0, ...shares };
  if (rest !== null && shares[rest] === undefined && left >= 0) return { ...full, [rest]: left };
  return Math.abs(left) <= (about ? 2 : 0.5) && told > 0 ? full : shares;
}
