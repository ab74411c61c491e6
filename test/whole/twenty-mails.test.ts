import { ImapFlow } from "imapflow";
import { simpleParser, type ParsedMail } from "mailparser";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NEEDS_DOVECOT, dovecotIsHere, startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startSmtpSink, type SmtpSink } from "../servers/smtp-sink.ts";
import {
  folders,
  intake,
  intakeJson,
  type Counts,
  type Environment,
  type ShownApplication,
  type ShownLetter,
} from "./intake.ts";
import { applications as faultyApplications } from "./applications.ts";
import { RONGTING } from "./companies.ts";
import { oddMails } from "./odd-mails.ts";
import { demonstrated, FIRST_ARRIVAL, type Story } from "./stories.ts";

const NOTHING: Counts = { fetched: 0, examined: 0, parked: 0, lettersQueued: 0, lettersSent: 0, lettersHeld: 0 };
const STORIES = [...demonstrated(), ...faultyApplications(), ...oddMails()];
const NOT_A_MEMBER = RONGTING.name;
const PASS_AT = "2022-12-01T10:00:00+08:00";

describe.skipIf(!dovecotIsHere)(`a mailbox of applicants, taken in by intake once${NEEDS_DOVECOT}`, () => {
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let env: Environment;
  let counts: Counts;
  let applications: ShownApplication[];
  let letters: ShownLetter[];
  let received: ParsedMail[];
  let delivered: { id: string; story: Story }[];
  let flagsBefore: string[][];
  const disk = folders();

  beforeAll(async () => {
    dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
    sink = await startSmtpSink();
    env = {
      MAILBOX_URL: dovecot.url,
      SMTP_URL: sink.url,
      DATA_DIR: await disk.make(),
      ANSWER_FROM: "2022-11-01T00:00:00+08:00",
      NOW: PASS_AT,
      LETTER_COPY: "sent",
    };
    await importRoster(env, await disk.make());
    await logPaper(env);
    delivered = await deliverAll(dovecot);
    flagsBefore = await flagsIn(dovecot, "INBOX");
    counts = await intakeJson<Counts>(["once"], env);
    applications = await intakeJson<ShownApplication[]>(["status"], env);
    letters = await intakeJson<ShownLetter[]>(["letters", "list"], env);
    received = await Promise.all(sink.mails.map(({ raw }) => simpleParser(raw)));
  }, 300_000);

  afterAll(async () => {
    await sink.stop();
    await dovecot.stop();
    await disk.clear();
  });

  test("every mail is fetched once, the one delivered twice is not examined twice, and each letter is sent", () => {
    const lettersOf = ({ letter, applications }: Story) =>
      letter === null ? 0 : Math.max(1, applications.length) + (letter.byColleague === true ? 1 : 0);
    const sent = STORIES.reduce((sum, story) => sum + lettersOf(story), 0);
    expect(counts).toEqual({
      ...NOTHING,
      fetched: delivered.length,
      examined: delivered.length - 1,
      lettersQueued: sent,
      lettersSent: sent,
    });
    expect(delivered.length).toBeGreaterThanOrEqual(20);
  });

  describe.each(STORIES)("$why", (story) => {
    test("each requirement stands where it should", () => {
      for (const expected of story.applications) {
        const found = applications.filter((one) => one.unitName === expected.unitName);
        expect(found.map(statuses)).toEqual([expected.requirements]);
        const [one] = found;
        const codes = [...(one?.findings ?? []), ...(one?.requirements ?? []).flatMap(({ findings }) => findings)];
        expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(expected.findings));
        expect(one).toMatchObject({
          state: expected.state,
          late: expected.findings.includes("late"),
          member: expected.unitName !== NOT_A_MEMBER,
        });
      }
    });

    test(story.letter === null ? "no letter goes out" : "one letter answers, in the thread", () => {
      const own = delivered.filter((one) => one.story === story);
      const answering = letters.filter(({ inReplyTo }) => own.some(({ id }) => id === inReplyTo));
      if (story.letter === null) {
        expect(answering).toEqual([]);
        return;
      }
      const { kind, says, attached = [], byColleague = false } = story.letter;
      const answered = byColleague ? 0 : -1;
      const last = own.at(answered)?.id;
      const to = addressIn(story.mails.at(answered)?.from ?? "");
      if (byColleague) {
        const acknowledged = {
          kind: "enquiry",
          to: [addressIn(story.mails.at(-1)?.from ?? "")],
          inReplyTo: own.at(-1)?.id,
        };
        expect(answering.shift()).toMatchObject({ ...acknowledged, state: "sent" });
      }
      const each = { kind, to: [to], inReplyTo: last, state: "sent", reason: null };
      const ids = story.applications.map(({ unitName }) => applications.find((one) => one.unitName === unitName)?.id);
      expect(answering).toMatchObject((ids.length > 0 ? ids : [null]).map((application) => ({ ...each, application })));
      for (const { messageId } of answering) {
        const mail = received.find((one) => one.messageId === messageId);
        expect([mail?.references].flat()).toContain(last);
        expect(mail?.text?.replace(/\s+/g, "")).toContain(says.replace(/\s+/g, ""));
        expect(mail?.attachments.map(({ filename }) => filename)).toEqual(attached);
      }
    });
  });

  test("there is no application but those", () => {
    const expected = STORIES.flatMap((story) => story.applications.map(({ unitName }) => unitName));
    expect(applications.map(({ unitName }) => unitName).toSorted()).toEqual(expected.toSorted());
  });

  test("every letter that arrived is one of the list's, says that a machine wrote it and goes to one address", () => {
    expect(received.map(({ messageId }) => messageId).toSorted()).toEqual(
      letters.map(({ messageId }) => messageId).toSorted(),
    );
    for (const [place, mail] of received.entries()) {
      const letter = letters.find(({ messageId }) => messageId === mail.messageId);
      expect(mail.headers.get("auto-submitted")).toBe("auto-replied");
      expect(mail.headers.get("x-auto-response-suppress")).toBe("All");
      expect(mail.subject).toBe(letter?.subject);
      expect(mail.inReplyTo).toBe(letter?.inReplyTo);
      expect(mail.from?.value).toMatchObject([{ address: "cciahyz@china-cia.org.cn" }]);
      expect(sink.mails[place]?.envelope).toEqual({ from: "cciahyz@china-cia.org.cn", to: letter?.to });
      expect(mail.cc).toBeUndefined();
      expect(mail.text).not.toContain("顺祝工作顺利");
    }
  });

  test("a second pass fetches and sends nothing, and changes nothing", async () => {
    expect(await intakeJson<Counts>(["once"], { ...env, NOW: "2022-12-01T10:30:00+08:00" })).toEqual(NOTHING);
    expect(sink.mails).toHaveLength(received.length);
    expect(await intakeJson(["status"], env)).toEqual(applications);
    expect(await intakeJson(["letters", "list"], env)).toEqual(letters);
  });

  test("the mailbox's flags are as they were, and the copies lie in Sent once each", async () => {
    expect(await flagsIn(dovecot, "INBOX")).toEqual(flagsBefore);
    expect((await messageIdsIn(dovecot, "Sent")).toSorted()).toEqual(
      letters.map(({ messageId }) => messageId).toSorted(),
    );
  });

  test("status and letters say the same to people", async () => {
    const [status, list] = [await intake(["status"], env), await intake(["letters"], env)];
    for (const { unitName, id } of applications) expect(status.out).toMatch(new RegExp(`^${id} .*${unitName}`, "m"));
    for (const { id, to } of letters) expect(list.out).toMatch(new RegExp(`^${id} .*${to.join()}`, "m"));
  });
});

async function importRoster(env: Environment, folder: string): Promise<void> {
  const names = STORIES.flatMap((story) => story.applications.map(({ unitName }) => unitName));
  const file = join(folder, "members.csv");
  await writeFile(file, ["单位名称", ...names.filter((name) => name !== NOT_A_MEMBER)].join("\n"));
  await intakeJson(["roster", "import", file], env);
}

/** The first applicant's parcel is there before its mail. */
async function logPaper(env: Environment): Promise<void> {
  const unit = ["--unit", "北京云岫安澜科技有限责任公司", "--items", "form,declaration"];
  await intakeJson(["paper", "add", ...unit, "--received", "2022-11-25", "--sealed", "yes"], env);
}

/** Each mail at its own instant; the first one once more at the end, as some servers do. */
async function deliverAll(dovecot: Dovecot): Promise<{ id: string; story: Story }[]> {
  const all = STORIES.flatMap((story) => story.mails.map((mail) => ({ story, mail })));
  const [first] = all;
  const delivered = [];
  for (const [place, { story, mail }] of [...all, ...(first ? [first] : [])].entries()) {
    const raw = await mail.build();
    const date = mail.arrivedAt ?? new Date(FIRST_ARRIVAL.getTime() + mail.minutes * 60_000);
    await dovecot.append(raw, { date, flags: ["", "S", "FS"][place % 3] ?? "" });
    delivered.push({ story, id: /^Message-ID: (<.+>)/im.exec(raw.toString("latin1"))?.[1] ?? "" });
  }
  return delivered;
}

function statuses({ requirements }: ShownApplication): Record<string, string> {
  return Object.fromEntries(requirements.map(({ id, status }) => [id, status]));
}

function addressIn(from: string): string {
  return /<(.+)>/.exec(from)?.[1] ?? from;
}

async function listed(dovecot: Dovecot, folder: string) {
  const { host, port, user, password } = dovecot;
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen(folder, { readOnly: true });
    return await client.fetchAll("1:*", { uid: true, flags: true, envelope: true });
  } finally {
    client.close();
  }
}

async function flagsIn(dovecot: Dovecot, folder: string): Promise<string[][]> {
  return (await listed(dovecot, folder)).map(({ flags }) => [...(flags ?? [])].toSorted());
}

async function messageIdsIn(dovecot: Dovecot, folder: string): Promise<string[]> {
  return (await listed(dovecot, folder)).flatMap(({ envelope }) => envelope?.messageId ?? []);
}
