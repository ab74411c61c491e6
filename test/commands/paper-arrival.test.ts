import { describe, expect, test } from "vitest";
import { arrivalFromOptions, arrivalFromRow, type ArrivalOptions } from "../../src/commands/paper-arrival.ts";
import { Refusal } from "../../src/refusal.ts";

/** 00:30 in Beijing on the 22nd, still the 21st in UTC. */
const NOW = new Date("2022-11-21T16:30:00Z");
const fromOptions = (more: Partial<ArrivalOptions>) =>
  arrivalFromOptions({ unit: "甲公司", items: "form", ...more }, NOW);
const fromRow = (row: Record<string, string>) =>
  arrivalFromRow({ 单位名称: "甲公司", 材料: "申请表", ...row }, "a.csv row 2", NOW);

function refusalOf(make: () => unknown): Refusal {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return error as Refusal;
  }
  throw new Error("not refused");
}

test("what the caller leaves out", () => {
  expect(fromOptions({})).toEqual({
    ...{ unit_name: "甲公司", items: '["form"]', received: "2022-11-22", courier: null, tracking: null, sealed: null },
    ...{ note: null, logged_at: "2022-11-21T16:30:00.000Z" },
  });
});

test.each([
  ["both with a comma", { items: "form,declaration" }, { items: '["form","declaration"]' }],
  ["both in Chinese, as in the notice", { items: "《申请表》、《宣言》" }, { items: '["form","declaration"]' }],
  ["the same twice", { items: "form, 申请表" }, { items: '["form"]' }],
  ["stamped", { sealed: "yes" as const }, { sealed: 1 }],
  ["unstamped", { sealed: "no" as const }, { sealed: 0 }],
  ["a Chinese day", { received: "2022年11月3日" }, { received: "2022-11-03" }],
  ["a day with slashes", { received: "2022/11/3" }, { received: "2022-11-03" }],
  ["spaces around the name", { unit: " 甲公司 " }, { unit_name: "甲公司" }],
])("%s", (_why, more, expected) => {
  expect(fromOptions(more)).toMatchObject(expected);
});

test.each([
  ["an item that is none", { items: "form,notice" }, "--items holds form,notice"],
  ["no item", { items: " " }, "--items"],
  ["a word that every object knows", { items: "constructor" }, "--items holds constructor"],
  ["a day that does not exist", { received: "2022-11-31" }, "--received holds 2022-11-31"],
  ["no day", { received: "yesterday" }, "2022-11-20"],
  ["no name", { unit: " " }, "--unit"],
])("refuses %s as a wrong call", (_why, more, says) => {
  const { message, exitCode } = refusalOf(() => fromOptions(more));
  expect([message, exitCode]).toEqual([expect.stringContaining(says), 2]);
});

describe("a row of a ledger", () => {
  test.each([
    [
      "in Chinese",
      { 收到日期: "2022.11.20", 快递公司: "顺丰", 快递单号: "SF1", 是否盖章: "是", 备注: "-" },
      { received: "2022-11-20", courier: "顺丰", tracking: "SF1", sealed: 1, note: "-" },
    ],
    ["未盖章", { 是否盖章: "未盖章" }, { sealed: 0 }],
    ["empty cells", { 收到日期: "", 是否盖章: "", 备注: "" }, { received: "2022-11-22", sealed: null, note: null }],
    ["English headings", { received: "2022-11-20", sealed: "no" }, { received: "2022-11-20", sealed: 0 }],
  ])("%s", (_why, row, expected) => {
    expect(fromRow(row)).toMatchObject(expected);
  });

  test.each([
    ["no name", { 单位名称: "" }, "a.csv row 2: 单位名称 must hold"],
    ["no items", { 材料: "" }, "a.csv row 2: 材料 holds nothing"],
    ["a day that is none", { 收到日期: "前天" }, "a.csv row 2: 收到日期 holds 前天"],
    ["a day that is none, under an English heading", { received: "前天" }, "a.csv row 2: received holds 前天"],
    ["an answer that is none", { 是否盖章: "大概" }, "a.csv row 2: 是否盖章 holds 大概"],
    ["an answer that every object knows", { 是否盖章: "toString" }, "a.csv row 2: 是否盖章 holds toString"],
  ])("refuses %s and names the row and the column", (_why, row, says) => {
    expect(refusalOf(() => fromRow(row)).message).toContain(says);
  });
});
