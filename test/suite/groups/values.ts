import type { FormValues } from "../../../src/demo/makers/form-values.ts";
import type { Case, Expected } from "../case.ts";
import { applies, formPdfOf, formWord } from "../made.ts";
import { BLANK_FORM, valuesOf, wordForm } from "../papers.ts";

type Written = (values: FormValues) => Partial<FormValues>;
interface Said {
  must?: string[];
  may?: string[];
  /** Of the Word form; what a clerk would send back is `defective`. */
  word?: Expected;
  /** Of the stamped form, which is a print of the Word form unless it says otherwise. */
  form?: Expected;
  /** What is to be read, where that is not what was written. */
  read?: Written;
  /** The stamped copy was mended by hand before it was printed. */
  stampedRight?: boolean;
}
type Row = [name: string, why: string, write: Written, said?: Said];

const lacks = (code: string): Said => ({ word: "defective", must: [code] });
const odd = (...must: string[]): Said => ({ must });

const FIELDS: Row[] = [
  ["address-empty", "a required field empty", () => ({ postalAddress: "" }), lacks("field-missing")],
  ["contact-empty", "nobody to talk to", () => ({ contact: "", mobile: "", position: "" }), lacks("field-missing")],
  ["strengths-empty", "the last of the long fields empty", () => ({ strengths: "" }), lacks("field-missing")],
  [
    "name-empty",
    "only the stamped form says whose it is",
    () => ({ unitName: "" }),
    { ...lacks("field-missing"), stampedRight: true },
  ],
  [
    "example-left",
    "the template's example stands where an answer should",
    () => ({ serviceScope: BLANK_FORM.serviceScope }),
    { ...lacks("field-example-left"), read: () => ({ serviceScope: "" }) },
  ],
  [
    "examples-left",
    "all long fields as they came",
    () => longExamples(),
    { ...lacks("field-example-left"), read: () => longBlanks() },
  ],
  [
    "xx-staff",
    "filled in by half: XX left among the shares",
    ({ workforce }) => ({ workforce: workforce.replace(/中级服务人员占比 \d+%/, "中级服务人员占比 XX%") }),
    { ...lacks("field-placeholder-left"), may: ["workforce-unread", "workforce-not-100"] },
  ],
  [
    "xx-money",
    "one year's figures still XX",
    ({ financials }) => ({
      financials: financials.replace(/2019 年.*/, "2019 年网络安全服务的收入为 XX 万元，利润 XX 万元，成本 XX 万元。"),
    }),
    { ...lacks("field-placeholder-left"), may: ["financials-unread", "financials-year-missing"] },
  ],
  ["qualifications-none", "无 is an answer", () => ({ qualifications: "无" })],
];

const CONTACTS: Row[] = [
  [
    "mobile-landline",
    "an office number where a mobile is asked for",
    () => ({ mobile: "010-12345678" }),
    odd("mobile-odd"),
  ],
  ["mobile-long", "one digit too many", ({ mobile }) => ({ mobile: `${mobile}1` }), odd("mobile-odd")],
  ["email-no-at", "# for @", () => ({ email: "zhaobiao#made-up.example" }), odd("email-odd")],
  ["email-cut", "no domain's end", () => ({ email: "zhaobiao@made" }), odd("email-odd")],
  ["address-short", "a city is no postal address", () => ({ postalAddress: "北京市" }), odd("address-odd")],
  ["address-desk", "a desk is no postal address", () => ({ postalAddress: "公司前台" }), odd("address-odd")],
];

const shares =
  (expert: string, senior: string, intermediate: string, general: string): Written =>
  () => ({
    workforce: `我公司从事网络安全服务工作的人员数量为 128 人，其中专家/资深服务人员占比 ${expert}%、高级服务人员占比 ${senior}%、中级服务人员占比 ${intermediate}%、一般服务人员占比 ${general}%。`,
  });
const STAFF: Row[] = [
  ["shares-95", "the levels add to 95 %", shares("10", "20", "40", "25"), odd("workforce-not-100")],
  ["shares-110", "the levels add to 110 %", shares("20", "25", "40", "25"), odd("workforce-not-100")],
  ["shares-tenths", "tenths that add to 100", shares("10.2", "24.2", "40.6", "25")],
  ["shares-rounded", "tenths that add to 99.9 were rounded", shares("10.2", "24.2", "40.6", "24.9")],
  [
    "shares-lines",
    "a level to a line",
    () => ({ workforce: "总人数：128 人\n专家/资深：10%\n高级：25%\n中级：40%\n一般：25%" }),
  ],
  [
    "heads",
    "heads instead of shares",
    () => ({ workforce: "共 100 人，其中专家/资深 10 人，高级 25 人，中级 40 人，一般 25 人。" }),
    { may: ["workforce-unread"] },
  ],
];

function longExamples(): Partial<FormValues> {
  const { serviceScope, qualifications, sectorsAndScale, workforce, financials, strengths } = BLANK_FORM;
  return { serviceScope, qualifications, sectorsAndScale, workforce, financials, strengths };
}

const longBlanks = (): Partial<FormValues> =>
  Object.fromEntries(Object.keys(longExamples()).map((field) => [field, ""]));

/** 附件1's values as a clerk checks them. The stamped form is a print of the Word form. */
export function values(): Case[] {
  return [...FIELDS, ...CONTACTS, ...STAFF, ...MONEY, ...DATES].map(caseOf);
}

function caseOf([name, why, write, said = {}]: Row): Case {
  const { must = [], may = [], word: status = "satisfied", form: formStatus = "satisfied", read, stampedRight } = said;
  return {
    name: `values/${name}`,
    why,
    make: async (kit) => {
      const right = valuesOf(kit.company);
      const written = { ...right, ...write(right) };
      const word = formWord("附件1-申请表.docx", await wordForm(written));
      const form = await formPdfOf(kit.company, stampedRight ? right : written);
      const fields = { ...written, ...read?.(right) };
      return applies(kit, { word, form, fields, must, may, statuses: [status, formStatus, "satisfied"] });
    },
  };
}

const year = (of: number, revenue: string, profit: string, cost: string) =>
  `${of} 年网络安全服务的收入为 ${revenue}，利润 ${profit}，成本 ${cost}。`;
const years =
  (...lines: string[]): Written =>
  () => ({ financials: lines.join("\n") });
const Y2020 = year(2020, "5460 万元", "720 万元", "4740 万元");
const Y2019 = year(2019, "4310 万元", "505 万元", "3805 万元");

const MONEY: Row[] = [
  [
    "money-unbalanced",
    "revenue less cost is not the profit",
    years(year(2021, "6820 万元", "910 万元", "5190 万元"), Y2020, Y2019),
    odd("financials-not-balanced"),
  ],
  [
    "money-rounded",
    "balanced within rounding",
    years(year(2021, "6820.4 万元", "910.2 万元", "5910.3 万元"), Y2020, Y2019),
  ],
  ["money-loss", "a loss is no fault", years(year(2021, "1200 万元", "-150 万元", "1350 万元"), Y2020, Y2019)],
  [
    "money-two-years",
    "2019 is not there",
    years(year(2021, "6820 万元", "910 万元", "5910 万元"), Y2020),
    odd("financials-year-missing"),
  ],
  [
    "money-other-years",
    "2022 to 2020 instead of 2021 to 2019",
    years(year(2022, "7100 万元", "900 万元", "6200 万元"), year(2021, "6820 万元", "910 万元", "5910 万元"), Y2020),
    { must: ["financials-year-missing"], may: ["financials-odd", "form-outdated"] },
  ],
  [
    "money-yuan-unsaid",
    "in 元 where the form says 万元: a company of 2022 would earn more than the country's largest",
    years(
      "2021 年收入 68200000，利润 9100000，成本 59100000",
      "2020 年收入 54600000，利润 7200000，成本 47400000",
      "2019 年收入 43100000，利润 5050000，成本 38050000",
    ),
    odd("financials-unit-odd"),
  ],
  [
    "money-yi",
    "in 亿元",
    years(
      year(2021, "1.58 亿元", "0.196 亿元", "1.384 亿元"),
      year(2020, "1.325 亿元", "0.152 亿元", "1.173 亿元"),
      year(2019, "9870 万元", "1010 万元", "8860 万元"),
    ),
  ],
  [
    "money-rows",
    "a table in words",
    years("年份 收入 利润 成本", "2021 年 6820 910 5910", "2020 年 5460 720 4740", "2019 年 4310 505 3805"),
  ],
];

const DATES: Row[] = [
  [
    "undated",
    "nobody wrote the date on either",
    () => ({ applicationDate: "    年    月    日" }),
    { must: ["date-missing", "undated"], read: () => ({ applicationDate: "" }) },
  ],
  [
    "date-last-year",
    "the year of another campaign",
    () => ({ applicationDate: "2021 年 11 月 18 日" }),
    odd("date-odd"),
  ],
  ["date-ahead", "a day after the deadline", () => ({ applicationDate: "2022 年 12 月 31 日" }), odd("date-odd")],
  ["date-dots", "dots between", () => ({ applicationDate: "2022.11.18" })],
];
