import Database from "better-sqlite3";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { between, seededRandom } from "../../src/demo/makers/random.ts";
import { NEEDS_DOVECOT, dovecotIsHere, startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startSmtpSink, type SmtpSink } from "../servers/smtp-sink.ts";
import * as companies from "./companies.ts";
import {
  folders,
  intakeJson,
  startIntake,
  type Environment,
  type ShownApplication,
  type ShownLetter,
} from "./intake.ts";
import * as papers from "./papers.ts";
import { sends } from "./stories.ts";

/** After what the daemon is killed, and how many milliseconds later at most. */
const KILLS = [
  { after: "start", within: 1500 },
  { after: "mail examined", within: 200 },
  { after: "letter written", within: 30 },
  { after: "the server has the letter and has not answered", within: 0 },
  { after: "letter handed over", within: 30 },
  { after: "mail examined", within: 600 },
] as const;
const APPLICANTS = Object.values(companies).slice(0, 2 * KILLS.length);
const SEED = 20221130;

describe.skipIf(!dovecotIsHere)(`a daemon killed again and again while mails arrive${NEEDS_DOVECOT}`, () => {
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let env: Environment;
  let applications: ShownApplication[];
  let letters: ShownLetter[];
  const children: number[] = [];
  const disk = folders();

  beforeAll(async () => {
    dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
    sink = await startSmtpSink();
    env = {
      MAILBOX_URL: dovecot.url,
      SMTP_URL: sink.url,
      DATA_DIR: await disk.make(),
      SETTLE: "0s",
      POLL: "1s",
      ANSWER_FROM: "2022-01-01T00:00:00+08:00",
    };
    const random = seededRandom(SEED);
    const mails = APPLICANTS.map((company, place) =>
      sends(
        company,
        { "申请表.docx": () => papers.word(company), "宣言.pdf": () => papers.declarationPdf(company) },
        { minutes: place },
      ),
    );
    for (const { after, within } of KILLS) {
      for (const mail of mails.splice(0, 2)) await dovecot.append(await mail.build());
      children.push(...(await killedDaemon(env, sink, after, between(random, 0, within))));
    }
    ({ applications, letters } = await finished(env));
  }, 300_000);

  afterAll(async () => {
    await sink.stop();
    await dovecot.stop();
    await disk.clear();
  });

  test("each mail has one row, examined, and its bytes lie whole in the archive", () => {
    const db = new Database(join(env["DATA_DIR"] ?? "", "intake.sqlite"), { readonly: true });
    const rows = db.prepare("select uid, sha256, state, attempts from mail order by uid").all() as MailRow[];
    db.close();
    expect(rows.map(({ uid, state, attempts }) => [uid, state, attempts])).toEqual(
      APPLICANTS.map((_, place) => [place + 1, "examined", 0]),
    );
    for (const { sha256 } of rows) expect(archived(env)).toContain(sha256);
    expect(archived(env)).toHaveLength(APPLICANTS.length);
  });

  test("each application exists once, with its documents", () => {
    expect(applications.map(({ unitName }) => unitName).toSorted()).toEqual(
      APPLICANTS.map(({ name }) => name).toSorted(),
    );
    for (const { requirements } of applications) {
      expect(requirements.map(({ status }) => status)).toEqual([
        "satisfied",
        "missing",
        "satisfied",
        "missing",
        "missing",
      ]);
    }
  });

  test("each application has one letter, which the server took at most once; what is not sure is shown so", async () => {
    expect(letters.map(({ application }) => application).toSorted()).toEqual(
      applications.map(({ id }) => id).toSorted(),
    );
    const taken = await Promise.all(sink.mails.map(async ({ raw }) => (await simpleParser(raw)).messageId));
    expect(taken.toSorted()).toEqual([...new Set(taken)].toSorted());
    for (const { messageId, state } of letters) {
      expect(["sent", "uncertain"]).toContain(state);
      if (state === "sent") expect(taken).toContain(messageId);
    }
    expect(taken.filter((id) => !letters.some(({ messageId }) => messageId === id))).toEqual([]);
    const uncertain = letters.filter(({ state }) => state === "uncertain");
    expect(uncertain.length).toBeGreaterThanOrEqual(1);
    expect(uncertain.length).toBeLessThanOrEqual(KILLS.length);
  });

  test("no reading child outlives its daemon", () => {
    const alive = children.filter((pid) => existsSync(`/proc/${pid}`) && commandOf(pid).includes("reading/child.js"));
    expect(alive).toEqual([]);
  });
});

interface MailRow {
  uid: number;
  sha256: string;
  state: string;
  attempts: number;
}

/** Runs the daemon until the moment, kills it, and gives the processes that it had started. */
async function killedDaemon(
  env: Environment,
  sink: SmtpSink,
  after: (typeof KILLS)[number]["after"],
  later: number,
): Promise<number[]> {
  const daemon = startIntake(["start"], env);
  const { pid } = daemon;
  if (!daemon.stderr || pid === undefined) throw new Error("the daemon did not start");
  const gone = once(daemon, "exit");
  const log = createInterface({ input: daemon.stderr });
  const said: string[] = [];
  log.on("line", (line) => said.push(line));
  const children = new Set<number>();
  const kill = () => {
    for (const child of childrenOf(pid)) children.add(child);
    daemon.kill("SIGKILL");
  };
  const takes = sink.mails.push.bind(sink.mails);
  if (after === "the server has the letter and has not answered") {
    sink.mails.push = (...mails) => {
      kill();
      return takes(...mails);
    };
  } else {
    if (after !== "start") await until(() => said.some((line) => line.includes(`"msg":"${after}"`)), said);
    await sleep(later);
    kill();
  }
  await until(() => daemon.exitCode !== null || daemon.signalCode !== null, said);
  sink.mails.push = takes;
  await gone;
  expect(daemon.signalCode).toBe("SIGKILL");
  return [...children];
}

/** Lets the daemon come to rest, and ends it as a supervisor does. */
async function finished(env: Environment): Promise<{ applications: ShownApplication[]; letters: ShownLetter[] }> {
  const daemon = startIntake(["start"], env);
  daemon.stderr?.resume();
  let letters: ShownLetter[] = [];
  for (let tries = 0; tries < 60; tries++) {
    letters = await intakeJson<ShownLetter[]>(["letters", "list"], env);
    const going = letters.some(({ state }) => state === "queued" || state === "sending");
    if (letters.length >= APPLICANTS.length && !going) break;
    await sleep(500);
  }
  // A letter too many would come with the next round.
  await sleep(1500);
  letters = await intakeJson<ShownLetter[]>(["letters", "list"], env);
  const ended = once(daemon, "exit");
  daemon.kill("SIGTERM");
  await ended;
  expect(daemon.exitCode).toBe(0);
  return { applications: await intakeJson<ShownApplication[]>(["status"], env), letters };
}

async function until(done: () => boolean, said: string[]): Promise<void> {
  for (let tries = 0; tries < 6000; tries++) {
    if (done()) return;
    await sleep(10);
  }
  throw new Error(`the daemon never came to it; it said:\n${said.slice(-10).join("\n")}`);
}

function childrenOf(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`);
  const listed = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
  return (listed.join(" ").match(/\d+/g) ?? []).map(Number);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** The hashes of the archive's mails that hold what their names say. */
function archived(env: Environment): string[] {
  const archive = join(env["DATA_DIR"] ?? "", "archive");
  const files = readdirSync(archive, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".eml"));
  return files.flatMap((file) => {
    const sha256 = createHash("sha256")
      .update(readFileSync(join(archive, file)))
      .digest("hex");
    return basename(file) === `${sha256}.eml` ? [sha256] : [];
  });
}
