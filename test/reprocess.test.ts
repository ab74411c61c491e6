import { rename } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { answerDue } from "../src/letters/answer.ts";
import { senderOf, type Company } from "../src/demo/company.ts";
import { letterOf, mail } from "../src/demo/sample.ts";
import { judgeAll } from "../src/judge-application.ts";
import { openParts, type Parts } from "../src/parts.ts";
import { examineStored } from "../src/pass.ts";
import { readSettings } from "../src/settings.ts";
import { contentHash } from "../src/store/archive.ts";
import { readLetters } from "../src/store/letters.ts";
import { examineAgain, type Which } from "../src/store/mails-again.ts";
import { parkedMails } from "../src/store/mails.ts";
import { inTransaction } from "../src/store/open.ts";
import { takeIn } from "../src/take-in.ts";
import { tempDir } from "./temp-dir.ts";
import { LUOCHUAN, MUYUAN, ZHUXI } from "./whole/companies.ts";
import * as papers from "./whole/papers.ts";

const MORNING = new Date("2022-11-21T09:00:00+08:00");
const MINUTE = 60_000;

/** The program without its mailbox and its post: mails are taken in, examined and answered, by a clock that stands still. */
async function desk() {
  const env = { MAILBOX_URL: "imap://a:b@127.0.0.1/INBOX", DATA_DIR: tempDir(), ANSWER_FROM: "2022-11-01T00:00:00Z" };
  const opened = await openParts(readSettings(env), "silent");
  onTestFinished(() => opened.close());
  const time = { now: MORNING.getTime() };
  const parts: Parts = { ...opened, clock: { offsetMs: 0, now: () => new Date(time.now) } };
  let uid = 0;
  const arrives = async (company: Company) => {
    const attachments = async () => [{ name: "申请表.docx", content: await papers.word(company) }];
    const written = { from: senderOf(company), subject: "申请", text: letterOf(company, "见附件。"), minutes: uid };
    const raw = await mail(MORNING, { ...written, attachments }).build();
    const place = { account: "a@127.0.0.1", folder: "INBOX", junk: false, uidValidity: "1", uid: ++uid };
    const id = await takeIn({ ...place, internalDate: MORNING, size: raw.length, raw }, parts);
    return { id: id ?? "", path: parts.archive.path(contentHash(raw)) };
  };
  const examine = async (by: Parts = parts) => {
    const { examined, parked } = await examineStored(by);
    return { examined, parked, ...(await answerDue(by, 0)) };
  };
  const again = async (which: Which, by: Parts = parts) => {
    const put = await inTransaction(parts.db, (tx) => examineAgain(tx, which));
    return { put, ...(await examine(by)) };
  };
  const kept = async (by: Parts = parts) => ({
    letters: await readLetters(parts.db),
    applications: (await judgeAll(parts, by.rules)).map(({ application, judgement }) => ({
      name: application.unit_name,
      requirements: judgement.requirements.map(({ id, status }) => [id, status]),
    })),
  });
  return { parts, time, arrives, examine, again, kept };
}

test("one mail, some, all, and all by other rules: examined again, judged anew, nobody written to twice", async () => {
  const { parts, arrives, examine, again, kept } = await desk();
  const [first, second] = [await arrives(LUOCHUAN), await arrives(MUYUAN)];
  await arrives(ZHUXI);
  expect(await examine()).toMatchObject({ examined: 3, queued: 3 });
  const before = await kept();
  expect(before.applications.map(({ name }) => name)).toEqual([LUOCHUAN.name, MUYUAN.name, ZHUXI.name]);
  const CALM = { parked: 0, queued: 0, held: 0 };
  expect(await again({ ids: [first.id] })).toEqual({ ...CALM, put: 1, examined: 1 });
  expect(await again({ ids: [first.id, second.id] })).toEqual({ ...CALM, put: 2, examined: 2 });
  expect(await again("parked")).toEqual({ ...CALM, put: 0, examined: 0 });
  expect(await again("all")).toEqual({ ...CALM, put: 3, examined: 3 });
  expect(await kept()).toEqual(before);

  const requirements = parts.rules.campaign.requirements.filter(({ id }) => id !== "declaration-pdf");
  const changed = { ...parts, rules: { ...parts.rules, campaign: { ...parts.rules.campaign, requirements } } };
  expect(await again("all", changed)).toEqual({ ...CALM, put: 3, examined: 3 });
  const { letters, applications } = await kept(changed);
  expect(letters).toEqual(before.letters);
  expect(applications.map((one) => one.requirements.map(([id]) => id))).toEqual(
    Array(3).fill(["form-word", "form-pdf", "form-paper", "declaration-paper"]),
  );
});

test("a mail that fails three times is parked with its reason, and once it can be read it is answered once", async () => {
  const { parts, time, arrives, examine, again } = await desk();
  const { id, path } = await arrives(LUOCHUAN);
  await rename(path, `${path}.away`);
  const tried: number[] = [];
  for (const minutes of [0, 1, 10]) {
    time.now += minutes * MINUTE;
    tried.push((await examine()).parked);
  }
  expect(tried).toEqual([0, 0, 1]);
  expect(await parkedMails(parts.db)).toMatchObject([
    { id, attempts: 3, reason: expect.stringContaining("there is no such file") as string },
  ]);
  expect(await readLetters(parts.db)).toEqual([]);
  await rename(`${path}.away`, path);
  expect(await again("parked")).toEqual({ put: 1, examined: 1, parked: 0, queued: 1, held: 0 });
  expect(await again({ ids: [id] })).toEqual({ put: 1, examined: 1, parked: 0, queued: 0, held: 0 });
});
