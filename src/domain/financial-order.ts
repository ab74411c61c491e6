import type { Placed } from "./financial-word.ts";

/** The words with years and names before their amounts and each amount's unit beside it, however they are written. */
export function inUsualOrder(words: Placed[]): Placed[] {
  return unitsTold(turned(turned(words, "item", AFTER_AMOUNT), "years", /^\s*[(]?\s*$/));
}

const AFTER_AMOUNT = /^\s*(?:的|为)?\p{Script=Han}{0,8}$/u;

/** 1200 万元的收入，200 万元的利润; 1200 万元（2021年）、1100 万元（2020年）: where the first amount comes before the first name of the kind. */
function turned(words: Placed[], kind: "item" | "years", between: RegExp): Placed[] {
  const firstAmount = words.findIndex((word) => word.kind === "amount");
  const firstName = words.findIndex((word) => word.kind === kind);
  if (firstAmount < 0 || firstName < firstAmount) return words;
  const result: Placed[] = [];
  for (const word of words) {
    const last = result[result.length - 1];
    const joined = word.kind === kind && last?.kind === "amount" && between.test(word.gap);
    if (joined) result.splice(-1, 1, { ...word, gap: last.gap }, { ...last, gap: "" });
    else result.push(word);
  }
  return result;
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
