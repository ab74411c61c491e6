import { beijingDay } from "../domain/beijing-time.ts";
import type { DigestContent } from "../domain/digest-content.ts";
import { composeDigest } from "../domain/digest.ts";
import { gatherDigest } from "./gather-digest.ts";
import type { Parts, Rules } from "../parts.ts";
import { readMeta, writeMeta } from "../store/open.ts";
import type { Settings } from "../settings.ts";
import { sendToStaff } from "./staff-mail.ts";

const RETRY_AFTER_MS = 30 * 60_000;

/**
 * Once a day, from the rules' hour in Beijing on; a program that was down at that hour sends it when it is back. After a failure
 * it waits before the next try: servers shut those out who log in anew each minute.
 */
export async function sendDigestWhenDue(parts: SendingParts, signal?: AbortSignal): Promise<void> {
  const { db, clock, rules, settings, log } = parts;
  const now = clock.now();
  const today = beijingDay(now.toISOString());
  if (now.getTime() < Date.parse(`${today}T${rules.campaign.digestAt}:00+08:00`)) return;
  if (settings.staffMail.length === 0 || settings.smtpUrl === null) return;
  if ((await readMeta(db, "digest-sent")) === today) return;
  if (isJustBefore(await readMeta(db, "digest-failed"), now)) return;
  const { sent, reason } = await sendDigest(await gatherDigest(now, parts, rules), settings, rules, signal);
  await (sent ? writeMeta(db, "digest-sent", today) : writeMeta(db, "digest-failed", now.toISOString()));
  if (!sent) log.error({ reason, retryInMs: RETRY_AFTER_MS }, "the digest could not be sent");
  else if (reason !== null)
    log.warn({ day: today, reason }, "the digest may or may not have been sent; it is not sent again");
  else log.info({ day: today }, "digest sent");
}

type SendingParts = Pick<Parts, "db" | "clock" | "rules" | "settings" | "log">;

/** What lies after `now` comes from a clock that was set back (NOW), and keeps nobody waiting. */
function isJustBefore(failed: string | null, now: Date): boolean {
  if (failed === null) return false;
  const since = now.getTime() - Date.parse(failed);
  return since >= 0 && since < RETRY_AFTER_MS;
}

/** Sends a digest to the staff, with the outcome of `sendToStaff`. */
export function sendDigest(
  content: DigestContent,
  settings: Settings,
  rules: Rules,
  signal?: AbortSignal,
): Promise<{ sent: boolean; reason: string | null }> {
  return sendToStaff({ what: "digest", at: content.now, ...composeDigest(content) }, settings, rules, signal);
}
