import type { Box, SealFacts, SealHow } from "../domain/facts.ts";

/**
 * A thing of its own on a page, by its place; fractions of the page as displayed. `drawing`: a drawn line or shape, or
 * a group of things; `stamp`: laid on with a viewer's stamp tool; `signature`: what a signature shows.
 */
export interface Laid {
  what: "picture" | "drawing" | "stamp" | "signature";
  box: Box;
}

/** Of the seal's box that what carries it must hold: a seal is found a little larger or smaller than it is. */
const CARRIED = 0.8;
/** A picture so many times the size of the seal shows a page with a seal on it, not a seal. */
const PICTURE_OF_A_PAGE = 6;
/** What is drawn for a seal ends where the seal ends; by how much of the seal's size it may be off. */
const SLACK = 0.12;
/** Common area of two boxes against what both cover together, from which they are the same place. */
const SAME_PLACE = 0.6;
/** Places along each side at which pictures are asked whether they cover the page, and how much is a whole page. */
const GRID = 20;
const WHOLE_PAGE = 0.8;

/** The seals of a page, each with how it came onto it; `laid`: absent of a bare picture, where all is ink. */
export function tellHow(seals: SealFacts[], laid?: () => Laid[]): SealFacts[] {
  if (laid === undefined || seals.length === 0) return seals;
  const things = laid();
  return seals.map((seal) => ({ ...seal, how: howOf(seal.box, things) }));
}

/** How a seal came onto a page on which these things lie. */
export function howOf(seal: Box, laid: Laid[]): SealHow {
  const carriers = laid.filter(({ box }) => common(seal, box) >= CARRIED * area(seal));
  if (carriers.some(({ what }) => what === "signature")) return "signature-field";
  const isTight = ({ box }: Laid) => area(box) <= PICTURE_OF_A_PAGE * area(seal);
  if (carriers.some((one) => one.what === "stamp" && isTight(one))) return "pasted-image";
  const pictures = laid.filter(({ what }) => what === "picture");
  const over = carriers.filter((one) => one.what === "picture" && isTight(one));
  if (over.length > 0) return over.some((one) => !isTile(one, pictures)) ? "pasted-image" : "ink-scan";
  if (isDrawn(seal, laid)) return "pasted-image";
  return isCovered(seal, pictures) ? "ink-scan" : "pasted-image";
}

/** One of the pieces that a scanned page was cut into: together they are the page, and nothing lies beneath this one. */
function isTile(one: Laid, pictures: Laid[]): boolean {
  const others = pictures.filter((other) => other !== one);
  return isWholePage(pictures) && !isCovered(one.box, others);
}

function isWholePage(pictures: Laid[]): boolean {
  return coverage({ x: 0, y: 0, width: 1, height: 1 }, pictures) >= WHOLE_PAGE;
}

const isCovered = (box: Box, pictures: Laid[]) => coverage(box, pictures) >= CARRIED;

/** The share of places in a box that lie on a picture. */
function coverage(box: Box, pictures: Laid[]): number {
  let covered = 0;
  for (let place = 0; place < GRID * GRID; place++) {
    const x = box.x + ((place % GRID) + 0.5) * (box.width / GRID);
    const y = box.y + (Math.floor(place / GRID) + 0.5) * (box.height / GRID);
    if (pictures.some(({ box: { x: left, y: top, width, height } }) => isIn(x - left, width) && isIn(y - top, height)))
      covered++;
  }
  return covered / GRID ** 2;
}

const isIn = (offset: number, length: number) => offset >= 0 && offset <= length;

/** Drawn lines and shapes that all lie within the seal's place and together fill it. */
function isDrawn(seal: Box, laid: Laid[]): boolean {
  const { x, y, width, height } = seal;
  const grown = {
    ...{ x: x - SLACK * width, y: y - SLACK * height },
    ...{ width: (1 + 2 * SLACK) * width, height: (1 + 2 * SLACK) * height },
  };
  const within = laid.filter(({ what, box }) => what === "drawing" && common(grown, box) >= 0.999 * area(box));
  if (within.length === 0) return false;
  const left = Math.min(...within.map(({ box }) => box.x));
  const top = Math.min(...within.map(({ box }) => box.y));
  const right = Math.max(...within.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...within.map(({ box }) => box.y + box.height));
  const drawn = { x: left, y: top, width: right - left, height: bottom - top };
  const both = common(seal, drawn);
  return both >= SAME_PLACE * (area(seal) + area(drawn) - both);
}

const area = ({ width, height }: Box) => width * height;

function common(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}
