import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { between, type Random } from "../../src/demo/makers/random.ts";

export type Colour = readonly [red: number, green: number, blue: number];

/** How a die was pressed on the paper, and with what. Lengths in mm. */
export interface Ink {
  colour: Colour;
  /** 1: a full film; 0: hardly visible. */
  density: number;
  /** 0…1: how much the pressure differs across the die. */
  uneven: number;
  /** Places that the die did not touch. */
  bareSpots: number;
  /** 0…1: ink squeezed out along the edges of what is cut, thin within. */
  rim: number;
  /** 0…1: pinholes where the paper's fibres took no ink. */
  grain: number;
  bleedMm: number;
  /** The die slid while it was pressed. */
  smudgeMm: number;
  /** Struck a second time this far away; 0 for once. */
  doubleMm: number;
}

export const CINNABAR: Colour = [208, 32, 46];

export function usualInk(random: Random): Ink {
  const bright = between(random, -14, 16);
  return {
    colour: [CINNABAR[0] + bright, CINNABAR[1] + between(random, -14, 30), CINNABAR[2] + between(random, -14, 34)],
    density: between(random, 0.68, 1),
    uneven: between(random, 0.05, 0.35),
    bareSpots: 0,
    rim: random() < 0.4 ? between(random, 0.1, 0.5) : 0,
    grain: between(random, 0.3, 1),
    bleedMm: between(random, 0.03, 0.1),
    smudgeMm: 0,
    doubleMm: 0,
  };
}

/** The clean print as it comes out on paper: the ink's colour, its film in the alpha channel. */
export function pressInk(clean: Canvas, ink: Ink, pixelsPerMm: number, random: Random): Canvas {
  const print = strike(clean, ink, pixelsPerMm, random);
  const { width, height } = print;
  const context = print.getContext("2d");
  const picture = context.getImageData(0, 0, width, height);
  const { data } = picture;
  const pressure = pressureOn(width, height, ink, pixelsPerMm, random);
  const grain = clouds(width, height, Math.max(1.1, 0.2 * pixelsPerMm), random);
  const within = ink.rim > 0 ? boxBlur(data, width, height, Math.max(1, Math.round(0.3 * pixelsPerMm))) : null;
  const [red, green, blue] = ink.colour;
  for (let i = 0, at = 0; i < pressure.length; i++, at += 4) {
    const cut = data[at + 3] ?? 0;
    if (cut === 0) continue;
    const thin = within === null ? 1 : 1 - ink.rim * Math.max(0, (within[i] ?? 0) / 255 - 0.45);
    data[at + 3] = cut * film(pressure[i] ?? 0, grain[i] ?? 0.5, ink.grain) * thin;
    [data[at], data[at + 1], data[at + 2]] = [red, green, blue];
  }
  context.putImageData(picture, 0, 0);
  return print;
}

/** Where the die touches, at once or twice, and the ink's creeping into the paper. */
function strike(clean: Canvas, ink: Ink, pixelsPerMm: number, random: Random): Canvas {
  const soft = createCanvas(clean.width, clean.height);
  const context = soft.getContext("2d");
  const blur = ink.bleedMm * pixelsPerMm;
  if (blur > 0.3) context.filter = `blur(${blur.toFixed(2)}px)`;
  const way = random() * 2 * Math.PI;
  const step = (mm: number): [number, number] => [Math.cos(way) * mm * pixelsPerMm, Math.sin(way) * mm * pixelsPerMm];
  const slides = ink.smudgeMm > 0 ? 6 : 0;
  for (let slide = 1; slide <= slides; slide++) {
    context.globalAlpha = 0.22;
    context.drawImage(clean, ...step((ink.smudgeMm * slide) / slides));
  }
  if (ink.doubleMm > 0) {
    context.globalAlpha = between(random, 0.35, 0.6);
    context.drawImage(clean, ...step(ink.doubleMm));
  }
  context.globalAlpha = 1;
  context.drawImage(clean, 0, 0);
  return soft;
}

/** About the ink's density, leaning to one side, with clouds and bare spots. */
function pressureOn(width: number, height: number, ink: Ink, pixelsPerMm: number, random: Random): Float32Array {
  const pressure = clouds(width, height, 8 * pixelsPerMm, random);
  const way = random() * 2 * Math.PI;
  const [leanX, leanY] = [(Math.cos(way) * ink.uneven) / width, (Math.sin(way) * ink.uneven) / height];
  const spots = Array.from({ length: ink.bareSpots }, () => bareSpot(width, height, pixelsPerMm, random));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const cloud = ((pressure[i] ?? 0.5) - 0.5) * ink.uneven;
      let here = ink.density + cloud + leanX * (x - width / 2) + leanY * (y - height / 2);
      for (const spot of spots) {
        const away = Math.hypot(x - spot.x, y - spot.y) / spot.radius;
        if (away < 1) here -= 1.4 * (1 - away * away);
      }
      pressure[i] = here;
    }
  }
  return pressure;
}

/** Most lie on the rim, where an uneven desk lets a die down. */
function bareSpot(width: number, height: number, pixelsPerMm: number, random: Random) {
  const angle = random() * 2 * Math.PI;
  const reach = random() < 0.75 ? 0.46 : 0.25;
  return {
    x: width / 2 + Math.cos(angle) * reach * width,
    y: height / 2 + Math.sin(angle) * reach * height,
    radius: between(random, 4, 8) * pixelsPerMm,
  };
}

/** 0…1: the fainter the print, the more pinholes and the thinner what is left. */
function film(pressure: number, grain: number, share: number): number {
  const holes = Math.min(1, Math.max(0, (pressure + 0.35 - (1 - grain) * 0.85 * share) * 4));
  const fibres = 1 - share * 0.55 * Math.max(0, 0.62 - grain);
  return holes * fibres * Math.min(0.96, Math.max(0, 0.2 + 0.74 * pressure));
}

/** Of the alpha channel, 0…255. */
function boxBlur(data: Uint8ClampedArray, width: number, height: number, radius: number): Float32Array {
  const across = new Float32Array(width * height);
  const blurred = new Float32Array(width * height);
  const share = 1 / (2 * radius + 1);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = -radius; x < width; x++) {
      sum += x + radius < width ? (data[4 * (y * width + x + radius) + 3] ?? 0) : 0;
      sum -= x - radius > 0 ? (data[4 * (y * width + x - radius - 1) + 3] ?? 0) : 0;
      if (x >= 0) across[y * width + x] = sum * share;
    }
  }
  for (let x = 0; x < width; x++) {
    let sum = 0;
    for (let y = -radius; y < height; y++) {
      sum += y + radius < height ? (across[(y + radius) * width + x] ?? 0) : 0;
      sum -= y - radius > 0 ? (across[(y - radius - 1) * width + x] ?? 0) : 0;
      if (y >= 0) blurred[y * width + x] = sum * share;
    }
  }
  return blurred;
}

/** Smooth value noise, 0…1, its features about `period` pixels wide. */
export function clouds(width: number, height: number, period: number, random: Random): Float32Array {
  const columns = Math.ceil(width / period) + 2;
  const rows = Math.ceil(height / period) + 2;
  const knots = Float32Array.from({ length: columns * rows }, random);
  const noise = new Float32Array(width * height);
  const line = new Float32Array(columns);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / period);
    const v = ease(y / period - row);
    for (let column = 0; column < columns; column++) {
      const above = knots[row * columns + column] ?? 0;
      line[column] = above + ((knots[(row + 1) * columns + column] ?? 0) - above) * v;
    }
    for (let x = 0; x < width; x++, i++) {
      const column = Math.floor(x / period);
      const left = line[column] ?? 0;
      noise[i] = left + ((line[column + 1] ?? 0) - left) * ease(x / period - column);
    }
  }
  return noise;
}

const ease = (t: number) => t * t * (3 - 2 * t);
