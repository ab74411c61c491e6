import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { beforeAll, expect, test } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { loadLineReader } from "../../src/reading/ocr/line-reader.ts";
import type { LineReader, LineStrip } from "../../src/reading/picture.ts";

let readLines: LineReader;

beforeAll(async () => {
  const font = "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2";
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(font), "Noto Sans SC");
  readLines = await loadLineReader();
});

test.each([
  ["北京某某科技有限公司", 48, "the recogniser's own height"],
  ["单位名称", 30, "a line of a 100-dpi scan"],
  ["网络安全服务内容", 110, "a line of a 400-dpi scan"],
  ["收入为 120 万元", 60, "digits beside characters: the table of characters is not off by one"],
])("reads %s at a height of %i: %s", async (text, height) => {
  const [lattice] = await readLines([strip(text, height)]);
  expect(likeliestText(lattice ?? []).replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
});

test("gives each step's characters best first, as natural logarithms", async () => {
  const [lattice = []] = await readLines([strip("申请表", 48)]);
  for (const step of lattice) {
    const logs = step.map(([, log]) => log);
    expect(logs).toEqual(logs.toSorted((a, b) => b - a));
    expect(step.length).toBe(24);
    expect(Math.exp(logs[0] ?? 0)).toBeLessThanOrEqual(1.0001);
  }
});

test("answers a lattice for every strip, an empty one for a strip without pixels", async () => {
  const answers = await readLines([{ width: 0, height: 0, grey: new Uint8Array(0) }, strip("年", 48)]);
  expect(answers.map((lattice) => lattice.length > 0)).toEqual([false, true]);
});

/** One line of text with an empty end as wide as two characters. */
function strip(text: string, height: number): LineStrip {
  const size = height * 0.62;
  const width = Math.ceil(size * (text.length + 2));
  const pen = createCanvas(width, height).getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "black";
  pen.font = `${size}px "Noto Sans SC"`;
  pen.textBaseline = "middle";
  pen.fillText(text, size / 2, height / 2);
  const { data } = pen.getImageData(0, 0, width, height);
  return { width, height, grey: Uint8Array.from({ length: width * height }, (_, pixel) => data[pixel * 4] ?? 0) };
}

function likeliestText(lattice: Lattice): string {
  const best = lattice.map((step) => step[0]?.[0] ?? "");
  return best.filter((character, step) => character !== best[step - 1]).join("");
}
