import { parseArgs } from "node:util";
import { table, type Figure, type Room, type TortureOptions } from "./figure.ts";

/** In the order of the report. Loaded when it is their turn. */
const ROOMS: Record<string, () => Promise<Room>> = {
  kills: () => import("./kills.ts"),
  replay: () => import("./replay.ts"),
  "smtp-faults": () => import("./smtp-faults.ts"),
  mailbox: () => import("./mailbox.ts"),
  automatic: () => import("./automatic.ts"),
  loops: () => import("./loops.ts"),
  tricked: () => import("./tricked.ts"),
  hostile: () => import("./hostile.ts"),
  injection: () => import("./injection.ts"),
  idle: () => import("./idle.ts"),
};

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    scale: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    corpora: { type: "string" },
  },
});
const options: TortureOptions = {
  seed: numberIn("seed", values.seed),
  scale: numberIn("scale", values.scale),
  ...(values.corpora !== undefined && { corpora: values.corpora }),
};

const figures: Figure[] = [];
for (const name of wantedRooms()) figures.push(...(await figuresOf(name)));
console.log(`\nseed ${options.seed}, scale ${options.scale}\n\n${table(figures)}`);
process.exit(figures.every(({ ok }) => ok) ? 0 : 1);

function numberIn(name: string, held: string): number {
  const number = Number(held);
  if (!(number > 0)) throw new Error(`--${name} holds “${held}”; it is a number above 0`);
  return number;
}

function wantedRooms(): string[] {
  const all = Object.keys(ROOMS);
  const wanted = values.only === "" ? all : values.only.split(",");
  const unknown = wanted.find((one) => !all.includes(one));
  if (unknown !== undefined) throw new Error(`--only holds “${unknown}”; there are ${all.join(", ")}`);
  return wanted;
}

/** A room that falls over is a missed aim, and keeps no other from its turn. */
async function figuresOf(name: string): Promise<Figure[]> {
  const began = performance.now();
  process.stderr.write(`${name}…\n`);
  try {
    const room = await ROOMS[name]?.();
    const found = (await room?.run(options)) ?? [];
    process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n${table(found)}\n`);
    return found;
  } catch (error) {
    process.stderr.write(
      `${name} broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return [{ figure: name, aim: "comes to its end", result: "broke off", ok: false }];
  }
}
