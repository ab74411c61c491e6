import { describe, expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import { judge } from "../../src/domain/judging.ts";
import type { Status } from "../../src/domain/verdicts.ts";
import {
  campaign,
  evidence,
  IN_TIME,
  LATER_IN_TIME,
  OTHER,
  OWN,
  say,
  sealOf,
  seen,
  seenScan,
  seenWord,
  TOO_LATE,
} from "./evidence-fixture.ts";

const judged = (more: Partial<Evidence>, rules: Campaign = campaign) => judge(evidence(more), rules, say);

function stateOf(id: string, more: Partial<Evidence>, rules?: Campaign) {
  const state = judged(more, rules).requirements.find((one) => one.id === id);
  if (!state) throw new Error(id);
  return state;
}

const formScan = (more: Partial<SeenDocument> = {}) => seenScan("application-form", [sealOf(OWN)], more);
const declaration = (more: Partial<SeenDocument> = {}) => seenScan("declaration", [sealOf(OWN)], more);
const unsealed = (more: Partial<SeenDocument> = {}) => seenScan("application-form", [], more);
const greyScan = (more: Partial<SeenDocument> = {}) =>
  seenScan("application-form", [sealOf(OWN, { colour: "grey" })], more);
const paper = (received: string, sealed: boolean | null = true) => ({
  ...{ items: ["application-form" as const, "declaration" as const], received, sealed },
  loggedAt: IN_TIME,
});
const note = (code: "encrypted" | "damaged" | "over-limit" | "unsupported-kind" | "ocr-unavailable") => [
  { code, detail: "" },
];

test("an application that lacks nothing is complete", () => {
  const { state, late, findings, requirements } = judged({
    documents: [seenWord(), formScan(), declaration()],
    arrivals: [paper("2022-11-22")],
  });
  expect({ state, late, findings }).toEqual({ state: "complete", late: false, findings: [] });
  expect(requirements.map((one) => [one.status, one.findings])).toEqual(requirements.map(() => ["satisfied", []]));
});

test("an application of which nothing has come owes everything", () => {
  const { state, requirements } = judged({});
  expect(state).toBe("incomplete");
  expect(requirements.map((one) => [one.status, one.since, one.documents])).toEqual(
    requirements.map(() => ["missing", null, []]),
  );
});

test("without the paper it waits for the paper", () => {
  expect(judged({ documents: [seenWord(), formScan(), declaration()] }).state).toBe("awaiting-paper");
});

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
    "an OFD",
    "form-pdf",
    seen({ name: "申请表.ofd", medium: "ofd", notes: note("unsupported-kind") }),
    "defective",
    ["document-unsupported-kind"],
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

describe("the effective version", () => {
  const at = (receivedAt: string, name: string) => ({ receivedAt, name });
  const good = (when: string, name: string) => formScan(at(when, name));
  const bad = (when: string, name: string) => unsealed(at(when, name));
  const doubtful = (when: string, name: string) => greyScan(at(when, name));
  const rows: [why: string, versions: SeenDocument[], effective: string, status: Status, late: boolean][] = [
    ["a worse one does not displace a better", [good(IN_TIME, "1"), bad(LATER_IN_TIME, "2")], "1", "satisfied", false],
    ["nor does a doubtful one", [good(IN_TIME, "1"), doubtful(LATER_IN_TIME, "2")], "1", "satisfied", false],
    ["a better one does", [bad(IN_TIME, "1"), good(LATER_IN_TIME, "2")], "2", "satisfied", false],
    ["of equals the newer", [good(IN_TIME, "1"), good(LATER_IN_TIME, "2")], "2", "satisfied", false],
    ["of equally bad ones the newer", [bad(IN_TIME, "1"), bad(LATER_IN_TIME, "2")], "2", "defective", false],
    ["a late one does not displace an equal", [good(IN_TIME, "1"), good(TOO_LATE, "2")], "1", "satisfied", false],
    ["a late and worse one", [good(IN_TIME, "1"), bad(TOO_LATE, "2")], "1", "satisfied", false],
    ["what a person may yet accept is not late", [doubtful(IN_TIME, "1"), good(TOO_LATE, "2")], "1", "unsure", false],
    ["a mended one that is late", [bad(IN_TIME, "1"), good(TOO_LATE, "2")], "2", "satisfied", true],
    ["bad in time and bad late", [bad(IN_TIME, "1"), bad(TOO_LATE, "2")], "1", "defective", false],
    ["the order of arrival does not matter", [good(LATER_IN_TIME, "2"), bad(IN_TIME, "1")], "2", "satisfied", false],
    ["late alone", [good(TOO_LATE, "1")], "1", "satisfied", true],
  ];
  test.each(rows)("%s", (_why, documents, effective, status, late) => {
    const state = stateOf("form-pdf", { documents });
    expect(state).toMatchObject({ documents: [effective], status });
    expect(state.findings.some((one) => one.code === "late")).toBe(late);
    expect(judged({ documents }).late).toBe(late);
  });

  test.each([
    ["a second before the deadline", "2022-11-30T15:59:59.999Z", false],
    ["the deadline's instant, 24:00", "2022-11-30T16:00:00.000Z", true],
    ["given with an offset", "2022-12-01T00:00:01+08:00", true],
  ])("%s", (_why, receivedAt, late) => {
    expect(judged({ documents: [formScan({ receivedAt })] }).late).toBe(late);
  });
});

describe("a person's decision", () => {
  const decided = (status: Status, at = IN_TIME, requirement = "form-pdf") => ({
    requirement,
    status,
    why: "见原件",
    at,
  });

  test.each(["satisfied", "defective", "missing", "unsure", "waived"] as const)("%s holds", (status) => {
    const state = stateOf("form-pdf", { documents: [formScan()], overrides: [decided(status)] });
    expect(state.status).toBe(status);
    expect(state.findings.at(-1)).toMatchObject({
      code: "override",
      message: expect.stringContaining("见原件") as string,
    });
  });

  test("the last one holds, for its own requirement only", () => {
    const overrides = [decided("waived"), decided("defective"), decided("satisfied", IN_TIME, "declaration-pdf")];
    expect(stateOf("form-pdf", { overrides }).status).toBe("defective");
    expect(stateOf("declaration-pdf", { overrides }).status).toBe("satisfied");
    expect(stateOf("form-word", { overrides }).status).toBe("missing");
  });

  test("no later document undoes it", () => {
    const documents = [unsealed({ receivedAt: LATER_IN_TIME })];
    expect(stateOf("form-pdf", { documents, overrides: [decided("satisfied")] })).toMatchObject({
      status: "satisfied",
    });
    const good = [formScan({ receivedAt: LATER_IN_TIME })];
    expect(stateOf("form-pdf", { documents: good, overrides: [decided("defective")] }).status).toBe("defective");
  });

  test("what a person accepts is not blamed any more", () => {
    const state = stateOf("form-pdf", { documents: [unsealed()], overrides: [decided("satisfied")] });
    expect(state.findings.map((one) => one.code)).toEqual(["override"]);
  });

  test("made after the deadline, it makes nobody late", () => {
    const documents = [seenWord(), formScan()];
    const overrides = [decided("waived", TOO_LATE, "declaration-pdf")];
    expect(judged({ documents, overrides })).toMatchObject({ late: false, state: "awaiting-paper" });
  });
});

describe("membership", () => {
  const codes = (more: Partial<Evidence>, rules?: Campaign) => judged(more, rules).findings.map((one) => one.code);
  test.each([
    ["a member", true, []],
    ["not on the roster", false, ["not-a-member"]],
    ["no roster: unknown, nobody is turned away", null, ["membership-unknown"]],
  ])("%s", (_why, member, expected) => {
    expect(codes({ member })).toEqual(expected);
  });

  test("does not matter where the campaign is open to all", () => {
    expect(codes({ member: false }, { ...campaign, membersOnly: false })).toEqual([]);
    expect(codes({ member: null }, { ...campaign, membersOnly: false })).toEqual([]);
  });

  test("a stranger's state is what came, all the same", () => {
    expect(judged({ member: false, documents: [seenWord(), formScan(), declaration()] }).state).toBe("awaiting-paper");
  });
});

test("a near twin is named to the staff", () => {
  const [finding] = judged({ twins: ["南京天御安科技有限公司"] }).findings;
  expect(finding).toMatchObject({ code: "possible-twin", message: expect.stringContaining("南京天御安") as string });
});
