import { expect, test } from "vitest";
import { table } from "../../src/commands/output.ts";

test("columns stand under each other, a Chinese character over two", () => {
  expect(
    table([
      ["编号", "名称", "x"],
      ["A1", "甲公司", "y"],
      ["A12", "ab"],
    ]),
  ).toBe(["编号  名称    x", "A1    甲公司  y", "A12   ab"].join("\n"));
});

test("nothing is an empty text", () => {
  expect(table([])).toBe("");
});
