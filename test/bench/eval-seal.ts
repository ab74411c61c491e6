import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { report } from "../seals/eval-report.ts";
import { workThrough, type Job } from "../seals/eval-workers.ts";
import { planCases } from "../seals/plan.ts";
import { aimsOf } from "../seals/score-aims.ts";
import { worstOf, wrongOf } from "../seals/score-worst.ts";
import type { Row } from "../seals/score.ts";
import type { SealPlan } from "../seals/seal-case.ts";

const { values: options } = parseArgs({
  options: {
    set: { type: "string", default: "measuring" },
    seed: { type: "string", default: "1" },
    positives: { type: "string", default: "3000" },
    negatives: { type: "string", default: "3000" },
    jobs: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    pages: { type: "string" },
    worst: { type: "string" },
    out: { type: "string" },
  },
});
/** Overlays are drawn of so many. */
const MOST_WORST = 80;
const PROGRESS_EVERY = 200;

const plans = wantedPlans();
const pages = options.pages ?? null;
const processes = Math.max(1, Number(options.jobs));
const begun = performance.now();
const rows: Row[] = [];
await workThrough(
  plans.map((plan): Job => ({ plan, pages, overlay: null })),
  processes,
  take,
);
const seconds = (performance.now() - begun) / 1000;
rows.sort((one, other) => (one.id < other.id ? -1 : 1));
if (options.out !== undefined) writeFileSync(options.out, rows.map((row) => JSON.stringify(row) + "\n").join(""));

console.log(report(rows));
console.log(worstList());
const peak = Math.max(...rows.map((row) => row.peakMb));
console.log(
  `${rows.length} pages of the ${options.set} set, seed ${options.seed}, in ${seconds.toFixed(0)} s by ${processes} processes of at most ${peak} MB`,
);
if (options.worst !== undefined) await drawWorst(options.worst);
const isMissed = aimsOf(rows).some(({ reached }) => reached === false);
process.exit(isMissed || rows.some(({ verdict }) => verdict === "failed") ? 1 : 0);

/** Of the conditions, media, sorts (own, near-twin, …) or pages named; all without a name. */
function wantedPlans(): SealPlan[] {
  const { set, seed, positives, negatives, only } = options;
  if (set !== "tuning" && set !== "measuring") throw new Error(`--set holds “${set}”; it is tuning or measuring`);
  const wanted = only.split(",").filter((one) => one !== "");
  const amount = { positives: Number(positives), negatives: Number(negatives) };
  const all = planCases(set, Number(seed), amount);
  const some = all.filter(
    ({ id, condition, medium, holds }) =>
      wanted.length === 0 || [id, condition, medium, holds].some((one) => wanted.includes(one)),
  );
  if (some.length === 0) throw new Error(`--only holds “${only}”: no page's condition, medium, sort or id`);
  return some;
}

function take(row: Row): void {
  rows.push(row);
  if (rows.length % PROGRESS_EVERY !== 0) return;
  const passed = (performance.now() - begun) / 1000;
  const left = (passed / rows.length) * (plans.length - rows.length);
  process.stderr.write(
    `${rows.length} of ${plans.length} pages in ${passed.toFixed(0)} s, ${left.toFixed(0)} s to go\n`,
  );
}

function worstList(): string {
  const lines = worstOf(rows, MOST_WORST).map(({ row, wrong }) => {
    const told = [row.medium, `${row.dpi} dpi`, row.holds, row.verdict, row.reasons.join(",")].filter(
      (one) => one !== "",
    );
    return `${wrong.what.padEnd(18)} ${row.id.padEnd(34)} ${told.join("  ")}`;
  });
  const wrong = rows.filter((row) => wrongOf(row) !== null).length;
  return `## The worst ${lines.length} of ${wrong} with something wrong\n${lines.join("\n")}\n`;
}

async function drawWorst(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const jobs = worstOf(rows, MOST_WORST).flatMap(({ row, wrong }): Job[] => {
    const plan = byId.get(row.id);
    return plan ? [{ plan, pages, overlay: join(folder, `${wrong.what}-${row.id}.png`) }] : [];
  });
  await workThrough(jobs, processes, () => undefined);
}
