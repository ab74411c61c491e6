import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import type { AutomaticVerdict } from "../../src/domain/automatic.ts";
import type { MailFacts, PartFacts } from "../../src/domain/facts.ts";
import { loadRules } from "../../src/parts.ts";
import { settlementOf } from "../../src/letters/settle-letters.ts";
import { readSettings } from "../../src/settings.ts";
import { openArchive, type Archive } from "../../src/store/archive.ts";
import { undeliverableAddresses } from "../../src/store/contacts.ts";
import { moveLetter, readLetter, type Letter } from "../../src/store/letters.ts";
import { readMailRow } from "../../src/store/mails.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { addLetter, addMail, aStore } from "../store/store.ts";
import { tempDir } from "../temp-dir.ts";

const NOON = Date.parse("2022-11-21T04:00:00Z");
const daysAgo = (days: number) => new Date(NOON - days * 86_400_000).toISOString();
const settings = readSettings({ MAIL_FROM: "office@ccia.example" });
const rules = loadRules(settings);
const OWN_COPY: AutomaticVerdict = { automatic: "own", reason: "own-message-id", about: null };
const BOUNCE: AutomaticVerdict = { automatic: "bounce", reason: "null-return-path", about: null };

let db: Database;
let archive: Archive;
beforeEach(async () => {
  const folder = tempDir();
  [db, archive] = [await aStore(folder), await openArchive(folder)];
});

async function letterTo(to_address: string, more: Partial<Letter> = {}): Promise<Letter> {
  const id = await addLetter(db, { to_address });
  await moveLetter(db, id, ["queued"], { state: "sent", sent_at: daysAgo(1), ...more });
  return present(id);
}

async function present(id: string): Promise<Letter> {
  const letter = await readLetter(db, id);
  if (!letter) throw new Error(`no letter ${id}`);
  return letter;
}

/** `seen`: the mail was examined before. */
async function comes(more: Partial<MailFacts>, verdict: AutomaticVerdict, seen = false): Promise<void> {
  const mail = await readMailRow(db, await addMail(db, "mailer-daemon@mx.example"));
  if (!mail) throw new Error("no mail");
  const facts: MailFacts = {
    ...{ messageId: null, inReplyTo: null, references: [], replyTo: [], to: [], cc: [], date: null, received: null },
    ...{ from: { address: "mailer-daemon@mx.example", name: "" }, headers: [], parts: [], notes: [] },
    ...{ subject: "Undelivered Mail Returned to Sender", text: "550 5.1.1 user unknown", contentType: "text/plain" },
    ...more,
  };
  const clock = { offsetMs: 0, now: () => new Date(NOON) };
  const parts = { db, archive, clock, rules, settings, log: pino({ level: "silent" }) };
  const settle = await settlementOf(seen ? { ...mail, automatic: "bounce" } : mail, facts, verdict, parts);
  await inTransaction(db, settle);
}

const marked = async () => (await undeliverableAddresses(db)).map(({ address }) => address);

test("a copy of a letter in doubt proves that it was sent", async () => {
  const letter = await letterTo("li@a.example", { state: "uncertain", sent_at: null, doubtful_since: daysAgo(1) });
  await comes({ messageId: letter.message_id }, OWN_COPY);
  expect(await present(letter.id)).toMatchObject({ state: "sent", sent_at: daysAgo(1), seen_at: "M1" });
});

describe("a bounce marks the letter's address, and the letter failed", () => {
  test.each<[string, (letter: Letter) => Partial<MailFacts>]>([
    ["that quotes the letter's Message-ID", ({ message_id }) => ({ text: `550 user unknown\n${message_id}` })],
    ["that answers it", ({ message_id }) => ({ inReplyTo: message_id })],
    ["of a mail server that names the address", ({ to_address }) => ({ text: `550 user unknown <${to_address}>` })],
  ])("%s", async (_why, facts) => {
    const [letter, other] = [await letterTo("li@a.example"), await letterTo("wu@b.example")];
    await comes(facts(letter), BOUNCE);
    expect(await marked()).toEqual(["li@a.example"]);
    expect(await present(letter.id)).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/^bounced: .*550.*\(mail M1\)$/) as string,
    });
    expect(await present(other.id)).toMatchObject({ state: "sent" });
  });

  /** A file that the mail brings. */
  async function brings(content: string, declaredType: string, kind: PartFacts["kind"]): Promise<Partial<MailFacts>> {
    await writeFile(join(archive.partsDir, "part"), content);
    const part = { sha256: "part", name: "", size: content.length, kind, declaredType, within: [], inline: false };
    return { text: "您的邮件被退回", parts: [part] };
  }

  test("by the delivery report that it encloses", async () => {
    const letter = await letterTo("li@a.example");
    const report = `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; li@a.example\nAction: failed\nStatus: 5.2.2\n`;
    await comes(await brings(report, "message/delivery-status", "other"), BOUNCE);
    expect((await present(letter.id)).reason).toContain("5.2.2");
  });

  test.each([
    ["text/plain", "other"],
    ["application/octet-stream", "eml"],
  ] as const)("by the letter that it returns as %s", async (declaredType, kind) => {
    const letter = await letterTo("li@a.example");
    await comes(await brings(`Subject: x\nMessage-ID: ${letter.message_id}\n\nx`, declaredType, kind), BOUNCE);
    expect((await present(letter.id)).state).toBe("failed");
  });

  test("the last one, where several letters went to the address", async () => {
    const [first, last] = [await letterTo("li@a.example"), await letterTo("li@a.example")];
    await comes({ text: "550 user unknown <li@a.example>" }, BOUNCE);
    expect([(await present(first.id)).state, (await present(last.id)).state]).toEqual(["sent", "failed"]);
  });
});

describe("a bounce does nothing", () => {
  const person = { from: { address: "wang@b.example", name: "" } };
  test.each<[string, Partial<Letter>, (letter: Letter) => Partial<MailFacts>, AutomaticVerdict?]>([
    ["where it is only a delay", {}, ({ message_id }) => ({ text: `delivery delayed ${message_id}`, subject: "" })],
    ["about a letter of eleven days ago", { sent_at: daysAgo(11) }, ({ message_id }) => ({ inReplyTo: message_id })],
    [
      "about a letter that nobody was asked to take",
      { state: "held", sent_at: null },
      ({ message_id }) => ({ inReplyTo: message_id }),
    ],
    [
      "that names an address in words only, from a person",
      {},
      () => ({ ...person, text: "550 unknown <li@a.example>" }),
    ],
    ["that names two addresses that we wrote to", {}, () => ({ text: "550 unknown <li@a.example> <wu@b.example>" })],
    ["that names nobody that we wrote to", {}, () => ({ text: "550 user unknown <nobody@c.example>" })],
    ["of our own copy", {}, ({ message_id }) => ({ text: `550 full <office@ccia.example> ${message_id}` })],
    [
      "that is a holiday notice",
      {},
      ({ message_id }) => ({ inReplyTo: message_id }),
      { ...BOUNCE, automatic: "auto-reply" },
    ],
  ])("%s", async (_why, more, facts, verdict = BOUNCE) => {
    const letter = await letterTo("li@a.example", more);
    await letterTo("wu@b.example");
    await comes(facts(letter), verdict);
    expect(await marked()).toEqual([]);
    expect(await present(letter.id)).toEqual(letter);
  });

  test("when it is examined again: a person may have cleared the address since", async () => {
    const letter = await letterTo("li@a.example");
    await comes({ inReplyTo: letter.message_id }, BOUNCE, true);
    expect([await marked(), (await present(letter.id)).state]).toEqual([[], "sent"]);
  });
});
