import { beijingDay } from "./domain/beijing-time.ts";
import { composeDigest } from "./domain/digest.ts";
import { gatherDigest } from "./gather-digest.ts";
import { buildRaw } from "./mailbox/compose.ts";
import { openPost } from "./mailbox/smtp.ts";
import { senderOf, type Keeping, type Parts, type Rules } from "./parts.ts";
import { readMeta, writeMeta } from "./store/open.ts";
import type { Settings } from "./settings.ts";

/** Once a day, from the rules' hour in Beijing on; a program that was down at that hour sends it when it is back. */
export async function sendDigestWhenDue(parts: Parts): Promise<void> {
  const { db, clock, rules, settings, log } = parts;
  const now = clock.now();
  const today = beijingDay(now.toISOString());
  if (now.getTime() < Date.parse(`${today}T${rules.campaign.digestAt}:00+08:00`)) return;
  if (settings.staffMail.length === 0 || settings.smtpUrl === null) return;
  if ((await readMeta(db, "digest-sent")) === today) return;
  const refused = await sendDigest(now, settings, parts, rules);
  if (refused !== null) throw new Error(`the digest could not be sent: ${refused}`);
  await writeMeta(db, "digest-sent", today);
  log.info({ day: today }, "digest sent");
}

/** Sends the digest of an instant to the staff. Returns why it could not be, null when it was. */
export async function sendDigest(
  now: Date,
  settings: Settings,
  keeping: Pick<Keeping, "db">,
  rules: Rules,
): Promise<string | null> {
  if (settings.smtpUrl === null) return "SMTP_URL is not set";
  const digest = composeDigest(await gatherDigest(now, keeping, rules));
  const from = senderOf({ rules, settings });
  const raw = await buildRaw({
    messageId: `<digest.${now.toISOString().replace(/\D/g, "")}.sunshine-intake@${from.slice(from.indexOf("@") + 1)}>`,
    date: now,
    from: { address: from, name: rules.campaign.organiser },
    to: settings.staffMail.map((address) => ({ address, name: "" })),
    ...digest,
    inReplyTo: null,
    references: [],
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    attachments: [],
  });
  const post = openPost(settings.smtpUrl);
  try {
    const delivery = await post.send({ from, to: settings.staffMail, raw });
    if (delivery.outcome === "accepted") return null;
    return "reason" in delivery ? delivery.reason : delivery.response;
  } finally {
    post.close();
  }
}
