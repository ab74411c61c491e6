import { expect, test } from "vitest";
import { soften } from "../../src/reading/seal/soften.ts";

test("a speck is spread over its neighbours and a stroke stays a stroke, to the strip's very edge", () => {
  const grey = Uint8Array.from(
    [
      [255, 255, 255, 255, 0],
      [255, 75, 255, 255, 0],
      [255, 255, 255, 255, 0],
    ].flat(),
  );
  const soft = soften({ width: 5, height: 3, grey });
  expect(soft.width * soft.height).toBe(15);
  expect([...soft.grey.subarray(5, 10)]).toEqual([235, 235, 235, 170, 85]);
  expect(soft.grey[4]).toBe(85);
});
