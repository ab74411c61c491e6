import type { ReadingNote } from "../../domain/facts.ts";
import { joinPieces } from "../join-pieces.ts";
import { limits } from "../limits.ts";
import type { OpenPages, PageSource } from "../page-source.ts";
import { openPackage } from "../open-package.ts";
import { OverLimit } from "../over-limit.ts";
import { drawPage } from "./draw.ts";
import type { Rectangle } from "./geometry.ts";
import { laidOnOfd } from "./laid.ts";
import { objectsOf } from "./objects.ts";
import { OfdFile, type OfdPage } from "./ofd-file.ts";
import { ofdSignatures } from "./ofd-signatures.ts";
import { piecesOf } from "./text.ts";

/** Opens an OFD (GB/T 33190-2016), China's own format for fixed pages; a note says why it cannot be read. */
export async function openOfd(bytes: Buffer, dpi: number): Promise<OpenPages | ReadingNote> {
  try {
    const file = await openPackage(bytes);
    if (file.names.some((name) => ENCRYPTION.test(name))) return { code: "encrypted", detail: "encrypted OFD" };
    const ofd = await OfdFile.open(file);
    const areas = new Map<number, Rectangle>();
    return {
      pageCount: ofd.pageCount,
      page: async (number) => {
        const page = await ofd.page(number);
        areas.set(number, page.area);
        return readPage(ofd, page, dpi);
      },
      signatures: () => ofdSignatures(ofd, areas),
      close: () => Promise.resolve(),
    };
  } catch (error) {
    return error instanceof OverLimit
      ? { code: "over-limit", detail: error.limit }
      : { code: "damaged", detail: String(error) };
  }
}

/** What an encrypted package keeps its keys in (GM/T 0099-2020). */
const ENCRYPTION = /^(?:encryptions?\.xml|decryptseed\.dat)$/i;

async function readPage(ofd: OfdFile, page: OfdPage, wantedDpi: number): Promise<PageSource> {
  const { width, height } = page.area;
  const pieces = objectsOf(page, ofd)
    .filter(({ kind }) => kind === "TextObject")
    .flatMap(piecesOf);
  const wanted = (width * height * wantedDpi ** 2) / 25.4 ** 2;
  const dpi = wantedDpi * Math.min(1, Math.sqrt(limits.pagePixels / wanted));
  const { canvas, isCut } = await drawPage(ofd, page, dpi / 25.4);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return {
    widthMm: width,
    heightMm: height,
    layer: joinPieces(pieces, width, height),
    picture: { width: canvas.width, height: canvas.height, rgb: onWhite(data, canvas.width * canvas.height), dpi },
    laid: () => laidOnOfd(page, ofd),
    isCut,
  };
}

/** 4 bytes a pixel, not multiplied with their alpha, as 3 on white paper. */
function onWhite(rgba: Uint8ClampedArray, pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const alpha = (rgba[pixel * 4 + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++)
      rgb[pixel * 3 + channel] = 255 - alpha * (255 - (rgba[pixel * 4 + channel] ?? 0));
  }
  return rgb;
}
