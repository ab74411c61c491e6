import { isDeepStrictEqual } from "node:util";
import { intake, intakeJson, type Environment, type ShownApplication, type ShownLetter } from "../whole/intake.ts";
import { none, scaled, type Figure, type TortureOptions } from "./figure.ts";
import { openKillWorld, type KillWorld } from "./kill-world.ts";
import { torment } from "./kills.ts";

const KILLS = 20;
const MAILS = 1000;

export async function run({ seed, scale }: Pick<TortureOptions, "seed" | "scale">): Promise<Figure[]> {
  const world = await openKillWorld();
  try {
    await torment(world, { seed, kills: scaled(KILLS, scale), mails: scaled(MAILS, scale) });
    return figuresOf(await replay(world));
  } finally {
    await world.close();
  }
}

/** What is otherwise than before; each wrong thing in words that name it. */
interface Replayed {
  applications: number;
  restored: { differ: string[]; letters: string[]; sentAgain: number };
  anew: { differ: string[]; notHeld: string[]; sentAgain: number };
}

/** After all is done: a daemon on a restored backup, and one that knows nothing, each on the same mailbox. */
export async function replay(world: KillWorld): Promise<Replayed> {
  const { env, taken } = world;
  const before = await shown(env);
  const backup = await world.folder();
  const restored = { DATA_DIR: await world.folder() };
  await mustRun(["backup", backup], env);
  await mustRun(["restore", backup], { ...env, ...restored });
  const sent = taken.length;
  await world.finished(restored);
  const after = await shown({ ...env, ...restored });
  const sentByRestored = taken.length - sent;

  const empty = { DATA_DIR: await world.folder(), ANSWER_FROM: "" };
  await world.finished(empty);
  const anew = await shown({ ...env, ...empty });
  // What a second mail made out of date is discarded.
  const stays = ({ state, reason }: ShownLetter) =>
    state === "discarded" || (state === "held" && reason === "before-answer-from");
  return {
    applications: before.applications.length,
    restored: {
      differ: differences(before.applications, after.applications),
      letters: before.letters
        .filter((one) => !after.letters.some((other) => isDeepStrictEqual(one, other)))
        .map(({ id, state }) => `${id} was ${state}`),
      sentAgain: sentByRestored,
    },
    anew: {
      differ: differences(before.applications, anew.applications),
      notHeld: anew.letters
        .filter((one) => !stays(one))
        .map(({ id, state, reason }) => `${id} ${state} ${reason ?? ""}`),
      sentAgain: taken.length - sent - sentByRestored,
    },
  };
}

async function shown(env: Environment): Promise<{ applications: ShownApplication[]; letters: ShownLetter[] }> {
  return {
    applications: await intakeJson<ShownApplication[]>(["status"], env),
    letters: await intakeJson<ShownLetter[]>(["letters", "list"], env),
  };
}

async function mustRun(args: string[], env: Environment): Promise<void> {
  const { status, err } = await intake(args, env);
  if (status !== 0) throw new Error(`intake ${args.join(" ")} ended with ${String(status)}: ${err}`);
}

/** Names of the applications that stand otherwise, whatever their ids. */
function differences(before: ShownApplication[], after: ShownApplication[]): string[] {
  const names = new Set([...before, ...after].map(({ unitName }) => unitName));
  return [...names].filter((name) => !isDeepStrictEqual(standing(before, name), standing(after, name)));
}

function standing(applications: ShownApplication[], name: string): object[] {
  return applications.filter(({ unitName }) => unitName === name).map((one) => ({ ...one, id: "" }));
}

function figuresOf({ applications, restored, anew }: Replayed): Figure[] {
  const times = (sent: number) => Array.from({ length: sent }, () => "sent");
  return [
    none(`restored from a backup: applications that stand otherwise, of ${applications}`, restored.differ),
    none("restored: letters that stand otherwise", restored.letters),
    none("restored: letters sent again", times(restored.sentAgain)),
    none("the mailbox replayed on an empty directory: applications that stand otherwise", anew.differ),
    none("replayed: letters not held for a person", anew.notHeld),
    none("replayed: letters sent again", times(anew.sentAgain)),
  ];
}
