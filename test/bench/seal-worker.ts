// Makes and judges one page after the other, as the parent (test/seals/eval-workers.ts) sends them.
import { drawSeals } from "../../src/reading/draw-seals.ts";
import { judgeCase } from "../seals/eval.ts";
import { pageOf } from "../seals/eval-pages.ts";
import type { Job } from "../seals/eval-workers.ts";
import { failedRow, type Row } from "../seals/score.ts";

process.on("message", (job: Job) => {
  void work(job).then((row) => process.send?.(row));
});
process.on("disconnect", () => process.exit(0));

async function work({ plan, pages, overlay }: Job): Promise<Row> {
  try {
    const before = process.cpuUsage();
    const made = await pageOf(plan, pages);
    const { user, system } = process.cpuUsage(before);
    const { row, verdict } = await judgeCase(made, (user + system) / 1000);
    const reason = verdict.reasons.map(({ code }) => code).join("，");
    const shown = { seals: verdict.seals, verdict: verdict.verdict, reason, expect: plan.applicant };
    if (overlay !== null) await drawSeals(made.bytes, made.kind, { ...shown, out: overlay });
    return row;
  } catch (error) {
    return failedRow(plan, (error as Error).stack ?? String(error));
  }
}
