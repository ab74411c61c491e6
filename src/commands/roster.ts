import type { Command } from "commander";
import { withKept } from "../parts.ts";
import { readTable } from "../read-table.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { inTransaction } from "../store/open.ts";
import { recordAudit, replaceRoster, type Member } from "../store/staff.ts";
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

/** @throws Refusal where the column is missing or no company stands in it */
async function readMembers(file: string): Promise<Member[]> {
  const rows = await readTable(file);
  if (rows[0] && !("单位名称" in rows[0])) {
    throw new Refusal(`${file} has no column 单位名称; its columns are ${Object.keys(rows[0]).join(", ")}`);
  }
  const members = rows.flatMap((row) => {
    const name = row["单位名称"] ?? "";
    const aliases = [row["曾用名"], row["简称"]].flatMap((cell) => (cell ?? "").split(/[、,，;；\n]/));
    return name === "" ? [] : [{ name, aliases: aliases.map((one) => one.trim()).filter(Boolean) }];
  });
  if (members.length === 0) throw new Refusal(`${file} names no company in its column 单位名称; nothing was changed`);
  return members;
}
