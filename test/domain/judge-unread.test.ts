import { expect, test } from "vitest";
import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import { judge } from "../../src/domain/judging.ts";
import type { ReadingNote } from "../../src/domain/facts.ts";
import type { Status } from "../../src/domain/verdicts.ts";
import {
  campaign,
  evidence,
  IN_TIME,
  LATER_IN_TIME,
  OWN,
  say,
  sealOf,
  seen,
  seenScan,
  seenWord,
} from "./evidence-fixture.ts";

/** 《申请表》WORD版, 《申请表》盖章PDF版, 《宣言》盖章PDF版, each with its findings' codes. */
function byMail(more: Partial<Evidence>) {
  const states = judge(evidence(more), campaign, say).requirements.slice(0, 3);
  return states.map((one) => [one.status, ...one.findings.map(({ code }) => code)]);
}

const note = (code: ReadingNote["code"]): ReadingNote[] => [{ code, detail: "" }];
const refused = (code: ReadingNote["code"], name: string, medium: SeenDocument["medium"] = "pdf") =>
  seen({ name, medium, notes: note(code) });
type Row = [why: string, documents: SeenDocument[], states: [Status, ...string[]][]];
const missing: [Status] = ["missing"];

const scanInWord = (name: string) => seen({ name, medium: "word", mayHoldScan: true });
const wordDeclaration = (more: Partial<SeenDocument> = {}) =>
  seen({ name: "宣言.docx", medium: "word", document: "declaration", ...more });
const inBody = () => seenWord({}, { name: "邮件正文", medium: "other", inBody: true });

const rows: Row[] = [
  [
    "a scan pasted into a Word file of a telling name",
    [scanInWord("宣言盖章.docx")],
    [missing, missing, ["defective", "not-a-pdf"]],
  ],
  [
    "… the form's: it may be meant as either version",
    [scanInWord("申请表.docx")],
    [["unsure", "document-unknown"], ["defective", "not-a-pdf"], missing],
  ],
  [
    "… of no telling name may be anything",
    [scanInWord("扫描件.docx")],
    [
      ["unsure", "document-unknown"],
      ["unsure", "document-unknown"],
      ["unsure", "document-unknown"],
    ],
  ],
  [
    "the declaration sent as a Word file came, but not as it should",
    [wordDeclaration()],
    [missing, missing, ["defective", "not-a-pdf"]],
  ],
  ["a Word form is no stamped one", [seenWord()], [["satisfied"], missing, missing]],
  [
    "form and declaration in one Word file",
    [seenWord({}, { part: 1 }), wordDeclaration({ name: "申请表.docx", part: 1, piece: 1 })],
    [["satisfied"], missing, ["defective", "not-a-pdf"]],
  ],
  [
    "a PDF saved from Word and never stamped",
    [seenScan("application-form", [], { nameCertain: true, unitName: OWN })],
    [missing, ["defective", "seal-absent"], missing],
  ],
  [
    "the form as a spreadsheet",
    [seenWord({ 职务: "" }, { name: "申请表.xlsx", medium: "other" })],
    [["defective", "not-a-word", "field-missing"], missing, missing],
  ],
  [
    "… as a text",
    [seenWord({}, { name: "申请表.txt", medium: "other" })],
    [["defective", "not-a-word"], missing, missing],
  ],
  [
    "a web disk's login page under the declaration's name",
    [seen({ name: "宣言.pdf", medium: "other" })],
    [missing, missing, ["unsure", "document-unknown"]],
  ],
  ["the form as the mail's own text", [inBody()], [["unsure", "not-a-word"], missing, missing]],
  [
    "… beside a Word form counts for nothing",
    [inBody(), seenWord({ 职务: "" })],
    [["defective", "field-missing"], missing, missing],
  ],
  [
    "an OFD could be either stamped paper, not the Word form",
    [refused("unsupported-kind", "扫描件.ofd", "ofd")],
    [missing, ["unsure", "not-a-pdf"], ["unsure", "not-a-pdf"]],
  ],
  [
    "a telephone's photo in its own kind",
    [refused("unsupported-kind", "宣言.heic", "image")],
    [missing, missing, ["defective", "document-unsupported-kind"]],
  ],
  [
    "an archive named after the form may hold the declaration as well",
    [refused("encrypted", "申请表.zip", "archive")],
    [
      ["defective", "document-encrypted"],
      ["defective", "document-encrypted"],
      ["unsure", "document-encrypted"],
    ],
  ],
  [
    "two files, each of which names its paper and cannot be read",
    [refused("encrypted", "申请表盖章.pdf"), refused("damaged", "宣言盖章.pdf")],
    [missing, ["defective", "document-encrypted"], ["defective", "document-damaged"]],
  ],
  [
    "an empty file named after the declaration",
    [refused("empty", "宣言.pdf")],
    [missing, missing, ["defective", "document-empty"]],
  ],
  [
    "one that took too long",
    [refused("timed-out", "宣言.pdf")],
    [missing, missing, ["defective", "document-timed-out"]],
  ],
  [
    "a file that nobody can open, of no telling name, may be anything",
    [refused("unsupported-kind", "材料.exe", "other")],
    [
      ["unsure", "document-unsupported-kind"],
      ["unsure", "document-unsupported-kind"],
      ["unsure", "document-unsupported-kind"],
    ],
  ],
  ["… but no film", [refused("unsupported-kind", "宣传片.mp4", "other")], [missing, missing, missing]],
  [
    "one for which the mail's other files left no time is not called too large",
    [seen({ name: "宣言.pdf", notes: [{ code: "over-limit", detail: "mailSeconds" }] })],
    [missing, missing, ["defective", "document-timed-out"]],
  ],
  [
    "one that is too large",
    [seen({ name: "宣言.pdf", notes: [{ code: "over-limit", detail: "documentBytes" }] })],
    [missing, missing, ["defective", "document-over-limit"]],
  ],
  [
    "an unread Word file is no scan",
    [refused("damaged", "a.docx", "word")],
    [["unsure", "document-damaged"], missing, missing],
  ],
];

test.each(rows)("%s", (_why, documents, states) => {
  expect(byMail({ documents })).toEqual(states);
});

const unsealed = seenScan("application-form", []);
const form = (document: SeenDocument | null, links: Evidence["cloudLinks"] = []) =>
  byMail({ documents: [unsealed, ...(document ? [document] : [])], cloudLinks: links })[1];
const later = { receivedAt: LATER_IN_TIME };
const link = (receivedAt: string) => [{ mailId: "M2", receivedAt, link: "https://pan.example/1" }];

const mends: [why: string, state: unknown, expected: [Status, ...string[]]][] = [
  ["nothing since", form(null), ["defective", "seal-absent"]],
  [
    "a mended one that cannot be opened is named as well",
    form(seen({ name: "申请表.pdf", notes: note("encrypted"), ...later })),
    ["defective", "seal-absent", "document-encrypted"],
  ],
  [
    "an unreadable file beside it",
    form(refused("damaged", "扫描件.pdf")),
    ["defective", "seal-absent", "document-damaged"],
  ],
  [
    "a later picture that cannot be recognised may be the mended one",
    form(seen({ name: "IMG_2.jpg", medium: "image", ...later })),
    ["unsure", "seal-absent", "document-unknown"],
  ],
  ["a certificate beside it", form(seen({ name: "资质.pdf" })), ["defective", "seal-absent"]],
  [
    "a later certificate that was read well",
    form(seen({ name: "资质.pdf", foreign: true, ...later })),
    ["defective", "seal-absent"],
  ],
  ["a later link to cloud storage", form(null, link(LATER_IN_TIME)), ["unsure", "seal-absent", "cloud-link"]],
  [
    "what could not be opened before it came",
    form(seen({ name: "申请表.pdf", notes: note("encrypted"), receivedAt: "2022-11-01T00:00:00.000Z" })),
    ["defective", "seal-absent"],
  ],
];

test.each(mends)("after a version that must be mended: %s", (_why, state, expected) => {
  expect(state).toEqual(expected);
});

test("what came and is good is not put in doubt by what came later and cannot be read", () => {
  const good = seenScan("application-form", [sealOf(OWN)], { receivedAt: IN_TIME });
  const [, state] = byMail({ documents: [good, seen({ name: "扫描件.pdf", notes: note("damaged"), ...later })] });
  expect(state).toEqual(["satisfied"]);
});
