import { pino } from "pino";
import { expect, test } from "vitest";
import { answerDue } from "../src/letters/answer.ts";
import { startClock } from "../src/clock.ts";
import { DECLARATION } from "../src/demo/makers/declaration-pages.ts";
import type { DocumentFacts, FileKind, MailFacts, PartFacts } from "../src/domain/facts.ts";
import { judgeAll } from "../src/judge-application.ts";
import { loadRules } from "../src/parts.ts";
import { processMessage } from "../src/process-message.ts";
import { startReader } from "../src/reading/reader.ts";
import { readSettings } from "../src/settings.ts";
import { openArchive } from "../src/store/archive.ts";
import { readLetters } from "../src/store/letters.ts";
import { readMailRow, recordMail } from "../src/store/mails.ts";
import { inTransaction, writeMeta } from "../src/store/open.ts";
import { rememberDocument, rememberMail } from "../src/store/readings.ts";
import { replaceRoster } from "../src/store/staff.ts";
import { OTHER, OWN, pageOf, sealOf, wordForm } from "./domain/evidence-fixture.ts";
import { aStore, AT, newMail } from "./store/store.ts";
import { tempDir } from "./temp-dir.ts";

const FORMER = "天御网络技术有限公司";
const [LI, WANG] = ["li@tianyu.example", "wang@group.example"];

type File = { kind: FileKind; word?: DocumentFacts["word"]; pages?: DocumentFacts["pages"]; within?: string[] };
const word = (unit: string): File => ({ kind: "docx", word: wordForm({ 单位名称: unit }) });
const FORM_TEXT = (unit: string) => `“网络安全服务阳光行动”成员单位申请表\n单位名称：${unit}\n申请日期：2022年11月18日`;
const form = (unit: string): File => ({ kind: "pdf", pages: [pageOf([sealOf(unit)], FORM_TEXT(unit))] });
/** `seal` null: a seal whose name cannot be read. */
const declaration = (seal: string | null): File => ({ kind: "pdf", pages: [pageOf([sealOf(seal)], DECLARATION)] });
const inForwarded = (file: File): File => ({ ...file, within: ["转发"] });

interface Mail {
  from: string;
  files: File[];
  /** The place of the mail that it answers. */
  answers?: number;
}

/** The program's own parts, the reading of each mail known; no mail is ever opened. */
async function scene() {
  const folder = tempDir();
  const [db, archive, settings, reader] = [
    await aStore(folder),
    await openArchive(folder),
    readSettings({}),
    startReader(),
  ];
  const rules = loadRules(settings);
  const parts = { db, archive, settings, reader, rules, clock: startClock(0), log: pino({ level: "silent" }) };
  await writeMeta(db, "first-start", "2022-01-01T00:00:00.000Z");
  let mails = 0;

  async function comes({ from, files, answers }: Mail): Promise<void> {
    const place = mails++;
    const mail = newMail();
    const eml: PartFacts[] = files.some(({ within }) => within) ? [part("转发", "eml", [], `eml ${place}`)] : [];
    const attached = files.map(({ kind, within = [] }, i) => part(`材料${i}.${kind}`, kind, within, `${place} ${i}`));
    const inReplyTo = answers === undefined ? null : `<${answers}@a.example>`;
    await rememberMail(
      db,
      mail.sha256,
      {
        ...blank,
        messageId: `<${place}@a.example>`,
        inReplyTo,
        from: { address: from, name: "" },
        parts: [...eml, ...attached],
      },
      new Date(AT),
    );
    for (const [i, { kind, word = null, pages = [] }] of files.entries()) {
      await rememberDocument(db, `${place} ${i}`, kind, { kind, word, pages, notes: [] }, new Date(AT));
    }
    for (const one of eml)
      await rememberDocument(db, one.sha256, "eml", { kind: "eml", word: null, pages: [], notes: [] }, new Date(AT));
    const id = (await inTransaction(db, (tx) => recordMail(tx, mail, null))) ?? "";
    const row = (await readMailRow(db, id)) ?? expect.fail("a row");
    await processMessage(row, parts);
  }
  const roster = (...members: { name: string; aliases: string[] }[]) =>
    inTransaction(db, (tx) => replaceRoster(tx, members));
  const stand = async () =>
    (await judgeAll({ db }, rules)).map(({ application, judgement, evidence }) => ({
      unitName: application.unit_name,
      statuses: judgement.requirements
        .slice(0, 3)
        .map((one) => one.status)
        .join(" "),
      findings: judgement.findings.map((one) => one.code),
      twins: evidence.twins,
    }));
  const answer = async () => {
    await answerDue(parts, 0);
    return (await readLetters(db)).map(({ kind, to_address, text }) => ({ kind, to: to_address, text }));
  };
  return { comes, roster, stand, answer };
}

const part = (name: string, kind: FileKind, within: string[], sha256: string): PartFacts => ({
  ...{ sha256, name, size: 50_000, kind, declaredType: "", within, inline: false },
});
const blank: MailFacts = {
  ...{ messageId: null, inReplyTo: null, references: [], from: null, replyTo: [], to: [], cc: [], subject: "材料" },
  ...{ date: null, received: null, headers: [], text: "", parts: [], contentType: "text/plain", notes: [] },
};

const ALL = "satisfied satisfied satisfied";
/** Whose seal it is, a person sees. */
const NAME_UNREAD = "satisfied satisfied unsure";
const member = { name: OWN, aliases: [FORMER] };

test("a member's former name: one application under its present one, and the letter says so", async () => {
  const { comes, roster, stand, answer } = await scene();
  await roster(member);
  await comes({ from: LI, files: [word(FORMER)] });
  await comes({ from: WANG, files: [form(OWN), declaration(OWN)] });
  expect(await stand()).toEqual([{ unitName: OWN, statuses: ALL, findings: ["former-name"], twins: [] }]);
  // Wang is not known to the application yet: what it holds is told where it came from first.
  const [acknowledgement, letter] = await answer();
  expect(acknowledgement).toMatchObject({ kind: "enquiry", to: WANG });
  expect(acknowledgement?.text).not.toContain(OWN);
  expect(letter).toMatchObject({ kind: "receipt", to: LI });
  expect(letter?.text.replace(/\s+/g, "")).toContain(`“${FORMER}”是“${OWN}”的曾用名或简称`);
});

test("a roster that comes later joins the present name to the application under the former one", async () => {
  const { comes, roster, stand } = await scene();
  await comes({ from: LI, files: [word(FORMER)] });
  await roster(member);
  await comes({ from: WANG, files: [word(OWN), form(OWN), declaration(OWN)] });
  expect(await stand()).toMatchObject([{ unitName: FORMER, statuses: ALL }]);
});

const completions: [why: string, mail: Mail, statuses: string][] = [
  ["in the thread, whoever sends it", { from: WANG, files: [declaration(null)], answers: 0 }, NAME_UNREAD],
  ["from the sender, in a thread of its own", { from: LI, files: [declaration(null)] }, NAME_UNREAD],
  ["from another address, by its seal", { from: WANG, files: [declaration(OWN)] }, ALL],
  [
    "from another address, beside the form with the company's name",
    { from: WANG, files: [form(OWN), declaration(null)] },
    NAME_UNREAD,
  ],
  ["forwarded by a colleague", { from: WANG, files: [inForwarded(word(OWN)), inForwarded(declaration(OWN))] }, ALL],
];

test.each(completions)("the missing item joins the application: %s", async (_why, mail, statuses) => {
  const { comes, stand } = await scene();
  await comes({ from: LI, files: [word(OWN), form(OWN)] });
  await comes(mail);
  expect(await stand()).toMatchObject([{ unitName: OWN, statuses }]);
});

test("a forwarded application is its company's, and the letter goes to who forwarded it", async () => {
  const { comes, stand, answer } = await scene();
  await comes({ from: WANG, files: [word(OWN), form(OWN), declaration(OWN)].map(inForwarded) });
  expect(await stand()).toMatchObject([{ unitName: OWN, statuses: ALL }]);
  expect(await answer()).toMatchObject([{ kind: "receipt", to: WANG }]);
});

test("one mail of two companies opens both, each with its own papers and letter", async () => {
  const { comes, stand, answer } = await scene();
  await comes({ from: WANG, files: [word(OWN), form(OWN), word(OTHER), form(OTHER), declaration(OTHER)] });
  const both = await stand();
  expect(both).toMatchObject([
    { unitName: OWN, statuses: "satisfied satisfied missing" },
    { unitName: OTHER, statuses: ALL },
  ]);
  expect((await answer()).map(({ kind }) => kind)).toEqual(["deficiency", "receipt"]);
});

test.each([
  ["another city", "天御安科技有限公司北京分公司", "天御安科技有限公司上海分公司"],
  ["parent and subsidiary", "天御安科技集团有限公司", "天御安科技有限公司"],
  ["one character", "北京天御安科技有限公司", "北京天御鞍科技有限公司"],
])("near twins from one address are never merged, and a person is told: %s", async (_why, one, other) => {
  const { comes, stand } = await scene();
  await comes({ from: LI, files: [word(one), form(one), declaration(one)] });
  await comes({ from: LI, files: [word(other)] });
  expect(await stand()).toMatchObject([
    { unitName: one, statuses: ALL, twins: [] },
    {
      unitName: other,
      statuses: "satisfied missing missing",
      findings: ["membership-unknown", "possible-twin"],
      twins: [one],
    },
  ]);
});

test("a worse version sent later displaces nothing, a better one does", async () => {
  const { comes, stand } = await scene();
  const unsealed: File = { kind: "pdf", pages: [pageOf([], FORM_TEXT(OWN))] };
  await comes({ from: LI, files: [word(OWN), unsealed, declaration(OWN)] });
  expect(await stand()).toMatchObject([{ statuses: "satisfied defective satisfied" }]);
  await comes({ from: LI, files: [form(OWN)] });
  await comes({ from: LI, files: [unsealed] });
  expect(await stand()).toMatchObject([{ statuses: ALL }]);
});
