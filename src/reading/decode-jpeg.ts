import { closeSync, constants, openSync, writeFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { limits } from "./limits.ts";
import { rgbOf } from "./picture.ts";
import type { Quarters } from "./turn.ts";

export interface Decoded {
  width: number;
  height: number;
  rgb: Uint8Array;
}

type Size = Pick<Decoded, "width" | "height">;

/** What a JPEG can be made smaller by while it is decoded, for its blocks are 8 × 8. */
const SHRINKS = [8, 4, 2] as const;
/** So many pixels more or less than asked for, and the picture is left as it was decoded. */
const NEAR_ENOUGH = 2;
/** O_TMPFILE of open(2): the file has no name, and is gone when it is closed or its process ends. */
const NAMELESS = 0o20000000 | constants.O_DIRECTORY | constants.O_RDWR;
/** Files that are kept in memory and never on a disk; Linux has them. */
const IN_MEMORY = "/dev/shm";

// The cache goes by a file's name, and a picture must never be shown for another one.
sharp.cache(false);

/**
 * A JPEG in RGB, turned clockwise, as large as asked for or nearly so. Made smaller while it is decoded it takes less than
 * half the time. Throws where anything is wrong with it.
 */
export async function decodeJpeg(jpeg: Buffer, turns: Quarters, { width, height }: Size): Promise<Decoded> {
  const size = turns % 2 === 0 ? { width, height } : { width: height, height: width };
  const { width: across, height: down } = await sharp(jpeg, OPTIONS).metadata();
  const shrunk = (by: number) => ({ width: Math.floor(across / by), height: Math.floor(down / by) });
  const shrink = SHRINKS.find((by) => isAtLeast(shrunk(by), size));
  if (shrink === undefined) return pixelsOf(resized(sharp(jpeg, OPTIONS), size), turns);
  try {
    return await decodeShrunk(jpeg, shrink, (picture) =>
      pixelsOf(isNear(shrunk(shrink), size) ? picture : resized(picture, size), turns),
    );
  } catch {
    return pixelsOf(resized(sharp(jpeg, OPTIONS), size), turns);
  }
}

const OPTIONS = { limitInputPixels: limits.pictureInputPixels, ignoreIcc: true };

const isAtLeast = (one: Size, other: Size) =>
  one.width >= other.width - NEAR_ENOUGH && one.height >= other.height - NEAR_ENOUGH;
const isNear = (one: Size, other: Size) => isAtLeast(one, other) && isAtLeast(other, one);

// The wider kernels cost a third more and show nothing else.
const resized = (picture: Sharp, { width, height }: Size) =>
  picture.resize(width, height, { fit: "fill", kernel: "linear" });

/**
 * Through sharp's own options a JPEG is decoded at twice the size that is wanted, or whole. libvips takes the option behind
 * a file's name as well, and leaves out what a half pixel would be.
 */
async function decodeShrunk(
  jpeg: Buffer,
  shrink: number,
  decode: (picture: Sharp) => Promise<Decoded>,
): Promise<Decoded> {
  const file = openSync(IN_MEMORY, NAMELESS, 0o600);
  try {
    writeFileSync(file, jpeg);
    return await decode(sharp(`/proc/self/fd/${file}[shrink=${shrink}]`, OPTIONS));
  } finally {
    closeSync(file);
  }
}

async function pixelsOf(picture: Sharp, turns: Quarters): Promise<Decoded> {
  const turned = turns === 0 ? picture : picture.rotate(90 * turns);
  const { data, info } = await turned
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: rgbOf(data, info.channels) };
}
