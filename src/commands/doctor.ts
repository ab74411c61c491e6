import type { Command } from "commander";
import { examineInstallation, type Check } from "../doctor.ts";
import type { Settings } from "../settings.ts";
import { print } from "./output.ts";

export function doctorCommand(program: Command, settings: () => Settings): void {
  program
    .command("doctor")
    .description(
      "checks settings, mailbox, SMTP, rules, roster, database, disk, clock and OCR, one line each, with the mend",
    )
    .option("--json", "print JSON")
    .action(async (options: { json?: true }) => {
      const checks: Check[] = [];
      for await (const check of examineInstallation(settings())) {
        checks.push(check);
        if (options.json !== true) print(false, check, () => inWords(check));
      }
      if (options.json === true) print(true, checks, () => "");
      const failed = checks.filter(({ state }) => state === "failed").length;
      if (failed > 0) throw new Error(`${failed} of ${checks.length} checks failed; each line above says what to do`);
    });
}

const MARKS = { ok: "正常", warning: "注意", failed: "故障" };

function inWords({ check, state, said, mend }: Check): string {
  return `【${MARKS[state]}】${check}：${said}${mend === "" ? "" : `。处理办法：${mend}`}`;
}
