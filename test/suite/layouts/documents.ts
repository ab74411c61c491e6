import { DECLARATION } from "../../../src/demo/makers/declaration-pages.ts";
import type { FormValues } from "../../../src/demo/makers/form-values.ts";
import { paragraphs, run } from "../../makers/docx.ts";
import { BLANK_FORM } from "../papers.ts";
import { docxOf, escape, formRows, formWith, opinionCell, singleRows, spanned, TITLE } from "../word-forms.ts";
import type { Layout } from "./layout.ts";

/** Forms without a table, several papers in one file, other years. */
export const documents: Layout[] = [
  [
    "no-table",
    "running lines: 单位名称：某某",
    (values) =>
      docxOf(
        paragraphs(
          escape(
            `${TITLE}\n${singleRows(values)
              .map(([label = "", value = ""]) => `${label.replace("\n", "")}：${value}`)
              .join("\n")}`,
          ),
        ),
      ),
  ],
  [
    "no-table-tabs",
    "labels and values parted by tabs",
    (values) =>
      docxOf(
        paragraphs(TITLE) +
          singleRows(values)
            .map(([label = "", value = ""]) => {
              const [first = "", ...rest] = value.split("\n");
              return `<w:p>${run(escape(label.replace("\n", "")))}<w:r><w:tab/></w:r>${run(escape(first))}</w:p>${rest.length > 0 ? paragraphs(escape(rest.join("\n"))) : ""}`;
            })
            .join(""),
      ),
  ],
  ["no-title", "the table without its title", (values) => docxOf(spanned(formRows(values)))],
  [
    "blank-form-before",
    "the blank form stands before the filled one",
    (values) => formWith(spanned(formRows(BLANK_FORM)) + paragraphs(`附件 1:\n${TITLE}`) + spanned(formRows(values))),
  ],
  [
    "with-declaration",
    "form and declaration in one Word file",
    (values) =>
      formWith(
        spanned(formRows(values)) +
          paragraphs(`附件 2:\n“网络安全服务阳光行动”宣言\n${DECLARATION}\n单位公章：\n日 期：2022 年 11 月 18 日`),
      ),
  ],
  [
    "declaration-first",
    "declaration before the form in one Word file",
    (values) =>
      docxOf(
        paragraphs(
          `附件 2:\n“网络安全服务阳光行动”宣言\n${DECLARATION}\n单位公章：\n日 期：2022 年 11 月 18 日\n附件 1:\n${TITLE}`,
        ) + spanned(formRows(values)),
      ),
  ],
  [
    "in-the-notice",
    "filled in within the notice's own document",
    (values) => docxOf(paragraphs(NOTICE + TITLE) + spanned(formRows(values))),
  ],
  [
    "form-of-2021",
    "last year's form: its title's year and its years of figures",
    (values) => docxOf(paragraphs(`附件 1:\n2021 年${TITLE}`) + spanned(formRows(olderYears(values)))),
    (values) => ({
      fields: olderYears(values),
      must: ["financials-year-missing", "form-outdated"],
      may: ["fields-differ"],
    }),
  ],
  [
    "letterhead",
    "the company's letterhead above the form",
    (values) =>
      docxOf(
        paragraphs(`${values.unitName}\n地址：${values.postalAddress}\n电话：010-00000000\n${TITLE}`) +
          spanned(formRows(values)),
      ),
  ],
  [
    "date-apart",
    "the date's parts in runs and lines of their own",
    (values) =>
      formWith(
        spanned([
          ...formRows(values).slice(0, -1),
          ["单位意见", `${values.opinion}\n\n\n          单位公章：\n\n          申请日期： 2022 年  11 月  18 日`],
        ]),
      ),
  ],
  [
    "opinion-below-table",
    "opinion, seal and date under the table",
    (values) =>
      formWith(spanned(formRows(values).slice(0, -1)) + paragraphs(escape(`单位意见：\n${opinionCell(values)}`))),
  ],
];

const olderYears = (values: FormValues): FormValues => ({
  ...values,
  financials: values.financials.replace(/20(19|20|21)/g, (year) => String(Number(year) - 1)),
});

const NOTICE = `关于征集“网络安全服务阳光行动”成员单位的通知
各会员单位：
现面向各会员单位征集成员单位。有关事项通知如下：
一、申请条件
二、申请方式
5. 联盟对申请材料进行审核，审核通过发放证书。
附件 1:
`;
