/**
 * Company names (单位名称) as people write them. Two spellings are the same company only where nothing but
 * width, spaces, brackets, punctuation or 有限公司/有限责任公司 differs; everything nearer than that is doubt.
 */

/** A name's comparable form: equal keys are the same company. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, "")
    .replace(/有限责任公司/g, "有限公司")
    .replace(/股份公司/g, "股份有限公司");
}

export interface KnownName {
  id: string;
  name: string;
  /** Former and short names that the roster gives. */
  aliases: string[];
}

export type NameMatch =
  { kind: "one"; id: string } | { kind: "several"; candidates: string[] } | { kind: "none"; candidates: string[] };

/**
 * Which of the known companies a written name means. Only equal keys match; names that are merely close
 * (a slip of one or two characters, one inside the other) are returned as candidates for a person.
 */
export function matchName(written: string, known: KnownName[]): NameMatch {
  const key = nameKey(written);
  if (key === "") return { kind: "none", candidates: [] };
  const same = known.filter((one) => [one.name, ...one.aliases].some((name) => nameKey(name) === key));
  const [only, another] = same;
  if (only && !another) return { kind: "one", id: only.id };
  if (only) return { kind: "several", candidates: same.map((one) => one.id) };
  const close = known.filter((one) => [one.name, ...one.aliases].some((name) => isClose(key, nameKey(name))));
  return { kind: "none", candidates: close.map((one) => one.id) };
}

/** Near twins: a person must say whether they are one company. */
export function isClose(key: string, other: string): boolean {
  if (key.length < 2 || other.length < 2) return false;
  if (isWithin(key, other) || isWithin(stem(key), stem(other))) return true;
  return similarity(key, other) >= 0.85;
}

/** A parent and its subsidiary, a company and its branch. */
function isWithin(key: string, other: string): boolean {
  const [short, long] = key.length < other.length ? [key, other] : [other, key];
  return short.length >= 4 && long.includes(short);
}

/** Characters of a name: a company's has at most fifty. What is longer is cut where it enters, for a stranger wrote it. */
export const LONGEST_NAME = 200;
/** Characters that are compared: names, and the sentences that the form brings. */
const MOST_COMPARED = 500;

/**
 * 0…1: one minus the edit distance over the longer length. Both as `nameKey` gives them. Where one is not half as long as
 * the other that alone is said: they are at most so alike.
 */
export function similarity(key: string, other: string): number {
  if (key === other) return 1;
  const [shorter, longer] = [Math.min(key.length, other.length), Math.max(key.length, other.length)];
  if (shorter * 2 < longer) return shorter / longer;
  const [one, two] = [key.slice(0, MOST_COMPARED), other.slice(0, MOST_COMPARED)];
  return 1 - editDistance(one, two) / Math.max(one.length, two.length);
}

/** Without the legal form, so that 某某科技 and 某某科技有限公司 are seen to be close. */
function stem(key: string): string {
  return key.replace(/(股份)?有限公司(.{2,6}分公司)?$/, "");
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const WHOLE = /(公司|集团|中心|研究院|研究所|事务所|学院|大学|厂)$/;

/**
 * Is one name the other cut short (云岫安澜, …科技有限公)? A name that ends as a whole one does is never another that contains it: a
 * branch is not its parent.
 */
export function isCutShort(name: string, other: string): boolean {
  const keys = [nameKey(name), nameKey(other)].sort((a, b) => a.length - b.length);
  const [short = "", long = ""] = keys;
  return short.length >= 4 && short.length < long.length && !WHOLE.test(short) && long.includes(short);
}

/** The members by the comparable forms of all their names: of a company, its name with its former and short ones. */
export type Roster = Map<string, string[]>;

/** A former or short name that two members have, or that another bears now, stands for nobody: its entry is empty, or that other's. */
export function rosterOf(members: { name: string; aliases: string[] }[]): Roster {
  const bearers = new Map<string, number>();
  for (const { name, aliases } of members) {
    for (const key of new Set([name, ...aliases].map(nameKey))) bearers.set(key, (bearers.get(key) ?? 0) + 1);
  }
  const roster: Roster = new Map();
  for (const { name, aliases } of members) {
    const own = [name, ...aliases.filter((alias) => bearers.get(nameKey(alias)) === 1)];
    for (const alias of aliases) roster.set(nameKey(alias), own.includes(alias) ? own : []);
  }
  for (const { name, aliases } of members) {
    roster.set(nameKey(name), [name, ...aliases.filter((alias) => bearers.get(nameKey(alias)) === 1)]);
  }
  return roster;
}
