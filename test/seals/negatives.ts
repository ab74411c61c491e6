import type { SKRSContext2D } from "@napi-rs/canvas";
import { HEI, SONG_BOLD } from "../../src/demo/makers/fonts.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { pick } from "./names.ts";

/** Draws something red (or round) that is no seal, in mm of the sheet; the stronger, the more it may be taken for one. */
type Decoy = (context: SKRSContext2D, strength: number, random: Random) => void;

const red = (random: Random): string =>
  `rgb(${Math.round(between(random, 190, 232))} ${Math.round(between(random, 16, 52))} ${Math.round(between(random, 24, 60))})`;

const somewhere = (random: Random): [x: number, y: number] => [between(random, 45, 165), between(random, 55, 245)];

export const DECOYS: Record<string, Decoy> = {
  letterhead: (context, strength, random) => {
    const title = pick(random, ["关于征集成员单位的通知", "某某市网络安全协会文件", "某某集团公司文件"]);
    words(context, title, 105, 22, Math.min(8 + strength, 165 / title.length), SONG_BOLD);
    context.fillRect(25, 34, 160, 0.4 + strength * 0.3);
    if (strength > 2) context.fillRect(25, 36.5, 160, 0.3);
    if (strength > 3) star(context, 105, 34.4, 3.5);
  },
  "red-rules": (context, strength, random) => {
    context.lineWidth = between(random, 0.2, 0.6);
    const [rows, columns] = [4 + 3 * strength, 2 + strength];
    for (let row = 0; row <= rows; row++) line(context, 25, 60 + (row * 150) / rows, 185, 60 + (row * 150) / rows);
    for (let column = 0; column <= columns; column++) {
      const x = 25 + (column * 160) / columns;
      line(context, x, 60, x, 210);
    }
  },
  "printed-words": (context, strength, random) => {
    const text = pick(random, ["（盖章）", "单位公章", "（公章）", "盖章处"]);
    const [x, y] = somewhere(random);
    words(context, text, x, y, 3 + 2 * strength, HEI);
    if (strength > 3) words(context, "申请单位（盖章）：", x, y + 18, 7, SONG_BOLD);
  },
  handwriting: (context, strength, random) => {
    const [x, y] = somewhere(random);
    scrawl(context, x, y, 4 + 4 * strength, 5 + strength * 1.4, random);
  },
  sun: (context, strength, random) => {
    const [x, y] = somewhere(random);
    const r = 6 + 3 * strength;
    disc(context, x, y, r);
    context.lineWidth = r * 0.08;
    for (let ray = 0; ray < 16; ray++) {
      const [cos, sin] = [Math.cos((ray * Math.PI) / 8), Math.sin((ray * Math.PI) / 8)];
      line(context, x + 1.15 * r * cos, y + 1.15 * r * sin, x + 1.5 * r * cos, y + 1.5 * r * sin);
    }
  },
};

/** A draw of the decoy with its own ink and place. */
export function decoyOf(name: string, strength: number, random: Random): (context: SKRSContext2D) => void {
  const decoy = DECOYS[name];
  if (decoy === undefined) throw new Error(`No decoy is called ${name}.`);
  return (context) => {
    context.fillStyle = context.strokeStyle = red(random);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineCap = context.lineJoin = "round";
    decoy(context, strength, random);
  };
}

function words(context: SKRSContext2D, text: string, x: number, y: number, size: number, face: string, turn = 0): void {
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.scale(size / 20, size / 20);
  context.font = `20px "${face}"`;
  context.fillText(text, 0, 0);
  context.restore();
}

function line(context: SKRSContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

function disc(context: SKRSContext2D, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fill();
}

function star(context: SKRSContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  for (let corner = 0; corner < 10; corner++) {
    const r = corner % 2 === 0 ? radius : radius * 0.382;
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  context.fill();
}

/** Letters that nobody can read, `size` mm high, from (x, y) to the right. */
export function scrawl(
  context: SKRSContext2D,
  x: number,
  y: number,
  letters: number,
  size: number,
  random: Random,
): void {
  context.lineWidth = between(random, 0.35, 0.7);
  for (let letter = 0; letter < letters; letter++) {
    const [left, top] = [x + (letter % 8) * size * 1.05, y + Math.floor(letter / 8) * size * 1.3];
    const at = (): [number, number] => [left + random() * size, top + random() * size];
    for (let stroke = 0; stroke < 5; stroke++) {
      context.beginPath();
      context.moveTo(...at());
      context.quadraticCurveTo(...at(), ...at());
      context.stroke();
    }
  }
}
