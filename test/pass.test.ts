import { pino } from "pino";
import { expect, test } from "vitest";
import { startClock } from "../src/clock.ts";
import { buildMail } from "../src/demo/makers/mail.ts";
import { loadRules } from "../src/parts.ts";
import { examineStored } from "../src/pass.ts";
import { startReader } from "../src/reading/reader.ts";
import { readSettings } from "../src/settings.ts";
import { contentHash, openArchive } from "../src/store/archive.ts";
import { readMailRow, recordMail } from "../src/store/mails.ts";
import { inTransaction } from "../src/store/open.ts";
import { recallDocument } from "../src/store/readings.ts";
import { busyObjects } from "./reading/bombs.ts";
import { pdfByHand, stream } from "./reading/pdf-by-hand.ts";
import { aStore, newMail } from "./store/store.ts";
import { tempDir } from "./temp-dir.ts";

/** Keeps the renderer busy for hours; `nth` makes each another file. */
function endlessPdf(nth: number): Buffer {
  const page = `/MediaBox [0 0 595 84${nth}] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>`;
  return pdfByHand(page, [stream("/X Do"), ...busyObjects(9)]);
}

async function aDesk() {
  const folder = tempDir();
  const [db, archive, settings] = [await aStore(folder), await openArchive(folder), readSettings({})];
  const reader = startReader({ jobSeconds: 4 });
  const parts = { db, archive, settings, reader, rules: loadRules(settings), clock: startClock(0) };
  const arrives = async (name: string, minute: number, files: Buffer[]): Promise<string> => {
    const date = new Date(Date.UTC(2022, 10, 21, 1, minute));
    const attachments = files.map((content, place) => ({ name: `${place}.pdf`, content }));
    const raw = await buildMail({
      ...{ from: `${name}@a.example`, to: "c@d.example", subject: name, text: "见附件" },
      ...{ date, attachments },
    });
    const sha256 = contentHash(raw);
    await archive.keep(sha256, raw);
    const row = newMail({ sha256, size: raw.length, received_at: date.toISOString() });
    return (await inTransaction(db, (tx) => recordMail(tx, row, null))) ?? "";
  };
  return { db, parts: { ...parts, log: pino({ level: "silent" }) }, arrives, reader };
}

test("a mail of endless files gives way after each of them, and each is tried once", async () => {
  const { db, parts, arrives, reader } = await aDesk();
  const files = [0, 1].map(endlessPdf);
  const hostile = await arrives("hostile", 1, files);
  const late = [await arrives("first", 2, []), await arrives("second", 3, [])];
  const slowWhen: string[] = [];
  const onExamined = async () => {
    const row = await readMailRow(db, hostile);
    slowWhen.push(`${row?.state ?? ""} ${row?.from_address ?? ""}`);
  };
  const pending: Promise<void>[] = [];
  const counts = await examineStored(parts, undefined, () => pending.push(onExamined()), 0);
  await Promise.all(pending);
  await reader.close();
  expect(counts).toEqual({ examined: 3, parked: 0 });
  expect(slowWhen).toEqual([...late.map(() => "stored hostile@a.example"), "examined hostile@a.example"]);
  for (const file of files) {
    const read = await recallDocument(db, contentHash(file), "pdf");
    expect(read?.notes).toEqual([{ code: "timed-out", detail: "jobSeconds" }]);
  }
});
