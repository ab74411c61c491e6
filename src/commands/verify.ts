import type { Command } from "commander";
import { withKept } from "../parts.ts";
import type { Settings } from "../settings.ts";
import { verifyStore, type Verified } from "../store/verify.ts";
import { print } from "./output.ts";

export function verifyCommand(program: Command, settings: () => Settings): void {
  program
    .command("verify")
    .description("every stored mail's hash and the database's integrity; exit status 1 where something is wrong")
    .option("--json", "print JSON")
    .action(async (options: { json?: true }) => {
      await withKept(settings(), async ({ db, archive }) => {
        const found = await verifyStore(db, archive);
        print(options.json === true, found, () => inWords(found));
        const wrong = found.missing.length + found.damaged.length + found.database.length;
        if (wrong > 0)
          throw new Error(
            `${wrong} found wrong; to bring back a backup, set DATA_DIR to a new folder, then intake restore DIR`,
          );
      });
    });
}

function inWords({ mails, missing, damaged, unreferenced, database }: Verified): string {
  return [
    `邮件原件 ${mails} 封：缺失 ${missing.length} 封，损坏 ${damaged.length} 封；未登记的文件 ${unreferenced} 个。`,
    ...[...missing, ...damaged].map((sha256) => `  ${sha256}`),
    database.length === 0 ? "数据库完好。" : `数据库有问题：\n${database.map((line) => `  ${line}`).join("\n")}`,
  ].join("\n");
}
