import type { Placed } from "./word.ts";

/** The words with years and names before their amounts and each amount's unit beside it, however they are written. */
export function inUsualOrder(words: Placed[]): Placed[] {
  return unitsTold(yearsFirst(namesFirst(words)));
}

const AFTER_AMOUNT = /^\s*(?:\(|(?:的|为)?\p{Script=Han}{0,8})$/u;

/** 1200 万元的收入，200 万元的利润: where the first amount comes before the first name. */
function namesFirst(words: Placed[]): Placed[] {
  if (!isBefore(words, "amount", "item")) return words;
  const result: Placed[] = [];
  for (const word of words) {
    const last = result[result.length - 1];
    const joined = word.kind === "item" && last?.kind === "amount" && AFTER_AMOUNT.test(word.gap);
    if (joined) result.splice(-1, 1, { ...word, gap: last.gap }, { ...last, gap: "" });
    else result.push(word);
  }
  return result;
}

/** 收入1200万元（2021年）、1100万元（2020年）; 收入3、利润1、成本2（2021年）: where the first amount comes before the first year. */
function yearsFirst(words: Placed[]): Placed[] {
  const first = words.find((word) => word.kind === "years");
  if (!isBefore(words, "amount", "years") || !/^\s*\(?\s*$/.test(first?.gap ?? "")) return words;
  const result: Placed[] = [];
  let from = 0;
  for (const word of words) {
    if (word.kind !== "years") {
      result.push(word);
      continue;
    }
    const several = result.slice(from).filter((one) => one.kind === "item").length > 1;
    const lastAmount = result.map((one) => one.kind).lastIndexOf("amount");
    result.splice(several ? from : Math.max(from, lastAmount), 0, { ...word, gap: "" });
    from = result.length;
  }
  return result;
}

function isBefore(words: Placed[], kind: Placed["kind"], other: Placed["kind"]): boolean {
  const [one, two] = [kind, other].map((sought) => words.findIndex((word) => word.kind === sought));
  return one !== undefined && two !== undefined && one >= 0 && two > one;
}

/** 收入12000000，利润2000000，成本10000000元: the one unit at a year's end is that of all its amounts. */
function unitsTold(words: Placed[]): Placed[] {
  const unitAfter = new Map<Placed, number>();
  let bare: Placed[] = [];
  for (const word of words) {
    if (word.kind === "years" || word.kind === "stop") bare = [];
    if (word.kind !== "amount") continue;
    if (word.unit === null) bare.push(word);
    else {
      if (bare.length >= 2) for (const one of bare) unitAfter.set(one, word.unit);
      bare = [];
    }
  }
  return words.map((word) =>
    word.kind === "amount" ? { ...word, unit: word.unit ?? unitAfter.get(word) ?? null } : word,
  );
}
