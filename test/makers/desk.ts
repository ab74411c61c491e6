import { createCanvas } from "@napi-rs/canvas";
import { between, type Random } from "../../src/demo/makers/random.ts";
import type { Point, Quad } from "../../src/reading/mend/homography.ts";

const COLOURS = {
  wood: "#9a6b42",
  dark: "#3a3a40",
  grey: "#8d9092",
  cloth: "#5b6b86",
  light: "#cfc8bc",
  red: "#8c3b2e",
};

export type Desk = keyof typeof COLOURS;
export const DESKS = Object.keys(COLOURS) as Desk[];

/** How a sheet lies before the camera. */
export interface Lie {
  /** Of the picture's height that the sheet takes; above 1 nothing of a desk is seen. */
  fill: number;
  /** Clockwise. */
  tiltDeg: number;
  /** How far a corner may stray, as a share of the sheet's sides: the camera is held askew. */
  stray: number;
}

interface Size {
  width: number;
  height: number;
}

/** Where the sheet's corners stand in the picture, in its pixels. */
export function lay(sheet: Size, lie: Lie, picture: Size, random: Random): Quad {
  const tall = lie.fill * picture.height;
  const wide = (tall * sheet.width) / sheet.height;
  const [cos, sin] = [Math.cos((lie.tiltDeg * Math.PI) / 180), Math.sin((lie.tiltDeg * Math.PI) / 180)];
  const stray = (side: number) => between(random, -lie.stray, lie.stray) * side;
  return cornersOf(wide, tall).map(([right, down]): Point => {
    const [x, y] = [right - wide / 2 + stray(wide), down - tall / 2 + stray(tall)];
    return [picture.width / 2 + x * cos - y * sin, picture.height / 2 + x * sin + y * cos];
  }) as unknown as Quad;
}

export const cornersOf = (width: number, height: number): Quad => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
];

/** RGBA. */
export function drawDesk(desk: Desk, { width, height }: Size, random: Random): Uint8ClampedArray {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = COLOURS[desk];
  context.fillRect(0, 0, width, height);
  if (desk === "wood" || desk === "red") {
    for (let grain = 0; grain < 140; grain++) {
      context.fillStyle = `rgba(${random() < 0.5 ? "60 35 15" : "190 145 95"} / ${between(random, 0.08, 0.3)})`;
      context.fillRect(0, random() * height, width, between(random, 2, 26));
    }
  }
  if (desk === "cloth") {
    context.fillStyle = "rgb(230 230 235 / 0.35)";
    for (let at = 0; at < height; at += 90) {
      context.fillRect(0, at, width, 34);
      context.fillRect(at, 0, 34, height);
    }
  }
  return context.getImageData(0, 0, width, height).data;
}
