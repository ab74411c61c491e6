import { loadImage, createCanvas } from "@napi-rs/canvas";
import sharp from "sharp";
import type { FileKind } from "../domain/facts.ts";
import { limits } from "./limits.ts";
import { type PagePicture, rgbOf } from "./picture.ts";

/** A picture file: one page for each of its frames (a fax is a TIFF of many). */
export interface OpenPicture {
  pageCount: number;
  /** From 1; at the resolution asked for where the file tells its own, else about as large as an A4 page would be. */
  picture(page: number, dpi: number): Promise<PagePicture>;
}

/** Long side of a photo whose scale is unknown: a page that fills four fifths of it comes out at 150 dpi. */
const PHOTO_SIDE = 2200;
/** Cameras and screens write 72 or 96 without meaning it. */
const LEAST_MEANT_DPI = 100;
/** A page from A5 to A3 by its long side; another size says that the resolution is not meant either. */
const PAGE_MM = { least: 200, most: 430 };

export type PictureKind = Extract<FileKind, "jpeg" | "png" | "tiff" | "bmp" | "webp" | "avif">;

const PICTURES: readonly FileKind[] = ["jpeg", "png", "tiff", "bmp", "webp", "avif"] satisfies PictureKind[];

export const isPicture = (kind: FileKind): kind is PictureKind => PICTURES.includes(kind);

/** Opens a JPEG, PNG, TIFF, WebP or AVIF with libvips, a BMP with Skia; throws where it cannot be decoded. */
export async function openPicture(bytes: Buffer, kind: PictureKind): Promise<OpenPicture> {
  const file = kind === "bmp" ? await pngOfBmp(bytes) : bytes;
  const { pages = 1 } = await sharp(file, { limitInputPixels: limits.pictureInputPixels }).metadata();
  return { pageCount: pages, picture: (page, dpi) => decode(file, page, dpi) };
}

async function decode(file: Buffer, page: number, dpi: number): Promise<PagePicture> {
  // A truncated picture would show a blank foot where the seal is: better refused.
  const frame = sharp(file, { page: page - 1, limitInputPixels: limits.pictureInputPixels, failOn: "truncated" });
  const { autoOrient, density } = await frame.metadata();
  const long = Math.max(autoOrient.width, autoOrient.height);
  const longMm = density === undefined || density < LEAST_MEANT_DPI ? 0 : (long / density) * 25.4;
  const known = longMm >= PAGE_MM.least && longMm <= PAGE_MM.most;
  const side = Math.min(long, Math.round(known ? (longMm / 25.4) * dpi : PHOTO_SIDE));
  const { data, info } = await frame
    .autoOrient()
    .resize(side, side, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, height, rgb: rgbOf(data, channels), dpi: known ? side / (longMm / 25.4) : null };
}

async function pngOfBmp(bytes: Buffer): Promise<Buffer> {
  // The header's width and height, before Skia takes the memory for them.
  const pixels = bytes.length < 26 ? 0 : Math.abs(bytes.readInt32LE(18) * bytes.readInt32LE(22));
  if (pixels > limits.pictureInputPixels / 4) throw new Error("Input image exceeds pixel limit");
  const image = await loadImage(bytes);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toBuffer("image/png");
}
