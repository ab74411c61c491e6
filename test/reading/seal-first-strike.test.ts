import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { firstStrike } from "../../src/reading/seal/first-strike.ts";
import { once, type InkMap } from "../../src/reading/seal/ink.ts";

const SIDE = 260;
const RING = { x: 130, y: 130, a: 106, b: 106, angle: 0 };
const INK = 120;

/** A die of a ring of radii 102 to 106 with bars round it, struck at places with a share of its ink each. */
function struck(places: [x: number, y: number, share: number][]): InkMap {
  const left = new Float32Array(SIDE * SIDE).fill(1);
  for (const [x, y, share] of places) {
    const canvas = createCanvas(SIDE, SIDE);
    const context = canvas.getContext("2d");
    context.translate(x, y);
    drawDie(context);
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    left.forEach((bare, at) => (left[at] = bare * (1 - (share * (data[4 * at + 3] ?? 0)) / 255)));
  }
  const region = { left: 0, top: 0, width: SIDE, height: SIDE, pageWidth: SIDE, pageHeight: SIDE };
  const covered = once(() => new Uint8Array(SIDE * SIDE));
  return { ...region, step: 1, pixelsPerMm: 6, ink: Uint8Array.from(left, (bare) => INK * (1 - bare)), covered };
}

function drawDie(context: SKRSContext2D): void {
  context.lineWidth = 4;
  context.beginPath();
  context.arc(RING.x, RING.y, RING.a - 2, 0, 2 * Math.PI);
  context.stroke();
  for (let bar = 0; bar < 17; bar++) {
    context.save();
    context.translate(RING.x, RING.y);
    context.rotate(bar * 0.37);
    context.fillRect(60 + (bar % 5), 0, 26, 3);
    context.fillRect(70, -9, 3, 9 + (bar % 7));
    context.restore();
  }
}

/** Of the ink beside what one strike leaves, and of that itself, the mean share of full ink. */
function shares(ink: Uint8Array): { beside: number; own: number } {
  const alone = struck([[0, 0, 1]]).ink;
  const mean = (isOwn: boolean) => {
    const some = ink.filter((_, at) => (isOwn ? alone[at] === INK : alone[at] === 0));
    return some.reduce((sum, value) => sum + value, 0) / INK / some.length;
  };
  return { beside: mean(false), own: mean(true) };
}

function inkOfFirst(map: InkMap): Uint8Array {
  const first = firstStrike({ print: map, shades: map }, RING);
  if (first === null) throw new Error("no second strike is seen");
  return first.imprint.print.ink;
}

describe("what a die left when it was struck once", () => {
  const slid = Array.from({ length: 8 }, (_, step): [number, number, number] => [step + 1, 0, 0.15]);
  it.each([
    ["struck again half as strongly", [[12, -6, 0.5]]],
    ["struck again nearly as strongly", [[-7, 9, 0.8]]],
    ["slid", slid],
  ] as [string, [number, number, number][]][])("%s", (_, more) => {
    const map = struck([[0, 0, 1], ...more]);
    const [before, after] = [shares(map.ink), shares(inkOfFirst(map))];
    expect(after.beside).toBeLessThan(0.35 * before.beside);
    expect(after.own).toBeGreaterThan(0.85);
  });

  const twice = struck([
    [0, 0, 1],
    [12, 0, 0.5],
  ]);
  it.each([
    ["its own where that was fitted to both", { ...RING, x: RING.x + 6, a: RING.a + 6 }, RING],
    ["as it is where it is longer across the way", { ...RING, b: 100, angle: 1.5 }, { ...RING, b: 100 }],
    ["as it is where it is longer by more than the way", { ...RING, b: 92 }, { ...RING, b: 92 }],
  ])("has its ring %s", (_, fitted, { x, y, a, b }) => {
    expect(firstStrike({ print: twice, shades: twice }, fitted)?.ring).toMatchObject({ x, y, a, b });
  });

  it("keeps the ink along an edge of the map, beyond which nobody knows what is there", () => {
    const width = RING.x + RING.a + 1;
    const cut = (ink: Uint8Array) => ink.filter((_, at) => at % SIDE < width);
    const map = { ...twice, width, ink: cut(twice.ink) };
    const sum = (of: Uint8Array) => of.reduce((total, value) => total + value, 0);
    expect(sum(inkOfFirst(map))).toBeGreaterThan(0.98 * sum(cut(inkOfFirst(twice))));
  });

  it("never makes ink stronger than it is", () => {
    const noisy = twice.ink.map((value, at) => value * (0.85 + 0.15 * Math.sin(at)));
    const ink = inkOfFirst({ ...twice, ink: noisy });
    expect(Math.max(...ink)).toBeLessThanOrEqual(INK);
    expect(ink.filter((value, at) => value > (noisy[at] ?? 0) + 1).length).toBe(0);
  });

  it.each([
    ["one strike", struck([[0, 0, 1]])],
    ["bare paper", struck([])],
  ])("of %s is told nothing", (_, map) => {
    expect(firstStrike({ print: map, shades: map }, RING)).toBeNull();
  });
});
