import { expect, test, vi } from "vitest";
import { print, table } from "../../src/commands/output.ts";

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

const EVIL = "甲\u001b]0;x\u0007乙\u009b31m丙\u202e丁\u2066\r\n戊\u007f";

test("a cell is one line in which no character is obeyed by a terminal", () => {
  expect(table([["A1", EVIL, "x"]])).toBe("A1  甲]0;x乙31m丙丁 戊  x");
});

function printed(json: boolean, value: unknown, words = ""): string {
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    print(json, value, () => words);
    return written.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    written.mockRestore();
  }
}

test("words keep their lines and blanks, and lose what a terminal would obey", () => {
  expect(printed(false, null, `  一\u009b\n  二\u202e${"三".repeat(2000)}`)).toBe(`  一\n  二${"三".repeat(996)}…\n`);
});

test("JSON means the same, whatever stands in it, and shows it", () => {
  const said = printed(true, { name: `${EVIL}\u{e0041}` });
  expect(JSON.parse(said)).toEqual({ name: `${EVIL}\u{e0041}` });
  expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
});
