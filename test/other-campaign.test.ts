import { describe, expect, test } from "vitest";
import { seeDocuments } from "../src/domain/documents.ts";
import type { DocumentFacts, MailFacts, PageFacts, WordTable } from "../src/domain/facts.ts";
import { fileMail } from "../src/domain/filing.ts";
import { judge } from "../src/domain/judging.ts";
import { composeLetter } from "../src/domain/letter/compose.ts";
import { blankFormsFor, decideLetter } from "../src/domain/letter-decision.ts";
import { sayer } from "../src/domain/say.ts";
import { applicationLetter } from "../src/letters/letter-content.ts";
import { loadCampaign } from "../src/load-campaign.ts";
import { loadWording } from "../src/load-wording.ts";
import { evidence, pageOf, sealOf } from "./domain/evidence-fixture.ts";

// Next year's notice needs a file in rules/ and no code.
const { campaign, wordingPath, folder } = loadCampaign("test/other-campaign/rules-2031.yaml");
const wording = loadWording(wordingPath);
const say = sayer(campaign, wording);
const UNIT = "杭州链安软件有限公司";
const RECEIVED = "2031-04-01T02:00:00.000Z";

const registration = (...changed: WordTable): DocumentFacts => ({
  ...{ kind: "docx", pages: [], notes: [] },
  word: {
    blocks: [
      { paragraph: "软件供应链安全承诺单位登记表" },
      { table: [["企业全称", UNIT], ["安全负责人", "赵云"], ["联络邮箱", "zy@lianan.example"], ...changed] },
    ],
    dropped: [],
  },
});
const pledge = (page: PageFacts): DocumentFacts => ({ kind: "png", word: null, pages: [page], notes: [] });
const PLEDGE = `软件供应链安全承诺书\n本单位郑重承诺\n建立软件物料清单，及时披露安全漏洞\n${UNIT}`;
const sealed = pledge(pageOf([sealOf(UNIT)], PLEDGE));

function see(...documents: DocumentFacts[]) {
  const parts = documents.map(({ kind }, i) => ({
    ...{ sha256: `${i}`, name: `附件${i}.${kind}`, size: 100_000, kind, declaredType: "", within: [], inline: false },
  }));
  const facts: MailFacts = {
    ...{ messageId: null, inReplyTo: null, references: [], from: null, replyTo: [], to: [], cc: [], subject: "材料" },
    ...{ date: null, received: null, headers: [], text: "", contentType: "multipart/mixed", notes: [], parts },
  };
  const read = new Map(documents.map((one, i) => [`${i}`, one]));
  return seeDocuments({ id: "M1", receivedAt: RECEIVED }, facts, read, campaign);
}

const judged = (documents: DocumentFacts[], received?: string) =>
  judge(
    evidence({
      ...{ unitName: UNIT, member: null, documents: see(...documents) },
      arrivals: received ? [{ items: ["declaration"], received, sealed: true, loggedAt: RECEIVED }] : [],
    }),
    campaign,
    say,
  );

const GOOD = registration(["主要软件产品", "链安开发平台"]);

test("its papers are recognised by its own words and filed by its own name field", () => {
  const documents = see(GOOD, sealed);
  expect(documents.map((one) => one.document)).toEqual(["application-form", "declaration"]);
  const context = { applications: [], members: [], threadApplications: [], senderApplications: [] };
  expect(fileMail(documents, context).mail).toEqual([{ open: UNIT, twins: [] }]);
});

describe("its requirements are judged by its own rules", () => {
  const rows: [
    why: string,
    documents: DocumentFacts[],
    received: string | undefined,
    statuses: string[],
    codes: string[],
  ][] = [
    ["all there; a picture will do", [GOOD, sealed], "2031-04-03", ["satisfied", "satisfied", "satisfied"], []],
    ["nothing", [], undefined, ["missing", "missing", "missing"], []],
    [
      "its own required field left blank",
      [registration(["主要软件产品", ""])],
      undefined,
      ["defective", "missing", "missing"],
      ["field-missing"],
    ],
    [
      "its own example left",
      [registration(["主要软件产品", "如：操作系统、数据库..."])],
      undefined,
      ["defective", "missing", "missing"],
      ["field-example-left"],
    ],
    ["no seal", [GOOD, pledge(pageOf([], PLEDGE))], undefined, ["satisfied", "defective", "missing"], ["seal-absent"]],
    ["paper within its days of grace", [], "2031-04-20", ["missing", "missing", "satisfied"], []],
    ["paper after them", [], "2031-04-21", ["missing", "missing", "satisfied"], ["paper-late"]],
  ];
  test.each(rows)("%s", (_why, documents, received, statuses, codes) => {
    const { requirements, findings } = judged(documents, received);
    expect(requirements.map((one) => one.id)).toEqual(["registration", "pledge", "pledge-post"]);
    expect(requirements.map((one) => one.status)).toEqual(statuses);
    expect(requirements.flatMap((one) => one.findings.map((finding) => finding.code))).toEqual(codes);
    expect(findings).toEqual([]);
  });
});

test("its letter speaks of its own action, items, deadline and people, and of no other campaign's", () => {
  const judgement = judged([GOOD]);
  const occasion = { causes: ["mail" as const], broughtDocuments: true, said: null };
  expect(decideLetter(occasion, judgement, campaign)).toBe("deficiency");
  expect(blankFormsFor(judgement, see(GOOD), campaign)).toEqual(["declaration"]);
  const rules = { campaign, wording, say, folder };
  const about = { unitName: UNIT, judgement, documents: see(GOOD) };
  const { content } = applicationLetter("deficiency", about, [], rules, new Date(RECEIVED));
  const { subject, text } = composeLetter(content, campaign, wording);
  const flat = (subject + text).replace(/\s+/g, "");
  for (const own of [
    "软件供应链安全承诺",
    "《承诺书》盖章扫描件",
    "2031年4月15日17:00",
    "王工",
    "0571-80000000",
    "西湖区",
  ])
    expect(flat).toContain(own);
  expect(flat).not.toMatch(/阳光行动|宣言|周梦妍|china-cia|2022/);
});
