import { createCanvas, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";
import sharp from "sharp";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { HEI, SONG_BOLD } from "../../src/demo/makers/fonts.ts";
import { drawPage } from "../../src/demo/makers/page.ts";
import { between, seededRandom, type Random } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage, type ScanLook } from "../../src/demo/makers/scan.ts";
import { drawSeal, madeUpCode, type SealSpec } from "../../src/demo/makers/seal.ts";
import type { PagePicture } from "../../src/reading/picture.ts";
import { disc, ring, words } from "../seals/strokes.ts";

export interface Stamp {
  spec: SealSpec;
  /** mm from the page's top left corner; by chance where left out. */
  at?: { xMm: number; yMm: number };
  rotationDeg?: number;
  ink?: number;
}

export interface SealPage {
  dpi?: number;
  stamps?: Stamp[];
  /** Red things that are no seal. */
  decoy?: keyof typeof DECOYS;
  look?: Partial<ScanLook>;
  seed: number;
}

const blank = new Map<number, Canvas>();

/** A declaration as an office scanner saves it (JPEG 75), and where its seals' centres lie. */
export async function sealPage({ dpi = 150, stamps = [], decoy, look, seed }: SealPage) {
  const random = seededRandom(seed);
  const [layout] = declarationPages("2022 年 11 月 20 日");
  const form = blank.get(dpi) ?? drawPage(layout, dpi);
  blank.set(dpi, form);
  const page = createCanvas(form.width, form.height);
  const context = page.getContext("2d");
  context.drawImage(form, 0, 0);
  if (decoy !== undefined) drawDecoy(context, dpi, decoy, random);
  const placed = stamps.map(({ spec, at, rotationDeg, ink }) => {
    const centre = at ?? { xMm: between(random, 40, 165), yMm: between(random, 60, 240) };
    const turned = rotationDeg ?? between(random, -25, 25);
    const coded = spec.kind === "personal" ? spec : { code: madeUpCode(random), ...spec };
    drawSeal(context, coded, { ...centre, dpi, rotationDeg: turned, ink: ink ?? between(random, 0.6, 1), random });
    return centre;
  });
  const jpeg = await scanPage(page, dpi, { ...officeScanner(random), quality: 75, ...look }, random);
  return { picture: await toPicture(jpeg, dpi), placed, jpeg };
}

export async function toPicture(encoded: Buffer, dpi: number | null): Promise<PagePicture> {
  const { data, info } = await sharp(encoded).flatten({ background: "#fff" }).toColourspace("srgb").raw().toBuffer({
    resolveWithObject: true,
  });
  const [width, height] = [info.width, info.height];
  if (info.channels === 3) return { width, height, rgb: new Uint8Array(data), dpi };
  return {
    width,
    height,
    rgb: Uint8Array.from({ length: 3 * data.length }, (_, at) => data[Math.floor(at / 3)] ?? 0),
    dpi,
  };
}

const RED = "#d01828";

function drawDecoy(context: SKRSContext2D, dpi: number, decoy: keyof typeof DECOYS, random: Random): void {
  context.save();
  context.scale(dpi / 25.4, dpi / 25.4);
  context.globalCompositeOperation = "multiply";
  context.fillStyle = context.strokeStyle = RED;
  context.lineWidth = 0.6;
  context.textAlign = "center";
  context.textBaseline = "middle";
  DECOYS[decoy](context, random);
  context.restore();
}

/** In mm. */
export const DECOYS = {
  letterhead(context: SKRSContext2D) {
    printed(context, "北京某某科技有限公司文件", 105, 22, 13);
    context.fillRect(25, 34, 160, 0.8);
    context.fillRect(25, 36, 160, 0.3);
  },
  "solid logo": (context: SKRSContext2D, random: Random) => {
    const [x, y, r] = [between(random, 40, 160), between(random, 40, 240), between(random, 8, 20)];
    disc(context, x, y, r);
    context.globalCompositeOperation = "source-over";
    context.fillStyle = "#fff";
    printed(context, "安", x, y, 1.3 * r);
  },
  "ring logo": (context: SKRSContext2D, random: Random) => {
    const [x, y, r] = [between(random, 40, 160), between(random, 40, 240), between(random, 7, 12)];
    ring(context, x, y, r, r * 0.12);
    printed(context, "安信", x, y, 0.75 * r);
  },
  emblem: (context: SKRSContext2D, random: Random) => {
    const [x, y] = [between(random, 40, 160), between(random, 30, 240)];
    for (let tooth = 0; tooth < 24; tooth++)
      disc(context, x + 13 * Math.cos(tooth / 3.82), y + 13 * Math.sin(tooth / 3.82), 1.6);
    disc(context, x, y, 13);
  },
  "red table": (context: SKRSContext2D, random: Random) => {
    const side = between(random, 18, 40);
    for (let line = 0; line <= 5; line++) {
      context.strokeRect(25, 60 + line * side * 0.7, 160, side * 0.7);
      context.strokeRect(25 + line * side * 0.8, 60, side * 0.8, 4.2 * side);
    }
    printed(context, "合计金额", 60, 70, 5);
  },
  "circle by hand": (context: SKRSContext2D, random: Random) => {
    const [x, y, r] = [between(random, 50, 150), between(random, 60, 220), between(random, 14, 24)];
    context.beginPath();
    for (let turn = 0; turn < 6.8; turn += 0.1) {
      const wobble = r * (1 + 0.06 * Math.sin(2 * turn + 1) + 0.01 * turn);
      context.lineTo(x + wobble * Math.cos(turn), y + 0.8 * wobble * Math.sin(turn));
    }
    context.stroke();
    printed(context, "请盖章", x, y, 6);
  },
  handwriting: (context: SKRSContext2D, random: Random) => {
    context.lineWidth = 0.7;
    for (let stroke = 0; stroke < 40; stroke++) {
      const [x, y] = [between(random, 80, 130), between(random, 150, 190)];
      context.beginPath();
      context.moveTo(x, y);
      context.quadraticCurveTo(
        x + between(random, -9, 9),
        y + between(random, -9, 9),
        x + between(random, -12, 12),
        y + between(random, -8, 8),
      );
      context.stroke();
    }
  },
  fingerprint: (context: SKRSContext2D, random: Random) => {
    const [x, y] = [between(random, 50, 150), between(random, 60, 230)];
    context.lineWidth = 0.35;
    for (let ridge = 1; ridge < 15; ridge++) {
      const start = between(random, 0, 2);
      context.beginPath();
      context.ellipse(x, y + ridge * 0.1, ridge * 0.55, ridge * 0.75, 0.2, start, start + between(random, 4, 6.2));
      context.stroke();
    }
  },
  "red QR code": (context: SKRSContext2D, random: Random) => {
    for (let row = 0; row < 29; row++) {
      for (let column = 0; column < 29; column++) {
        if (random() < 0.5) context.fillRect(40 + column, 200 + row, 1.02, 1.02);
      }
    }
    for (const [x, y] of [
      [40, 200],
      [62, 200],
      [40, 222],
    ] as const)
      context.strokeRect(x + 0.3, y + 0.3, 6.4, 6.4);
  },
  "printed words": (context: SKRSContext2D) => {
    printed(context, "（盖章）", 140, 200, 9);
    printed(context, "单位公章", 140, 215, 9);
  },
  watermark: (context: SKRSContext2D) => {
    context.globalAlpha = 0.35;
    for (let row = 0; row < 9; row++)
      for (let column = 0; column < 5; column++) printed(context, "测试水印", 25 + column * 40, 25 + row * 30, 7, -0.5);
  },
  "pink paper": (context: SKRSContext2D) => {
    context.fillStyle = "#ffdada";
    context.fillRect(0, 0, 210, 297);
  },
  sun: (context: SKRSContext2D) => {
    disc(context, 105, 180, 19);
    for (let ray = 0; ray < 16; ray++) {
      context.beginPath();
      context.moveTo(105 + 22 * Math.cos(ray / 2.546), 180 + 22 * Math.sin(ray / 2.546));
      context.lineTo(105 + 28 * Math.cos(ray / 2.546), 180 + 28 * Math.sin(ray / 2.546));
      context.stroke();
    }
  },
};

function printed(context: SKRSContext2D, text: string, x: number, y: number, size: number, turn = 0): void {
  words(context, text, x, y, size, size > 8 ? SONG_BOLD : HEI, turn);
}
