import { pino } from "pino";
import { expect, test } from "vitest";
import { startClock } from "../src/clock.ts";
import { DECLARATION } from "../src/demo/makers/declaration-pages.ts";
import type { MailFacts } from "../src/domain/facts.ts";
import { loadRules } from "../src/parts.ts";
import { processMessage } from "../src/process-message.ts";
import { startReader } from "../src/reading/reader.ts";
import { readSettings } from "../src/settings.ts";
import { openArchive } from "../src/store/archive.ts";
import { readMailRow, recordMail } from "../src/store/mails.ts";
import { recordFiling } from "../src/store/applications.ts";
import { readLetter } from "../src/store/letters.ts";
import { noteOccasion, openOccasions } from "../src/store/occasions.ts";
import { inTransaction } from "../src/store/open.ts";
import type { Database } from "../src/store/schema.ts";
import { rememberDocument, rememberMail } from "../src/store/readings.ts";
import { addApplication, addLetter, aStore, AT, newMail } from "./store/store.ts";
import { tempDir } from "./temp-dir.ts";

const list: MailFacts["headers"] = [["list-unsubscribe", "<mailto:leave@a.example>"]];

/** A mail with a Word file of this text, its reading known; what became of it. */
async function examined(
  headers: MailFacts["headers"],
  text: string,
  { junk = 0, subject = "材料", from = "li@a.example", isOurLetter = false, wasFiled = false } = {},
) {
  const folder = tempDir();
  const [db, archive, settings] = [await aStore(folder), await openArchive(folder), readSettings({})];
  const mail = newMail({ junk });
  const letter = isOurLetter ? await readLetter(db, await addLetter(db)) : undefined;
  const id = (await inTransaction(db, (tx) => recordMail(tx, mail, null))) ?? "";
  if (wasFiled) await file(db, id);
  const part = {
    sha256: "part",
    name: "宣言.docx",
    size: 9_000,
    kind: "docx",
    declaredType: "",
    within: [],
    inline: false,
  };
  await rememberMail(
    db,
    mail.sha256,
    {
      ...{ messageId: letter?.message_id ?? null, inReplyTo: null, references: [], replyTo: [] },
      from: { address: from, name: "" },
      ...{ to: [], cc: [], subject, date: null, received: null, headers, text: "", contentType: "text/plain" },
      ...{ parts: [part as MailFacts["parts"][number]], notes: [] },
    },
    new Date(AT),
  );
  const word = { blocks: [{ paragraph: text }], dropped: [] };
  await rememberDocument(db, "part", "docx", { kind: "docx", word, pages: [], notes: [] }, new Date(AT));
  const reader = startReader();
  const parts = { db, archive, settings, reader, rules: loadRules(settings), clock: startClock(0) };
  const row = await readMailRow(db, id);
  if (row) await processMessage(row, { ...parts, log: pino({ level: "silent" }) });
  await reader.close();
  const { automatic, open_question } = (await readMailRow(db, id)) ?? {};
  const applications = (await db.selectFrom("filed_mail").selectAll().execute()).length;
  return { automatic, open_question, occasions: (await openOccasions(db)).length, applications };
}

/** As an earlier version took it: for an application's, to be answered. */
async function file(db: Database, mail_id: string): Promise<void> {
  const application_id = await addApplication(db, "天御科技有限公司");
  await inTransaction(db, async (tx) => {
    await recordFiling(tx, mail_id, [application_id], []);
    await noteOccasion(tx, { application_id, mail_id, cause: "mail", at: AT });
  });
}

test.each([
  [
    "a list's header on a real document: unanswered, but a person sees it",
    list,
    DECLARATION,
    "list",
    "automatic-with-documents",
    0,
  ],
  ["a newsletter with a file of its own: nobody's work", list, "本周资讯", "list", null, 0],
  ["a person's mail that names no company", [], DECLARATION, null, "no-application", 1],
] as const)("%s", async (_why, headers, text, automatic, open_question, occasions) => {
  expect(await examined([...headers], text)).toEqual({ automatic, open_question, occasions, applications: 0 });
});

test.each([
  ["from ourselves is a copy: nobody's work", "cciahyz@china-cia.org.cn", null],
  ["from somebody else brings papers all the same: a person sees it", "li@a.example", "automatic-with-documents"],
])("our own letter %s", async (_why, from, open_question) => {
  const done = await examined([], DECLARATION, { from, isOurLetter: true });
  expect(done).toEqual({ automatic: "own", open_question, occasions: 0, applications: 0 });
});

test("what was filed before and turns out to be a machine's is unfiled, and not answered any more", async () => {
  const done = await examined(list, DECLARATION, { wasFiled: true });
  expect(done).toEqual({ automatic: "list", open_question: "automatic-with-documents", occasions: 0, applications: 0 });
});

test.each([
  ["one of our papers: a person sees it", DECLARATION, "材料", "in-junk"],
  ["a paper that nobody knows", "本周资讯", "优惠", null],
  ["a paper that nobody knows, in the campaign's name", "", "关于阳光行动的申请", "in-junk"],
])("junk is neither filed nor answered: %s", async (_why, text, subject, open_question) => {
  expect(await examined([], text, { junk: 1, subject })).toEqual({
    automatic: null,
    open_question,
    occasions: 0,
    applications: 0,
  });
});
