import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { WordBlock, WordFacts } from "../../src/domain/facts.ts";
import { seeWord } from "../../src/domain/see-word.ts";
import { readWord } from "../../src/reading/word.ts";
import { campaign, OTHER, OWN, wordForm } from "./evidence-fixture.ts";

const see = (...parts: WordFacts[]) =>
  seeWord({ blocks: parts.flatMap(({ blocks }) => blocks), dropped: [] }, [], campaign);
const lines = (text: string): WordFacts => ({
  blocks: text.split("\n").map((paragraph): WordBlock => ({ paragraph })),
  dropped: [],
});
const blank = async (name: string): Promise<WordFacts> =>
  (await readWord(readFileSync(`rules/sunshine-2022/${name}`), "docx")).word ?? { blocks: [], dropped: [] };
const blankForm = await blank("附件1-申请表.docx");
const declaration = await blank("附件2-宣言.docx");
const NOTICE = lines(
  "关于征集“网络安全服务阳光行动”成员单位的通知\n各会员单位：\n一、申请条件\n二、申请方式\n附件：\n1. “网络安全服务阳光行动”成员单位申请表\n2. “网络安全服务阳光行动”宣言及“网络安全服务阳光行动”成员守则",
);
const titled = (title: string): WordFacts => ({
  ...wordForm(),
  blocks: [{ paragraph: title }, ...wordForm().blocks.slice(1)],
});
const lineForm = (unit: string) =>
  lines(
    `附件 1:\n“网络安全服务阳光行动”\n成员单位申请表\n单位名称：${unit}\n联系人：李明\n手机：13800138000\n邮寄地址：北京市\n网络安全服务内容：安全运维\n网络安全服务资质：无`,
  );

describe("the papers in a Word file", () => {
  test.each([
    ["a form", [wordForm()], [["application-form", OWN]]],
    ["a blank form", [blankForm], [["application-form", null]]],
    ["a form without a table", [lineForm(OWN)], [["application-form", OWN]]],
    ["the declaration", [declaration], [["declaration", null]]],
    ["a blank form, then the filled one", [blankForm, wordForm()], [["application-form", OWN]]],
    ["the filled form, then a blank one", [wordForm(), blankForm], [["application-form", OWN]]],
    [
      "two companies' forms",
      [wordForm(), wordForm({ 单位名称: OTHER })],
      [
        ["application-form", OWN],
        ["application-form", OTHER],
      ],
    ],
    [
      "two companies' forms without tables",
      [lineForm(OWN), lineForm(OTHER)],
      [
        ["application-form", OWN],
        ["application-form", OTHER],
      ],
    ],
    [
      "a form and the blank declaration of the same file of annexes",
      [wordForm(), declaration],
      [
        ["application-form", OWN],
        ["declaration", null],
      ],
    ],
    [
      "the declaration before the form",
      [declaration, wordForm()],
      [
        ["application-form", OWN],
        ["declaration", null],
      ],
    ],
    ["the whole notice, blank", [NOTICE, blankForm, declaration], [["notice", null]]],
    [
      "the whole notice, its form filled in",
      [NOTICE, wordForm(), declaration],
      [
        ["application-form", OWN],
        ["declaration", null],
      ],
    ],
    [
      "a list of annexes is none of them",
      [lines("附件：\n“网络安全服务阳光行动”成员单位申请表\n“网络安全服务阳光行动”宣言"), wordForm()],
      [["application-form", OWN]],
    ],
  ] as [string, WordFacts[], [string, string | null][]][])("%s", (_what, parts, expected) => {
    expect(see(...parts).map(({ document, unitName }) => [document, unitName])).toEqual(expected);
  });

  test("of the same company's two forms the fuller, of equally full ones the last", () => {
    const [fuller] = see(wordForm({ 手机: "13900139000" }), wordForm({ 职务: "" }));
    expect(fuller?.form?.fields["mobile"]).toBe("13900139000");
    const [last] = see(wordForm(), wordForm({ 手机: "13900139000" }));
    expect(last?.form?.fields["mobile"]).toBe("13900139000");
  });

  test("two companies keep their own lines and values", () => {
    const forms = see(lineForm(OWN), lineForm(OTHER)).map(({ form }) => form);
    expect(forms.map((form) => form?.fields["qualifications"])).toEqual(["无", "无"]);
  });

  test.each([
    ["this year's title", "2022年“网络安全服务阳光行动”成员单位申请表", false],
    ["last year's title", "2021 年“网络安全服务阳光行动”成员单位申请表", true],
    ["the template's title", "“网络安全服务阳光行动”成员单位申请表", false],
  ])("%s", (_what, title, outdated) => {
    expect(see(titled(title))[0]?.form?.outdated).toBe(outdated);
  });
});
