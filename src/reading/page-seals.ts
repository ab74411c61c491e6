import type { Box, SealFacts } from "../domain/facts.ts";
import { type Mended, mendPicture } from "./mend/mend.ts";
import type { LineReader, PagePicture } from "./picture.ts";
import { findSeals } from "./seal/find-seals.ts";

export interface PageSeals {
  /** In fractions of the page as it came. */
  seals: SealFacts[];
  /** The page as its text is best read, and the seals' boxes on it. */
  mended: Mended;
  boxes: Box[];
}

/** The seals on a page's picture, sought on the sheet made flat. */
export async function findPageSeals(picture: PagePicture, readLines: LineReader): Promise<PageSeals> {
  const mended = mendPicture(picture);
  const found = await findSeals(mended.picture, readLines);
  const seals = found.map((seal) => {
    const ellipse = seal.ellipse && mended.backEllipse(seal.ellipse);
    return { ...seal, box: mended.back(seal.box), ellipse };
  });
  return { seals, mended, boxes: found.map(({ box }) => box) };
}
