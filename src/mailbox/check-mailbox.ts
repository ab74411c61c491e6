import { connectImap, step, STEP_LIMIT } from "./imap-client.ts";
import { MailboxTrouble } from "./mailbox-trouble.ts";
import { readMailboxUrl } from "./server-url.ts";

/** Logs in and asks how many mails lie in the folder, and in another one; nothing is opened. @throws MailboxTrouble */
export async function checkMailbox(url: string, further: string | null): Promise<{ mails: number; further: number }> {
  const server = readMailboxUrl(url);
  const client = await connectImap(server, 1_000_000);
  const count = async (folder: string): Promise<number> => {
    const status = await step(client, server, STEP_LIMIT, client.status(folder, { messages: true }));
    if (status === false) throw new MailboxTrouble("folder-missing", `${server.host} has no folder “${folder}”`);
    return status.messages ?? 0;
  };
  try {
    return { mails: await count(server.folder), further: further === null ? 0 : await count(further) };
  } finally {
    client.close();
  }
}
