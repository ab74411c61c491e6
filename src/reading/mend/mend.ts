import type { Box, PageEllipse } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import type { PagePicture } from "../picture.ts";
import { inDegrees, spokes } from "../seal/ellipse.ts";
import { addPoint, fitEllipse, roomForPoints } from "../seal/fit-ellipse.ts";
import { findSheet } from "./find-sheet.ts";
import { flatten } from "./flatten.ts";
import { type Homography, homographyOf, type Point, project, type Quad } from "./homography.ts";

/** A page's picture as it is best read, and the way back to the picture as it came. */
export interface Mended {
  picture: PagePicture;
  isMended: boolean;
  /** Where a box of the mended picture lies on the one that came; fractions of each. */
  back: (box: Box) => Box;
  /** The same of an ellipse, which a camera sees as another ellipse. */
  backEllipse: (ellipse: PageEllipse) => PageEllipse;
}

/** ISO 216: long to short side. */
const A4_RATIO = Math.SQRT2;
const A4_LONG_MM = 297;
/** A camera held askew makes a sheet look so many times longer or shorter. */
const RATIO_SLACK = 1.28;
/** Of the sheet along each side: its corners are known to about a millimetre, and a red desk beside it would be ink. */
export const RIM = 0.005;

/**
 * A photo's sheet taken off its desk and made flat, so that lines run straight and a seal's ring is round again.
 * A scan is left as it is. A sheet of about A4's proportions is taken to be A4, which gives a photo its scale.
 */
export function mendPicture(picture: PagePicture): Mended {
  const found = findSheet(picture);
  if (found === null) return { picture, isMended: false, back: (box) => box, backEllipse: (ellipse) => ellipse };
  const sheet = withoutRim(found);
  const { width, height, dpi } = sizeOf(sheet);
  const flat = { ...flatten(picture, sheet, width, height), dpi };
  const map = homographyOf(
    UNIT_SQUARE,
    sheet.map(([x, y]): Point => [x / picture.width, y / picture.height]) as unknown as Quad,
  );
  return {
    picture: flat,
    isMended: true,
    back: (box) => boxAround(box, map),
    backEllipse: (ellipse) => seenEllipse(ellipse, map, flat, picture),
  };
}

const UNIT_SQUARE: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

function withoutRim(sheet: Quad): Quad {
  const map = homographyOf(UNIT_SQUARE, sheet);
  const within = (place: number) => RIM + (1 - 2 * RIM) * place;
  return UNIT_SQUARE.map(([x, y]) => project(map, [within(x), within(y)])) as unknown as Quad;
}

function sizeOf([topLeft, topRight, bottomRight, bottomLeft]: Quad): {
  width: number;
  height: number;
  dpi: number | null;
} {
  const side = (one: Point, other: Point) => Math.hypot(one[0] - other[0], one[1] - other[1]);
  const wide = Math.max(side(topLeft, topRight), side(bottomLeft, bottomRight));
  const tall = Math.max(side(topLeft, bottomLeft), side(topRight, bottomRight));
  const [long, short] = [Math.max(wide, tall), Math.min(wide, tall)];
  const isA4 = Math.abs(Math.log(long / short / A4_RATIO)) <= Math.log(RATIO_SLACK);
  const [width, height] = isA4 ? (tall > wide ? [long / A4_RATIO, long] : [long, long / A4_RATIO]) : [wide, tall];
  const smaller = Math.min(1, Math.sqrt(limits.pagePixels / (width * height)));
  const [columns, rows] = [Math.round(width * smaller), Math.round(height * smaller)];
  return {
    width: columns,
    height: rows,
    dpi: isA4 ? (Math.max(columns, rows) / A4_LONG_MM / (1 - 2 * RIM)) * 25.4 : null,
  };
}

function boxAround({ x, y, width, height }: Box, map: readonly number[]): Box {
  const corners: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  const placed = corners.map((corner) => project(map, corner));
  const [xs, ys] = [placed.map(([across]) => across), placed.map(([, down]) => down)];
  const [left, top] = [Math.max(0, Math.min(...xs)), Math.max(0, Math.min(...ys))];
  return { x: left, y: top, width: Math.min(1, Math.max(...xs)) - left, height: Math.min(1, Math.max(...ys)) - top };
}

type Size = Pick<PagePicture, "width" | "height">;

/** Points enough that rounding does not matter: the map takes a conic to a conic, so the fit is exact. */
const POINTS = 24;

function seenEllipse(ellipse: PageEllipse, map: Homography, from: Size, to: Size): PageEllipse {
  const { x, y, a, b, angle } = ellipse;
  const [width, height] = [from.width, from.height];
  const rim = spokes(
    { x: x * width, y: y * height, a: a * width, b: b * width, angle: (angle * Math.PI) / 180 },
    POINTS,
  );
  const seen = roomForPoints(POINTS);
  rim.x.forEach((across, ray) => {
    const [x, y] = project(map, [across / width, (rim.y[ray] ?? 0) / height]);
    addPoint(seen, x * to.width, y * to.height);
  });
  const fitted = fitEllipse(seen);
  if (fitted === null) return ellipse;
  const centre = { x: fitted.x / to.width, y: fitted.y / to.height };
  return { ...centre, a: fitted.a / to.width, b: fitted.b / to.width, angle: inDegrees(fitted) };
}
