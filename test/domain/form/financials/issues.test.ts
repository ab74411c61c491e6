import { describe, expect, test } from "vitest";
import { financialIssues } from "../../../../src/domain/form/financials/issues.ts";
import { readFinancials } from "../../../../src/domain/form/financials/read.ts";

describe("remarks", () => {
  const remarks = (text: string, people: number | null = null): string[] =>
    financialIssues(readFinancials(text), [2021], people).map(({ code, detail }) =>
      [code, ...Object.values(detail)].join(" "),
    );
  test.each([
    ["exact", "2021年收入1200，利润200，成本1000", []],
    ["each rounded to whole 万元", "2021年收入1200，利润201，成本1000", []],
    ["off by more", "2021年收入1200，利润203，成本1000", ["financials-not-balanced 2021 1200 203 1000 200"]],
    [
      "decimals must fit better",
      "2021年收入12.34，利润2.34，成本10.11",
      ["financials-not-balanced 2021 12.34 2.34 10.11 2.23"],
    ],
    ["亿 rounds further", "2021年收入1.23亿元，利润2000万元，成本1亿元", []],
    ["元 to the 分", "2021年收入12000000.01元，利润2000000元，成本10000000元", []],
    ["约 is not held to its last figure", "2021年收入约1200万元，利润约210万元，成本约1000万元", []],
    ["cost missing", "2021年收入1200，利润200", ["financials-year-missing 2021 成本"]],
    ["cost named and not read", "2021年收入1200，利润200，成本保密", ["financials-unread 2021年的成本"]],
    [
      "the year named and not read",
      "2021年经营良好，2020年收入3，利润1，成本2",
      ["financials-unread 2021年的收入、利润和成本"],
    ],
    ["nothing read", "良好", ["financials-unread 2021年的收入、利润和成本"]],
    [
      "more profit than revenue",
      "2021年收入200，利润300",
      ["financials-year-missing 2021 成本", "financials-odd 2021年的利润300万元高于收入200万元"],
    ],
    ["a negative cost", "2021年收入100，利润120，成本-20", ["financials-odd 2021年的成本为-20万元"]],
    [
      "元 under the heading 万元",
      "2021年收入12000000，利润2000000，成本10000000",
      ["financials-unit-odd 2021 2021年收入12000000万元"],
    ],
    [
      "元 with 万元 after it",
      "2021年收入12000000万元，利润2000000万元，成本10000000万元",
      ["financials-unit-odd 2021 2021年收入12000000万元"],
    ],
    [
      "元 and 万元 mixed in a year",
      "2021年收入1200，利润2000000，成本1000",
      ["financials-unit-odd 2021 2021年收入1200万元"],
    ],
    ["万元 told as 元", "2021年收入1200元，利润200元，成本1000元", ["financials-unit-odd 2021 2021年收入0.12万元"]],
    ["a giant's revenue is in order", "2021年收入600000，利润60000，成本540000", []],
  ])("%s", (_why, text, expected) => {
    expect(remarks(text)).toEqual(expected);
  });

  test("what fifty people cannot earn is 元, what a thousand can is 万元", () => {
    const text = "2021年收入800000，利润80000，成本720000";
    expect(remarks(text, 50)).toEqual(["financials-unit-odd 2021 2021年收入800000万元"]);
    expect(remarks(text, 5000)).toEqual([]);
  });

  test("one year 10,000 times the others", () => {
    const years = readFinancials("2021年收入50000，利润0，成本50000。2020年收入5，利润0，成本5");
    expect(financialIssues(years, [2021, 2020], null)).toEqual([
      { code: "financials-unit-odd", detail: { year: "2021", read: "2021年收入50000万元" } },
    ]);
  });

  test("years that lack the same are named together", () => {
    expect(financialIssues(readFinancials("2021年收入3，利润1，成本2"), [2021, 2020, 2019], null)).toEqual([
      { code: "financials-year-missing", detail: { year: "2020、2019", items: "收入、利润和成本" } },
    ]);
  });
});
