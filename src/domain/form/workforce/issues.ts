import type { Issue } from "../issue.ts";
import { LEVELS, type Level } from "./read-words.ts";
import type { WorkforceReading } from "./read.ts";

const NAMES: Record<Level, string> = {
  expertPct: "专家或资深",
  seniorPct: "高级",
  intermediatePct: "中级",
  generalPct: "一般",
};

/** What could not be read, or levels that do not make the whole. */
export function workforceIssues(reading: WorkforceReading): Issue[] {
  const unread = unreadParts(reading);
  if (unread !== null) return [{ code: "workforce-unread", detail: { part: unread } }];
  const shares = LEVELS.map((level) => reading.shares[level] ?? 0);
  const sum = shares.reduce((all, share) => all + share, 0);
  // Shares in whole per cent may miss 100 by their rounding, those told finer by less, 约 and 余 by more.
  const whole = shares.every((share) => Number.isInteger(share));
  const allowed = reading.about ? 5 : whole ? 1 : 0.5;
  if (Math.abs(sum - 100) <= allowed + 1e-9) return [];
  return [{ code: "workforce-not-100", detail: { sum: String(Math.round(sum * 100) / 100), shares: asRead(reading) } }];
}

function unreadParts({ total, shares }: WorkforceReading): string | null {
  const missing = LEVELS.filter((level) => shares[level] === undefined).map((level) => NAMES[level]);
  const levels = missing.length === LEVELS.length ? "各级别占比" : `${missing.join("、")}级别的占比`;
  if (total === null) return missing.length === 0 ? "总人数" : `总人数和${levels}`;
  return missing.length === 0 ? null : levels;
}

/** As the applicant told it: heads with their total, or shares. */
function asRead({ total, shares, heads }: WorkforceReading): string {
  const told = Object.keys(heads).length > 0;
  const levels = LEVELS.map((level) =>
    told && heads[level] !== undefined ? `${NAMES[level]}${heads[level]}人` : `${NAMES[level]}${shares[level] ?? 0}%`,
  ).join("、");
  return told ? `共${total ?? 0}人，${levels}` : levels;
}
