import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { createWorker, PSM, type Line, type Word, type Worker } from "tesseract.js";
import type { Box, TextLine } from "../../domain/facts.ts";
import type { GreyPage } from "./grey.ts";
import { inReadingOrder } from "./reading-order.ts";
import type { Begun, TextReader } from "./text-reader.ts";
import { readUpright } from "./upright.ts";

/** tesseract.js with its npm package of Chinese data; null where its WebAssembly cannot start. Nothing is fetched. */
export async function openTesseract(): Promise<TextReader | null> {
  const data = dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/chi_sim/package.json"));
  try {
    const worker = await createWorker("chi_sim", 1, {
      langPath: join(data, "4.0.0_best_int"),
      cacheMethod: "none",
      gzip: true,
    });
    await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
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

async function begin(worker: Worker, page: GreyPage): Promise<Begun> {
  const { width, height, grey } = page;
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { data } = await worker.recognize(png, {}, { blocks: true, text: false });
  const found = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  const lines = found.flatMap(cellsOf).map((words) => textLine(words, page));
  const ordered = inReadingOrder(lines, ({ box }) => ({
    x: box.x,
    y: box.y + box.height / 2,
    height: box.height,
  }));
  return { sample: lines, whole: () => Promise.resolve(ordered) };
}

/** A row of a table comes as one line: it is parted where a gap is wider than a character. */
function cellsOf(line: Line): Word[][] {
  const cells: Word[][] = [];
  for (const word of line.words) {
    const before = cells.at(-1)?.at(-1);
    const gap = before === undefined ? Infinity : word.bbox.x0 - before.bbox.x1;
    if (gap > 1.2 * (line.bbox.y1 - line.bbox.y0)) cells.push([word]);
    else cells.at(-1)?.push(word);
  }
  return cells;
}

function textLine(words: Word[], page: GreyPage): TextLine {
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
function joined(words: Word[]): string {
  return words
    .map(({ text }) => text)
    .join(" ")
    .replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, "");
}
