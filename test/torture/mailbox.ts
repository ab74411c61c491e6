import { setTimeout as sleep } from "node:timers/promises";
import type { ImapFlow } from "imapflow";
import { between, seededRandom, type Random } from "../../src/demo/makers/random.ts";
import type { Figure } from "./figure.ts";
import { openWorld, until, type World } from "./mailbox-world.ts";

/** Mailboxes side by side: most of the time each waits. */
const WORLDS = 4;
const STEPS = 60;
const LONGEST_OUTAGE = 45_000;
/** Milliseconds after which a mail counts as never taken in. */
const GIVEN_UP = 180_000;
const AIM = 60_000;

/** A mailbox in all weathers: nothing lost, nothing twice, read again within a minute of the network's return. */
export async function run({ seed, scale }: { seed: number; scale: number }): Promise<Figure[]> {
  const steps = Math.max(3, Math.round(STEPS * scale));
  const walks = Array.from({ length: WORLDS }, (_, place) =>
    walk({ seed: seed * WORLDS + place, steps, longestOutage: LONGEST_OUTAGE, deeds: Object.keys(DEEDS) as Deed[] }),
  );
  return figuresOf(await Promise.all(walks));
}

export interface Walked {
  mails: number;
  deeds: Partial<Record<Deed, number>>;
  lost: number[];
  twice: number[];
  /** Milliseconds from the network's return until a mail that came then was kept. */
  recoveries: number[];
}

/** A seeded walk: before each step mails arrive, and at its end a mail comes in. */
export async function walk(options: {
  seed: number;
  steps: number;
  longestOutage: number;
  deeds: Deed[];
}): Promise<Walked> {
  const world = await openWorld();
  try {
    return await walkThrough(world, options);
  } finally {
    await world.close();
  }
}

async function walkThrough(world: World, options: Parameters<typeof walk>[0]): Promise<Walked> {
  const random = seededRandom(options.seed);
  const deeds: Walked["deeds"] = {};
  const recoveries: number[] = [];
  for (let step = 0; step < options.steps; step++) {
    for (let more = Math.floor(between(random, 0, 4)); more > 0; more--) await world.arrives();
    const deed = options.deeds[Math.floor(random() * options.deeds.length)] ?? "cut";
    deeds[deed] = (deeds[deed] ?? 0) + 1;
    await DEEDS[deed](world, random, options.longestOutage);
    world.proxy.heal();
    const probe = await world.arrives();
    recoveries.push(await until(async () => (await world.kept(probe)).rows > 0, GIVEN_UP));
  }
  await bringBack(world);
  return { mails: world.count(), deeds, recoveries, ...(await reckoning(world)) };
}

/** What may happen; each comes back when it is over, the network is healed after it. */
const DEEDS = {
  cut: (world: World) => {
    world.proxy.cut();
  },
  freeze: (world: World, random: Random, longest: number) => {
    world.proxy.freeze();
    return outage(random, longest);
  },
  refuse: (world: World, random: Random, longest: number) => {
    world.proxy.refuse();
    return outage(random, longest);
  },
  delay: async (world: World, random: Random, longest: number) => {
    world.proxy.delay(between(random, 1, 300));
    await world.arrives();
    await outage(random, Math.min(longest, 5_000));
  },
  "restart the server": (world: World) => world.dovecot.restart(),
  "halt the server": async (world: World, random: Random, longest: number) => {
    await world.dovecot.halt();
    await outage(random, longest);
    await world.dovecot.restart();
  },
  "number anew": (world: World) => world.dovecot.renumber(),
  read: (world: World, random: Random) => touch(world, random, (client, uid) => mark(client, uid, "\\Seen")),
  flag: (world: World, random: Random) => touch(world, random, (client, uid) => mark(client, uid, "\\Flagged")),
  junk: (world: World, random: Random) => touch(world, random, (client, uid) => move(client, uid, "Junk")),
  unjunk: (world: World) => takeBack(world, "Junk"),
  file: (world: World, random: Random) => touch(world, random, (client, uid) => move(client, uid, "Sent")),
  unfile: (world: World) => takeBack(world, "Sent"),
  expunge,
};
export type Deed = keyof typeof DEEDS;

async function outage(random: Random, longest: number): Promise<void> {
  await sleep(between(random, 0, longest));
}

/** Any mail of the inbox, taken in already or not. */
function touch(world: World, random: Random, work: (client: ImapFlow, uid: number) => Promise<unknown>): Promise<void> {
  return world.asPerson(async (client) => {
    const { exists } = await client.mailboxOpen("INBOX");
    const uids = exists === 0 ? [] : (await client.fetchAll("1:*", { uid: true })).map(({ uid }) => uid);
    const uid = uids[Math.floor(random() * uids.length)];
    if (uid !== undefined) await work(client, uid);
  });
}

const mark = (client: ImapFlow, uid: number, flag: string) => client.messageFlagsAdd([uid], [flag], { uid: true });
const move = (client: ImapFlow, uid: number, folder: string) => client.messageMove([uid], folder, { uid: true });

function takeBack(world: World, folder: string): Promise<void> {
  return world.asPerson(async (client) => {
    const { exists } = await client.mailboxOpen(folder);
    if (exists > 0) await client.messageMove("1:*", "INBOX");
  });
}

/** Only what is kept: a mail that somebody deletes before it could be read was never ours. */
async function expunge(world: World, random: Random): Promise<void> {
  const mail = Math.floor(random() * world.count());
  if (world.count() === 0 || (await world.kept(mail)).rows === 0) return;
  await world.asPerson(async (client) => {
    await client.mailboxOpen("INBOX");
    for (const { uid, envelope } of await client.fetchAll("1:*", { uid: true, envelope: true })) {
      if (envelope?.subject === `question ${mail}`) await client.messageDelete([uid], { uid: true });
    }
  });
}

/** What people moved away comes back, and everything comes to rest. */
async function bringBack(world: World): Promise<void> {
  await takeBack(world, "Junk");
  await takeBack(world, "Sent");
  const settled = async (): Promise<boolean> => {
    for (let mail = 0; mail < world.count(); mail++) if (!(await world.kept(mail)).examined) return false;
    return true;
  };
  // What never comes is counted, not waited for.
  await until(settled, AIM).catch(() => undefined);
}

async function reckoning(world: World): Promise<{ lost: number[]; twice: number[] }> {
  const [lost, twice]: [number[], number[]] = [[], []];
  for (let mail = 0; mail < world.count(); mail++) {
    const { rows, examined, occasions } = await world.kept(mail);
    if (!examined || occasions === 0) lost.push(mail);
    if (rows > 1 || occasions > 1) twice.push(mail);
  }
  return { lost, twice };
}

function figuresOf(walks: Walked[]): Figure[] {
  const mails = walks.reduce((sum, { mails: count }) => sum + count, 0);
  const [lost, twice] = [walks.flatMap((one) => one.lost), walks.flatMap((one) => one.twice)];
  const recoveries = walks.flatMap((one) => one.recoveries).sort((one, other) => one - other);
  const at = (share: number): number => recoveries[Math.ceil(recoveries.length * share) - 1] ?? 0;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const what = `mailbox: ${mails} mails, ${recoveries.length} disturbances`;
  return [
    { figure: `${what}: lost`, aim: "0", result: String(lost.length), ok: lost.length === 0 },
    { figure: `${what}: processed again`, aim: "0", result: String(twice.length), ok: twice.length === 0 },
    {
      figure: "mailbox: read again after the network is back",
      aim: "≤ 60 s",
      result: `p50 ${seconds(at(0.5))}, p95 ${seconds(at(0.95))}, longest ${seconds(at(1))}`,
      ok: at(1) <= AIM,
    },
  ];
}
