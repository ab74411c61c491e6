import { describe, expect, test } from "vitest";
import { financialsParsed } from "../../../../src/domain/form/financials/read.ts";
import { read, RISING, THREE, USUAL, type Row } from "./rows.ts";

describe("order and grouping", () => {
  const rows: Row[] = [
    ["profit last", "2021年收入1200万元，成本1000万元，利润200万元", USUAL],
    ["cost first", "2021年成本1000万元、利润200万元、收入1200万元", USUAL],
    ["names after amounts", "2021年实现1200万元的收入，200万元的利润，1000万元的成本", USUAL],
    [
      "分别为 over years",
      "2019-2021年收入分别为100、200、300万元，利润分别为10、20、30万元，成本分别为90、180、270万元",
      ...RISING,
    ],
    [
      "分别为 over years, commas",
      "2019年至2021年收入分别为100，200，300万元，利润分别为10，20，30万元，成本分别为90，180，270万元",
      ...RISING,
    ],
    [
      "years listed",
      "2021、2020、2019年收入分别为300万元、200万元和100万元，利润分别为30万元、20万元和10万元，成本分别为270万元、180万元和90万元",
      ...THREE,
    ],
    [
      "a falling span",
      "2021-2019年收入分别为300、200、100万元；利润分别为30、20、10万元；成本分别为270、180、90万元",
      ...THREE,
    ],
    ["a span by ～", "2019～2021年收入：100、200、300；利润：10、20、30；成本：90、180、270", ...RISING],
    [
      "近三年 with its span",
      "近三年（2019-2021年）收入分别为100万元、200万元、300万元，利润分别为10万元、20万元、30万元，成本分别为90万元、180万元、270万元",
      ...RISING,
    ],
    [
      "分别为 over items",
      "2021年收入、利润及成本分别为300万元、30万元、270万元；2020年分别为200万元、20万元、180万元；2019年分别为100万元、10万元、90万元",
      ...THREE,
    ],
    [
      "item by item",
      "收入：2021年300万元，2020年200万元，2019年100万元；利润：2021年30万元，2020年20万元，2019年10万元；成本：2021年270万元，2020年180万元，2019年90万元",
      ...THREE,
    ],
    [
      "item by item, years in brackets after",
      "收入：300万元（2021年）、200万元（2020年）；利润：30万元（2021年）、20万元（2020年）；成本：270万元（2021年）、180万元（2020年）",
      ...THREE.slice(0, 2),
    ],
    [
      "years at the end",
      "收入300、利润30、成本270（2021年）；收入200、利润20、成本180（2020年）",
      ...THREE.slice(0, 2),
    ],
    ["names in brackets after", "2021年1200万元（收入）、200万元（利润）、1000万元（成本）", USUAL],
    [
      "bare years in brackets after",
      "收入：300（2021）、200（2020）；利润：30（2021）、20（2020）；成本：270（2021）、180（2020）",
      ...THREE.slice(0, 2),
    ],
    [
      "大写 and figures for the same",
      "2021年收入壹仟贰佰万元（1200万元），利润贰佰万元（200万元），成本壹仟万元（1000万元）",
      USUAL,
    ],
    ["spaces between all characters", "2021 年 收 入 1200 万 元 ，利 润 200 万 元 ，成 本 1000 万 元", USUAL],
    [
      "no space after a Western stop",
      "2021年收入300万,利润30万,成本270万.2020年收入200万,利润20万,成本180万.",
      ...THREE.slice(0, 2),
    ],
    [
      "rows without heads, a loss among them",
      "2021年\t1200\t200\t1000\n2019年\t100\t-20\t120",
      USUAL,
      [2019, 100, -20, 120],
    ],
    [
      "slashes after a heading",
      "收入/利润/成本（万元）\n2021年：300/30/270\n2020年：200/20/180\n2019年：100/10/90",
      ...THREE,
    ],
    ["three bare amounts in the label's order", "2021年：1200万元、200万元、1000万元", USUAL],
    ["three bare amounts that do not balance are not guessed at", "2021年：1200万元、300万元、1000万元"],
    [
      "the whole company's first",
      "2021年总收入5000万元，其中网络安全服务收入1200万元，利润200万元，成本1000万元",
      USUAL,
    ],
    [
      "the whole company's afterwards",
      "2021年网络安全服务收入1200万元，利润200万元，成本1000万元，公司总收入5000万元",
      USUAL,
    ],
    [
      "parts in brackets",
      "2021年收入1200万元（其中运维800万元、咨询400万元），利润200万元，成本1000万元（其中人工700万元）",
      USUAL,
    ],
    ["growth", "2021年收入1200万元，同比增长20%，较2020年增加200万元，利润200万元，成本1000万元", USUAL],
    ["margins", "2021年收入1200万元，利润200万元，利润率16.7%，成本1000万元，成本占比83.3%", USUAL],
    ["营业收入, 净利润, 营业成本", "2021年营业收入1200万元，净利润200万元，营业成本1000万元", USUAL],
    ["营收, 毛利, 支出", "2021年营收1200万，毛利200万，支出1000万", USUAL],
    ["one to a line", "2021年\n收入：1200万元\n利润：200万元\n成本：1000万元", USUAL],
    [
      "the label's words before",
      "近三年网络安全服务收入、利润及成本：2021年收入1200万元，利润200万元，成本1000万元",
      USUAL,
    ],
    ["a standard's number", "依据ISO27001，2021年收入1200万元，利润200万元，成本1000万元，服务客户30家", USUAL],
  ];
  test.each(rows)("%s", (...row) => {
    read(row);
  });
});

describe("tables", () => {
  const rows: Row[] = [
    ["years down", "年度\t收入\t利润\t成本\n2021\t300\t30\t270\n2020\t200\t20\t180\n2019\t100\t10\t90", ...THREE],
    [
      "years across",
      "项目\t2021年\t2020年\t2019年\n收入\t300\t200\t100\n利润\t30\t20\t10\n成本\t270\t180\t90",
      ...THREE,
    ],
    [
      "units in the heads",
      "年度\t收入（元）\t利润（元）\t成本（元）\n2021年\t12,000,000\t2,000,000\t10,000,000",
      USUAL,
    ],
    ["units in the rows' heads", "\t2021年\n收入(元)\t12000000\n利润(元)\t2000000\n成本(元)\t10000000", USUAL],
    ["an empty cell shifts nothing", "年度\t收入\t备注\t利润\t成本\n2021\t1200\t\t200\t1000", USUAL],
    ["an empty amount is no other", "年度\t收入\t利润\t成本\n2021\t1200\t\t1000"],
    ["a sum below", "年度\t收入\t利润\t成本\n2021\t1200\t200\t1000\n合计\t1200\t200\t1000", USUAL],
    ["year and item before each amount", "2021年\t收入\t1200\n\t利润\t200\n\t成本\t1000", USUAL],
    ["spaces instead of tabs", "年度 收入 利润 成本\n2021 1200 200 1000", USUAL],
    ["bars", "年度|收入|利润|成本\n2021|1200|200|1000", USUAL],
    [
      "a cell to a line",
      "年度\n收入\n利润\n成本\n2021\n2015\n15\n2000\n2020\n1100\n100\n1000",
      [2021, 2015, 15, 2000],
      [2020, 1100, 100, 1000],
    ],
    ["years across, spaces", "项目 2021年 2020年 2019年\n收入 300 200 100\n利润 30 20 10\n成本 270 180 90", ...THREE],
    ["years across without 年", "项目 2021 2020 2019\n收入 300 200 100\n利润 30 20 10\n成本 270 180 90", ...THREE],
    ["amounts like years", "年度\t收入\t利润\t成本\n2021\t2020\t20\t2000", [2021, 2020, 20, 2000]],
    ["months left aside", "年度\t收入\t利润\t成本\n2022年1-9月\t900\t90\t810\n2021\t1200\t200\t1000", USUAL],
    ["the unit above", "单位：元\n年度\t收入\t利润\t成本\n2021\t12000000\t2000000\t10000000", USUAL],
  ];
  test.each(rows)("%s", (...row) => {
    read(row);
  });
});

describe("what cannot be read is not guessed", () => {
  test.each([
    ["the template's XX", "2021 年收入为 XX 万元，利润 XX 万元，成本 XX 万元"],
    ["a sum of three years", "2019-2021年收入合计600万元"],
    ["no year", "收入1200万元，利润200万元，成本1000万元"],
    ["words", "经营状况良好"],
    ["a range", "2021年收入1000-1200万元"],
    ["cost not told", "2021年收入3万元，利润1万元"],
  ])("%s", (_why, text) => {
    expect(financialsParsed(text)).toEqual([]);
  });
});

test.each(["1,", "a", "一", "2021\t", "收入1万,", "年\t收入\t利润\n", "-", " "])(
  "a million of %j end soon",
  (piece) => {
    const begun = performance.now();
    financialsParsed(piece.repeat(1_000_000));
    expect(performance.now() - begun).toBeLessThan(3_000);
  },
);
