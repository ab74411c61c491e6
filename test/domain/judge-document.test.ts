import { expect, test } from "vitest";
import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Status } from "../../src/domain/verdicts.ts";
import {
  formScan,
  greyScan,
  IN_TIME,
  OTHER,
  OWN,
  pageOf,
  sealOf,
  seen,
  seenScan,
  seenWord,
  stateOf,
  unsealed,
} from "./evidence-fixture.ts";

const note = (code: "encrypted" | "damaged" | "over-limit" | "unsupported-kind" | "ocr-unavailable") => [
  { code, detail: "" },
];

const single: [why: string, id: string, document: SeenDocument, status: Status, codes: string[]][] = [
  ["a good Word form", "form-word", seenWord(), "satisfied", []],
  ["a blank field", "form-word", seenWord({ 职务: "" }), "defective", ["field-missing"]],
  [
    "the example left",
    "form-word",
    seenWord({ 网络安全服务内容: "例：安全运维、安全咨询、安全托管、安全集成..." }),
    "defective",
    ["field-example-left"],
  ],
  [
    "a field that the reader may have lost is not called missing",
    "form-word",
    seenWord({ 职务: "" }, {}, ["总经理"]),
    "unsure",
    ["field-maybe-dropped"],
  ],
  ["an odd mobile number is a warning", "form-word", seenWord({ 手机: "1380013800" }), "satisfied", ["mobile-odd"]],
  ["a Word form is no stamped PDF", "form-pdf", seenWord(), "missing", []],
  ["a stamped PDF is no Word form", "form-word", formScan(), "missing", []],
  ["the form is no declaration", "declaration-pdf", formScan(), "missing", []],
  ["a stamped form", "form-pdf", formScan(), "satisfied", []],
  ["no seal", "form-pdf", unsealed(), "defective", ["seal-absent"]],
  [
    "another company's seal",
    "form-pdf",
    seenScan("application-form", [sealOf(OTHER)]),
    "defective",
    ["seal-other-company"],
  ],
  ["a grey copy", "form-pdf", greyScan(), "unsure", ["seal-colour-lost"]],
  ["a picture", "form-pdf", formScan({ medium: "image", name: "申请表.jpg" }), "defective", ["not-a-pdf"]],
  [
    "a slip of OCR in the name accuses nobody",
    "form-pdf",
    formScan({ unitName: "北京夭御安科技有限公司" }),
    "satisfied",
    [],
  ],
  ["a name cut short in the form accuses nobody", "form-pdf", formScan({ unitName: OWN.slice(2, 8) }), "satisfied", []],
  [
    "no date on a page whose text is certain",
    "form-pdf",
    formScan({
      ...{ nameCertain: true, scan: { unitName: null, unitNameConfidence: 1, date: null, fields: {} } },
      pages: [pageOf([sealOf(OWN)], "", "text-layer")],
    }),
    "satisfied",
    ["undated"],
  ],
  [
    "no date that OCR could read may be one written by hand",
    "form-pdf",
    formScan({ scan: { unitName: null, unitNameConfidence: 1, date: null, fields: {} } }),
    "satisfied",
    [],
  ],
  ["another name, read well", "form-pdf", formScan({ unitName: OTHER }), "defective", ["name-differs"]],
  [
    "a slip in a scanner's text layer, the seal right",
    "form-pdf",
    formScan({ unitName: "北京夭御安科技有限公司", nameCertain: true }),
    "satisfied",
    [],
  ],
  [
    "a near twin's born-digital form, the seal unread",
    "form-pdf",
    seenScan("application-form", [sealOf(null)], { unitName: "南京天御安科技有限公司", nameCertain: true }),
    "defective",
    ["seal-name-unread", "name-differs"],
  ],
  [
    "有限责任公司 is the same name",
    "form-pdf",
    formScan({ unitName: "北京天御安科技有限责任公司", nameCertain: true }),
    "satisfied",
    [],
  ],
  [
    "an encrypted file named after the form",
    "form-pdf",
    seen({ name: "申请表.pdf", notes: note("encrypted") }),
    "defective",
    ["document-encrypted"],
  ],
  [
    "… is not the declaration",
    "declaration-pdf",
    seen({ name: "申请表.pdf", notes: note("encrypted") }),
    "missing",
    [],
  ],
  [
    "a damaged file without a telling name",
    "declaration-pdf",
    seen({ name: "扫描件.pdf", notes: note("damaged") }),
    "unsure",
    ["document-damaged"],
  ],
  ["a damaged PDF is no Word form", "form-word", seen({ name: "扫描件.pdf", notes: note("damaged") }), "missing", []],
  [
    "a damaged .docx",
    "form-word",
    seen({ name: "a.docx", medium: "word", notes: note("damaged") }),
    "unsure",
    ["document-damaged"],
  ],
  [
    "an encrypted archive may hold anything",
    "declaration-pdf",
    seen({ name: "材料.zip", medium: "archive", notes: note("encrypted") }),
    "unsure",
    ["document-encrypted"],
  ],
  [
    "an OFD that cannot be read, named after the form",
    "form-pdf",
    seen({ name: "申请表.ofd", medium: "ofd", notes: note("unsupported-kind") }),
    "defective",
    ["not-a-pdf"],
  ],
  [
    "a spreadsheet called 申请表",
    "form-pdf",
    seen({ name: "申请表.xlsx", medium: "other", notes: note("unsupported-kind") }),
    "defective",
    ["document-unsupported-kind"],
  ],
  [
    "a signature's certificate",
    "form-pdf",
    seen({ name: "smime.p7s", medium: "other", notes: note("unsupported-kind") }),
    "missing",
    [],
  ],
  [
    "a page that OCR could not read",
    "declaration-pdf",
    seen({ name: "IMG_1.jpg", medium: "image" }),
    "unsure",
    ["document-unknown"],
  ],
  [
    "without OCR nothing is missing",
    "declaration-pdf",
    seen({ notes: note("ocr-unavailable") }),
    "unsure",
    ["document-unknown"],
  ],
  [
    "a business licence satisfies nothing",
    "declaration-pdf",
    seen({ name: "营业执照.pdf", foreign: true }),
    "missing",
    ["document-other"],
  ],
];

test.each(single)("%s", (_why, id, document, status, codes) => {
  const state = stateOf(id, { documents: [document] });
  expect([state.status, state.findings.map((one) => one.code)]).toEqual([status, codes]);
  if (status !== "missing") expect(state).toMatchObject({ since: IN_TIME, documents: [document.name] });
});

test("a link to cloud storage is not missing, and its sender must send the file", () => {
  const cloudLinks = [{ mailId: "M1", receivedAt: IN_TIME, link: "https://pan.example/1" }];
  const state = stateOf("declaration-pdf", { cloudLinks });
  expect(state).toMatchObject({ status: "unsure", since: IN_TIME });
  expect(state.findings.map((one) => [one.code, one.severity])).toEqual([["cloud-link", "blocker"]]);
});

test("what came and was recognised is not put in doubt by another file", () => {
  const state = stateOf("form-pdf", { documents: [formScan(), seen({ name: "扫描件.pdf", notes: note("damaged") })] });
  expect(state).toMatchObject({ status: "satisfied", findings: [] });
});
