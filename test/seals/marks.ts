import type { SKRSContext2D } from "@napi-rs/canvas";
import { HEI, SONG_BOLD } from "../../src/demo/makers/fonts.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { drawStar } from "../../src/demo/makers/star.ts";
import type { Decoy } from "./negatives.ts";
import { pick } from "./names.ts";
import { disc, line, ring, words, wordsAround } from "./strokes.ts";

/** Emblems are printed at the head of a page or beside a title. */
const beside = (random: Random): [x: number, y: number] => [between(random, 35, 175), between(random, 35, 230)];

/** Printed or stamped things of a seal's outline or colour that no clerk takes for one. */
export const MARKS: Record<string, Decoy> = {
  "disc-logo": (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 5 + 2.4 * strength;
    disc(context, x, y, r);
    inWhite(context, () => {
      words(context, pick(random, ["安", "信", "网", "盾"]), x, y, 1.2 * r, HEI);
    });
  },
  "ring-logo": (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 5 + 1.8 * strength;
    ring(context, x, y, r, r * between(random, 0.08, 0.2));
    if (random() < 0.5) words(context, pick(random, ["CS", "安信", "IT", "云"]), x, y, 0.8 * r, HEI);
    else globe(context, x, y, r * 0.6);
  },
  /** A certification body's mark: letters around a ring, a picture in it. */
  "certification-mark": (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 7 + 1.8 * strength;
    ring(context, x, y, r, r * 0.05);
    ring(context, x, y, r * 0.62, r * 0.04);
    const text = pick(random, [
      "INFORMATION SECURITY CERTIFIED",
      "QUALITY MANAGEMENT SYSTEM ISO9001",
      "TRUSTED SERVICE",
    ]);
    wordsAround(context, text, { x, y, r: r * 0.8, spanDeg: between(random, 230, 320) }, r * 0.17, HEI);
    if (strength > 3) words(context, "认证", x, y + r * 0.4, r * 0.2, HEI);
    if (random() < 0.5) globe(context, x, y - r * 0.06, r * 0.42);
    else tick(context, x, y, r * 0.42);
  },
  "party-emblem": (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 5 + 1.8 * strength;
    context.lineCap = "butt";
    context.lineWidth = r * 0.3;
    context.beginPath();
    context.arc(x, y, r * 0.75, -1.9, 1.5);
    context.stroke();
    context.lineWidth = r * 0.34;
    line(context, x - r * 0.75, y - r * 0.45, x + r * 0.75, y + r * 0.75);
    context.lineWidth = r * 0.5;
    line(context, x - r * 0.75, y - r * 0.05, x - r * 0.2, y - r * 0.6);
  },
  "union-emblem": (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 6 + 2 * strength;
    ring(context, x, y, r, r * 0.16);
    words(context, "中", x, y, r * 0.75, SONG_BOLD);
    words(context, "工", x, y + r * 0.08, r * 0.5, HEI);
  },
  "state-emblem": (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 6 + 2 * strength;
    for (let tooth = 0; tooth < 24; tooth++) {
      disc(context, x + r * Math.cos(tooth / 3.82), y + r * Math.sin(tooth / 3.82), r * 0.14);
    }
    disc(context, x, y, r * 0.94);
    inWhite(context, () => {
      drawStar(context, x, y - r * 0.3, r * 0.34);
      for (let small = 0; small < 4; small++) drawStar(context, x + (small - 1.5) * r * 0.36, y + r * 0.2, r * 0.13);
      context.fillRect(x - r * 0.5, y + r * 0.45, r, r * 0.12);
    });
  },
  sun: (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 6 + 3 * strength;
    disc(context, x, y, r);
    context.lineWidth = r * 0.08;
    for (let ray = 0; ray < 16; ray++) {
      const [cos, sin] = [Math.cos((ray * Math.PI) / 8), Math.sin((ray * Math.PI) / 8)];
      line(context, x + 1.15 * r * cos, y + 1.15 * r * sin, x + 1.5 * r * cos, y + 1.5 * r * sin);
    }
  },
  flower: (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 5 + 2.6 * strength;
    context.globalAlpha = 0.8;
    for (let petal = 0; petal < 5; petal++) {
      const turn = (petal * 2 * Math.PI) / 5 + between(random, -0.1, 0.1);
      context.beginPath();
      context.ellipse(x + 0.55 * r * Math.cos(turn), y + 0.55 * r * Math.sin(turn), r * 0.5, r * 0.34, turn, 0, 7);
      context.fill();
    }
  },
  "office-stamp": (context, strength, random) => {
    const [x, y] = beside(random);
    const text = pick(random, ["已审核", "副 本", "收文 2022.11.08", "与原件一致", "作 废", "已归档 2022年10月"]);
    const size = 3.5 + 0.9 * strength;
    const [wide, tall] = [Array.from(text).length * size * 0.9 + 4, size * 2];
    context.translate(x, y);
    context.rotate(between(random, -0.3, 0.3));
    context.globalAlpha = between(random, 0.55, 0.9);
    context.lineWidth = 0.4 + 0.12 * strength;
    context.strokeRect(-wide / 2, -tall / 2, wide, tall);
    if (strength > 3) context.strokeRect(-wide / 2 - 1.2, -tall / 2 - 1.2, wide + 2.4, tall + 2.4);
    words(context, text, 0, 0, size, SONG_BOLD);
  },
  /** Black or blue, as the post and the copy shop strike them. */
  postmark: (context, strength, random) => {
    const [x, y] = beside(random);
    const r = 9 + 1.6 * strength;
    context.fillStyle = context.strokeStyle = pick(random, ["#26262c", "#22356e", "#1d4f8c"]);
    context.globalAlpha = between(random, 0.5, 0.9);
    ring(context, x, y, r, 0.5);
    ring(context, x, y, r * 0.6, 0.3);
    wordsAround(
      context,
      pick(random, ["北京样例支局", "上海示例路"]),
      { x, y, r: r * 0.8, spanDeg: 140 },
      r * 0.25,
      HEI,
    );
    words(context, "2022.11.18.10", x, y, r * 0.2, HEI);
  },
};

/** What is left out of a printed shape. */
function inWhite(context: SKRSContext2D, draw: () => void): void {
  context.globalCompositeOperation = "source-over";
  context.fillStyle = "#fff";
  draw();
}

function globe(context: SKRSContext2D, x: number, y: number, r: number): void {
  ring(context, x, y, r, r * 0.08);
  for (const share of [0.35, 0.75]) {
    context.beginPath();
    context.ellipse(x, y, r * share, r, 0, 0, 2 * Math.PI);
    context.stroke();
  }
  for (const share of [-0.5, 0, 0.5]) {
    const half = r * Math.sqrt(1 - share * share);
    line(context, x - half, y + share * r, x + half, y + share * r);
  }
}

function tick(context: SKRSContext2D, x: number, y: number, r: number): void {
  context.lineWidth = r * 0.35;
  line(context, x - r * 0.8, y, x - r * 0.15, y + r * 0.6);
  line(context, x - r * 0.15, y + r * 0.6, x + r * 0.9, y - r * 0.7);
}
