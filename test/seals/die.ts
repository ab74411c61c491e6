import { HEI } from "../../src/demo/makers/fonts.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import type { SealKind } from "../../src/domain/seal/kind.ts";
import { SEAL_FACES } from "./faces.ts";
import { pick } from "./names.ts";

/** A seal as its engraver cuts it. Lengths in mm, angles in degrees. */
export interface Die {
  kind: SealKind;
  shape: "round" | "oval" | "square";
  /** Around the rim; on a personal seal the characters in their columns. */
  name: string;
  widthMm: number;
  heightMm: number;
  ringMm: number;
  /** A thin second ring within the first. */
  innerRing: { gapMm: number; widthMm: number } | null;
  /** Of the star's points; 0 for none. */
  starMm: number;
  /** Straight below the star. */
  words: string;
  /** 13 digits along the lower rim, or an invoice seal's 18 characters in its middle. */
  code: string;
  face: string;
  codeFace: string;
  letterMm: number;
  /** Between the ring and the letters. */
  letterGapMm: number;
  /** From the middle of the first letter to the last. */
  spanDeg: number;
  /** Of the room along the arc that a letter fills. */
  condense: number;
  /** 白文: the letters are left white in a filled square. */
  inverse: boolean;
}

/** The measures of 国发〔1999〕25号 and of the engravers' usual practice, a little different on every seal. */
export function dieOf(kind: SealKind, name: string, random: Random, wish: Partial<Die> = {}): Die {
  if (kind === "personal") {
    const shape = wish.shape ?? (random() < 0.2 ? "round" : "square");
    return { ...personalDie(name, random, shape), ...wish };
  }
  const oval = kind === "invoice" || wish.shape === "oval";
  const words = wish.words ?? wordsOf(kind, random);
  const widthMm = wish.widthMm ?? (kind === "invoice" ? 40 : oval ? 45 : diameterOf(kind, name, random));
  const heightMm = oval ? 30 : widthMm;
  const code = codeOf(kind, random);
  const letters = Array.from(name).length;
  const letterMm = (heightMm / 2) * between(random, 0.25, 0.34) * (letters > 15 ? 0.84 : 1) * (words === "" ? 1 : 0.9);
  const least = Math.min(180, letters * 22);
  const widest = widestArc(kind, words, code, random);
  const innerRing = random() < 0.12 ? { gapMm: between(random, 0.35, 0.6), widthMm: between(random, 0.15, 0.3) } : null;
  return {
    kind,
    shape: oval ? "oval" : "round",
    name,
    widthMm,
    heightMm,
    ringMm: between(random, 0.8, 1.6) * (kind === "official" ? 1 : 0.85),
    innerRing,
    starMm: oval ? 0 : (widthMm / 2) * (words === "" ? between(random, 0.27, 0.37) : between(random, 0.2, 0.28)),
    words,
    code,
    face: pick(random, SEAL_FACES),
    codeFace: HEI,
    letterMm,
    letterGapMm: between(random, 0.5, 1.4) + (innerRing === null ? 0 : innerRing.gapMm + innerRing.widthMm),
    spanDeg: Math.min(widest, Math.max(least, (letters - 1) * between(random, 20, 27))),
    condense: between(random, 0.7, 0.86),
    inverse: false,
    ...wish,
  };
}

/** What stands below leaves the less of the rim to the name. */
function widestArc(kind: SealKind, words: string, code: string, random: Random): number {
  if (kind === "invoice") return 178;
  if (words !== "") return between(random, 205, 235);
  return code === "" ? between(random, 250, 300) : between(random, 235, 268);
}

function diameterOf(kind: SealKind, name: string, random: Random): number {
  if (kind === "official") {
    if (/股份|集团/.test(name)) return random() < 0.8 ? 42 : 45;
    if (!name.endsWith("公司")) return pick(random, [42, 45]);
    return pick(random, [38, 40, 40, 40, 40, 42]);
  }
  if (kind === "contract") return pick(random, [38, 40, 42, 45, 50, 58]);
  return kind === "finance" ? pick(random, [30, 32, 35, 38, 38]) : pick(random, [38, 38, 40]);
}

const DEPARTMENTS = [
  "综合管理部",
  "人力资源部",
  "市场部",
  "技术部",
  "行政部",
  "投标专用章",
  "业务专用章",
  "资料专用章",
];

function wordsOf(kind: SealKind, random: Random): string {
  if (kind === "contract") return pick(random, ["合同专用章", "合同专用章", "合同专用章（1）", "合同专用章（2）"]);
  if (kind === "finance") return random() < 0.85 ? "财务专用章" : "财务部";
  if (kind === "invoice") return "发票专用章";
  return kind === "department" ? pick(random, DEPARTMENTS) : "";
}

function codeOf(kind: SealKind, random: Random): string {
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
  if (kind === "invoice") return `91${digits(6)}MA${digits(7)}X`;
  return random() < 0.55 ? `${pick(random, ["1101", "3101", "4403", "4401", "3301", "3201"])}${digits(9)}` : "";
}

function personalDie(person: string, random: Random, shape: Die["shape"]): Die {
  const round = shape === "round";
  const side = round ? between(random, 18, 22) : between(random, 16, 25);
  return {
    kind: "personal",
    shape,
    name: person.length === 2 ? `${person}${pick(random, ["之印", "印章"])}` : `${person}印`,
    widthMm: side,
    heightMm: side,
    ringMm: side * between(random, 0.035, 0.075),
    innerRing: null,
    starMm: 0,
    words: "",
    code: "",
    face: pick(random, SEAL_FACES),
    codeFace: HEI,
    letterMm: side * 0.4,
    letterGapMm: side * between(random, 0.02, 0.06),
    spanDeg: 0,
    condense: between(random, 0.82, 0.96),
    inverse: !round && random() < 0.15,
  };
}
