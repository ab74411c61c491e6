import { readdirSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { decodeJpeg } from "../../src/reading/decode-jpeg.ts";
import type { Quarters } from "../../src/reading/turn.ts";

/** Red on the left, blue on the right. */
const twoHalves = (width: number, height: number, left = "ff0000", right = "0000ff") =>
  sharp({ create: { width, height, channels: 3, background: `#${left}` } })
    .composite([
      {
        input: { create: { width: Math.ceil(width / 2), height, channels: 3, background: `#${right}` } },
        gravity: "east",
      },
    ])
    .jpeg({ quality: 95 })
    .toBuffer();

const SIZES: [why: string, size: [number, number], wanted: [number, number], turns: Quarters, got: [number, number]][] =
  [
    ["300 dpi", [400, 600], [200, 300], 0, [200, 300]],
    ["a pixel too few", [401, 599], [201, 301], 0, [200, 299]],
    ["turned", [400, 600], [300, 200], 1, [300, 200]],
    ["400 dpi", [536, 800], [200, 300], 0, [200, 300]],
    ["600 dpi", [800, 1200], [200, 300], 2, [200, 300]],
    ["200 dpi", [266, 400], [200, 300], 0, [200, 300]],
  ];

test.each(SIZES)(
  "a JPEG comes as large as asked for, but for a pixel or two: %s",
  async (_, size, wanted, turns, got) => {
    const jpeg = await twoHalves(...size);
    const { width, height, rgb } = await decodeJpeg(jpeg, turns, { width: wanted[0], height: wanted[1] });
    expect([width, height, rgb.length]).toEqual([...got, 3 * got[0] * got[1]]);
    const at = (x: number, y: number) => {
      const pixel = 3 * (Math.floor(y * height) * width + Math.floor(x * width));
      return [...rgb.subarray(pixel, pixel + 3)].map((value) => Math.round(value / 255));
    };
    const [red, blue] = [turns === 2 ? at(0.7, 0.5) : at(0.3, 0.3), turns === 2 ? at(0.3, 0.5) : at(0.7, 0.7)];
    expect([red, blue]).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
  },
);

test("pages of one size, one after the other, are each their own, and no file stays open", async () => {
  const open = () => (process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0);
  const jpegs = await Promise.all(["00ff00", "ff0000", "ffffff"].map((left) => twoHalves(400, 600, left)));
  await decodeJpeg(jpegs[0] ?? Buffer.alloc(0), 0, { width: 200, height: 300 });
  const before = open();
  const first: number[][] = [];
  for (const jpeg of jpegs) {
    const { rgb } = await decodeJpeg(jpeg, 0, { width: 200, height: 300 });
    first.push([...rgb.subarray(0, 3)].map((value) => Math.round(value / 255)));
  }
  expect(first).toEqual([
    [0, 1, 0],
    [1, 0, 0],
    [1, 1, 1],
  ]);
  expect(open()).toBe(before);
});

test("what is no whole JPEG is refused", async () => {
  const jpeg = await twoHalves(400, 600);
  await expect(decodeJpeg(jpeg.subarray(0, -900), 0, { width: 200, height: 300 })).rejects.toThrow();
});
