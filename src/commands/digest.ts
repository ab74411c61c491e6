import type { Command } from "commander";
import { isDay } from "../domain/beijing-time.ts";
import { composeDigest } from "../domain/digest.ts";
import { gatherDigest } from "../staff/gather-digest.ts";
import { withKept } from "../parts.ts";
import { Refusal } from "../refusal.ts";
import { sendDigest } from "../staff/send-digest.ts";
import type { Settings } from "../settings.ts";
import { print, printFault } from "./output.ts";

export function digestCommand(program: Command, settings: () => Settings): void {
  program
    .command("digest")
    .description("the daily digest for the staff")
    .option("--date <day>", "YYYY-MM-DD: as at that day's digest hour; now where left out")
    .option("--send", "also mail it to STAFF_MAIL")
    .option("--json", "print JSON")
    .action(async (options: { date?: string; send?: true; json?: true }) => {
      await withKept(settings(), async ({ db, clock, rules }) => {
        const at = options.date === undefined ? clock.now() : digestHour(options.date, rules.campaign.digestAt);
        const content = await gatherDigest(at, { db }, rules, { asAt: options.date !== undefined });
        const digest = composeDigest(content);
        if (options.send === true) await send(content, settings(), rules);
        print(options.json === true, { ...digest, content }, () => `${digest.subject}\n\n${digest.text}`);
      });
    });
}

async function send(...args: Parameters<typeof sendDigest>): Promise<void> {
  if (args[1].staffMail.length === 0)
    throw new Refusal("STAFF_MAIL is not set; it must hold the staff's mail addresses");
  const { sent, reason } = await sendDigest(...args);
  if (!sent) throw new Refusal(`the digest could not be sent: ${reason ?? ""}`);
  if (reason !== null) printFault(`the digest may or may not have been sent: ${reason}`);
}

function digestHour(day: string, hour: string): Date {
  if (!isDay(day)) throw new Refusal(`--date holds ${day || "nothing"}; it must be a day such as 2022-11-21`, 2);
  return new Date(`${day}T${hour}:00+08:00`);
}
