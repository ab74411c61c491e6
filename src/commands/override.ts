import type { Command } from "commander";
import type { Status } from "../domain/verdicts.ts";
import { withKept } from "../parts.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { noteOccasion } from "../store/occasions.ts";
import { inTransaction } from "../store/open.ts";
import { recordAudit, recordOverride } from "../store/staff.ts";
import { print } from "./output.ts";
import { requireApplication } from "./require-application.ts";

const STATUSES: Status[] = ["satisfied", "defective", "missing", "unsure", "waived"];

export function overrideCommand(program: Command, settings: () => Settings): void {
  program
    .command("override")
    .description("a person's decision about one requirement, never undone by the machine")
    .argument("<application>", "its id, as status shows it")
    .argument("<requirement>", "e.g. form-pdf")
    .argument("<status>", STATUSES.join(", "))
    .requiredOption("--why <text>", "the reason, kept in the audit trail")
    .option("--json", "print JSON")
    .action(async (id: string, requirement: string, status: string, options: { why: string; json?: true }) => {
      const decided = await override(settings(), { id, requirement, status, why: options.why });
      print(options.json === true, decided, () => `${decided.application} ${decided.requirement}：${decided.status}`);
    });
}

interface Wanted {
  id: string;
  requirement: string;
  status: string;
  why: string;
}

function override(settings: Settings, wanted: Wanted) {
  const status = STATUSES.find((one) => one === wanted.status);
  if (status === undefined) throw new Refusal(`${wanted.status} is no status; it may be ${STATUSES.join(", ")}`, 2);
  const { requirement, why } = wanted;
  return withKept(settings, async ({ db, clock, rules }) => {
    if (!rules.campaign.requirements.some((one) => one.id === requirement)) {
      const ids = rules.campaign.requirements.map((one) => one.id).join(", ");
      throw new Refusal(`${requirement} is no requirement; it may be ${ids}`, 2);
    }
    const application = await requireApplication(db, wanted.id);
    const at = clock.now().toISOString();
    await inTransaction(db, async (tx) => {
      await recordOverride(tx, { application_id: application.id, requirement, status, why, at });
      const detail = JSON.stringify({ requirement, status, why });
      await recordAudit(tx, { at, who: "staff", action: "override", subject: application.id, detail });
      await noteOccasion(tx, { application_id: application.id, mail_id: null, cause: "override", at });
    });
    return { application: application.id, requirement, status, why, at };
  });
}
