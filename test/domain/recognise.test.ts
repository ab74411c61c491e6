import { describe, expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { PageFacts, SealFacts } from "../../src/domain/facts.ts";
import { papersOf } from "../../src/domain/papers.ts";
import { recognise } from "../../src/domain/recognise.ts";

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
    inner: ["“网络安全服务阳光行动”成员守则"],
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
const ARTICLES =
  "“网络安全服务阳光行动”成员守则\n第一条 严格遵守国家有关法律、法规和政策，主动接受国家网络安全主管部门的指导和监督。";
const LETTER = "关于报送申请材料的函\n您好！现将我公司参加本次活动的申请表和宣言各一份报送贵处，请予审核。";
const LICENCE =
  "营业执照\n单位名称：北京甲科技有限公司\n法定代表人：李某\n经营范围：技术开发、技术咨询、计算机系统服务；销售计算机软件。\n成立日期：2015 年 03 月 12 日";
const FOOT = "单位公章：\n日 期：2022 年 11 月 20 日";
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
    ...{ evidence: {}, arc: [], words: "", ellipse: null, how: "ink-scan" },
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
    ["a blank page before all goes with what follows", [page(""), page(FORM)], ["application-form 2"]],
    [
      "the members' rules go with the declaration before them",
      [page(DECLARATION), page(ARTICLES), page(FORM)],
      ["declaration 2", "application-form 1"],
    ],
    [
      "and with the only one, wherever they lie",
      [page(ARTICLES), page(FORM), page(DECLARATION)],
      ["declaration 2", "application-form 1"],
    ],
    ["the members' rules alone are no declaration", [page(ARTICLES, [seal])], ["unknown 1"]],
    [
      "the form's pages with the declaration between them",
      [page(FORM), page(DECLARATION), page(FORM_END)],
      ["application-form 2", "declaration 1"],
    ],
    [
      "a letter between is another paper",
      [page(FORM), page(FORM_END), page(LETTER), page(DECLARATION)],
      ["application-form 2", "unknown 1", "declaration 1"],
    ],
    [
      "a stamped licence behind an unstamped form lends it no seal",
      [page(FORM), page(FORM_END), page(LICENCE, [seal])],
      ["application-form 2", "unknown 1"],
    ],
    ["the foot of a paper that ran over belongs to it", [page(DECLARATION), page(FOOT, [seal])], ["declaration 2"]],
    [
      "an unstamped and a stamped copy are two",
      [page(FORM), page(FORM_END), page(FORM), page(FORM_END, [seal])],
      ["application-form 2", "application-form 2"],
    ],
    [
      "two copies collated page by page",
      [page(FORM), page(FORM), page(FORM_END), page(FORM_END, [seal])],
      ["application-form 2", "application-form 2"],
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

  test("a paper's pages keep the file's order", () => {
    const pages = [FORM_END, DECLARATION, FORM].map((text, i) => ({ ...page(text), number: i + 1 }));
    const [form] = papersOf(pages, documents);
    expect(form?.pages.map(({ number }) => number)).toEqual([1, 3]);
  });
});
