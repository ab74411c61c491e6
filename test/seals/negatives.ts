import type { SKRSContext2D } from "@napi-rs/canvas";
import { HEI, SONG_BOLD } from "../../src/demo/makers/fonts.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { drawStar } from "../../src/demo/makers/star.ts";
import { MARKS } from "./marks.ts";
import { pick } from "./names.ts";
import { line, ring, scrawl, words } from "./strokes.ts";

/** Draws something that is no seal, in mm of the sheet; the stronger, the more it may be taken for one. */
export type Decoy = (context: SKRSContext2D, strength: number, random: Random) => void;

export const somewhere = (random: Random): [x: number, y: number] => [
  between(random, 45, 165),
  between(random, 55, 245),
];

/** Print and pen on the page; what has the outline of a seal stands in `MARKS`. */
export const DECOYS: Record<string, Decoy> = {
  letterhead: (context, strength, random) => {
    const title = pick(random, ["关于征集成员单位的通知", "某某市网络安全协会文件", "某某集团公司文件"]);
    words(context, title, 105, 22, Math.min(8 + strength, 165 / title.length), SONG_BOLD);
    context.fillRect(25, 34, 160, 0.4 + strength * 0.3);
    if (strength > 2) context.fillRect(25, 36.5, 160, 0.3);
    if (strength > 3) drawStar(context, 105, 34.4, 3.5);
  },
  "red-rules": (context, strength, random) => {
    context.lineWidth = between(random, 0.2, 0.6);
    const [rows, columns] = [4 + 3 * strength, 2 + strength];
    for (let row = 0; row <= rows; row++) line(context, 25, 60 + (row * 150) / rows, 185, 60 + (row * 150) / rows);
    for (let column = 0; column <= columns; column++) {
      const x = 25 + (column * 160) / columns;
      line(context, x, 60, x, 210);
    }
    words(context, "合计金额（大写）", 60, 70, 5, SONG_BOLD);
  },
  "printed-words": (context, strength, random) => {
    const [x, y] = somewhere(random);
    words(context, pick(random, ["（盖章）", "单位公章", "（公章）", "盖章处"]), x, y, 3 + 2 * strength, HEI);
    if (strength > 3) words(context, "申请单位（盖章）：", x, y + 18, 7, SONG_BOLD);
  },
  handwriting: (context, strength, random) => {
    scrawl(context, ...somewhere(random), 4 + 4 * strength, 5 + strength * 1.4, random);
  },
  "circle-by-hand": (context, strength, random) => {
    const [x, y] = somewhere(random);
    const r = 8 + 3 * strength;
    const [wobble, flat] = [between(random, 0.04, 0.1), between(random, 0.6, 0.9)];
    context.lineWidth = between(random, 0.4, 0.9);
    context.beginPath();
    for (let turn = 0; turn < between(random, 6.3, 7); turn += 0.1) {
      const reach = r * (1 + wobble * Math.sin(2 * turn + 1) + 0.012 * turn);
      context.lineTo(x + reach * Math.cos(turn), y + flat * reach * Math.sin(turn));
    }
    context.stroke();
    if (strength > 2) scrawl(context, x - r / 2, y - 3, 3, 5, random);
  },
  fingerprint: (context, strength, random) => {
    const [x, y] = somewhere(random);
    context.lineWidth = between(random, 0.25, 0.4);
    context.globalAlpha = 0.4 + 0.12 * strength;
    for (let ridge = 1; ridge < 16; ridge++) {
      const start = between(random, 0, 2);
      context.beginPath();
      context.ellipse(x, y + ridge * 0.1, ridge * 0.5, ridge * 0.68, 0.2, start, start + between(random, 4, 6.2));
      context.stroke();
    }
  },
  "qr-code": (context, strength, random) => {
    const [x, y] = somewhere(random);
    const cell = (14 + 4 * strength) / 29;
    for (let row = 0; row < 29; row++) {
      for (let column = 0; column < 29; column++) {
        if (random() < 0.5) context.fillRect(x + column * cell, y + row * cell, cell * 1.02, cell * 1.02);
      }
    }
    context.lineWidth = cell;
    for (const [right, down] of [
      [0, 0],
      [22, 0],
      [0, 22],
    ] as const) {
      context.strokeRect(x + (right + 0.5) * cell, y + (down + 0.5) * cell, 6 * cell, 6 * cell);
      context.fillRect(x + (right + 2) * cell, y + (down + 2) * cell, 3 * cell, 3 * cell);
    }
  },
  watermark: (context, strength) => {
    context.globalAlpha = 0.1 + 0.08 * strength;
    for (let row = 0; row < 9; row++) {
      for (let column = 0; column < 5; column++) {
        words(context, "内部资料", 25 + column * 40, 25 + row * 30, 7, HEI, -0.5);
      }
    }
  },
  "pink-paper": (context, strength) => {
    context.globalAlpha = 0.12 + 0.1 * strength;
    context.fillStyle = "rgb(250 150 150)";
    context.fillRect(0, 0, 210, 297);
  },
  certificate: (context, strength) => {
    context.globalAlpha = 0.3 + 0.12 * strength;
    context.lineWidth = 3 + strength;
    context.strokeRect(10, 10, 190, 277);
    context.lineWidth = 0.6;
    context.strokeRect(17, 17, 176, 263);
    context.globalAlpha *= 0.25;
    for (let turn = 0; turn < 36; turn++) {
      context.beginPath();
      context.ellipse(105, 150, 60, 18, (turn * Math.PI) / 36, 0, 2 * Math.PI);
      context.stroke();
    }
  },
  "tea-stain": (context, strength, random) => {
    const [x, y] = somewhere(random);
    context.strokeStyle = "rgb(170 110 50)";
    context.fillStyle = "rgb(190 140 80)";
    context.globalAlpha = 0.12 + 0.06 * strength;
    for (let wave = 0; wave < 3; wave++) {
      const wide = between(random, 0.6, 2.4);
      ring(context, x + between(random, -1, 1), y + between(random, -1, 1), 14 + 3 * strength + wave, wide);
    }
    context.globalAlpha *= 0.3;
    context.fill();
  },
  ...MARKS,
};

/** A draw of the decoy in a red of its own, at a place of its own. */
export function decoyOf(name: string, strength: number, random: Random): (context: SKRSContext2D) => void {
  const decoy = DECOYS[name];
  if (decoy === undefined) throw new Error(`No decoy is called ${name}.`);
  return (context) => {
    const [red, green, blue] = [between(random, 190, 232), between(random, 16, 52), between(random, 24, 60)];
    context.fillStyle = context.strokeStyle = `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineCap = context.lineJoin = "round";
    decoy(context, strength, random);
  };
}
