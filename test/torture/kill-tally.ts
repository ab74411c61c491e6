import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { simpleParser } from "mailparser";
import { intakeJson, type ShownApplication, type ShownLetter } from "../whole/intake.ts";
import type { KillWorld } from "./kill-world.ts";
import type { ManyMail } from "./many-mails.ts";

/** What came of everything; each wrong thing in words that name it. */
export interface Tally {
  /** As they came, and how many of them are no second delivery. */
  mails: number;
  different: number;
  lost: string[];
  applications: number;
  doubled: string[];
  letters: number;
  twice: string[];
  unanswered: string[];
  /** Letters that were in doubt and whose copy came back. */
  resolved: number;
  /** Letters that are shown as doubtful. */
  uncertain: number;
  /** Letters whose state is not what happened. */
  untrue: string[];
}

interface MailRow {
  id: string;
  sha256: string;
  state: string;
  automatic: string | null;
  open_question: string | null;
  units: string | null;
}

export async function tally(world: KillWorld): Promise<Tally> {
  const { env, arrived, taken } = world;
  const db = new Database(join(env["DATA_DIR"] ?? "", "intake.sqlite"), { readonly: true });
  const rows = db.prepare(MAILS).all() as MailRow[];
  const said = db.prepare("select id, message_id, application_id, said from letter").all() as SaidRow[];
  const resolved = db.prepare("select count(*) as n from audit where action = 'letter-seen'").get() as { n: number };
  db.close();
  const applications = await intakeJson<ShownApplication[]>(["status"], env);
  const letters = await intakeJson<ShownLetter[]>(["letters", "list"], env);
  const gone = await Promise.all(taken.map(async ({ envelope, raw }) => wentOut(envelope.to[0] ?? "", raw)));
  const wanted = new Set(arrived.flatMap(({ unitName }) => unitName ?? []));
  const answered = new Set(letters.filter(({ state }) => TOLD.includes(state)).flatMap(({ to }) => to));
  const addresses = new Set(arrived.flatMap(({ answerTo }) => answerTo ?? []));
  return {
    mails: arrived.reduce((sum, { deliveries }) => sum + deliveries, 0),
    different: arrived.length,
    lost: arrived.flatMap((mail) => wrongWith(mail, rows, archived(env["DATA_DIR"] ?? ""))),
    applications: wanted.size,
    doubled: [
      ...repeated(applications.map(({ unitName }) => unitName)),
      ...applications.map(({ unitName }) => unitName).filter((name) => !wanted.has(name)),
      ...[...wanted].filter((name) => !applications.some(({ unitName }) => unitName === name)),
    ],
    letters: gone.length,
    twice: [
      ...repeated(gone.map(({ messageId, to }) => `${messageId} to ${to}`)),
      ...repeated(gone.map(({ to, words }) => `${to} is told again: ${words}`)),
      ...repeated(gone.flatMap(({ messageId }) => changeTold(messageId, said))),
      ...repeated(messageIdsIn(join(world.dovecot.maildir, ".Sent"))),
    ],
    unanswered: [...addresses].filter((address) => !answered.has(address)),
    resolved: resolved.n,
    uncertain: letters.filter(({ state }) => state === "uncertain").length,
    untrue: letters.flatMap(({ id, messageId, state }) => {
      const isOut = gone.some((one) => one.messageId === messageId);
      const should = isOut ? ["sent"] : ["uncertain", "discarded"];
      return should.includes(state) ? [] : [`${id} is ${state}, and was ${isOut ? "" : "not "}taken`];
    }),
  };
}

const TOLD = ["sent", "uncertain"];

const MAILS = `select mail.id, sha256, state, automatic, open_question, group_concat(application.unit_name) as units
  from mail left join filed_mail on filed_mail.mail_id = mail.id
  left join application on application.id = filed_mail.application_id group by mail.id`;

interface SaidRow {
  id: string;
  message_id: string;
  application_id: string | null;
  said: string;
}

/** Exactly one row that counts, which says what the mail is; one more for each further delivery; its bytes whole on disk. */
function wrongWith(mail: ManyMail, rows: MailRow[], whole: Set<string>): string[] {
  const own = rows.filter(({ sha256 }) => sha256 === mail.sha256);
  const counting = own.filter(({ state }) => state !== "duplicate");
  const said = own.map(({ state, automatic, units }) => `${state} ${automatic ?? ""} ${units ?? ""}`.trim()).join("; ");
  const [row] = counting;
  const isRight =
    own.length === mail.deliveries &&
    counting.length === 1 &&
    row !== undefined &&
    isWhatItIs(mail, row) &&
    whole.has(mail.sha256);
  return isRight ? [] : [`${mail.sha256.slice(0, 8)} of ${mail.unitName ?? mail.answerTo ?? "a machine"}: ${said}`];
}

function isWhatItIs({ unitName, answerTo }: ManyMail, { state, automatic, open_question, units }: MailRow): boolean {
  if (state !== "examined" || units !== unitName) return false;
  if (answerTo === null) return automatic !== null;
  return automatic === null && (unitName !== null || open_question === "no-application");
}

/** Hashes of the archive's mails that hold what their names say. */
function archived(dataDir: string): Set<string> {
  const archive = join(dataDir, "archive");
  const files = readdirSync(archive, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".eml"));
  const hashes = files.map((file) => {
    const sha256 = createHash("sha256")
      .update(readFileSync(join(archive, file)))
      .digest("hex");
    return basename(file) === `${sha256}.eml` ? sha256 : "";
  });
  return new Set(hashes);
}

interface Gone {
  messageId: string;
  to: string;
  /** Without the instants and Message-IDs that differ from letter to letter. */
  words: string;
}

async function wentOut(to: string, raw: Buffer): Promise<Gone> {
  const { messageId = "", text = "" } = await simpleParser(raw);
  const words = createHash("sha256")
    .update(text.replace(/[\d:]+/g, ""))
    .digest("hex")
    .slice(0, 12);
  return { messageId, to, words };
}

/** One letter for one change: what it says of the application was not said before. */
function changeTold(messageId: string, said: SaidRow[]): string[] {
  const row = said.find((one) => one.message_id === messageId);
  if (!row) return [`${messageId} is no letter of ours`, `${messageId} is no letter of ours`];
  return row.application_id === null ? [] : [`${row.application_id} ${row.said}`];
}

function messageIdsIn(maildir: string): string[] {
  const files = ["new", "cur"].flatMap((part) => {
    try {
      return readdirSync(join(maildir, part)).map((name) => join(maildir, part, name));
    } catch {
      return [];
    }
  });
  return files.map((file) => /^Message-ID: *(\S+)/im.exec(readFileSync(file, "latin1"))?.[1] ?? file);
}

function repeated(keys: string[]): string[] {
  return [...new Set(keys.filter((key, place) => keys.indexOf(key) !== place))];
}
