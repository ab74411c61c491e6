import { expect, test } from "vitest";
import type { WordBlock } from "../../../src/domain/facts.ts";
import { checkForm } from "../../../src/domain/form/check.ts";
import { seeBody } from "../../../src/domain/see-body.ts";
import { seeWord } from "../../../src/domain/see-word.ts";
import { campaign, OWN, wordForm } from "../evidence-fixture.ts";

/** Characters: what one hostile file may well bring into the daemon's own process. */
const MUCH = 100_000;
/** ms; each case takes a fraction of a second, and what grows with the square of the text takes minutes. */
const ENDS = 5_000;
const TITLE = "网络安全服务阳光行动成员单位申报表";
const much = (piece: string): string => piece.repeat(Math.ceil(MUCH / piece.length));
const numbered = (piece: string): string =>
  Array.from({ length: MUCH / piece.length }, (_, i) => piece.replace("#", `${i}`)).join("");

const TEXTS: [why: string, text: string][] = [
  ["low lines before a name", `${much("_")}张三`],
  ["signs for something to be written", `${much("×")}张三`],
  ["blanks in one line", `${much(" ")}张三`],
  ["wide blanks and breaks", `${much("\u3000\n")}张三`],
  ["breaks", `${much("\n")}张三`],
  ["numerals that are no number", `${much("一")}张三`],
  ["figures", much("1,")],
  ["letters of an address of e-mail", `${much("a.")}@`],
  ["brackets that nothing closes", much("（")],
  ["the seal's place without end", much("单位（公")],
  ["titles, or nearly", much(`${TITLE}\n`)],
  ["forms' names", numbered("单位名称：甲#公司\n")],
  ["labels", much("联系人：\n手机：\n")],
  ["annexes", much("附件2 ：\n")],
  ["dates, or nearly", much("二〇二二年十")],
];

const see = (blocks: WordBlock[]) => {
  const papers = seeWord({ blocks, dropped: [] }, [], campaign);
  return papers.flatMap(({ form }) => (form ? checkForm(form, campaign) : []));
};
const lines = (text: string): WordBlock[] => text.split("\n").map((paragraph) => ({ paragraph }));
const labelsOf = (): string[] => campaign.form.fields.map(({ label }) => label);

test.each(TEXTS)("a Word file of lines ends: %s", { timeout: ENDS }, (_why, text) => {
  expect(see([...lines(text), ...wordForm().blocks])).toBeDefined();
});

test.each(TEXTS)("a Word form with a piece of it in every field ends: %s", { timeout: ENDS }, (_why, text) => {
  const table = labelsOf().map((label) => [label, text.slice(-MUCH / labelsOf().length)]);
  expect(see([{ paragraph: "“网络安全服务阳光行动”成员单位申请表" }, { table }])).toBeDefined();
});

test.each(TEXTS)("a mail's text ends: %s", { timeout: ENDS }, (_why, text) => {
  const form = labelsOf().map((label) => `${label}：${label === "单位名称" ? OWN : text.slice(0, 20)}`);
  expect(seeBody(`${form.join("\n")}\n${text}`, campaign)).toBeDefined();
});

test.each<[string, WordBlock[]]>([
  ["rows that nobody knows", [{ table: Array.from({ length: 20_000 }, (_, i) => ["", `甲${i}`]) }]],
  ["a row of cells", [{ table: [["手机", ...Array.from({ length: 50_000 }, () => "-")]] }]],
  ["a label's rows", [{ table: [["联系人", ""], ...Array.from({ length: 20_000 }, () => ["", "。"])] }]],
  ["a row of labels", [{ table: [Array.from({ length: 20_000 }, () => "联系人")] }]],
  ["tables", Array.from({ length: 20_000 }, () => ({ table: [["传真", "1"]] }))],
])("a table without end ends: %s", { timeout: ENDS }, (_why, blocks) => {
  expect(see([...wordForm().blocks, ...blocks])).toBeDefined();
});
