import type { FormValues } from "../../../src/demo/makers/form-values.ts";
import type { Case } from "../case.ts";
import { type Application, applies, formPdfOf, formWord } from "../made.ts";
import { BLANK_FORM, valuesOf, wordForm } from "../papers.ts";

type Way = [
  name: string,
  why: string,
  written: Partial<FormValues> | ((values: FormValues) => Partial<FormValues>),
  otherwise?: Application,
];

/** What people write into 附件1, and what a clerk would remark; the stamped form says the same. */
export function written(): Case[] {
  return [...contacts, ...workforces, ...financials, ...left, ...dates].map(([name, why, written, otherwise = {}]) => ({
    name: `written/${name}`,
    why,
    make: async (kit) => {
      const own = valuesOf(kit.company);
      const values = { ...own, ...(typeof written === "function" ? written(own) : written) };
      const word = formWord("附件1-申请表.docx", await wordForm(values));
      const form = await formPdfOf(kit.company, values);
      const fields = { ...values, ...otherwise.fields };
      return applies(kit, { word, form, ...otherwise, fields });
    },
  }));
}

const remark = (...must: string[]): Application => ({ must });
const blocked = (must: string[], fields: Partial<FormValues> = {}): Application => ({
  must,
  fields,
  statuses: ["defective", "satisfied", "satisfied"],
});

const contacts: Way[] = [
  ["mobile-dashed", "a mobile number with dashes", { mobile: "138-0000-1234" }],
  ["mobile-86", "with the country's code", { mobile: "+86 13800001234" }],
  ["mobile-full-width", "in full-width figures", { mobile: "１３８００００１２３４" }],
  ["mobile-two", "two numbers", { mobile: "13800001234/13900004321" }],
  ["mobile-remark", "with a remark", { mobile: "13800001234（微信同号）" }],
  ["mobile-short", "a figure lost", { mobile: "1380000123" }, remark("mobile-odd")],
  ["email-two", "two addresses", { email: "zizhi@made.example; market@made.example" }],
  ["email-capitals", "in capitals", { email: "ZiZhi@Made.EXAMPLE" }],
  ["address-postcode", "with the postcode", { postalAddress: "北京市海淀区示例路 1 号创新大厦 6 层（邮编：100000）" }],
  ["address-none", "no place that a courier finds", { postalAddress: "同注册地址" }, remark("address-odd")],
];

const workforces: Way[] = [
  [
    "workforce-chinese",
    "in Chinese numerals",
    {
      workforce:
        "共有网络安全服务人员一百二十人，其中专家/资深占百分之十，高级占百分之二十，中级占百分之四十，一般占百分之三十。",
    },
  ],
  [
    "workforce-rounded",
    "shares that rounding makes 100.1",
    { workforce: "从业人员 87 人，其中专家/资深占比 11.5%、高级占比 23.0%、中级占比 37.9%、一般占比 27.7%" },
  ],
  [
    "workforce-full-width",
    "full-width figures and signs",
    {
      workforce:
        "我公司从事网络安全服务工作的人员数量为１２８人，其中专家／资深服务人员占比１０％、高级服务人员占比２０％、中级服务人员占比４０％、一般服务人员占比３０％",
    },
  ],
  [
    "workforce-no-experts",
    "a level of nobody",
    {
      workforce:
        "我公司从事网络安全服务工作的人员数量为 20 人，其中专家/资深服务人员占比 0%、高级服务人员占比 20%、中级服务人员占比 30%、一般服务人员占比 50%",
    },
  ],
  ["workforce-alone", "no levels at all", { workforce: "约六十人" }, remark("workforce-unread")],
];

const money = (each: (year: number, figures: [number, number, number]) => string): Partial<FormValues> => {
  const figures: [number, number, number][] = [
    [6820, 910, 5910],
    [5460, 720, 4740],
    [4310, 505, 3805],
  ];
  return { financials: figures.map((one, at) => each(2021 - at, one)).join("\n") };
};
const grouped = (figure: number) => figure.toLocaleString("en-US");

/** In full-width signs. */
const wide = (text: string) => Array.from(text, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join("");

const financials: Way[] = [
  [
    "money-yuan",
    "in 元, and says so",
    money(
      (year, [r, p, c]) =>
        `${year} 年网络安全服务收入 ${r * 10_000} 元，利润 ${p * 10_000} 元，成本 ${c * 10_000} 元。`,
    ),
    { may: ["financials-unit-odd"] },
  ],
  [
    "money-yuan-grouped",
    "in 元 with separators",
    money(
      (year, [r, p, c]) =>
        `${year} 年收入 ${grouped(r * 10_000)}.00 元，利润 ${grouped(p * 10_000)}.00 元，成本 ${grouped(c * 10_000)}.00 元。`,
    ),
    { may: ["financials-unit-odd"] },
  ],
  [
    "money-grouped",
    "with separators",
    money((year, [r, p, c]) => `${year} 年收入 ${grouped(r)} 万元，利润 ${grouped(p)} 万元，成本 ${grouped(c)} 万元。`),
  ],
  [
    "money-full-width",
    "full-width figures",
    money(
      (year, [r, p, c]) =>
        `${year} 年收入${wide(grouped(r))}万元，利润${wide(`${p}`)}万元，成本${wide(grouped(c))}万元。`,
    ),
  ],
  [
    "money-chinese",
    "in Chinese numerals",
    {
      financials:
        "2021 年收入一千二百万元，利润二百万元，成本一千万元；2020 年收入九百五十万元，利润一百万元，成本八百五十万元；2019 年收入八百万元，利润九十万元，成本七百一十万元。",
    },
  ],
  [
    "money-one-line",
    "three years in one line",
    money((year, [r, p, c]) => `${year} 年：收入 ${r} 万元、利润 ${p} 万元、成本 ${c} 万元；`),
  ],
  ["money-no-unit", "the unit is the form's", money((year, [r, p, c]) => `${year}年 收入：${r} 利润：${p} 成本：${c}`)],
  [
    "money-by-item",
    "a line for each item",
    {
      financials:
        "收入：2021 年 6820 万元，2020 年 5460 万元，2019 年 4310 万元\n利润：2021 年 910 万元，2020 年 720 万元，2019 年 505 万元\n成本：2021 年 5910 万元，2020 年 4740 万元，2019 年 3805 万元",
    },
  ],
  [
    "money-oldest-first",
    "the oldest year first",
    {
      financials:
        "2019 年收入 4310 万元，利润 505 万元，成本 3805 万元。\n2020 年收入 5460 万元，利润 720 万元，成本 4740 万元。\n2021 年收入 6820 万元，利润 910 万元，成本 5910 万元。",
    },
  ],
  [
    "money-looks-like-yuan",
    "figures of 元 without a unit, ten thousand times too much for 31 people",
    (values) => ({
      workforce: values.workforce.replace(/为 \d+ 人/, "为 31 人"),
      financials:
        "2021 年收入 12500000，利润 1300000，成本 11200000。\n2020 年收入 11000000，利润 1000000，成本 10000000。\n2019 年收入 9000000，利润 900000，成本 8100000。",
    }),
    remark("financials-unit-odd"),
  ],
];

const left: Way[] = [
  [
    "underlined",
    "a line to write on, nothing written: it may be called empty or a template's blank",
    { position: "________" },
    { ...blocked([], { position: "" }), may: ["field-missing", "field-placeholder-left"] },
  ],
  [
    "example-added-to",
    "the example left and added to",
    { serviceScope: `${BLANK_FORM.serviceScope}\n渗透测试、代码审计` },
    { fields: { serviceScope: "渗透测试、代码审计" } },
  ],
  [
    "example-mark-left",
    "例： left before the company's own words",
    { serviceScope: "例：渗透测试、应急响应、代码审计" },
    { fields: { serviceScope: "渗透测试、应急响应、代码审计" } },
  ],
  [
    "placeholder-client",
    "XX left in the sectors",
    { sectorsAndScale: "服务领域：政务、金融\n客户规模：政务领域客户 20 家、金融领域客户 XX 家" },
    blocked(["field-placeholder-left"]),
  ],
  [
    "odd-signs",
    "angle brackets, ampersands, emoji and rare characters",
    { strengths: "我公司研发 <A&B> 平台，支持 SM2/SM4 国密算法；服务“𠮷祥”系列客户 100% 满意😀。" },
  ],
  [
    "long-text",
    "six hundred characters",
    {
      strengths:
        "我公司在工业控制系统安全领域积累了完整的评估、建设、运营能力，服务覆盖能源、制造、交通等行业。".repeat(13),
    },
  ],
  [
    "several-lines",
    "numbered lines",
    {
      qualifications:
        "1、CCRC 信息安全服务资质认证证书风险评估一级\n2、CCRC 信息安全服务资质认证证书安全运维二级\n3、ISO/IEC 27001:2013 认证证书",
    },
  ],
  ["opinion-own", "an opinion in own words", { opinion: "同意申请加入，并遵守宣言及成员守则。" }],
];

const dates: Way[] = [
  ["date-dashes", "2022-11-18", { applicationDate: "2022-11-18" }],
  ["date-slashes", "2022/11/18", { applicationDate: "2022/11/18" }],
  ["date-chinese", "in Chinese numerals", { applicationDate: "二〇二二年十一月十八日" }],
  [
    "date-absent",
    "left blank",
    { applicationDate: "    年    月    日" },
    { must: ["date-missing"], may: ["undated"], fields: { applicationDate: "" } },
  ],
  ["date-of-2012", "a slip of the pen", { applicationDate: "2012 年 11 月 18 日" }, remark("date-odd")],
];
