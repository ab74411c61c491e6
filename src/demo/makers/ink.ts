import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { between, type Random } from "./random.ts";

/**
 * A clean print made to look stamped by hand: pressure that differs across the stamp, pinholes where
 * the paper took no ink, edges that bleed a little, and ink that light shines through.
 */
export function wearInk(clean: Canvas, ink: number, pixelsPerMm: number, random: Random): Canvas {
  const soft = createCanvas(clean.width, clean.height);
  const context = soft.getContext("2d");
  context.filter = `blur(${(0.06 * pixelsPerMm).toFixed(2)}px)`;
  context.drawImage(clean, 0, 0);
  const picture = context.getImageData(0, 0, soft.width, soft.height);
  const pressure = clouds(soft.width, soft.height, 7 * pixelsPerMm, random);
  const grain = clouds(soft.width, soft.height, 0.35 * pixelsPerMm, random);
  const tilt = { x: between(random, -0.25, 0.25) / soft.width, y: between(random, -0.25, 0.25) / soft.height };
  for (let y = 0, i = 0; y < soft.height; y++) {
    for (let x = 0; x < soft.width; x++, i++) {
      const alpha = picture.data[4 * i + 3] ?? 0;
      if (alpha === 0) continue;
      const press = (pressure[i] ?? 0.5) - 0.5 + tilt.x * (x - soft.width / 2) + tilt.y * (y - soft.height / 2);
      picture.data[4 * i + 3] = alpha * coverage(ink, press, grain[i] ?? 0.5);
    }
  }
  context.putImageData(picture, 0, 0);
  return soft;
}

/** 0…1. `press` runs about −0.5…0.5, `grain` 0…1: the fainter the ink, the more pinholes and the thinner the film. */
function coverage(ink: number, press: number, grain: number): number {
  const reach = ink + 0.5 * press;
  const pinholes = Math.min(1, Math.max(0.12, (reach + 0.28 - (1 - grain) * 0.8) * 4));
  return pinholes * Math.min(0.95, Math.max(0.1, 0.25 + 0.62 * reach + 0.15 * press));
}

/** Smooth value noise, 0…1, its features about `period` pixels wide. */
function clouds(width: number, height: number, period: number, random: Random): Float32Array {
  const columns = Math.ceil(width / period) + 2;
  const rows = Math.ceil(height / period) + 2;
  const knots = Float32Array.from({ length: columns * rows }, random);
  const noise = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / period);
    const v = ease(y / period - row);
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / period);
      const u = ease(x / period - column);
      const knot = row * columns + column;
      const above = mix(knots[knot] ?? 0, knots[knot + 1] ?? 0, u);
      const below = mix(knots[knot + columns] ?? 0, knots[knot + columns + 1] ?? 0, u);
      noise[y * width + x] = mix(above, below, v);
    }
  }
  return noise;
}

const ease = (t: number) => t * t * (3 - 2 * t);
const mix = (a: number, b: number, t: number) => a + (b - a) * t;
