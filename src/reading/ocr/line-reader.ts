import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import sharp from "sharp";
import type { Lattice } from "../../domain/facts.ts";
import type { LineReader, LineStrip } from "../picture.ts";
import { modelFile, openModel } from "./models.ts";

/** The height that PP-OCRv4's recogniser was trained on, in pixels. */
export const STRIP_HEIGHT = 48;
/** Characters kept for each step: enough to weigh a known name against its near twins. */
const CHARACTERS_A_STEP = 24;
/** Twice the longest line of an A4 page; a longer strip is squeezed, so that no picture takes all memory. */
const MAX_STRIP_WIDTH = 4000;
/** Columns kept after the last ink: the recogniser makes characters up (個, 間, 產) out of a wide empty end. */
const MARGIN_AFTER_INK = 8;
/** Narrower strips are padded with grey: the recogniser misreads a lone character without room beside it. */
const MIN_STRIP_WIDTH = 96;

let loaded: Promise<LineReader | null> | undefined;

/** PP-OCRv4's line recogniser, loaded once in a process; one that answers empty lattices where it cannot be. */
export async function loadLineReader(): Promise<LineReader> {
  return (await openLineReader()) ?? ((strips) => Promise.resolve(strips.map(() => [])));
}

/** The same; null where it cannot be loaded. */
export function openLineReader(): Promise<LineReader | null> {
  loaded ??= open();
  return loaded;
}

async function open(): Promise<LineReader | null> {
  const session = await openModel("ch_PP-OCRv4_rec_infer.onnx");
  if (session === null) return null;
  const keys = await readFile(modelFile("ppocr_keys_v1.txt"), "utf8");
  // Class 0 is the CTC blank and the last one the space: neither stands in the file.
  const characters = ["", ...keys.replace(/\n$/, "").split(/\r?\n/), " "];
  return async (strips) => {
    const lattices: Lattice[] = [];
    // One at a time: a batch is as wide as its widest strip, and no faster on two cores.
    for (const strip of strips) lattices.push(await readStrip(session, characters, strip));
    return lattices;
  };
}

async function readStrip(session: InferenceSession, characters: string[], strip: LineStrip): Promise<Lattice> {
  if (strip.width < 1 || strip.height < 1) return [];
  const { Tensor } = await import("onnxruntime-node");
  const scaled = await toModelHeight(strip);
  const used = Math.min(scaled.width, lastInk(scaled) + 1 + MARGIN_AFTER_INK);
  const padded = Math.max(MIN_STRIP_WIDTH, Math.ceil(used / 8) * 8);
  const input = new Tensor("float32", planes(scaled, used, padded), [1, 3, STRIP_HEIGHT, padded]);
  const [inputName = ""] = session.inputNames;
  const [outputName = ""] = session.outputNames;
  const { [outputName]: output } = await session.run({ [inputName]: input });
  const [, steps = 0, classes = 0] = output?.dims ?? [];
  if (classes !== characters.length) {
    throw new Error(`the recogniser knows ${classes} characters, its table has ${characters.length}`);
  }
  const probabilities = output?.data as Float32Array;
  return Array.from({ length: steps }, (_, step) =>
    likeliest(probabilities.subarray(step * classes, (step + 1) * classes), characters),
  );
}

async function toModelHeight(strip: LineStrip): Promise<LineStrip> {
  const { width, height } = strip;
  const wanted = Math.min(MAX_STRIP_WIDTH, Math.max(1, Math.round((width * STRIP_HEIGHT) / height)));
  if (height === STRIP_HEIGHT && width === wanted) return strip;
  const grey = await sharp(strip.grey, { raw: { width, height, channels: 1 } })
    .resize(wanted, STRIP_HEIGHT, { fit: "fill" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return { width: wanted, height: STRIP_HEIGHT, grey };
}

/** The last column with something a third darker than the paper. */
function lastInk({ width, height, grey }: LineStrip): number {
  let darkest = 255;
  let lightest = 0;
  for (const value of grey) {
    if (value < darkest) darkest = value;
    if (value > lightest) lightest = value;
  }
  const ink = lightest - (lightest - darkest) / 3;
  for (let x = width - 1; x > 0; x--) {
    for (let y = 0; y < height; y++) if ((grey[y * width + x] ?? 0) < ink) return x;
  }
  return 0;
}

/** Three equal planes of −1…1, `padded` wide; to the right of the strip's used part 0, the recogniser's own padding. */
function planes({ width, height, grey }: LineStrip, used: number, padded: number): Float32Array {
  const plane = padded * height;
  const values = new Float32Array(3 * plane);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < used; x++) values[y * padded + x] = (grey[y * width + x] ?? 0) / 127.5 - 1;
  }
  values.copyWithin(plane, 0, plane);
  values.copyWithin(2 * plane, 0, plane);
  return values;
}

/** The best few of one step, best first. */
function likeliest(probabilities: Float32Array, characters: string[]): [string, number][] {
  const best: number[] = [];
  const at = (index: number | undefined) => (index === undefined ? -1 : (probabilities[index] ?? -1));
  for (let index = 0; index < probabilities.length; index++) {
    const value = at(index);
    if (best.length === CHARACTERS_A_STEP && value <= at(best.at(-1))) continue;
    let place = best.length;
    while (place > 0 && at(best[place - 1]) < value) place--;
    best.splice(place, 0, index);
    if (best.length > CHARACTERS_A_STEP) best.pop();
  }
  return best.map((index) => [characters[index] ?? "", Math.log(Math.max(at(index), 1e-30))]);
}
