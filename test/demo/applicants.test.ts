import { simpleParser } from "mailparser";
import { beforeAll, expect, test } from "vitest";
import { sampleApplicants } from "../../src/demo/applicants.ts";
import { DEMO_MAILBOX } from "../../src/demo/sample.ts";

const START = new Date("2022-11-21T01:00:00Z");
const applicants = sampleApplicants(START);

/** What each applicant sends, mail by mail: the attachments' names end like this. */
const ATTACHED: Record<string, string[][]> = {
  complete: [[".docx", "申请表（盖章）.pdf", "宣言（盖章）.pdf"]],
  "without-declaration": [["申请表.docx", "扫描件_20221118.pdf"]],
  "without-seal": [["申请表.docx", "申请表.pdf", "宣言.pdf"]],
  "wrong-seal": [["申请表.docx", "申请表盖章版.pdf", "宣言盖章版.pdf"]],
  "half-filled": [["副本.docx", "申请表扫描.pdf", "宣言扫描.pdf"]],
  "out-of-office": [[]],
  question: [[]],
  zipped: [["申请材料.zip"]],
  "declaration-later": [["津禾御安.docx", "盖章.pdf"], ["扫描全能王 2022-11-21.pdf"]],
  late: [["申请表.docx", "申请表（章）.pdf", "宣言（章）.pdf"]],
  "paper-only": [],
};

let built: Map<string, Buffer[]>;
let seconds: number;

beforeAll(async () => {
  const start = performance.now();
  built = new Map();
  for (const { key, mails } of applicants) {
    const raws: Buffer[] = [];
    for (const mail of mails) raws.push(await mail.build());
    built.set(key, raws);
  }
  seconds = (performance.now() - start) / 1000;
}, 120_000);

test("there are the applicants that the demonstration promises, in order of arrival", () => {
  expect(applicants.map(({ key }) => key).toSorted()).toEqual(Object.keys(ATTACHED).toSorted());
  const minutes = applicants.map(({ mails, paper }) => mails[0]?.minutes ?? paper[0]?.minutes ?? Infinity);
  expect(minutes).toEqual(minutes.toSorted((one, other) => one - other));
});

test.each(Object.entries(ATTACHED))("%s: each mail parses and carries its papers", async (key, expected) => {
  const parsed = await Promise.all((built.get(key) ?? []).map((raw) => simpleParser(raw)));
  expect(parsed.map((mail) => mail.attachments.length)).toEqual(expected.map((names) => names.length));
  parsed.forEach((mail, index) => {
    expect(mail.to).toMatchObject({ text: DEMO_MAILBOX });
    expect(mail.from?.text).toMatch(/@[a-z-]+\.example>?$/);
    mail.attachments.forEach(({ filename, size }, place) => {
      expect(filename).toMatch(new RegExp(`${expected[index]?.[place] ?? "?"}$`));
      expect(size).toBeGreaterThan(5000);
    });
  });
});

test("the colleague's mail answers the first one", async () => {
  const [first, second] = await Promise.all((built.get("declaration-later") ?? []).map((raw) => simpleParser(raw)));
  expect(second?.inReplyTo).toBe(first?.messageId);
  expect(second?.from?.text).not.toBe(first?.from?.text);
});

test("only the late one brings its own instant, after the deadline", () => {
  const own = applicants.flatMap(({ key, mails }) => mails.map(({ arrivedAt }) => [key, arrivedAt?.toISOString()]));
  expect(own.filter(([, instant]) => instant !== undefined)).toEqual([["late", "2022-12-01T00:30:00.000Z"]]);
});

test("a mail is the same bytes each time, so that a second run is recognised", async () => {
  const again = await sampleApplicants(START)
    .find(({ key }) => key === "without-declaration")
    ?.mails[0]?.build();
  expect(again?.equals(built.get("without-declaration")?.[0] ?? Buffer.alloc(0))).toBe(true);
});

test("all papers together are drawn quickly enough for a demonstration", () => {
  expect(seconds).toBeLessThan(60);
});
