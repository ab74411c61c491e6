import type { SealFacts } from "../facts.ts";
import { KIND_NAMES, type SealKind } from "./kind.ts";
import type { SealNameMatch } from "./name.ts";
import { isCut, isHalf } from "./pieces.ts";
import { isPostmark } from "./postmark.ts";
import { MAYBE_SEAL, SIZE_TOLERANCE } from "./thresholds.ts";

export type SealReasonCode =
  | "seal-absent"
  | "seal-other-company"
  | "seal-wrong-kind"
  | "seal-across-pages"
  | "seal-cut-off"
  | "seal-colour-lost"
  | "seal-name-unread"
  | "seal-size-odd"
  | "seal-unclear"
  | "page-unsigned";

/** What one seal is worth as the applicant's 公章, and what keeps it from that or is left to a person's eye. */
export interface Worth {
  serves: "yes" | "no" | "perhaps";
  reason: { code: SealReasonCode; detail: Record<string, string> } | null;
}

/** Outer diameters of official seals, in mm. */
export interface SealLimits {
  minDiameterMm: number;
  maxDiameterMm: number;
}

/** In order: is it a seal, coloured, whole, of the right name, kind and size? */
export function worthOf(
  seal: SealFacts,
  { kind, name, isSure, isOfSeam }: { kind: SealKind; name: string | null; isSure: boolean; isOfSeam: boolean },
  match: SealNameMatch | null,
  limits: SealLimits,
): Worth {
  const detail = {
    kind: KIND_NAMES[kind],
    ...(name === null ? {} : { name }),
    ...(seal.diameterMm === null ? {} : { diameterMm: seal.diameterMm.toFixed(0) }),
  };
  const no = (code: SealReasonCode): Worth => ({ serves: "no", reason: { code, detail } });
  const perhaps = (code: SealReasonCode): Worth => ({ serves: "perhaps", reason: { code, detail } });
  if (seal.confidence < MAYBE_SEAL) return noSeal;
  if (isPostmark(seal) && match?.matches !== true) return noSeal;
  if (seal.colour === "grey") return perhaps("seal-colour-lost");
  if (isOfSeam) return no("seal-across-pages");
  if (isCut(seal) && (match?.matches !== true || isHalf(seal))) return perhaps("seal-cut-off");
  if (match?.matches === false) return no("seal-other-company");
  if (kind === "personal" && seal.shape === "round") return noSeal;
  if (kind !== "official" && kind !== "unknown") return onlyIf(isSure, no("seal-wrong-kind"));
  if (!isPlausibleSize(seal.diameterMm, limits)) {
    return match?.matches === true ? perhaps("seal-size-odd") : onlyIf(isSure, no("seal-size-odd"));
  }
  if (!isSure || kind === "unknown") return perhaps("seal-unclear");
  if (match === null || match.matches === true) return { serves: "yes", reason: null };
  return perhaps("seal-name-unread");
}

const noSeal: Worth = { serves: "no", reason: null };

/** Only what is surely a seal is worth a word to the applicant. A small round thing of red is mostly a logo. */
const onlyIf = (isSure: boolean, worth: Worth): Worth => (isSure ? worth : noSeal);

function isPlausibleSize(diameterMm: number | null, { minDiameterMm, maxDiameterMm }: SealLimits): boolean {
  if (diameterMm === null) return true;
  return diameterMm >= minDiameterMm * (1 - SIZE_TOLERANCE) && diameterMm <= maxDiameterMm * (1 + SIZE_TOLERANCE);
}
