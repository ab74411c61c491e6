import { buildRaw } from "../mailbox/compose.ts";
import { openPost } from "../mailbox/smtp.ts";
import { senderOf, type Rules } from "../parts.ts";
import type { Settings } from "../settings.ts";

export interface StaffMail {
  /** What it is, in its Message-ID: `digest`, `alarm`. */
  what: string;
  /** ISO instant. */
  at: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * Sends a mail to the staff. `reason`: why it could not be sent, or, where it was, why that is not certain: the server may have it,
 * and twice would be too often. `signal` cuts it off.
 */
export async function sendToStaff(
  { what, at, ...words }: StaffMail,
  settings: Settings,
  rules: Rules,
  signal?: AbortSignal,
): Promise<{ sent: boolean; reason: string | null }> {
  if (settings.smtpUrl === null) return { sent: false, reason: "SMTP_URL is not set" };
  const from = senderOf({ rules, settings });
  const raw = await buildRaw({
    messageId: `<${what}.${at.replace(/\D/g, "")}.sunshine-intake@${from.slice(from.indexOf("@") + 1)}>`,
    date: new Date(at),
    from: { address: from, name: rules.campaign.organiser },
    to: settings.staffMail.map((address) => ({ address, name: "" })),
    ...words,
    inReplyTo: null,
    references: [],
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    attachments: [],
  });
  if (signal?.aborted) return { sent: false, reason: "the program is ending" };
  const post = openPost(settings.smtpUrl);
  const cutOff = () => {
    post.close();
  };
  signal?.addEventListener("abort", cutOff);
  try {
    const delivery = await post.send({ from, to: settings.staffMail, raw });
    if (delivery.outcome === "accepted") return { sent: true, reason: null };
    const reason = "reason" in delivery ? delivery.reason : delivery.response;
    return { sent: delivery.outcome === "unknown", reason };
  } finally {
    signal?.removeEventListener("abort", cutOff);
    post.close();
  }
}
