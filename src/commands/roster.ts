import type { Command } from "commander";
import { withKept } from "../parts.ts";
import { readMembers } from "../read-members.ts";
import type { Settings } from "../settings.ts";
import { inTransaction } from "../store/open.ts";
import { recordAudit, replaceRoster } from "../store/staff.ts";
import { print } from "./output.ts";

export function rosterCommand(program: Command, settings: () => Settings): void {
  const roster = program.command("roster").description("the list of member companies");
  roster
    .command("import")
    .description(
      "takes a list of members (CSV or XLSX with a column 单位名称, optional 曾用名, 简称) in place of the old one",
    )
    .argument("<file>")
    .option("--json", "print JSON")
    .action(async (file: string, options: { json?: true }) => {
      const members = await readMembers(file);
      await withKept(settings(), ({ db, clock }) =>
        inTransaction(db, async (tx) => {
          await replaceRoster(tx, members);
          const at = clock.now().toISOString();
          await recordAudit(tx, {
            at,
            who: "staff",
            action: "roster-imported",
            subject: file,
            detail: String(members.length),
          });
        }),
      );
      print(options.json === true, { members: members.length }, () => `已导入会员单位 ${members.length} 家。`);
    });
}
