import type { Box, PageEllipse, SealFacts } from "../domain/facts.ts";
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
    // A box's corners lean outwards in a photo: what is round ends with its ellipse.
    const box = mended.isMended && ellipse ? boxOf(ellipse, picture) : mended.back(seal.box);
    return { ...seal, box, ellipse };
  });
  return { seals, mended, boxes: found.map(({ box }) => box) };
}

/** Around an ellipse whose axes are fractions of the page's width; it ends with the page. */
function boxOf({ x, y, a, b, angle }: PageEllipse, { width, height }: PagePicture): Box {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const [wide, tall] = [Math.hypot(a * cos, b * sin), (Math.hypot(a * sin, b * cos) * width) / height];
  const within = (value: number) => Math.max(0, Math.min(1, value));
  const [left, top] = [within(x - wide), within(y - tall)];
  return { x: left, y: top, width: within(x + wide) - left, height: within(y + tall) - top };
}
