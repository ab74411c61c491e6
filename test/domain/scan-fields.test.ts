import { describe, expect, test } from "vitest";
import type { TextLine } from "../../src/domain/facts.ts";
import { readScan } from "../../src/domain/scan-fields.ts";
import { loadCampaign } from "../../src/load-campaign.ts";

const { form } = loadCampaign("rules/sunshine-2022.yaml").campaign;

/** Lines by row; within a row each has its left edge. Rows are 0.04 apart, a line 0.015 high. */
function page(...rows: [x: number, text: string, shift?: number, confidence?: number][][]): TextLine[] {
  return rows.flatMap((row, i) =>
    row.map(([x, text, shift = 0, confidence = 0.97]) => ({
      ...{ text, confidence },
      box: { x, y: 0.1 + i * 0.04 + shift, width: text.length * 0.018, height: 0.015 },
    })),
  );
}

describe("a scanned form", () => {
  test("labels left, values right, two pairs a row", () => {
    const lines = page(
      [[0.3, "“网络安全服务阳光行动”成员单位申请表"]],
      [
        [0.1, "单位名称"],
        [0.3, "北京甲科技有限公司"],
      ],
      [
        [0.1, "联系人"],
        [0.3, "张三"],
        [0.55, "手机"],
        [0.7, "13800138000"],
      ],
      [
        [0.1, "职务"],
        [0.55, "邮箱"],
        [0.7, "a@b.cn"],
      ],
      [
        [0.1, "邮寄地址"],
        [0.3, "北京市海淀区中关村大街1号"],
      ],
    );
    expect(readScan(lines, form)).toMatchObject({
      unitName: "北京甲科技有限公司",
      unitNameConfidence: 0.97,
      fields: {
        ...{ unitName: "北京甲科技有限公司", contact: "张三", mobile: "13800138000" },
        ...{ email: "a@b.cn", postalAddress: "北京市海淀区中关村大街1号" },
      },
    });
    expect(readScan(lines, form).fields).not.toHaveProperty("position");
  });

  test.each([
    [
      "a value of two lines around its label's middle",
      page([
        [0.1, "单位名称"],
        [0.3, "北京甲科技", -0.009],
        [0.3, "有限公司", 0.009],
      ]),
    ],
    [
      "a scan a little askew",
      page([
        [0.1, "单位名称"],
        [0.3, "北京甲科技有限公司", 0.005],
      ]),
    ],
    ["label and value in one line", page([[0.1, "单位名称 北京甲科技有限公司"]])],
    ["label and value in one line without a gap", page([[0.1, "单位名称北京甲科技有限公司"]])],
    [
      "a label with spaces and a colon",
      page([
        [0.1, "单 位 名 称："],
        [0.3, "北京甲科技有限公司"],
      ]),
    ],
  ])("the company's name: %s", (_what, lines) => {
    expect(readScan(lines, form).unitName).toBe("北京甲科技有限公司");
  });

  test("a row read as one line without gaps", () => {
    const { fields } = readScan(page([[0.1, "联系人张三手机13800138000"]], [[0.1, "职务 经理 邮箱a@b.cn"]]), form);
    expect(fields).toMatchObject({ contact: "张三", mobile: "13800138000", position: "经理", email: "a@b.cn" });
  });

  test("a value of two lines in the row's last cell is that cell's, not its neighbour's", () => {
    const lines = page([
      [0.1, "职务"],
      [0.3, "经理"],
      [0.55, "邮箱", 0.0003],
      [0.7, "zhangsan@mail.example", -0.009],
      [0.7, ".com.cn", 0.009],
    ]);
    const { fields, certainty } = readScan(lines, form);
    expect(fields).toEqual({ position: "经理", email: "zhangsan@mail.example.com.cn" });
    expect(certainty).toEqual({ position: 0.97, email: 0.97 });
  });

  test("a page fed sideways is read as it stands when held upright", () => {
    const upright = page(
      [
        [0.1, "单位名称"],
        [0.3, "北京甲科技有限公司"],
      ],
      [
        [0.1, "联系人"],
        [0.3, "张三"],
      ],
    );
    const fed = upright.map((line) => {
      const { x, y, width, height } = line.box;
      return { ...line, box: { x: 1 - y - height, y: x, width: height, height: width }, upright: line.box };
    });
    expect(readScan(fed, form).fields).toEqual({ unitName: "北京甲科技有限公司", contact: "张三" });
  });

  test("what stands at the same height on another page is not beside it", () => {
    const foot = page([], [[0.7, "单位公章："]]);
    const first = page([], [[0.1, "联系人"], [0.75, "张三"]]); // prettier-ignore
    expect(readScan([...page([[0.1, "其他"]]), ...foot, ...page([[0.1, "附件1"]]), ...first], form).fields).toEqual({
      contact: "张三",
    });
  });

  test("what was read with doubt is the name only, with its doubt", () => {
    const reading = readScan(
      page([
        [0.1, "单位名称"],
        [0.3, "北京甲科技有限公司", 0, 0.5],
      ]),
      form,
    );
    expect(reading).toMatchObject({ unitName: "北京甲科技有限公司", unitNameConfidence: 0.5, fields: {} });
  });
});

test.each([
  ["beside its label", page([[0.6, "日 期: 2022年11月20日"]]), "2022-11-20"],
  ["with gaps", page([[0.6, "申请日期： 2022 年 11 月 20 日"]]), "2022-11-20"],
  [
    "in lines of its own",
    page([
      [0.5, "日期："],
      [0.6, "2022年"],
      [0.7, "11月"],
      [0.8, "20日"],
    ]),
    "2022-11-20",
  ],
  ["in Chinese numerals", page([[0.6, "日期：二〇二二年十一月二十日"]]), "2022-11-20"],
  ["with letters for figures", page([[0.6, "日期：2O22年l1月20日"]]), "2022-11-20"],
  ["left blank", page([[0.6, "日 期: 年 月 日"]]), null],
  ["left blank, another date on the page", page([[0.1, "2023年5月1日到期"]], [[0.6, "日期：   年  月  日"]]), null],
  ["without a label", page([[0.6, "2022年11月20日"]]), "2022-11-20"],
  ["that a seal makes illegible", page([[0.6, "日期：2022年11月20日", 0, 0.6]]), null],
  ["that no calendar has", page([[0.6, "日期：2022年11月31日"]]), null],
])("a date %s", (_what, lines, date) => {
  expect(readScan(lines, form).date).toBe(date);
});

test.each([
  ["beside the place for the seal", page([[0.5, "单位公章：北京甲科技有限公司"]]), "北京甲科技有限公司"],
  ["above it", page([[0.5, "北京甲科技有限公司"]], [[0.5, "单位公章："]]), "北京甲科技有限公司"],
  ["and all but its ending lies under the seal", page([[0.5, "有限责任公司"]], [[0.5, "单位公章："]]), null],
  ["nowhere", page([[0.1, "我司自愿参与“网络安全服务阳光行动”"]], [[0.5, "单位公章："]]), null],
])("a declaration names its company %s", (_what, lines, name) => {
  expect(readScan(lines, form).unitName).toBe(name);
});

test("a name longer than any company's is cut", () => {
  expect(readScan(page([[0.1, `单位名称：${"北京".repeat(4_000)}`]]), form).unitName).toHaveLength(200);
});

test("a value far from the label in reading order is on another page", () => {
  const between = Array.from({ length: 8 }, (): [number, string][] => [[0.05, "其他"]]);
  const [label, value] = page([
    [0.1, "联系人"],
    [0.3, "张三"],
  ]);
  if (!label || !value) throw new Error("a label and its value");
  expect(readScan([label, ...page(...between), value], form).fields).toEqual({});
});
