import type { Box, PageEllipse, PageFacts, SealFacts, SealHow } from "../facts.ts";
import type { AlignedCharacter } from "./ctc.ts";
import { KIND_NAMES, sealKind, type SealKind } from "./kind.ts";
import { matchSealName, readSealName, type SealNameMatch } from "./name.ts";
import { LEAST_ON_PAGE, MAYBE_SEAL, SIZE_TOLERANCE, STRONG_RING, SURE_SEAL } from "./thresholds.ts";

export { sealKind, type SealKind } from "./kind.ts";

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
  /** Each piece of evidence by name with its score, as `SealFacts` has it. */
  evidence: Record<string, number>;
  /** What it is worth as the applicant's 公章, and what keeps it from that or is left to a person's eye. */
  serves: "yes" | "no" | "perhaps";
  reason: SealReasonCode | null;
}

export type SealReasonCode =
  | "seal-absent"
  | "seal-other-company"
  | "seal-wrong-kind"
  | "seal-colour-lost"
  | "seal-name-unread"
  | "seal-size-odd"
  | "seal-unclear";

export interface SealReason {
  code: SealReasonCode;
  detail: Record<string, string>;
}

export interface SealVerdict {
  verdict: "present" | "absent" | "unsure";
  seals: JudgedSeal[];
  /** Why not `present`; with `present`, what a person may still want to look at. */
  reasons: SealReason[];
}

/** What one seal is worth as 公章. */
interface Worth {
  serves: JudgedSeal["serves"];
  reason: SealReason | null;
}

/**
 * Does the document carry a seal that can serve as 公章: red, round or oval, of an official kind, of a plausible size
 * (mm) and not clearly another company's? Wrongly present lets an invalid application through, wrongly absent insults
 * an honest applicant: what is in doubt goes to a person. A picture of a seal never proves it genuine.
 */
export function judgeSeals(
  pages: PageFacts[],
  expectedName: string | null,
  limits: { minDiameterMm: number; maxDiameterMm: number },
): SealVerdict {
  const looked = pages.flatMap((page) => page.seals.map((seal) => judgeSeal(seal, page.number, expectedName, limits)));
  const seals = looked.map((one) => one.seal);
  if (pages.length === 0) return { verdict: "unsure", seals, reasons: [{ code: "seal-unclear", detail: {} }] };
  const reasonsOf = (serves: Worth["serves"]) =>
    looked.flatMap(({ worth }) => (worth.serves === serves && worth.reason !== null ? [worth.reason] : []));
  const good = looked.filter(({ worth }) => worth.serves === "yes");
  if (good.some(({ worth }) => worth.reason === null)) return { verdict: "present", seals, reasons: [] };
  if (good.length > 0) return { verdict: "present", seals, reasons: distinct(reasonsOf("yes")) };
  const doubts = distinct(reasonsOf("perhaps"));
  if (doubts.length > 0) return { verdict: "unsure", seals, reasons: doubts };
  const refusals = distinct(reasonsOf("no"));
  return { verdict: "absent", seals, reasons: refusals.length > 0 ? refusals : [{ code: "seal-absent", detail: {} }] };
}

function judgeSeal(
  seal: SealFacts,
  page: number,
  expectedName: string | null,
  limits: { minDiameterMm: number; maxDiameterMm: number },
): { seal: JudgedSeal; worth: Worth } {
  const match = expectedName === null ? null : matchSealName(seal.arc, expectedName);
  const kind = sealKind(seal);
  const name = match?.matches === true ? expectedName : readSealName(seal.arc);
  const { box, ellipse, how, diameterMm, shape, colour, confidence, evidence } = seal;
  const nameMatches = match?.matches ?? null;
  const seen = { page, box, ellipse, how, diameterMm, shape, kind, colour, confidence, evidence };
  const read = { ...seen, name, nameMatches, nameEvidence: match?.perCharacter ?? [] };
  const worth = worthOf(seal, read, match, limits);
  return { seal: { ...read, serves: worth.serves, reason: worth.reason?.code ?? null }, worth };
}

/** In order: is it a seal, whole, coloured, of the right kind, size and name? */
function worthOf(
  seal: SealFacts,
  { kind, name, page }: Pick<JudgedSeal, "kind" | "name" | "page">,
  match: SealNameMatch | null,
  limits: { minDiameterMm: number; maxDiameterMm: number },
): Worth {
  const detail = {
    page: String(page),
    kind: KIND_NAMES[kind],
    ...(name === null ? {} : { name }),
    ...(seal.diameterMm === null ? {} : { diameterMm: seal.diameterMm.toFixed(1) }),
  };
  const no = (code: SealReasonCode): Worth => ({ serves: "no", reason: { code, detail } });
  const perhaps = (code: SealReasonCode): Worth => ({ serves: "perhaps", reason: { code, detail } });
  if (seal.confidence < MAYBE_SEAL) return { serves: "no", reason: null };
  if (seal.colour === "grey") return perhaps("seal-colour-lost");
  if (match?.matches === false) return no("seal-other-company");
  if (kind === "personal" && seal.shape === "round") return noSeal;
  if (kind !== "official" && kind !== "unknown") return seal.confidence < SURE_SEAL ? noSeal : no("seal-wrong-kind");
  const odd = !isPlausibleSize(seal.diameterMm, limits);
  if (odd) return match?.matches === true ? perhaps("seal-size-odd") : noneOrOdd(seal, no);
  if (seal.confidence < SURE_SEAL || kind === "unknown") return perhaps("seal-unclear");
  if ((seal.evidence["onPage"] ?? 1) < LEAST_ON_PAGE) return perhaps("seal-unclear");
  if (match === null || match.matches === true) return { serves: "yes", reason: null };
  if (match.legible || seal.confidence < STRONG_RING) return perhaps("seal-name-unread");
  return { serves: "yes", reason: { code: "seal-name-unread", detail } };
}

const noSeal: Worth = { serves: "no", reason: null };

/** Only what is surely a seal is worth a word to the applicant. A small round thing of red is mostly a logo. */
const noneOrOdd = (seal: SealFacts, no: (code: SealReasonCode) => Worth): Worth =>
  seal.confidence < SURE_SEAL ? noSeal : no("seal-size-odd");

function isPlausibleSize(
  diameterMm: number | null,
  { minDiameterMm, maxDiameterMm }: { minDiameterMm: number; maxDiameterMm: number },
): boolean {
  if (diameterMm === null) return true;
  return diameterMm >= minDiameterMm * (1 - SIZE_TOLERANCE) && diameterMm <= maxDiameterMm * (1 + SIZE_TOLERANCE);
}

/** The same thing said of several seals is said once. */
function distinct(reasons: SealReason[]): SealReason[] {
  return [...new Map(reasons.map((one) => [`${one.code} ${one.detail["name"] ?? ""}`, one])).values()];
}
