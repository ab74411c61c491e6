import { halfWidth, withFigures } from "./chinese-text.ts";

/** People in network security services, and the share of each level in per cent. */
export interface Workforce {
  total: number;
  expertPct: number;
  seniorPct: number;
  intermediatePct: number;
  generalPct: number;
}

/** 专家/资深 is one level in 附件1, 一般 is also called 初级 or 普通. */
const LEVELS = {
  expertPct: /专家|资深/,
  seniorPct: /高级/,
  intermediatePct: /中级/,
  generalPct: /一般|初级|普通/,
} as const;
type Level = keyof typeof LEVELS;
const ANY_LEVEL = /(专家|资深|高级|中级|一般|初级|普通)/;

/** Reads e.g. 人员数量为 120 人，其中专家/资深占比 10%、高级…; heads instead of shares are reckoned into shares. null where any is absent. */
export function workforceParsed(value: string | null): Workforce | null {
  if (value === null) return null;
  const text = withFigures(halfWidth(value).replace(/百分之\s*([\d.]+|[零一二三四五六七八九十百点]+)/g, "$1%"));
  const total = totalOf(text);
  if (total === null) return null;
  const shares = sharesOf(text, total);
  const { expertPct, seniorPct, intermediatePct, generalPct } = shares;
  if (expertPct === undefined || seniorPct === undefined) return null;
  if (intermediatePct === undefined || generalPct === undefined) return null;
  return { total, expertPct, seniorPct, intermediatePct, generalPct };
}

function totalOf(text: string): number | null {
  const before = text.split(ANY_LEVEL)[0] ?? "";
  const named = /(?:数量|总数|人数|共有?|合计|总计|总人数)[^\d\n]{0,8}(\d[\d,]*)/.exec(text);
  const found = /(\d[\d,]*)\s*余?多?[人名位]/.exec(before) ?? named ?? /(\d[\d,]*)\s*余?多?[人名位]/.exec(text);
  return found?.[1] === undefined ? null : Number(found[1].replace(/,/g, ""));
}

function sharesOf(text: string, total: number): Partial<Record<Level, number>> {
  const clauses = text.split(/[，,、；;。\n]+(?!\d{3}\b)/).filter((clause) => ANY_LEVEL.test(clause));
  const byClause = clauses.every((clause) => figures(clause).length === 1);
  const pieces = byClause ? clauses : text.split(/(?=专家|资深|高级|中级|一般|初级|普通)/);
  const shares: Partial<Record<Level, number>> = {};
  for (const piece of pieces) {
    const share = shareIn(piece, total);
    const level = (Object.keys(LEVELS) as Level[]).find((one) => LEVELS[one].test(piece));
    // 专家 5%、资深 5% are two parts of one level.
    if (level && share !== null) shares[level] = round((shares[level] ?? 0) + share);
  }
  return shares;
}

function figures(clause: string): string[] {
  return clause.match(/\d+(?:\.\d+)?\s*%/g) ?? clause.match(/\d+(?:\.\d+)?/g) ?? [];
}

function shareIn(piece: string, total: number): number | null {
  const percent = /(\d+(?:\.\d+)?)\s*%/.exec(piece);
  if (percent) return Number(percent[1]);
  const heads = /(\d+)\s*[人名位]/.exec(piece) ?? /:\s*(\d+)\s*$/.exec(piece);
  return heads && total > 0 ? (Number(heads[1]) / total) * 100 : null;
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
