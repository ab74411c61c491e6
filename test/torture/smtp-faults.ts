import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startClock } from "../../src/clock.ts";
import { deliverDue, type DeliveryParts } from "../../src/letters/deliver.ts";
import { between, seededRandom, type Random } from "../../src/demo/makers/random.ts";
import { openPost, type Post } from "../../src/mailbox/smtp.ts";
import { loadRules, senderOf } from "../../src/parts.ts";
import { resolveDoubts, type SentFolder } from "../../src/letters/resolve-doubts.ts";
import { readSettings } from "../../src/settings.ts";
import { untoldAlarms } from "../../src/store/alarms.ts";
import { noteCopySeen } from "../../src/store/letter-evidence.ts";
import {
  lettersByMessageId,
  lettersInDoubt,
  moveLetter,
  queueLetter,
  readLetters,
  type Letter,
  type NewLetter,
} from "../../src/store/letters.ts";
import { inTransaction, openStore } from "../../src/store/open.ts";
import { FAULTS, PHASES, startSmtpFaultProxy, type Plan } from "../servers/smtp-fault-proxy.ts";
import { startSmtpSink, type SmtpSink } from "../servers/smtp-sink.ts";
import type { Figure } from "./figure.ts";

const SENDS = 1_000;
/** So many wait at once; each of their turns ends at the first fault of the connection. */
const BATCH = 25;
/** Of a hundred connections. */
const FAULTY = 65;
const PATIENCE = { connect: 150, greeting: 150, answer: 150, whole: 10_000 };
const WHENEVER = new Date("9999-12-31T00:00:00Z");
const AT = "2022-11-21T01:00:00.000Z";

/** Letters through a line that fails at every step of the dialogue, in every way, in random mix; nothing is killed. */
export async function run({ seed, scale }: { seed: number; scale: number }): Promise<Figure[]> {
  const scene = await openScene(seededRandom(seed));
  try {
    const count = Math.max(BATCH, Math.round(SENDS * scale));
    for (let done = 0; done < count; done += BATCH) await scene.send(Math.min(BATCH, count - done));
    const first = await scene.judge();
    await scene.copiesArrive();
    const settled = await scene.judge();
    const alarmed = await scene.callForPersons();
    await scene.releaseDoubtful();
    const last = await scene.judge();
    return figures({ count, first, settled, alarmed, last, met: scene.met });
  } finally {
    await scene.close();
  }
}

type Scene = Awaited<ReturnType<typeof openScene>>;

async function openScene(random: Random) {
  const folder = await mkdtemp(join(tmpdir(), "smtp-faults-"));
  const db = await openStore(folder);
  const settings = readSettings({ SMTP_URL: "smtp://127.0.0.1:9", PACE: "0s", DOUBT: "0s" });
  const rules = loadRules(settings);
  const clock = startClock(Date.parse(AT) - Date.now());
  const parts: DeliveryParts = { db, rules, settings, clock, log: pino({ level: "silent" }) };
  const sink = await startSmtpSink();
  const met = new Map<string, number>();
  let calm = false;
  const proxy = await startSmtpFaultProxy(
    sink.port,
    () => (calm ? null : planOf(random)),
    ({ phase, fault }) => met.set(`${phase} ${fault}`, (met.get(`${phase} ${fault}`) ?? 0) + 1),
  );
  const post = openPost(sink.url.replace(`:${sink.port}`, `:${proxy.port}`), PATIENCE);
  const released = new Set<string>();
  copiesComeAtOnce(sink, random, parts);
  return {
    met,
    async send(count: number) {
      const mostTurns = count * 40;
      await queueLetters(count, random, parts);
      for (let turn = 0; turn < mostTurns && (await waits(parts)); turn++)
        await deliverDue(post, parts, { due: WHENEVER });
    },
    judge: async () => judge(await readLetters(db), sink, senderOf(parts), released),
    /** Those that the server took for our own mailbox. */
    async copiesArrive() {
      for (const { envelope, raw } of sink.mails) {
        if (envelope.to.includes(senderOf(parts))) await arrives(idOf(raw), parts);
      }
    },
    /** Letters in doubt, and the alarms about them. */
    async callForPersons() {
      const nothing: SentFolder = { find: () => Promise.resolve([]), file: () => Promise.resolve(true) };
      await resolveDoubts(nothing, parts);
      const about = (await untoldAlarms(db)).filter(({ kind }) => kind === "letter-in-doubt").map((one) => one.about);
      const doubtful = (await lettersInDoubt(db)).map(({ id }) => id);
      return doubtful.length === about.length && doubtful.every((id) => about.includes(id));
    },
    /** A person has every letter in doubt sent again, over a line that is whole. */
    async releaseDoubtful() {
      calm = true;
      for (const { id, message_id } of await lettersInDoubt(db)) {
        released.add(message_id);
        await moveLetter(db, id, ["uncertain"], { state: "queued", reason: null, attempts: 0, tried_since: null });
      }
      await drain(post, parts);
    },
    async close() {
      post.close();
      await proxy.stop();
      await sink.stop();
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function planOf(random: Random): Plan | null {
  if (between(random, 0, 100) >= FAULTY) return null;
  const phase = one(PHASES, random);
  // A server that says no when it has taken the mail lies; then its copy is all that can tell.
  return { phase, fault: one(phase === "after-dot" ? FAULTS.slice(0, 3) : FAULTS, random) };
}

function one<T>(from: readonly T[], random: Random): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
}

/** Of half the letters the copy is seen in our mailbox before the server has answered. */
function copiesComeAtOnce(sink: SmtpSink, random: Random, parts: DeliveryParts): void {
  const takes = sink.mails.push.bind(sink.mails);
  sink.mails.push = (...mails) => {
    for (const { envelope, raw } of mails) {
      if (envelope.to.includes(senderOf(parts)) && random() < 0.5) void arrives(idOf(raw), parts);
    }
    return takes(...mails);
  };
}

async function arrives(messageId: string, { db, clock }: DeliveryParts): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const letter of await lettersByMessageId(tx, [messageId])) await noteCopySeen(tx, letter, "M1", clock.now());
  });
}

async function queueLetters(count: number, random: Random, { db }: DeliveryParts): Promise<void> {
  const letter = {
    kind: "receipt" as const,
    application_id: null,
    subject: "回执",
    html: "<p>…</p>",
    attachments: "[]",
  };
  const rest = { in_reply_to: null, references_: "[]", state: "queued" as const, reason: null, said: "{}" };
  await inTransaction(db, async (tx) => {
    for (let n = 0; n < count; n++) {
      const text = "材料已收到。".repeat(random() < 0.2 ? 4_000 : 10);
      const to_address = `a${Math.floor(random() * 1e9)}@unit.example`;
      const row: NewLetter = { ...letter, ...rest, text, to_address, created_at: AT, not_before: AT };
      await queueLetter(tx, row, "ccia.example", []);
    }
  });
}

async function waits({ db }: DeliveryParts): Promise<boolean> {
  const row = await db.selectFrom("letter").select("id").where("state", "=", "queued").executeTakeFirst();
  return row !== undefined;
}

async function drain(post: Post, parts: DeliveryParts): Promise<void> {
  for (let turn = 0; turn < 100 && (await waits(parts)); turn++) await deliverDue(post, parts, { due: WHENEVER });
}

interface Judged {
  states: Record<string, number>;
  /** Taken more than once without a person's release. */
  twice: number;
  /** Called sent, and the server has it not. */
  untrue: number;
  /** The server has it, and the letter is neither sent nor in doubt. */
  hidden: number;
  /** In doubt, and nobody can see since when. */
  undated: number;
  /** Taken for our own mailbox, not for the applicant. */
  copyAlone: number;
  left: number;
}

function judge(letters: Letter[], sink: SmtpSink, own: string, released: Set<string>): Judged {
  const taken = new Map<string, string[][]>();
  for (const { envelope, raw } of sink.mails) taken.set(idOf(raw), [...(taken.get(idOf(raw)) ?? []), envelope.to]);
  const times = (letter: Letter) =>
    (taken.get(letter.message_id) ?? []).filter((to) => to.includes(letter.to_address)).length;
  const count = (wrong: (letter: Letter) => boolean) => letters.filter(wrong).length;
  const states: Record<string, number> = {};
  for (const { state } of letters) states[state] = (states[state] ?? 0) + 1;
  return {
    states,
    twice: count((one) => times(one) > (released.has(one.message_id) ? 2 : 1)),
    untrue: count((one) => one.state === "sent" && times(one) === 0),
    hidden: count((one) => times(one) > 0 && one.state !== "sent" && one.state !== "uncertain"),
    undated: count((one) => one.state === "uncertain" && one.doubtful_since === null),
    copyAlone: sink.mails.filter(({ envelope: { to } }) => to.includes(own) && to.length < 2).length,
    left: count((one) => one.state === "queued" || one.state === "sending"),
  };
}

function idOf(raw: Buffer): string {
  return /^message-id:\s*(<[^>]+>)/im.exec(raw.toString("latin1", 0, 4_000))?.[1] ?? "";
}

interface Outcome {
  count: number;
  first: Judged;
  settled: Judged;
  alarmed: boolean;
  last: Judged;
  met: Scene["met"];
}

function figures({ count, first, settled, alarmed, last, met }: Outcome): Figure[] {
  const all = [first, settled, last];
  const sum = (of: (judged: Judged) => number) => all.reduce((total, judged) => total + of(judged), 0);
  const [twice, untrue] = [sum((one) => one.twice), sum((one) => one.untrue)];
  const unshown = sum((one) => one.hidden + one.undated + one.copyAlone + one.left);
  const faults = [...met.values()].reduce((total, times) => total + times, 0);
  const ways = PHASES.length * FAULTS.length - 2;
  const doubts = `${first.states["uncertain"] ?? 0} in doubt, ${settled.states["uncertain"] ?? 0} after the copies came`;
  const after = Object.entries(last.states).map(([state, times]) => `${times} ${state}`);
  return [
    {
      figure: `SMTP faults: ${count} letters, ${faults} faults of ${met.size}/${ways} kinds`,
      aim: "0 taken twice, 0 called sent that were not",
      result: `${twice} twice, ${untrue} untrue`,
      ok: twice === 0 && untrue === 0,
    },
    {
      figure: "SMTP faults: letters that the server may have",
      aim: "every one sent or shown as doubtful, with an alarm",
      result: `${doubts}; ${unshown} hidden; alarms ${alarmed ? "for each" : "missing"}; at last ${after.join(", ")}`,
      ok: unshown === 0 && alarmed,
    },
  ];
}
