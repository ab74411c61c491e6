import { expect, test } from "vitest";
import { startClock } from "../src/clock.ts";
import { buildMail } from "../src/demo/makers/mail.ts";
import type { ReadingNote } from "../src/domain/facts.ts";
import { readKeptMail } from "../src/read-mail.ts";
import { startReader } from "../src/reading/reader.ts";
import { contentHash, openArchive } from "../src/store/archive.ts";
import { rememberDocument, rememberMail } from "../src/store/readings.ts";
import { aStore, AT } from "./store/store.ts";
import { tempDir } from "./temp-dir.ts";

/** What is known of a mail and of its file once both were read with this note and the mail is examined again. */
async function readAgain(note: ReadingNote) {
  const folder = tempDir();
  const [db, archive, reader] = [await aStore(folder), await openArchive(folder), startReader()];
  const mail = await buildMail({
    ...{ from: "a@b.example", to: "c@d.example", subject: "材料", text: "见附件", date: new Date(AT) },
    attachments: [{ name: "宣言.rtf", content: Buffer.from("{\\rtf1 hello}") }],
  });
  const sha256 = contentHash(mail);
  await archive.keep(sha256, mail);
  const parts = { db, archive, reader, clock: startClock(0) };
  const { facts, documents } = await readKeptMail(sha256, parts);
  await rememberMail(db, sha256, { ...facts, notes: [note] }, new Date(AT));
  for (const [part, document] of documents) {
    await rememberDocument(db, part, document.kind, { ...document, notes: [note] }, new Date(AT));
  }
  const again = await readKeptMail(sha256, parts);
  await reader.close();
  return [again.facts.notes, ...[...again.documents.values()].map(({ notes }) => notes)];
}

const rows: [why: string, note: ReadingNote, isKept: boolean][] = [
  ["the child was out of memory", { code: "over-limit", detail: "childBytes" }, false],
  ["a file took too long", { code: "timed-out", detail: "jobSeconds" }, false],
  ["its last pages were not begun in time", { code: "over-limit", detail: "pagesSeconds", where: "第5—9页" }, false],
  ["the mail's last files were not begun in time", { code: "over-limit", detail: "mailSeconds" }, false],
  ["no engine could be loaded", { code: "ocr-unavailable", detail: "onnxruntime", where: "第1页" }, false],
  ["too many pages stay too many on every machine", { code: "over-limit", detail: "pages" }, true],
  ["a damaged file stays damaged", { code: "damaged", detail: "Error" }, true],
];

test.each(rows)("%s", async (_why, note, isKept) => {
  expect(await readAgain(note)).toEqual(isKept ? [[note], [note]] : [[], []]);
});
