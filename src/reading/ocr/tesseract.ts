import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { createWorker, PSM, type Line, type Word, type Worker } from "tesseract.js";
import type { Box, TextLine } from "../../domain/facts.ts";
import type { GreyPage } from "./grey.ts";
import { leanBox, levelPage, skewOf } from "./level.ts";
import { inReadingOrder } from "./reading-order.ts";
import type { Begun, TextReader } from "./text-reader.ts";
import { readUpright } from "./upright.ts";

/** Below it tesseract has read table rules and dust. */
const LEAST_CONFIDENCE = 0.4;

/** tesseract.js with its npm package of Chinese data; null where its WebAssembly cannot start. Nothing is fetched. */
export async function openTesseract(): Promise<TextReader | null> {
  const data = dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/chi_sim/package.json"));
  try {
    const worker = await createWorker("chi_sim", 1, {
      langPath: join(data, "4.0.0_best_int"),
      cacheMethod: "none",
      gzip: true,
    });
    await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO, user_defined_dpi: "150" });
    return {
      name: "tesseract",
      read: (page) => readUpright(page, (upright) => begin(worker, upright)),
      close: async () => {
        await worker.terminate();
      },
    };
  } catch {
    return null;
  }
}

/** Radians: from here on tesseract loses lines, beyond 3° most of them. */
const MOST_SKEW = 0.008;

async function begin(worker: Worker, asFed: GreyPage): Promise<Begun> {
  const skew = skewOf(asFed);
  const isLevel = Math.abs(skew) < MOST_SKEW;
  const page = isLevel ? asFed : levelPage(asFed, skew);
  const { width, height, grey } = page;
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { data } = await worker.recognize(png, {}, { blocks: true, text: false });
  const found = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  const lines = found
    .flatMap(cellsOf)
    .map((words) => textLine(words, page))
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  const ordered = inReadingOrder(lines, ({ box }) => ({
    x: box.x,
    y: box.y + box.height / 2,
    height: box.height,
  }));
  const leaning = (line: TextLine) => ({ ...line, box: leanBox(line.box, skew, page), upright: line.box });
  return { runs: runOf(found), sample: lines, whole: () => Promise.resolve(isLevel ? ordered : ordered.map(leaning)) };
}

function runOf(lines: Line[]): Begun["runs"] {
  if (lines.length === 0) return "none";
  const upwards = lines.filter(({ bbox }) => bbox.y1 - bbox.y0 > bbox.x1 - bbox.x0).length;
  return upwards > lines.length / 2 ? "upwards" : "level";
}

/** A row of a table comes as one line: it is parted at its rules, read as bars, and at gaps wider than a character. */
function cellsOf(line: Line): Part[][] {
  const cells: Part[][] = [[]];
  let end = line.bbox.x0;
  for (const part of line.words.flatMap(partsOf)) {
    if (part === "rule" || part.bbox.x0 - end > 1.2 * (line.bbox.y1 - line.bbox.y0)) cells.push([]);
    if (part === "rule") continue;
    cells.at(-1)?.push(part);
    end = part.bbox.x1;
  }
  return cells.filter((parts) => parts.length > 0);
}

type Part = Pick<Word, "text" | "confidence" | "bbox">;

/** A word, and the rules that it was read together with; its letters are taken to be equally wide. */
function partsOf({ text, confidence, bbox }: Word): (Part | "rule")[] {
  const letter = (bbox.x1 - bbox.x0) / text.length;
  return Array.from(text.matchAll(/\||[^|]+/g), (match) => {
    if (match[0] === "|") return "rule";
    const x0 = bbox.x0 + match.index * letter;
    return { text: match[0], confidence, bbox: { ...bbox, x0, x1: x0 + match[0].length * letter } };
  });
}

function textLine(words: Part[], page: GreyPage): TextLine {
  const left = Math.min(...words.map(({ bbox }) => bbox.x0));
  const right = Math.max(...words.map(({ bbox }) => bbox.x1));
  const top = Math.min(...words.map(({ bbox }) => bbox.y0));
  const bottom = Math.max(...words.map(({ bbox }) => bbox.y1));
  const box: Box = {
    x: left / page.width,
    y: top / page.height,
    width: (right - left) / page.width,
    height: (bottom - top) / page.height,
  };
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / words.length / 100;
  return { text: joined(words), box, confidence };
}

/** chi_sim puts spaces between Chinese characters; between Latin words they are meant. */
function joined(words: Part[]): string {
  return words
    .map(({ text }) => text)
    .join(" ")
    .replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, "");
}
