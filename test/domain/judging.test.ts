import { describe, expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import { judge } from "../../src/domain/judging.ts";
import type { Status } from "../../src/domain/verdicts.ts";
import {
  campaign,
  evidence,
  formScan,
  greyScan,
  IN_TIME,
  LATER_IN_TIME,
  OWN,
  pageOf,
  say,
  sealOf,
  seen,
  seenScan,
  seenWord,
  stateOf,
  TOO_LATE,
  unsealed,
} from "./evidence-fixture.ts";

const judged = (more: Partial<Evidence>, rules: Campaign = campaign) => judge(evidence(more), rules, say);

const declaration = (more: Partial<SeenDocument> = {}) => seenScan("declaration", [sealOf(OWN)], more);
const paper = (received: string, sealed: boolean | null = true) => ({
  ...{ items: ["application-form" as const, "declaration" as const], received, sealed },
  loggedAt: IN_TIME,
});

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

  test("a form without a seal beside a sealed page of few words may be one form in two files", () => {
    const page = seen({ document: "unknown", name: "第2页.pdf", pages: [pageOf([sealOf(OWN)])] });
    const licence = { ...page, foreign: true };
    expect(stateOf("form-pdf", { documents: [unsealed(), page] }).status).toBe("unsure");
    expect(stateOf("form-pdf", { documents: [unsealed(), licence] }).status).toBe("defective");
  });

  test("a blank template beside a nearly good form hides nothing", () => {
    const blank = seenWord(
      { 职务: "", 手机: "", 邮箱: "", 邮寄地址: "" },
      { receivedAt: LATER_IN_TIME, name: "模板.docx" },
    );
    const form = seenWord({ 职务: "" }, { name: "申请表.docx" });
    for (const documents of [
      [form, blank],
      [blank, form],
    ]) {
      expect(stateOf("form-word", { documents })).toMatchObject({ documents: ["申请表.docx"], status: "defective" });
    }
  });

  test.each([
    ["a second before the deadline", "2022-11-30T15:59:59.999Z", false],
    ["the deadline's instant, 24:00", "2022-11-30T16:00:00.000Z", true],
    ["given with an offset", "2022-12-01T00:00:01+08:00", true],
  ])("%s", (_why, receivedAt, late) => {
    expect(judged({ documents: [formScan({ receivedAt })] }).late).toBe(late);
  });
});

describe("of every two versions the one that should count does, whichever came first", () => {
  const made = {
    "satisfied in time": () => formScan(),
    "warned in time": () =>
      formScan({ nameCertain: true, scan: undated, pages: [pageOf([sealOf(OWN)], "", "text-layer")] }),
    "unsure in time": () => greyScan(),
    "satisfied late": () => formScan({ receivedAt: TOO_LATE }),
    "unsure late": () => greyScan({ receivedAt: TOO_LATE }),
    "defective in time": () => unsealed(),
    "worse in time": () => unsealed({ medium: "image" }),
    "defective late": () => unsealed({ receivedAt: TOO_LATE }),
  };
  const undated = { unitName: null, unitNameConfidence: 1, date: null, fields: {} };
  const best = Object.keys(made) as (keyof typeof made)[];
  const pairs = best.flatMap((one, i) => best.slice(i + 1).map((other) => [one, other] as const));
  test.each(pairs)("%s before %s", (one, other) => {
    const [good, bad] = [
      { ...made[one](), name: one },
      { ...made[other](), name: other },
    ];
    for (const documents of [
      [good, bad],
      [bad, good],
    ]) {
      expect(stateOf("form-pdf", { documents }).documents).toEqual([one]);
    }
  });
});

describe("a company's other names", () => {
  const aliases = ["天御网络技术有限公司"];
  const findings = (name: string, more: Partial<Evidence> = {}) =>
    judged({ aliases, documents: [seenWord({ 单位名称: name })], ...more }).findings;

  test("a form under the former name is said to be one's own", () => {
    const [finding] = findings("天御网络技术有限责任公司");
    expect(finding).toMatchObject({ code: "former-name", severity: "warning" });
    expect(finding?.message).toContain(`“天御网络技术有限责任公司”是“${OWN}”的曾用名或简称`);
  });

  test("under its present name there is nothing to say", () => {
    expect(findings(OWN)).toEqual([]);
    expect(findings("北京天御安科技有限责任公司")).toEqual([]);
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
