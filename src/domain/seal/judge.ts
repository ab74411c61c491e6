import type { Box, PageEllipse, PageFacts, SealFacts, SealHow } from "../facts.ts";
import { isSurelySeal } from "./confidence.ts";
import type { AlignedCharacter } from "./ctc.ts";
import { sealKind, type SealKind } from "./kind.ts";
import { matchSealName, readSealName, sealText } from "./name.ts";
import { isSidePiece, seamPieces } from "./pieces.ts";
import { hasSealPlace } from "./place.ts";
import { toldEvidence } from "./told-evidence.ts";
import { CLEAN_PAPER_MM2 } from "./thresholds.ts";
import { worthOf, type SealLimits, type SealReasonCode, type Worth } from "./worth.ts";

/** A seal as the `seal` verb prints it. */
export interface JudgedSeal {
  /** From 1. */
  page: number;
  box: Box;
  ellipse: PageEllipse | null;
  how: SealHow;
  diameterMm: number | null;
  shape: SealFacts["shape"];
  kind: SealKind;
  colour: SealFacts["colour"];
  confidence: number;
  name: string | null;
  nameMatches: boolean | null;
  /** For each character of the name to compare what the arc says of it; empty without a name, or where nothing was read. */
  nameEvidence: AlignedCharacter[];
  /** Each piece of evidence by name with its score, as `toldEvidence` names them. */
  evidence: Record<string, number>;
  /** What it is worth as the applicant's 公章, and what keeps it from that or is left to a person's eye. */
  serves: Worth["serves"];
  reason: SealReasonCode | null;
}

export interface SealReason {
  code: SealReasonCode;
  detail: Record<string, string>;
}

export interface SealVerdict {
  verdict: "present" | "absent" | "unsure";
  seals: JudgedSeal[];
  /** Why not `present`. */
  reasons: SealReason[];
}

/**
 * Does the document carry a seal that can serve as 公章, on a page with the place for it where one is printed: red, round
 * or oval, whole, of an official kind, of a plausible size (mm) and with the name expected, if any? Wrongly present lets
 * an invalid application through, wrongly absent insults an honest applicant: what is in doubt goes to a person. A
 * picture of a seal never proves it genuine.
 */
export function judgeSeals(pages: PageFacts[], expectedName: string | null, limits: SealLimits): SealVerdict {
  const seam = seamPieces(pages);
  const looked = pages.flatMap((page) =>
    page.seals.map((seal) => judgeSeal(seal, page.number, expectedName, limits, seam.has(seal))),
  );
  const decided = decide(looked, pages);
  return { ...decided, seals: looked.map((one) => one.seal) };
}

interface Looked {
  seal: JudgedSeal;
  worth: Worth;
}

function judgeSeal(
  seal: SealFacts,
  page: number,
  expectedName: string | null,
  limits: SealLimits,
  isOfSeam: boolean,
): Looked {
  const match = expectedName === null ? null : matchSealName(seal.arc, expectedName);
  const nameMatches = match?.matches ?? null;
  const isSure = isSurelySeal(seal, nameMatches === true);
  // A piece shows too little to tell, but for one that shows its name.
  const kind = isSidePiece(seal) && nameMatches !== true ? "unknown" : sealKind(seal, isSure);
  const name = nameMatches === true ? expectedName : readSealName(seal.arc);
  // An accusation names what was read, though a character of it be in doubt.
  const said = nameMatches === false ? (name ?? sealText(seal.arc)) : name;
  const worth = worthOf(seal, { kind, name: said, isSure, isOfSeam }, match, limits);
  const { box, ellipse, how, diameterMm, shape, colour, confidence } = seal;
  const evidence = toldEvidence(seal, limits);
  const seen = { page, box, ellipse, how, diameterMm, shape, kind, colour, confidence, evidence };
  const read = { ...seen, name, nameMatches, nameEvidence: match?.perCharacter ?? [] };
  return { seal: { ...read, serves: worth.serves, reason: worth.reason?.code ?? null }, worth };
}

function decide(looked: Looked[], pages: PageFacts[]): Omit<SealVerdict, "seals"> {
  if (pages.length === 0)
    return { verdict: "unsure", reasons: [{ code: "seal-unclear", detail: { place: "文件中" } }] };
  const places = pages.filter(hasSealPlace).map(({ number }) => number);
  const there = places.length === 0 ? looked : looked.filter(({ seal }) => places.includes(seal.page));
  if (there.some(({ seal }) => seal.serves === "yes")) return { verdict: "present", reasons: [] };
  const doubtful = there.filter(isDoubtful);
  if (doubtful.length > 0) return { verdict: "unsure", reasons: reasonsOf(doubtful) };
  const elsewhere = looked.filter(({ seal }) => seal.serves === "yes").map(({ seal }) => seal.page);
  if (elsewhere.length > 0) {
    const detail = { place: onPages(places), other: onPages(elsewhere) };
    return { verdict: "unsure", reasons: [{ code: "page-unsigned", detail }] };
  }
  return refuse(looked, pages, places);
}

const isDoubtful = ({ seal }: Looked): boolean => seal.serves === "perhaps";

/** Nothing serves: `absent` only where nothing can have been overlooked either. */
function refuse(looked: Looked[], pages: PageFacts[], places: number[]): Omit<SealVerdict, "seals"> {
  const doubts = reasonsOf(looked.filter(isDoubtful));
  if (doubts.length > 0) return { verdict: "unsure", reasons: doubts };
  const unclean = pages.filter((page) => isUnclean(page) && (places.length === 0 || places.includes(page.number)));
  if (unclean.length > 0) {
    const place = onPages(unclean.map(({ number }) => number));
    return { verdict: "unsure", reasons: [{ code: "seal-colour-lost", detail: { place } }] };
  }
  const found = reasonsOf(looked);
  const isEmpty = places.length > 0 && !looked.some(({ seal }) => seal.reason !== null && places.includes(seal.page));
  if (found.length > 0 && !isEmpty) return { verdict: "absent", reasons: found };
  const place = isEmpty ? `${onPages(places)}的盖章处` : pages.length > 1 ? "各页" : onPages([pages[0]?.number ?? 1]);
  return { verdict: "absent", reasons: [{ code: "seal-absent", detail: { place } }, ...found] };
}

/** Without colour, and with more on it than print: a seal may be there that was not made out. */
function isUnclean({ strayInkMm2 }: PageFacts): boolean {
  return strayInkMm2 !== undefined && strayInkMm2 > CLEAN_PAPER_MM2;
}

/** The same thing said of several seals is said once, with all their pages. */
function reasonsOf(looked: Looked[]): SealReason[] {
  const said = new Map<string, { reason: NonNullable<Worth["reason"]>; pages: number[] }>();
  for (const { seal, worth } of looked) {
    if (worth.reason === null) continue;
    const { code, detail } = worth.reason;
    const key = [code, detail["name"] ?? "", code === "seal-wrong-kind" ? seal.kind : ""].join(" ");
    said.set(key, { reason: worth.reason, pages: [...(said.get(key)?.pages ?? []), seal.page] });
  }
  return [...said.values()].map(({ reason: { code, detail }, pages }) => ({
    code,
    detail: { ...detail, place: onPages(pages) },
  }));
}

const onPages = (pages: number[]): string => `第${[...new Set(pages)].join("、")}页`;
