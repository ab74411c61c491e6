import type { SealFacts } from "../facts.ts";
import { isArcLegible, lettersOf, readOpenly } from "./arc-text.ts";
import { LARGEST_PERSONAL_ROUND, LARGEST_PERSONAL_SQUARE, SMALLEST_OFFICIAL_ROUND } from "./thresholds.ts";

export type SealKind = "official" | "contract" | "finance" | "invoice" | "department" | "personal" | "unknown";

/** In Chinese, as letters name what was found. */
export const KIND_NAMES: Record<SealKind, string> = {
  official: "公章",
  contract: "合同专用章",
  finance: "财务专用章",
  invoice: "发票专用章",
  department: "部门章或其他专用章",
  personal: "个人名章",
  unknown: "种类不明的印章",
};

/** Words that tell a kind; the recogniser may slip in any one character, so two are enough. */
const TELLING: [SealKind, RegExp][] = [
  ["contract", /合同|[合台食].{0,2}专用|.同专用/],
  ["finance", /财务|财.{0,2}专用|.务专用|财用/],
  ["invoice", /发票|监制|税务(?!专用|[部处科室])|发.{0,2}专用|.票专用/],
  ["department", /专用|用章|业务章|\p{Script=Han}[部处科室]$|办公室|委员会|工会|财会/u],
];
/**
 * A department's or another special seal's words may run round it after the company's name: after all of it, for a strip that
 * began within 科技 ends with 科, and of 成都 with what may be read as 成部.
 */
const DEPARTMENT_IN_ARC = /(?:专用章|业务章|.{6}公司(?!成部$).{1,8}[部处科室组])$|监制章/;
/**
 * A company's code of 13 digits tells nothing, though some of them were taken for letters (合同专用章（1） beneath print was read
 * as AM58a（1), which is none); an invoice seal carries its 18-character tax number.
 */
const TAX_NUMBER = /[0-9A-Z]{15,18}/;
const CODE = /^[0-9A-Za-z]{6,18}$/;
const LEAST_DIGITS = 6;
const DIGITS_SHARE = 0.6;

/**
 * What kind of seal it is, by its words first: a contract seal has the shape and nearly the size of an official one,
 * and a foreign-invested company's official seal may be an oval without a star (国发〔1999〕25号). `isSure`: it is a seal.
 */
export function sealKind(seal: SealFacts, isSure: boolean): SealKind {
  if (seal.shape === "square") return squareKind(seal);
  const lines = linesOf(seal.words);
  const told = kindTold(lines);
  if (told !== null) return told;
  if (seal.arc.some((lattice) => DEPARTMENT_IN_ARC.test(lettersOf(readOpenly(lattice).text)))) return "department";
  if (seal.shape === "oval" && lines.some((line) => TAX_NUMBER.test(line))) return "invoice";
  if (seal.shape !== "oval" && seal.diameterMm !== null && seal.diameterMm <= LARGEST_PERSONAL_ROUND) return "personal";
  // An oval is an invoice seal, a tax mark or a foreign-invested company's official one: unread, it may be any.
  if (seal.shape === "oval" && !isArcLegible(seal.arc)) return "unknown";
  if (isTooSmall(seal) || hasUntoldWords(seal.words, seal.evidence["lines"] ?? 0)) return "unknown";
  return !isSure || seal.shape === "irregular" ? "unknown" : "official";
}

/** Do its straight words tell a kind that is no official one? */
export const tellsKind = (words: string): boolean => kindTold(linesOf(words)) !== null;

const linesOf = (words: string) => words.split("\n").map((line) => line.replace(/[\p{P}\p{S}\p{Z}]/gu, ""));

function kindTold(lines: string[]): SealKind | null {
  return TELLING.find(([, telling]) => lines.some((line) => telling.test(line)))?.[0] ?? null;
}

const isTooSmall = ({ shape, diameterMm }: SealFacts) =>
  shape === "round" && diameterMm !== null && diameterMm < SMALLEST_OFFICIAL_ROUND;

/** Beneath the star of an official seal stands nothing, or its code: any other of its `lines`, read or not, was cut to tell a kind. */
export function hasUntoldWords(words: string, lines: number): boolean {
  const read = linesOf(words).filter((line) => line !== "");
  return read.some((line) => !isCode(line)) || lines > read.length;
}

/** Is a line a code, or what is left of a tax number? */
export const isShortCode = (line: string): boolean =>
  linesOf(line).every((one) => isCode(one) && !TAX_NUMBER.test(one));

function isCode(line: string): boolean {
  const digits = line.replace(/\D/g, "").length;
  return CODE.test(line) && digits >= Math.max(LEAST_DIGITS, DIGITS_SHARE * line.length);
}

function squareKind(seal: SealFacts): SealKind {
  return seal.diameterMm === null || seal.diameterMm <= LARGEST_PERSONAL_SQUARE ? "personal" : "unknown";
}
