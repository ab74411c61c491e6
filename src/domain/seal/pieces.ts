import type { PageFacts, SealFacts } from "../facts.ts";
import { hasSealPlace, isSealPlace } from "./place.ts";
import { AT_SIDE, FAR_FROM_PLACE, LEAST_ON_PAGE, MAYBE_SEAL, MOST_OF_A_PIECE, SAME_HEIGHT } from "./thresholds.ts";

/** Too little of it on the page to serve: a piece of a 骑缝章, or a seal that the scan has cut. */
export function isCut({ evidence }: SealFacts): boolean {
  return (evidence["onPage"] ?? 1) < LEAST_ON_PAGE;
}

/** So little of it that not even its name, read whole, makes it more than a piece. */
export function isHalf({ evidence }: SealFacts): boolean {
  return (evidence["onPage"] ?? 1) < MOST_OF_A_PIECE;
}

/** A part of a seal that runs over the page's left or right side. */
export function isSidePiece(seal: SealFacts): boolean {
  const { x, width } = seal.box;
  return isCut(seal) && seal.confidence >= MAYBE_SEAL && (x <= AT_SIDE || x + width >= 1 - AT_SIDE);
}

/**
 * The pieces of a 骑缝章, stamped over the sides of several pages at once: another page bears one at the same height,
 * or one alone lies far from a place printed for the seal. Near that place a careless scan may have cut the seal itself.
 */
export function seamPieces(pages: PageFacts[]): Set<SealFacts> {
  const pieces = pages.flatMap((page) => page.seals.filter(isSidePiece).map((seal) => ({ seal, page })));
  const isSeam = ({ seal, page }: (typeof pieces)[number]): boolean =>
    pieces.some((other) => other.page !== page && Math.abs(middle(other.seal) - middle(seal)) < SAME_HEIGHT) ||
    (isHalf(seal) && isFarFromPlace(seal, page, pages));
  return new Set(pieces.filter(isSeam).map(({ seal }) => seal));
}

const middle = ({ box }: { box: SealFacts["box"] }): number => box.y + box.height / 2;

function isFarFromPlace(seal: SealFacts, page: PageFacts, pages: PageFacts[]): boolean {
  const here = page.lines.filter(isSealPlace);
  return pages.some(hasSealPlace) && here.every((place) => Math.abs(middle(place) - middle(seal)) > FAR_FROM_PLACE);
}
