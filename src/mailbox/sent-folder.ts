import type { ImapFlow } from "imapflow";
import { STEP_LIMIT, connectImap, step } from "./imap-client.ts";
import { readMailboxUrl, type MailServer } from "./server-url.ts";

/** Only envelopes are fetched; a server that sends more than this for one is not trusted. */
const ENVELOPE_LIMIT = 1_000_000;
/** As many of the newest UIDs are looked at: months of a secretariat's letters, and those of days beside them. */
const LOOKED_AT = 2_000;

/**
 * Which of these Message-IDs stand in the folder for sent mail, by UID range and envelope, since SEARCH cannot be trusted everywhere.
 * On a connection of its own, so that the watched folder stays selected where it is watched. @throws MailboxTrouble
 */
export async function findInSentFolder(url: string, messageIds: string[], signal?: AbortSignal): Promise<string[]> {
  const server = readMailboxUrl(url);
  const client = await connectImap(server, ENVELOPE_LIMIT, signal);
  try {
    const path = await sentFolder(client, server);
    if (path === "") return [];
    const box = await step(client, server, STEP_LIMIT, client.mailboxOpen(path, { readOnly: true }));
    if (box.exists === 0) return [];
    const range = `${Math.max(1, box.uidNext - LOOKED_AT)}:*`;
    const listing = client.fetchAll(range, { uid: true, envelope: true }, { uid: true });
    const there = new Set((await step(client, server, STEP_LIMIT, listing)).map((one) => one.envelope?.messageId));
    return messageIds.filter((id) => there.has(id));
  } finally {
    client.close();
  }
}

/** By SPECIAL-USE (RFC 6154), else by the names that imapflow knows (Sent, Sent Messages, 已发送, …); empty where there is none. */
export async function sentFolder(client: ImapFlow, server: MailServer): Promise<string> {
  const folders = await step(client, server, STEP_LIMIT, client.list());
  return folders.find(({ specialUse }) => specialUse === "\\Sent")?.path ?? "";
}
