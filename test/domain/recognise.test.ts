import { describe, expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { PageFacts, SealFacts } from "../../src/domain/facts.ts";
import { papersOf, recognise } from "../../src/domain/recognise.ts";

const documents: Campaign["documents"] = {
  "application-form": {
    titles: ["“网络安全服务阳光行动”成员单位申请表"],
    phrases: ["单位名称", "邮寄地址", "网络安全服务内容", "网络安全服务资质", "网络安全服务领域技术特长", "单位意见"],
    enough: 3,
  },
  declaration: {
    titles: ["“网络安全服务阳光行动”宣言"],
    phrases: ["我司自愿参与“网络安全服务阳光行动”", "坚决维护国家网络安全", "持续加强自律自强意识"],
    enough: 2,
  },
  notice: {
    titles: ["关于征集“网络安全服务阳光行动”成员单位的通知"],
    phrases: ["各会员单位", "申请条件", "申请方式"],
    enough: 2,
  },
};

const FORM =
  "附件 1:\n“网络安全服务阳光行动”成员单位申请表\n单位名称\n甲公司\n邮寄地址\n网络安全服务内容\n网络安全服务资质";
const FORM_END =
  "网络安全服务领域技术特长\n网络安全服务资质\n单位意见\n我公司申请成为“网络安全服务阳光行动”成员单位，遵守“网络安全服务阳光行动”宣言及成员守则。\n单位公章：";
const DECLARATION =
  "附件 2:\n“网络安全服务阳光行动”宣言\n我司自愿参与“网络安全服务阳光行动”，坚决维护国家网络安全，持续加强自律自强意识。\n日 期: 年 月 日";
const NOTICE =
  "关于征集“网络安全服务阳光行动”成员单位的通知\n各会员单位：\n一、申请条件\n二、申请方式\n1. “网络安全服务阳光行动”成员单位申请表";

test.each([
  ["the form by its title", FORM, "application-form", true],
  ["the form's second page, which names the declaration", FORM_END, "application-form", false],
  ["the declaration by its title", DECLARATION, "declaration", true],
  ["the declaration without its title", DECLARATION.split("\n").slice(2).join("\n"), "declaration", false],
  ["the notice with both blank forms", `${NOTICE}\n${FORM}\n${FORM_END}\n${DECLARATION}`, "notice", true],
  ["the notice's inner page", "一、申请条件\n二、申请方式\n“网络安全服务阳光行动”宣言及成员守则", "notice", false],
  ["a title with slips of OCR", "“网络安全服务阳光行劢”成贝单位申清表", "application-form", true],
  ["a title broken in two", "“网络安全服务阳光行动”\n成员单位申请表", "application-form", true],
  ["a title spread out", "“ 网 络 安 全 服 务 阳 光 行 动 ” 宣 言", "declaration", true],
  ["phrases with slips of OCR", "我司自恩参与网络安全服务阳光行动，坚决维护国家网终安全", "declaration", false],
  ["a cover letter that names the papers", "现附上申请表和宣言，请查收。", "unknown", false],
  ["nothing", "", "unknown", false],
])("recognises %s", (_what, text, document, titled) => {
  expect(recognise(text, documents)).toMatchObject({ document, titled });
});

describe("papers in one PDF", () => {
  const seal: SealFacts = {
    ...{ box: { x: 0, y: 0, width: 0.2, height: 0.1 }, diameterMm: 40, shape: "round", colour: "red", confidence: 1 },
    ...{ evidence: {}, arc: [], words: "" },
  };
  const page = (text: string, seals: SealFacts[] = []): PageFacts => ({
    ...{ number: 1, widthMm: 210, heightMm: 297, textSource: "ocr", seals },
    lines: text
      .split("\n")
      .map((line, i) => ({ text: line, confidence: 1, box: { x: 0, y: i / 50, width: 1, height: 0.02 } })),
  });
  const papers = (...pages: PageFacts[]) =>
    papersOf(pages, documents).map((paper) => `${paper.document} ${paper.pages.length}`);

  test.each([
    ["form and declaration", [page(FORM), page(FORM_END), page(DECLARATION)], ["application-form 2", "declaration 1"]],
    ["the other way round", [page(DECLARATION), page(FORM), page(FORM_END)], ["declaration 1", "application-form 2"]],
    ["the form's pages swapped", [page(FORM_END), page(FORM)], ["application-form 2"]],
    [
      "a blank page goes with what precedes it",
      [page(FORM), page(""), page(DECLARATION)],
      ["application-form 2", "declaration 1"],
    ],
    ["a cover stands alone", [page("请查收"), page(FORM)], ["unknown 1", "application-form 1"]],
    ["two forms", [page(FORM), page(FORM)], ["application-form 1", "application-form 1"]],
    ["the notice with its blank forms", [page(NOTICE), page(FORM), page(DECLARATION)], ["notice 3"]],
    [
      "the notice sent back with its forms stamped",
      [page(NOTICE), page(FORM, [seal]), page(DECLARATION, [seal])],
      ["notice 1", "application-form 1", "declaration 1"],
    ],
    ["no pages", [], []],
  ] as [string, PageFacts[], string[]][])("%s", (_what, pages, expected) => {
    expect(papers(...pages)).toEqual(expected);
  });
});
