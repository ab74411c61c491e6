import { expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import { documentFindings } from "../../src/domain/judge-document.ts";
import { judge } from "../../src/domain/judging.ts";
import type { Status } from "../../src/domain/verdicts.ts";
import {
  campaign,
  evidence,
  formScan,
  OTHER,
  OWN,
  pageOf,
  say,
  sealOf,
  seenScan,
  seenWord,
  stateOf,
  unsealed,
} from "./evidence-fixture.ts";

function codesOf(id: string, more: Partial<Evidence>, rules?: Campaign) {
  const { status, findings, documents } = stateOf(id, more, rules);
  return { status, codes: findings.map((one) => one.code), documents };
}

const PLACE = "单位公章：";
/** A form of two pages; `label` and `seal` say on which. */
const twoPages = (label: 1 | 2, seal: 1 | 2 | null, text = PLACE, other = "网络安全服务内容"): SeenDocument =>
  formScan({
    pages: [1, 2].map((number) => ({
      ...pageOf(number === seal ? [sealOf(OWN)] : [], number === label ? text : other),
      number,
    })),
  });
/** Whose name is certain, each page's text from there. */
const undatedOn = (...sources: ("text-layer" | "none")[]): SeenDocument =>
  formScan({
    ...{ nameCertain: true, scan: { unitName: OWN, unitNameConfidence: 1, date: null, fields: {} } },
    pages: sources.map((source) => pageOf([sealOf(OWN)], "网络安全服务内容", source)),
  });
const unreadPage = (code: "damaged" | "over-limit", detail: string, where: string) => [{ code, detail, where }];
const beyond = unreadPage("over-limit", "pages", "第31—40页");
const broken = unreadPage("damaged", "bad object", "第2页");

const rows: [why: string, document: SeenDocument, status: Status, codes: string[]][] = [
  ["the seal at its place", twoPages(2, 2), "satisfied", []],
  ["the seal on another page than its place", twoPages(2, 1), "unsure", ["page-unsigned"]],
  [
    "… its label with the date in one line",
    twoPages(2, 1, "单位公章： 申请日期：2022年11月18日"),
    "unsure",
    ["page-unsigned"],
  ],
  ["… in brackets", twoPages(2, 1, "（盖章）"), "unsure", ["page-unsigned"]],
  [
    "the form's place is empty, the seal on a licence that was put with it",
    twoPages(1, 2, PLACE, "营业执照\n名称：北京天御安科技有限公司"),
    "unsure",
    ["page-unsigned"],
  ],
  ["… on a page of a few words", twoPages(1, 2, PLACE, "合同审批章 北京"), "unsure", ["page-unsigned"]],
  ["… on a page without words", twoPages(1, 2, PLACE, ""), "unsure", ["page-unsigned"]],
  ["a text layer without a date", undatedOn("text-layer", "text-layer"), "satisfied", ["undated"]],
  ["… beside a page that nobody could read: it may stand there", undatedOn("text-layer", "none"), "satisfied", []],
  [
    "a sentence about the seal is no place for it",
    twoPages(2, 1, "并请加盖单位公章后扫描成PDF版发至秘书处邮箱"),
    "satisfied",
    [],
  ],
  ["no seal anywhere is one defect, not two", twoPages(2, null), "defective", ["seal-absent"]],
  [
    "a faint ring at the place, the seal on another page: what is at the place is for a person",
    formScan({ pages: [pageOf([sealOf(OWN)]), { ...pageOf([sealOf(null, { confidence: 0.4 })], PLACE), number: 2 }] }),
    "unsure",
    ["seal-unclear"],
  ],
  ["no seal on what could be read of it", unsealed({ notes: broken }), "unsure", ["document-partly-read"]],
  ["… nor within the pages that are read at most", unsealed({ notes: beyond }), "unsure", ["document-partly-read"]],
  [
    "another company's seal on the pages seen",
    seenScan("application-form", [sealOf(OTHER)], { notes: broken }),
    "unsure",
    ["document-partly-read"],
  ],
  [
    "a doubtful seal, and pages unread",
    seenScan("application-form", [sealOf(OWN, { colour: "grey" })], { notes: broken }),
    "unsure",
    ["seal-colour-lost", "document-partly-read"],
  ],
  ["sealed on the pages seen: what else there is does not matter", formScan({ notes: broken }), "satisfied", []],
  [
    "another company's name is a defect whatever the unread pages hold",
    formScan({ unitName: OTHER, notes: broken }),
    "defective",
    ["name-differs"],
  ],
  [
    "no date on what could be read",
    formScan({
      nameCertain: true,
      scan: { unitName: null, unitNameConfidence: 1, date: null, fields: {} },
      notes: broken,
    }),
    "satisfied",
    [],
  ],
  ["an OFD with its seal drawn", formScan({ medium: "ofd", name: "申请表.ofd" }), "defective", ["not-a-pdf"]],
  [
    "an OFD whose signatures are not drawn is not called unsealed",
    unsealed({ medium: "ofd", name: "申请表.ofd" }),
    "defective",
    ["seal-unclear", "not-a-pdf"],
  ],
  [
    "a near twin's name read well, the seal unread: a person must look",
    seenScan("application-form", [sealOf(null)], { unitName: "南京天御安科技有限公司" }),
    "unsure",
    ["seal-name-unread", "possible-twin"],
  ],
  [
    "a slip of OCR in the name where the seal says the right one",
    formScan({ unitName: "北京夭御安科技有限公司" }),
    "satisfied",
    [],
  ],
];

test.each(rows)("%s", (_why, document, status, codes) => {
  expect(codesOf("form-pdf", { documents: [document] })).toMatchObject({ status, codes });
});

test.each([
  ["a picture", "image"],
  ["an OFD", "ofd"],
] as const)("%s serves as a PDF where the rules say so", (_why, medium) => {
  const rules: Campaign = { ...campaign, pictureInsteadOfPdf: "satisfied" };
  expect(codesOf("form-pdf", { documents: [formScan({ medium })] }, rules)).toMatchObject({
    status: "satisfied",
    codes: [],
  });
});

test("an OFD without a drawn seal is a person's to look at where the rules take it for a PDF", () => {
  const rules: Campaign = { ...campaign, pictureInsteadOfPdf: "satisfied" };
  const state = codesOf("form-pdf", { documents: [unsealed({ medium: "ofd" })] }, rules);
  expect(state).toMatchObject({ status: "unsure", codes: ["seal-unclear"] });
});

test("what may stand on a page that was not read is not missing", () => {
  const bundle = formScan({ name: "全部材料.pdf", notes: beyond });
  expect(codesOf("declaration-pdf", { documents: [seenWord(), bundle] })).toEqual({
    status: "unsure",
    codes: ["document-partly-read"],
    documents: ["全部材料.pdf"],
  });
  expect(codesOf("form-word", { documents: [bundle] }).status).toBe("missing");
});

test("which pages were not read is told, of the two papers in one file once", () => {
  const papers = [
    unsealed({ name: "合订.pdf", part: 3, notes: beyond }),
    seenScan("declaration", [], { name: "合订.pdf", part: 3, notes: beyond }),
  ];
  const states = judge(evidence({ documents: papers }), campaign, say).requirements;
  for (const id of ["form-pdf", "declaration-pdf"]) {
    const messages = states.find((one) => one.id === id)?.findings.map((one) => one.message);
    expect(messages).toEqual([expect.stringContaining("文件“合订.pdf”的第31—40页未能读出")]);
  }
});

test("both papers in one file, each with its own seal or without", () => {
  const file = { name: "合订.pdf", part: 1 };
  const papers = [unsealed(file), seenScan("declaration", [sealOf(OWN)], { ...file, piece: 1 })];
  expect(codesOf("form-pdf", { documents: papers })).toMatchObject({ status: "defective", codes: ["seal-absent"] });
  expect(codesOf("declaration-pdf", { documents: papers })).toMatchObject({ status: "satisfied", codes: [] });
});

test("a seal with the company's former name is its own; another's is not", () => {
  const aliases = ["天御网络技术有限公司"];
  const documents = [
    seenScan("application-form", [sealOf("天御网络技术有限公司")], { unitName: "天御网络技术有限公司" }),
  ];
  expect(codesOf("form-pdf", { documents, aliases })).toMatchObject({ status: "satisfied", codes: [] });
  expect(codesOf("form-pdf", { documents })).toMatchObject({ status: "defective" });
});

test("by itself a document tells of its unread pages even where it is good", () => {
  expect(documentFindings(formScan({ notes: broken }), OWN, campaign, say).map((one) => one.code)).toEqual([
    "document-partly-read",
  ]);
});
