import { type Canvas, createCanvas, type Image, loadImage, Path2D, type SKRSContext2D } from "@napi-rs/canvas";
import type { Element } from "@xmldom/xmldom";
import sharp from "sharp";
import { limits } from "../limits.ts";
import { openPackage } from "../open-package.ts";
import { attribute, firstChild } from "../word/xml.ts";
import type { Matrix, Rectangle } from "./geometry.ts";
import { objectsOf, type Placed } from "./objects.ts";
import { OfdFile, type OfdPage, type Stamp } from "./ofd-file.ts";
import { sealPicture } from "./seal-picture.ts";

export interface DrawnPage {
  canvas: Canvas;
  /** A picture on it could not be decoded. */
  isCut: boolean;
}

/** A page's pictures, lines and seals at so many pixels a mm. Its words are not drawn: they are known without. */
export async function drawPage(ofd: OfdFile, page: OfdPage, pixelsPerMm: number, withSeals = true): Promise<DrawnPage> {
  const { width, height } = page.area;
  const canvas = createCanvas(
    Math.max(1, Math.round(width * pixelsPerMm)),
    Math.max(1, Math.round(height * pixelsPerMm)),
  );
  const context = canvas.getContext("2d");
  context.scale(pixelsPerMm, pixelsPerMm);
  const pictures = new Map<string, Image | null>();
  for (const placed of objectsOf(page, ofd)) {
    if (placed.kind === "TextObject") continue;
    context.save();
    context.globalAlpha = alphaOf(placed.element);
    // What is laid over print lets it through, as ink does.
    context.globalCompositeOperation = placed.over ? "multiply" : "source-over";
    if (placed.kind === "PathObject") drawPath(context, placed, ofd);
    else await drawImage(context, placed, ofd, pictures);
    context.restore();
  }
  if (withSeals) for (const stamp of page.stamps) await drawStamp(context, stamp, page, ofd, pixelsPerMm);
  return { canvas, isCut: [...pictures.values()].includes(null) };
}

function alphaOf(element: Element): number {
  const alpha = Number(attribute(element, "Alpha") ?? "255");
  return alpha >= 0 && alpha <= 255 ? alpha / 255 : 1;
}

async function drawImage(
  context: SKRSContext2D,
  { element, matrix, boundary, hasMatrix }: Placed,
  ofd: OfdFile,
  pictures: Map<string, Image | null>,
): Promise<void> {
  const id = attribute(element, "ResourceID") ?? "";
  if (!pictures.has(id)) pictures.set(id, await decode(await ofd.picture(id)));
  const image = pictures.get(id);
  if (!image) return;
  apply(context, matrix);
  // A picture is one by one in its own coordinates (10).
  if (hasMatrix) context.drawImage(image, 0, 0, 1, 1);
  else context.drawImage(image, 0, 0, boundary.width, boundary.height);
}

function apply(context: SKRSContext2D, [a, b, c, d, e, f]: Matrix): void {
  context.transform(a, b, c, d, e, f);
}

/** Longer than an A4 page at the resolution that pages are looked at. */
const LONGEST_SIDE = 2400;

/** null where nobody can decode it (JBIG2): the rest of the page is drawn all the same. */
async function decode(bytes: Buffer | null): Promise<Image | null> {
  if (!bytes) return null;
  try {
    const small = sharp(bytes, { limitInputPixels: limits.pictureInputPixels });
    const side = { width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true } as const;
    return await loadImage(await small.resize(side).toColourspace("srgb").png({ compressionLevel: 1 }).toBuffer());
  } catch {
    return isSmallBmp(bytes) ? loadImage(bytes).catch(() => null) : null;
  }
}

/** libvips reads no BMP; Skia does, and takes the memory that the header asks for. */
function isSmallBmp(bytes: Buffer): boolean {
  if (bytes.length < 26 || bytes.toString("latin1", 0, 2) !== "BM") return false;
  return Math.abs(bytes.readInt32LE(18) * bytes.readInt32LE(22)) <= limits.pagePixels;
}

/** Codes of AbbreviatedData (9.3) by SVG's, where they differ. */
const SVG: Record<string, string> = { S: "M", B: "C", C: "Z" };
/** mm (8.2). */
const LINE_WIDTH = 0.353;

function drawPath(context: SKRSContext2D, { element, matrix }: Placed, ofd: OfdFile): void {
  const data = firstChild(element, "AbbreviatedData")?.textContent ?? "";
  const path = new Path2D(data.replace(/[SBC]/g, (code) => SVG[code] ?? code));
  const look = (name: string) => lookOf(element, ofd, name);
  apply(context, matrix);
  if (attribute(element, "Fill") === "true") {
    context.fillStyle = colourOf(look("FillColor"));
    context.fill(path, attribute(element, "Rule") === "Even-Odd" ? "evenodd" : "nonzero");
  }
  if (attribute(element, "Stroke") !== "false") {
    context.strokeStyle = colourOf(look("StrokeColor"));
    context.lineWidth =
      Number(attribute(element, "LineWidth") ?? attribute(look("LineWidth"), "LineWidth")) || LINE_WIDTH;
    context.stroke(path);
  }
}

/** A colour's element, or the one with the line's width: the object's own, else that of its parameters (8.2). */
function lookOf(element: Element, ofd: OfdFile, name: string): Element | null {
  let from: Element | null = element;
  for (let depth = 0; from && depth < 4; depth++) {
    const found = name === "LineWidth" ? (attribute(from, name) === null ? null : from) : firstChild(from, name);
    if (found) return found;
    from = ofd.resource(attribute(from, "DrawParam") ?? attribute(from, "Relative"));
  }
  return null;
}

/** One, three or four values: grey, RGB, CMYK (8.3.2); black where none is given. */
function colourOf(colour: Element | null): string {
  const values = (attribute(colour, "Value") ?? "0 0 0")
    .trim()
    .split(/\s+/)
    .map((value) => (value.startsWith("#") ? Number.parseInt(value.slice(1), 16) : Number(value)) || 0);
  const [first = 0, second = first, third = first, black] = values;
  if (black === undefined) return `rgb(${first}, ${second}, ${third})`;
  const ink = (value: number) => Math.round(255 * (1 - value / 255) * (1 - black / 255));
  return `rgb(${ink(first)}, ${ink(second)}, ${ink(third)})`;
}

async function drawStamp(
  context: SKRSContext2D,
  { boundary, clip, sources }: Stamp,
  { area }: OfdPage,
  ofd: OfdFile,
  pixelsPerMm: number,
): Promise<void> {
  const image = await stampImage(sources, boundary, ofd, pixelsPerMm);
  if (!image) return;
  const [x, y] = [boundary.x - area.x, boundary.y - area.y];
  context.save();
  context.globalCompositeOperation = "multiply";
  if (clip) {
    context.beginPath();
    context.rect(x + clip.x, y + clip.y, clip.width, clip.height);
    context.clip();
  }
  context.drawImage(image, x, y, boundary.width, boundary.height);
  context.restore();
}

async function stampImage(
  sources: string[],
  boundary: Rectangle,
  ofd: OfdFile,
  pixelsPerMm: number,
): Promise<Image | Canvas | null> {
  for (const source of sources) {
    const value = await ofd.part(source);
    const picture = value && sealPicture(value);
    if (!picture) continue;
    if (picture.format !== "ofd") return decode(picture.bytes);
    // A seal may itself be a page of OFD, as wide as the place where it stands.
    const seal = await OfdFile.open(await openPackage(picture.bytes));
    const page = await seal.page(1);
    const scale = Math.min(10, boundary.width / page.area.width) * pixelsPerMm;
    return (await drawPage(seal, page, scale, false)).canvas;
  }
  return null;
}
