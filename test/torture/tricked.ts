import { seededRandom, type Random } from "../../src/demo/makers/random.ts";
import type { Letter } from "../../src/store/letters.ts";
import { openDesk, type Desk } from "./desk.ts";
import type { Figure } from "./figure.ts";

/** A company that applies, and somebody who wants to know about it. Every value is found nowhere else. */
interface Scene {
  desk: Desk;
  unit: string;
  victim: string;
  attacker: string;
  /** What stands in the victim's papers; its letter quotes some of it. */
  secrets: Record<string, string>;
  /** ISO instant at which it begins. */
  since: string;
  /** Our letters to the victim. */
  told: Letter[];
}

const FILE = "申请表-内部终稿.docx";

/** The mails by which the attacker tries; `first`: before the victim ever wrote. */
const TRICKS: { name: string; first?: true; play: (scene: Scene) => Promise<void> }[] = [
  {
    name: "the victim's From, the attacker's Reply-To",
    play: (s) => sends(s, { from: s.victim, replyTo: s.attacker, forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "the same with a policy that it fails",
    play: (s) => sends(s, { from: s.victim, replyTo: s.attacker, forms: formOf(s.unit, s.attacker), dmarc: "fail" }),
  },
  {
    name: "the victim's From with the attacker's e-mail in the form, then the attacker's own mail",
    play: async (s) => {
      await sends(s, { from: s.victim, forms: formOf(s.unit, s.attacker) });
      await sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker) });
    },
  },
  {
    name: "the attacker's form names the victim",
    play: (s) => sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "vouched for by the attacker's own domain",
    play: (s) => sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker), dmarc: "pass" }),
  },
  {
    name: "In-Reply-To a letter to the victim, with documents",
    play: (s) => sends(s, { from: s.attacker, inReplyTo: letterOf(s), forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "In-Reply-To a letter to the victim, without documents",
    play: (s) => sends(s, { from: s.attacker, inReplyTo: letterOf(s), text: "请告知我单位材料情况。" }),
  },
  {
    name: "In-Reply-To the victim's own mail",
    play: (s) =>
      sends(s, { from: s.attacker, inReplyTo: `<own@${domainOf(s.victim)}>`, forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "the victim's address as display name",
    play: (s) => sends(s, { from: s.attacker, name: `<${s.victim}>`, forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "an address that looks like the victim's",
    play: (s) =>
      sends(s, { from: s.victim.replace(".example", ".example.evil.example"), forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "two Reply-To in one, the victim's quoted",
    play: (s) =>
      sends(s, { from: s.attacker, replyTo: `"${s.victim}"@evil.example`, forms: formOf(s.unit, s.attacker) }),
  },
  {
    name: "an answer to the acknowledgement of one's own mail",
    play: async (s) => {
      await sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker) });
      const [acknowledged] = await lettersTo(s, s.attacker);
      await sends(s, {
        from: s.attacker,
        inReplyTo: acknowledged?.message_id ?? null,
        forms: formOf(s.unit, s.attacker),
      });
    },
  },
  {
    name: "the attacker's company beside the victim's in one mail",
    play: (s) =>
      sends(s, {
        from: s.attacker,
        forms: { ...formOf(s.unit, s.attacker), ...formOf(`旁听${s.unit}`, s.attacker, "旁.docx") },
      }),
  },
  {
    name: "a squatter who applies first, and again after the victim",
    first: true,
    play: async (s) => {
      await sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker) });
      await applies(s);
      await sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker) });
    },
  },
  {
    name: "a squatter who applied in the victim's name by a forged mail",
    first: true,
    play: async (s) => {
      await sends(s, { from: s.victim, forms: formOf(s.unit, s.attacker), dmarc: "fail" });
      await applies(s);
      await sends(s, { from: s.attacker, forms: formOf(s.unit, s.attacker) });
    },
  },
];

/** Spoofed mails and hijacked threads: is anybody told what another applicant sent? */
export async function run({ seed, scale }: { seed: number; scale: number }): Promise<Figure[]> {
  const random = seededRandom(seed);
  const desk = await openDesk();
  const leaks: string[] = [];
  const blind: string[] = [];
  const many = Math.ceil(200 * scale);
  try {
    for (let number = 0; number < many; number += 1) {
      const trick = TRICKS[number % TRICKS.length];
      if (!trick) break;
      const scene = sceneOf(desk, number, random);
      if (!trick.first) await applies(scene);
      await trick.play(scene);
      leaks.push(...(await leaksIn(scene)).map((leak) => `${trick.name}: ${leak}`));
      const own = (await lettersTo(scene, scene.victim)).some(({ text }) =>
        flat(text).includes(scene.secrets.手机 ?? "?"),
      );
      // What proves that a leak would be seen: the victim is told what the attacker must not hear.
      if (!own && !trick.first) blind.push(trick.name);
    }
  } finally {
    await desk.close();
  }
  return [
    {
      figure: `spoofed and thread-hijacking mails (${many})`,
      aim: "0 bytes of another applicant's data",
      result: `${leaks.length} leaks${leaks
        .slice(0, 5)
        .map((leak) => `; ${leak}`)
        .join("")}`,
      ok: leaks.length === 0 && blind.length === 0,
    },
  ];
}

function sceneOf(desk: Desk, number: number, random: Random): Scene {
  const digits = (many: number) => Array.from({ length: many }, () => Math.floor(random() * 10)).join("");
  const syllables = Array.from({ length: 4 }, () => String.fromCodePoint(0x4e00 + Math.floor(random() * 8000))).join(
    "",
  );
  return {
    desk,
    unit: `北京${syllables}第${number}号网络安全技术有限公司`,
    victim: `li${number}@victim${number}.example`,
    attacker: `mallory${number}@evil.example`,
    // Neither a number nor an address, so that the letter to the victim quotes them.
    secrets: {
      联系人: `密联${digits(6)}`,
      手机: `手机${digits(9)}`,
      邮箱: `mi${digits(8)}`,
      邮寄地址: `秘${digits(8)}`,
    },
    since: desk.parts.clock.now().toISOString(),
    told: [],
  };
}

async function applies(scene: Scene): Promise<void> {
  const { desk, unit, victim, secrets } = scene;
  const forms = { [FILE]: { 单位名称: unit, ...secrets } };
  await desk.arrives({ from: victim, messageId: `<own@${domainOf(victim)}>`, forms, dmarc: "pass" });
  scene.told = await answered(scene);
}

async function sends({ desk, ...scene }: Scene, mail: Parameters<Desk["arrives"]>[0]): Promise<void> {
  await desk.arrives(mail);
  await answered({ desk, ...scene });
}

/** Hours pass, so that neither cap nor breaker hides what would have been told. */
async function answered({ desk }: Scene): Promise<Letter[]> {
  desk.pass(1);
  const letters = await desk.answer();
  desk.pass(12 * 60);
  return letters;
}

/** A form of the attacker's making: nothing in it is the victim's but the name. */
function formOf(unit: string, email: string, name = "表.docx"): Record<string, Record<string, string>> {
  return { [name]: { 单位名称: unit, 邮箱: email } };
}

/** To whom the squatter's own first mail bound the application a letter may be written; it must wait for a person. */
const WAITS = ["sender-not-bound", "sender-unverified"];

async function leaksIn({ desk, since, victim, secrets, unit }: Scene): Promise<string[]> {
  const own = [...Object.values(secrets), FILE, `own@${domainOf(victim)}`, victim];
  const rows = await desk.db
    .selectFrom("letter")
    .selectAll()
    .where("to_address", "!=", victim)
    .where("created_at", ">=", since)
    .where("state", "!=", "discarded")
    .execute();
  return rows
    .filter(({ state, reason }) => state !== "held" || !WAITS.includes(reason ?? ""))
    .flatMap((letter) => {
      const said = flat([letter.subject, letter.text, letter.html, letter.references_, letter.in_reply_to].join("\n"));
      const data = own.filter((secret) => said.includes(flat(secret)));
      // An acknowledgement names no company at all, and nothing of what the application holds.
      const named = letter.kind === "enquiry" && (said.includes(unit) || /符合要求|需补正|尚未收到/.test(said));
      return [...data, ...(named ? ["the application's state"] : [])].map((what) => `${what} to ${letter.to_address}`);
    });
}

function lettersTo({ desk }: Scene, address: string): Promise<Letter[]> {
  return desk.db.selectFrom("letter").selectAll().where("to_address", "=", address).execute();
}

const letterOf = ({ told }: Scene): string | null => told[0]?.message_id ?? null;
const domainOf = (address: string): string => address.replace(/^.*@/, "");
const flat = (text: string): string => text.replace(/\s+/g, "");
