import { liftBreaker } from "../../src/letters/breaker.ts";
import { deliverDue } from "../../src/letters/deliver.ts";
import type { Post } from "../../src/mailbox/smtp.ts";
import { alarmsSince } from "../../src/store/alarms.ts";
import { readLetters, type Letter } from "../../src/store/letters.ts";
import { openDesk, type Arrived, type Desk } from "./desk.ts";
import type { Figure } from "./figure.ts";

const ROBOT = "robot@firm.example";
const DAY = 86_400_000;

/** Machines that say nothing about themselves, a copy of the program itself, and a flood of letters to everybody. */
export async function run({ scale }: { seed: number; scale: number }): Promise<Figure[]> {
  const rounds = Math.ceil(100 * scale);
  return [
    await responder("with words alone", rounds, () => ({})),
    await responder("with the blank forms returned", rounds, () => ({ forms: { "附件1.docx": { 单位名称: "" } } })),
    await responder("with an application each time", rounds, (round) => ({
      forms: { "申请表.docx": { 单位名称: "北京回声网络安全技术有限公司", 职务: `总监${round}` } },
    })),
    await twoCopies(rounds, "as they are", SAYS_SO),
    await twoCopies(rounds, "behind a gateway that strips what they say of themselves", []),
    await flood(),
  ];
}

/** Answers each letter within minutes under a new subject, without a header that tells. */
async function responder(how: string, rounds: number, more: (round: number) => Partial<Arrived>): Promise<Figure> {
  const desk = await openDesk();
  try {
    await desk.arrives({ from: ROBOT, forms: { "申请表.docx": { 单位名称: "北京回声网络安全技术有限公司" } } });
    for (let round = 0; round < rounds; round += 1) {
      desk.pass(10);
      await desk.answer();
      await desk.arrives({ from: ROBOT, subject: `来信第${round}号`, text: "收悉。", ...more(round) });
    }
    return await figureOf(`a responder that says nothing about itself, ${how}`, desk, rounds);
  } finally {
    await desk.close();
  }
}

async function figureOf(figure: string, desk: Desk, rounds: number): Promise<Figure> {
  const letters = await readLetters(desk.db);
  const most = mostInADay(letters.filter((one) => one.state === "sent"));
  const alarms = await alarmsSince(desk.db, "");
  const alarmed = alarms.some((one) => one.kind === "loop");
  // Only where it was cut short is there something to warn of: elsewhere it ended by itself.
  const cutShort = letters.some((one) => one.reason === "many-to-one-address");
  return {
    figure: `${figure} (${rounds} rounds)`,
    aim: "≤ 3 letters a day, an alarm where it goes on",
    result: `${most} letters, ${alarmed ? "alarm" : "no alarm"}`,
    ok: most >= 1 && most <= 3 && alarmed === cutShort,
  };
}

function mostInADay(letters: Letter[]): number {
  const at = letters.map((one) => Date.parse(one.created_at));
  return Math.max(0, ...at.map((from) => at.filter((one) => one >= from && one < from + DAY).length));
}

const SAYS_SO: [string, string][] = [
  ["auto-submitted", "auto-replied"],
  ["x-auto-response-suppress", "All"],
];

/** Each gets the other's letters as mails; it begins with a mail to the first in the name of the second's mailbox. */
async function twoCopies(rounds: number, how: string, headers: [string, string][]): Promise<Figure> {
  const [first, second] = [await openDesk("one@ccia.example"), await openDesk("two@ccia.example")];
  const carry = async (letters: Letter[], from: string, to: Desk): Promise<void> => {
    for (const { message_id, subject, text, in_reply_to } of letters) {
      await to.arrives({ from, subject, text, headers, messageId: message_id, inReplyTo: in_reply_to });
    }
  };
  try {
    await first.arrives({
      from: "two@ccia.example",
      forms: { "申请表.docx": { 单位名称: "北京回声网络安全技术有限公司" } },
    });
    await second.arrives({ from: "one@ccia.example", text: "请问如何申请？" });
    for (let round = 0; round < rounds; round += 1) {
      const [ones, twos] = [await first.answer(), await second.answer()];
      await carry(ones, "one@ccia.example", second);
      await carry(twos, "two@ccia.example", first);
      first.pass(10);
      second.pass(10);
    }
    const figures = [await figureOf("", first, rounds), await figureOf("", second, rounds)];
    return {
      figure: `two copies writing to each other, ${how} (${rounds} rounds)`,
      aim: "≤ 3 letters each",
      result: figures.map((one) => one.result).join(" / "),
      ok: figures.every((one) => one.ok),
    };
  } finally {
    await first.close();
    await second.close();
  }
}

/** Mails from as many addresses as there are, within an hour: the breaker stops all letters, and a person lets them go. */
async function flood(): Promise<Figure> {
  const desk = await openDesk();
  const handed: string[] = [];
  const post: Post = {
    send: ({ to }) => {
      handed.push(...to);
      return Promise.resolve({ outcome: "accepted", response: "250", refused: [] });
    },
    close: () => undefined,
  };
  try {
    for (let place = 0; place < 70; place += 1) await desk.arrives({ from: `q${place}@crowd.example`, text: "请问？" });
    await desk.answer();
    const held = (await readLetters(desk.db)).filter((one) => one.reason === "breaker").length;
    await deliverDue(post, desk.parts);
    const whileOn = handed.length;
    const alarmed = (await alarmsSince(desk.db, "")).some((one) => one.kind === "breaker");
    desk.pass(1);
    const queued = await liftBreaker(desk.db, "looked into", desk.parts.clock.now());
    await desk.arrives({ from: "late@crowd.example", text: "请问？" });
    const [after] = await desk.answer();
    return {
      figure: "70 letters within an hour",
      aim: "none sent, an alarm; all queued when it is lifted",
      result: `${held} held, ${whileOn} sent, ${alarmed ? "alarm" : "no alarm"}; ${queued ?? 0} queued afterwards`,
      ok: held === 70 && whileOn === 0 && alarmed && queued === 70 && after?.state === "sent",
    };
  } finally {
    await desk.close();
  }
}
