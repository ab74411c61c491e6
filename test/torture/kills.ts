import { setTimeout as sleep } from "node:timers/promises";
import { between, seededRandom } from "../../src/demo/makers/random.ts";
import type { Step } from "../../src/parts.ts";
import { none, scaled, type Figure, type TortureOptions } from "./figure.ts";
import { tally, type Tally } from "./kill-tally.ts";
import { aliveReaders, openKillWorld, type KillWorld } from "./kill-world.ts";
import { manyMails, type ManyMail } from "./many-mails.ts";

const KILLS = 500;
const MAILS = 1000;
/** Where the story of a mail and its letter can be cut; the last is that the server has the letter and has not answered. */
export const STEPS = [
  ...["mail-archived", "mail-recorded", "mail-read", "mail-filing", "mail-examined"],
  ...["letter-writing", "letter-written", "letter-sending", "letter-taken", "letter-handed-over", "letter-recorded"],
  ...["copy-begun", "copy-filed"],
] as (Step | "letter-taken")[];

export async function run({ seed, scale }: Pick<TortureOptions, "seed" | "scale">): Promise<Figure[]> {
  const world = await openKillWorld();
  try {
    const survivors = await torment(world, { seed, kills: scaled(KILLS, scale), mails: scaled(MAILS, scale) });
    return figuresOf(await tally(world), scaled(KILLS, scale), survivors);
  } finally {
    await world.close();
  }
}

/** Kills at every step and at random moments while mails arrive, then lets the last daemon finish. Gives readers that outlived theirs. */
export async function torment(
  world: KillWorld,
  { seed, kills, mails }: { seed: number; kills: number; mails: number },
): Promise<number[]> {
  const random = seededRandom(seed);
  const source = manyMails(mails);
  const share = shareOf(source, mails / (STEPS.length + kills));
  const processes: number[] = [];
  const spans: number[] = [];
  for (const [place, step] of STEPS.entries()) {
    // A letter must come of it: besides what arrives anyway there is an applicant.
    for (const mail of [...(await share()), ...(await all(manyMails(1, OWN_APPLICANTS + 10 * place)))]) {
      await world.arrives(mail);
    }
    const began = performance.now();
    processes.push(...(await world.killedAt(step, step.startsWith("copy-") ? { LETTER_COPY: "sent" } : {})));
    spans.push(performance.now() - began);
  }
  // As long as a daemon takes to come to a letter on this machine, and as long again.
  const longest = 2 * (spans.sort((one, other) => one - other)[Math.floor(spans.length / 2)] ?? 0);
  for (let kill = 0; kill < kills; kill++) {
    const life = world.killedAfter(between(random, 0, longest));
    for (const mail of await share()) {
      await sleep(between(random, 0, longest / 2));
      await world.arrives(mail);
    }
    processes.push(...(await life));
  }
  for await (const mail of source) await world.arrives(mail);
  await world.finished();
  return aliveReaders(processes);
}

/** From here on nobody else writes. */
const OWN_APPLICANTS = 800;

/** Each time `each` mails more, whole ones. */
function shareOf(source: AsyncGenerator<ManyMail>, each: number): () => Promise<ManyMail[]> {
  let due = 0;
  return async () => {
    const share: ManyMail[] = [];
    for (due += each; due >= 1; due -= 1) {
      const next = await source.next();
      if (next.done !== true) share.push(next.value);
    }
    return share;
  };
}

async function all(source: AsyncGenerator<ManyMail>): Promise<ManyMail[]> {
  const mails: ManyMail[] = [];
  for await (const mail of source) mails.push(mail);
  return mails;
}

function figuresOf(found: Tally, kills: number, survivors: number[]): Figure[] {
  const what = `SIGKILL at ${kills} random moments and at ${STEPS.length} steps, ${found.mails} mails (${found.different} different)`;
  return [
    none(`${what}: mails lost`, found.lost),
    none(`applications doubled or gone, of ${found.applications}`, found.doubled),
    none(`letters twice, of ${found.letters} taken`, found.twice),
    none("applicants without a letter", found.unanswered),
    none(
      `doubtful letters not shown as they are (${found.resolved} proved by their copy, ${found.uncertain} uncertain)`,
      found.untrue,
    ),
    none("reading children that outlived their daemon", survivors.map(String)),
  ];
}
