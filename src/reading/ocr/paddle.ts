import type { InferenceSession } from "onnxruntime-node";
import type { Box, TextLine } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import type { LineReader } from "../picture.ts";
import { cutLine } from "./cut-line.ts";
import { decode } from "./decode.ts";
import { findLines, type LinePlace } from "./find-lines.ts";
import type { GreyPage } from "./grey.ts";
import { openLineReader } from "./line-reader.ts";
import { openModel } from "./models.ts";
import { inReadingOrder } from "./reading-order.ts";
import type { Begun, TextReader } from "./text-reader.ts";
import { readUpright } from "./upright.ts";

/** Enough of the longest lines to tell whether the page is the right way up. */
const SAMPLE = 8;
/** Below it a reading is dirt, a logo or a seal's rim rather than a line of text. */
const LEAST_CONFIDENCE = 0.45;
/** A line of two characters or more, against its height. */
const LONGER = 1.5;
/** Radians (0.3°): over a line's length no more than a few pixels. */
const LEVEL = 0.005;

/** PP-OCRv4's detector and recogniser; null where onnxruntime cannot be loaded. */
export async function openPaddle(): Promise<TextReader | null> {
  const detector = await openModel("ch_PP-OCRv4_det_infer.onnx");
  const readLines = await openLineReader();
  if (detector === null || readLines === null) return null;
  return {
    name: "paddle",
    read: (page) => readUpright(page, (upright) => begin(detector, readLines, upright)),
    close: () => detector.release(),
  };
}

async function begin(detector: InferenceSession, readLines: LineReader, page: GreyPage): Promise<Begun> {
  const places = (await findLines(detector, page)).sort((one, other) => other.along - one.along);
  const runs = runOf(places);
  // Lines that run upwards give nothing but time away.
  const sampled = runs === "upwards" ? 0 : SAMPLE;
  const sample = await readPlaces(readLines, page, places.slice(0, sampled));
  return {
    runs,
    sample,
    whole: async () => {
      const others = await readPlaces(readLines, page, places.slice(sampled, limits.pageLines));
      return textLines(page, [...sample, ...others]);
    },
  };
}

/** By those that are clearly longer one way than the other. */
function runOf(places: LinePlace[]): Begun["runs"] {
  if (places.length === 0) return "none";
  const level = places.filter(({ along, across }) => along > LONGER * across).length;
  const upwards = places.filter(({ along, across }) => across > LONGER * along).length;
  return upwards > level ? "upwards" : "level";
}

interface ReadPlace {
  text: string;
  confidence: number;
  place: LinePlace;
}

async function readPlaces(readLines: LineReader, page: GreyPage, places: LinePlace[]): Promise<ReadPlace[]> {
  const cut = places.flatMap((place) => cutLine(page, place));
  const lattices = await readLines(cut.map(({ strip }) => strip));
  return cut.map(({ place }, index) => ({ place, ...decode(lattices[index] ?? []) }));
}

function textLines(page: GreyPage, read: ReadPlace[]): TextLine[] {
  const kept = read.filter(({ text, confidence }) => text !== "" && confidence >= LEAST_CONFIDENCE);
  const angles = kept.map(({ place }) => place.angle).sort((one, other) => one - other);
  const skew = angles[Math.floor(angles.length / 2)] ?? 0;
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  const ordered = inReadingOrder(kept, ({ place: { x, y, across } }) => ({
    x: x * cos + y * sin,
    y: y * cos - x * sin,
    height: across,
  }));
  const isLevel = Math.abs(skew) < LEVEL;
  return ordered.map(({ text, confidence, place }) => {
    const line = { text, confidence, box: boxOf(page, place) };
    return isLevel ? line : { ...line, upright: levelBox(page, place, skew) };
  });
}

/** The line's box after the page was turned level about its middle. */
function levelBox(page: GreyPage, { x, y, along, across }: LinePlace, skew: number): Box {
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  const [right, down] = [x - page.width / 2, y - page.height / 2];
  const [middleX, middleY] = [page.width / 2 + right * cos + down * sin, page.height / 2 + down * cos - right * sin];
  return {
    x: (middleX - along / 2) / page.width,
    y: (middleY - across / 2) / page.height,
    width: along / page.width,
    height: across / page.height,
  };
}

/** The upright box around a line that may lean. */
function boxOf(page: GreyPage, { x, y, along, across, angle }: LinePlace): Box {
  const [cos, sin] = [Math.cos(angle), Math.abs(Math.sin(angle))];
  const [wide, high] = [along * cos + across * sin, along * sin + across * cos];
  const left = Math.max(0, (x - wide / 2) / page.width);
  const top = Math.max(0, (y - high / 2) / page.height);
  const right = Math.min(1, (x + wide / 2) / page.width);
  const bottom = Math.min(1, (y + high / 2) / page.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
