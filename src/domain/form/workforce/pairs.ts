import type { Level, Word, WrittenNumber } from "./read-words.ts";

type Numbered = Word & WrittenNumber;
type Levelled = Extract<Word, { kind: "level" }>;

/** One mention of a level with the numbers told of it. */
export interface Told {
  level: Level;
  /** 专家 or 资深: two parts of one level. */
  name: string;
  percent: number | null;
  heads: number | null;
  bare: number | null;
}

interface Pairs {
  told: Told[];
  /** The level that is what the others leave: 其余为一般. */
  rest: Level | null;
  /** Numbers that belong to no level. */
  others: Numbered[];
}

/** Which number belongs to which level, whichever stands first. */
export function pairsOf(words: Word[]): Pairs {
  const named = othersNamed(words);
  const pairs = fromList(named) ?? fromClauses(named) ?? fromOrder(named);
  return { ...pairs, rest: restOf(named) };
}

/** 其他人员占 45% are 一般 where no others are called so. */
function othersNamed(words: Word[]): Word[] {
  if (words.some((word) => isLevel(word) && word.level === "generalPct")) return words;
  return words.map((word, i) => {
    const next = words[i + 1];
    if (word.kind !== "rest" || !next || !isNumber(next) || next.apart) return word;
    return { kind: "level", level: "generalPct", name: "其他", none: false, apart: word.apart };
  });
}

type Unrested = Omit<Pairs, "rest">;

function isNumber(word: Word): word is Numbered {
  return word.kind === "number";
}

function isLevel(word: Word): word is Levelled {
  return word.kind === "level";
}

function toldOf(level: Levelled, numbers: Numbered[]): Told {
  const first = (measure: WrittenNumber["measure"]): number | null =>
    numbers.find((one) => one.measure === measure)?.value ?? null;
  const { name } = level;
  if (level.none && numbers.length === 0) return { level: level.level, name, percent: 0, heads: 0, bare: 0 };
  return { level: level.level, name, percent: first("percent"), heads: first("heads"), bare: first("bare") };
}

/** 专家、高级、中级、一般分别为 10%、20%、30%、40%, also as the heads of columns. */
function fromList(words: Word[]): Unrested | null {
  const start = words.findIndex((word, i) => isLevel(word) && words.slice(i, i + 3).every(isLevel));
  if (start < 0 || words.slice(0, start).some(isLevel)) return null;
  const end = words.findIndex((word, i) => i > start && !isLevel(word));
  const levels = words.slice(start, end < 0 ? words.length : end).filter(isLevel);
  const after = end < 0 ? [] : words.slice(end);
  if (after.some(isLevel) || new Set(levels.map((one) => one.level)).size < levels.length) return null;
  const follow = after.filter(isNumber);
  const numbers = follow.length > 0 ? follow : words.slice(0, start).filter(isNumber);
  const percents = exactly(
    numbers.filter((one) => one.measure === "percent"),
    levels.length,
  );
  const counts = exactly(
    numbers.filter((one) => one.measure !== "percent"),
    levels.length,
  );
  if (!percents && !counts) return null;
  const used = [...(percents ?? []), ...(counts ?? [])];
  const told = levels.map((level, i) =>
    toldOf(
      level,
      [percents?.[i], counts?.[i]].filter((one) => one !== undefined),
    ),
  );
  return { told, others: words.filter(isNumber).filter((one) => !used.includes(one)) };
}

/** As many numbers as levels; of one more, the sum of the others is the total. */
function exactly(numbers: Numbered[], count: number): Numbered[] | null {
  if (numbers.length === count) return numbers;
  if (numbers.length !== count + 1) return null;
  const sum = numbers.reduce((all, one) => all + one.value, 0);
  const isTotal = (one: Numbered | undefined): boolean => one !== undefined && Math.abs(sum - 2 * one.value) < 0.01;
  if (isTotal(numbers[numbers.length - 1])) return numbers.slice(0, -1);
  return isTotal(numbers[0]) || (numbers[0]?.ofAll ?? 0) >= 2 ? numbers.slice(1) : null;
}

/** One level to a clause with its numbers around it: 专家 12 人（10%），24 人为高级. */
function fromClauses(words: Word[]): Unrested | null {
  const clauses: Word[][] = [];
  for (const word of words) {
    const last = clauses[clauses.length - 1];
    if (word.apart || !last) clauses.push([word]);
    else last.push(word);
  }
  const told: Told[] = [];
  const others: Numbered[] = [];
  for (const clause of clauses) {
    const [level, ...more] = clause.filter(isLevel);
    const numbers = clause.filter(isNumber);
    const own = ownNumbers(clause, numbers);
    if (!level) others.push(...numbers);
    else if (more.length > 0) return null;
    else if (own.length > 0 || level.none) told.push(toldOf(level, own));
    else if (!clause.some((word) => word.kind === "rest")) return null;
    if (level) others.push(...numbers.filter((one) => !own.includes(one)));
  }
  return told.length > 0 ? { told, others } : null;
}

/** 共 120 人其中专家 10%: the number of all is not the level's. */
function ownNumbers(clause: Word[], numbers: Numbered[]): Numbered[] {
  const level = clause.findIndex(isLevel);
  const own = numbers.filter((one) => one.ofAll < 2 || clause.indexOf(one) > level);
  const after = own.filter((one) => clause.indexOf(one) > level);
  const percentBefore = own.some((one) => one.measure === "percent" && clause.indexOf(one) < level);
  // 120人 专家10%; a row's number before its level
  const before = own.filter((one) => !after.includes(one));
  const counts = before.every((one) => one.measure === "bare") || after.every((one) => one.measure === "percent");
  return after.length > 0 && !percentBefore && counts ? after : own;
}

/** Without marks between: the numbers follow their levels, or all stand before them. */
function fromOrder(words: Word[]): Unrested {
  const counted = words.filter((word) => isLevel(word) || (isNumber(word) && word.ofAll < 2));
  const last = counted[counted.length - 1];
  const inOrder = last && isLevel(last) ? [...counted].reverse() : counted;
  const told: Told[] = [];
  const others = words.filter(isNumber).filter((word) => word.ofAll >= 2);
  let level: Levelled | null = null;
  let numbers: Numbered[] = [];
  for (const word of [...inOrder, null]) {
    if (word !== null && isNumber(word)) {
      (level ? numbers : others).push(word);
      continue;
    }
    if (level && (numbers.length > 0 || level.none)) told.push(toldOf(level, numbers));
    level = word !== null && isLevel(word) ? word : null;
    numbers = [];
  }
  return { told, others };
}

function restOf(words: Word[]): Level | null {
  for (const [i, word] of words.entries()) {
    if (word.kind !== "rest") continue;
    const next = words[i + 1];
    const after = words[i + 2];
    const numbered = after !== undefined && isNumber(after) && !after.apart;
    if (next && isLevel(next) && !next.apart && !numbered) return next.level;
  }
  return null;
}
