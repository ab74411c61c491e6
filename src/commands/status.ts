import type { Command } from "commander";
import { STATES } from "../domain/digest.ts";
import { matchName, nameKey } from "../domain/names.ts";
import { oneLine } from "../domain/safe-text.ts";
import { judgeAll, type JudgedApplication } from "../judge-application.ts";
import { withKept, type Rules } from "../parts.ts";
import type { Settings } from "../settings.ts";
import type { Application } from "../store/applications.ts";
import { print, table } from "./output.ts";

export function statusCommand(program: Command, settings: () => Settings): void {
  program
    .command("status")
    .description("the applications and where each requirement stands")
    .argument("[unit]", "a company's name or an application's id")
    .option("--json", "print JSON")
    .action(async (unit: string | undefined, options: { json?: true }) => {
      await withKept(settings(), async ({ db, rules }) => {
        const all = await judgeAll({ db }, rules);
        const shown = unit === undefined ? all : all.filter(({ application }) => isMeant(application, unit));
        const nobody = all.length > 0 && unit !== undefined ? `没有符合“${oneLine(unit, 40)}”的申请。` : "暂无申请。";
        print(options.json === true, shown.map(asJson), () => (shown.length === 0 ? nobody : inWords(shown, rules)));
      });
    });
}

/** By its id, any part of its name, or a name that may be a slip of it. */
export function isMeant({ id, unit_name: name }: Pick<Application, "id" | "unit_name">, unit: string): boolean {
  const key = nameKey(unit);
  if (id === unit || (key !== "" && nameKey(name).includes(key))) return true;
  const match = matchName(unit, [{ id, name, aliases: [] }]);
  return match.kind === "one" || match.candidates.length > 0;
}

function asJson({ application, evidence, judgement, bound }: JudgedApplication): object {
  return {
    id: application.id,
    unitName: application.unit_name,
    member: evidence.member,
    state: judgement.state,
    requirements: judgement.requirements.map(({ id, status, since, findings }) => ({ id, status, since, findings })),
    contacts: bound.map((one) => one.address),
    late: judgement.late,
    findings: judgement.findings,
  };
}

export const MARKS = { satisfied: "符合", defective: "需补正", missing: "未收到", unsure: "待核对", waived: "免交" };

function inWords(shown: JudgedApplication[], rules: Rules): string {
  const head = ["编号", "单位名称", "状态", ...rules.campaign.requirements.map((one) => one.title), "备注"];
  const rows = shown.map(({ application, judgement, evidence }) => [
    application.id,
    oneLine(application.unit_name, 40),
    STATES[judgement.state],
    ...judgement.requirements.map((one) => MARKS[one.status]),
    [judgement.late ? "逾期" : "", evidence.member === false ? "非会员" : ""].filter(Boolean).join("、"),
  ]);
  return table([head, ...rows]);
}
