import type { Command } from "commander";
import { withKept } from "../parts.ts";
import type { Settings } from "../settings.ts";
import { eraseDeleted } from "../store/open.ts";
import { purgeApplication } from "../store/purge.ts";
import { print } from "./output.ts";
import { requireApplication } from "./require-application.ts";

export function purgeCommand(program: Command, settings: () => Settings): void {
  program
    .command("purge")
    .description("removes an application's personal data, keeps the audit trail's skeleton")
    .argument("<application>", "its id, as status shows it")
    .requiredOption("--why <text>", "the reason, kept in the audit trail")
    .option("--json", "print JSON")
    .action(async (id: string, options: { why: string; json?: true }) => {
      await withKept(settings(), async ({ db, archive, clock }) => {
        const application = await requireApplication(db, id);
        const mails = await purgeApplication(db, archive, application, {
          ...{ why: options.why, who: "staff", now: clock.now() },
        });
        await eraseDeleted(db);
        print(options.json === true, { application: id, mails }, () => `${id} 的个人数据已清除（邮件 ${mails} 封）。`);
      });
    });
}
