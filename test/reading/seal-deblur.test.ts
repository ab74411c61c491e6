import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { deblurred } from "../../src/reading/seal/deblur.ts";
import type { InkMap } from "../../src/reading/seal/ink.ts";
import { inkOfPage } from "./seal-round.ts";

const SIDE = 160;
const RING = { x: 80, y: 80, a: 70, b: 70, angle: 0 };
const INK = 120;

/** A ring 3 pixels wide about bars 2 pixels wide that lie 2 apart, blurred by so many pixels; all of it so many times as large. */
function blurredPrint(deviation: number, times = 1): InkMap {
  const side = SIDE * times;
  const canvas = createCanvas(side, side);
  const context = canvas.getContext("2d");
  if (deviation > 0) context.filter = `blur(${deviation}px)`;
  const sharp = createCanvas(side, side);
  const drawn = sharp.getContext("2d");
  drawn.scale(times, times);
  drawn.lineWidth = 3;
  drawn.beginPath();
  drawn.arc(RING.x + 0.5, RING.y + 0.5, RING.a - 1.5, 0, 2 * Math.PI);
  drawn.stroke();
  for (let bar = 0; bar < 10; bar++) drawn.fillRect(60 + 4 * bar, 60, 2, 40);
  context.drawImage(sharp, 0, 0);
  const { data } = context.getImageData(0, 0, side, side);
  return { ...inkOfPage(side, side, (at) => (INK * (data[4 * at + 3] ?? 0)) / 255), pixelsPerMm: 6 * times };
}

/** How much more ink there is on the bars than between them, as a share of full ink. */
function contrast({ ink, width }: InkMap): number {
  const times = width / SIDE;
  const inkAt = (x: number) => ink[80 * times * width + Math.floor((x + 0.5) * times)] ?? 0;
  const columns = (first: number) => Array.from({ length: 9 }, (_, bar) => inkAt(60 + 4 * bar + first));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length / INK;
  return mean(columns(0).concat(columns(1))) - mean(columns(2).concat(columns(3)));
}

describe("a print without its blur", () => {
  it.each([0.9, 1.2, 1.5])("tells strokes apart again that lay within %d pixels' blur", (deviation) => {
    const map = blurredPrint(deviation);
    const clear = deblurred({ print: map, shades: map }, RING);
    expect(contrast(clear?.print ?? map)).toBeGreaterThan(1.5 * contrast(map));
    expect(clear?.shades).toBe(clear?.print);
  });

  it("is told of a large one too, at half its fineness", () => {
    const map = blurredPrint(3.6, 3);
    const clear = deblurred({ print: map, shades: map }, { ...RING, x: 240, y: 240, a: 210, b: 210 });
    expect(contrast(clear?.print ?? map)).toBeGreaterThan(1.5 * contrast(map));
  });

  it("is the same where the map ends below it", () => {
    const map = blurredPrint(1.2);
    const cut = { ...map, height: 120, ink: map.ink.subarray(0, 120 * SIDE) };
    const whole = deblurred({ print: map, shades: map }, RING)?.print.ink ?? new Uint8Array();
    const rest = deblurred({ print: cut, shades: cut }, RING)?.print.ink ?? new Uint8Array();
    expect(whole.length).toBe(SIDE * SIDE);
    expect(rest.subarray(0, 90 * SIDE)).toEqual(whole.subarray(0, 90 * SIDE));
  });

  it("leaves even ink as it is up to the map's edge", () => {
    const map = blurredPrint(1.2);
    for (const ink of [map.ink.subarray(0, 3 * SIDE), map.ink.subarray(-3 * SIDE)]) ink.fill(INK);
    const clear = deblurred({ print: map, shades: map }, RING)?.print.ink ?? new Uint8Array();
    expect(
      [...clear.subarray(20, 60), ...clear.subarray(-60, -20)].every((ink) => Math.abs(ink - INK) < 0.35 * INK),
    ).toBe(true);
  });

  it("has shades of its own", () => {
    const print = blurredPrint(1.2);
    const shades = { ...print, ink: print.ink.map((value) => value / 2) };
    const clear = deblurred({ print, shades }, RING);
    expect(contrast(clear?.shades ?? shades)).toBeGreaterThan(1.5 * contrast(shades));
    expect(contrast(clear?.shades ?? shades)).toBeLessThan(0.6 * contrast(clear?.print ?? print));
  });

  it.each([
    ["a sharp one", blurredPrint(0)],
    ["one past help", blurredPrint(6)],
    ["bare paper", { ...blurredPrint(0), ink: new Uint8Array(SIDE * SIDE) }],
  ])("of %s is the same", (_, map) => {
    expect(deblurred({ print: map, shades: map }, RING)).toBeNull();
  });
});
