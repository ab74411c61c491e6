import type { Row } from "./score.ts";

/** What was counted on a group of pages. A rate is a pair: so many of so many. */
export interface Tally {
  failed: number;
  positives: number;
  negatives: number;
  falsePresent: Rate;
  falseAbsent: Rate;
  /** Of the pages with the applicant's own seal. */
  unsure: Rate;
  /** Of those without. */
  unsureNegatives: Rate;
  /** Verdict present, of all pages whatever they hold. */
  present: Rate;
  /** Means over the true seals that were found. */
  found: Rate;
  iou: number;
  diameterMean: number;
  diameterP95: number;
  right: Rate;
  unrelated: Rate;
  twins: Rate;
  /** Mean CPU ms a page. */
  costs: Row["costs"];
}

export interface Rate {
  part: number;
  whole: number;
}

export function tally(rows: Row[]): Tally {
  const judged = rows.filter((row) => row.verdict !== "failed");
  const [positives, negatives] = [judged.filter(isPositive), judged.filter((row) => !isPositive(row))];
  const saying = (among: Row[], verdict: Row["verdict"]) =>
    rate(among.filter((row) => row.verdict === verdict).length, among.length);
  const seals = judged.flatMap((row) => row.seals);
  const found = seals.filter((seal) => seal.foundAs !== null);
  const diameters = found.map((seal) => seal.diameterErrorMm).filter((error) => error !== null);
  return {
    failed: rows.length - judged.length,
    positives: positives.length,
    negatives: negatives.length,
    falsePresent: saying(negatives, "present"),
    falseAbsent: saying(positives, "absent"),
    unsure: saying(positives, "unsure"),
    unsureNegatives: saying(negatives, "unsure"),
    present: saying(judged, "present"),
    found: rate(found.length, seals.length),
    iou: mean(found.map((seal) => seal.iou)),
    diameterMean: mean(diameters),
    diameterP95: quantile(diameters, 0.95),
    ...namesTally(positives),
    costs: meanCosts(judged),
  };
}

export const isPositive = (row: Row) => row.holds === "own";

function namesTally(positives: Row[]): Pick<Tally, "right" | "unrelated" | "twins"> {
  const names = positives.flatMap((row) => row.names ?? []);
  const sum = (figure: (one: (typeof names)[number]) => number) => names.reduce((all, one) => all + figure(one), 0);
  return {
    right: rate(
      sum((one) => Number(one.right)),
      names.length,
    ),
    unrelated: rate(
      sum((one) => one.unrelatedAccepted.length),
      sum((one) => one.unrelated),
    ),
    twins: rate(
      sum((one) => one.twinsAccepted.length),
      sum((one) => one.twins),
    ),
  };
}

function meanCosts(rows: Row[]): Row["costs"] {
  const of = (part: keyof Row["costs"]) => mean(rows.map((row) => row.costs[part]));
  return {
    make: of("make"),
    open: of("open"),
    find: of("find"),
    read: of("read"),
    judge: of("judge"),
    names: of("names"),
  };
}

const rate = (part: number, whole: number): Rate => ({ part, whole });
/** NaN of nothing. */
const mean = (values: number[]) => values.reduce((all, one) => all + one, 0) / values.length;

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
