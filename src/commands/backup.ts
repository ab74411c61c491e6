import { mkdir } from "node:fs/promises";
import type { Command } from "commander";
import { holdDataDir } from "../hold-data-dir.ts";
import { withKept } from "../parts.ts";
import type { Settings } from "../settings.ts";
import { startClock } from "../clock.ts";
import { makeBackup, restoreBackup, type Backup } from "../store/backup.ts";
import { print } from "./output.ts";

export function backupCommand(program: Command, settings: () => Settings): void {
  program
    .command("backup")
    .description(
      "a consistent copy of everything that is kept, while the program runs; into an earlier one only what is new",
    )
    .argument("<dir>", "an empty folder, or the folder of an earlier backup")
    .option("--json", "print JSON")
    .action(async (dir: string, options: { json?: true }) => {
      await withKept(settings(), async ({ db, archive, clock }) => {
        const backup = await makeBackup(dir, db, archive, clock.now());
        print(options.json === true, backup, () => `已备份到 ${dir}：数据库一份，邮件原件 ${backup.mails} 封。`);
      });
    });
}

export function restoreCommand(program: Command, settings: () => Settings): void {
  program
    .command("restore")
    .description("brings a backup back into DATA_DIR, which must hold no database")
    .argument("<dir>", "the folder of a backup")
    .option("--json", "print JSON")
    .action(async (dir: string, options: { json?: true }) => {
      const backup = await restore(dir, settings());
      print(options.json === true, backup, () => inWords(backup));
    });
}

async function restore(dir: string, { dataDir, now }: Settings): Promise<Backup> {
  await mkdir(dataDir, { recursive: true });
  const release = holdDataDir(dataDir);
  try {
    return await restoreBackup(dir, dataDir, startClock(now === null ? 0 : now.getTime() - Date.now()).now());
  } finally {
    release();
  }
}

function inWords({ madeAt, mails }: Backup): string {
  return (
    `已恢复 ${madeAt} 的备份：邮件原件 ${mails} 封。\n` +
    "备份时待发的信件列为“不能确定”，收到副本后自动确认；恢复之前收到的邮件不会自动回信，由工作人员放行。"
  );
}
