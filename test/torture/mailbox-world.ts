import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { runDaemon } from "../../src/daemon.ts";
import { openParts } from "../../src/parts.ts";
import { readSettings } from "../../src/settings.ts";
import { startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startFaultProxy, type FaultProxy } from "../servers/fault-proxy.ts";

/** A mailbox, the network before it, the daemon behind that, and people who use the mailbox as well. */
export interface World {
  dovecot: Dovecot;
  proxy: FaultProxy;
  /** One more mail arrives; its number. */
  arrives(): Promise<number>;
  /** As somebody else in the same mailbox, past the faulty network. */
  asPerson<T>(work: (client: ImapFlow) => Promise<T>): Promise<T>;
  /** What the program keeps of a mail: the rows that count, and how often it became an occasion for a letter. */
  kept(mail: number): Promise<{ rows: number; examined: boolean; occasions: number }>;
  /** All mails that arrived. */
  count(): number;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const dovecot = await startDovecot();
  if (dovecot === null) throw new Error("this needs Debian's dovecot-imapd");
  const proxy = await startFaultProxy(dovecot.port);
  const dataDir = await mkdtemp(join(tmpdir(), "intake-torture-"));
  const mailboxUrl = dovecot.url.replace(`:${dovecot.port}/`, `:${proxy.port}/`);
  // Letters are written and held: what is counted is whom the program would answer, and how often.
  const asked = { MAILBOX_URL: mailboxUrl, DATA_DIR: dataDir, REPLIES: "hold", SETTLE: "0s", JUNK: "Junk" };
  const parts = await openParts(readSettings({ ...asked, ANSWER_FROM: "2022-01-01T00:00:00+08:00" }), "silent");
  const ending = new AbortController();
  const daemon = runDaemon(mailboxUrl, parts, ending.signal);
  const hashes: string[] = [];
  return {
    dovecot,
    proxy,
    count: () => hashes.length,
    async arrives() {
      const raw = mailNumber(hashes.length);
      hashes.push(createHash("sha256").update(raw).digest("hex"));
      await dovecot.append(raw);
      return hashes.length - 1;
    },
    asPerson: (work) => asPerson(dovecot, work),
    async kept(mail) {
      const own = await parts.db
        .selectFrom("mail")
        .select(["id", "state", "junk"])
        .where("sha256", "=", hashes[mail] ?? "")
        .where("state", "!=", "duplicate")
        .execute();
      const ids = own.map(({ id }) => id);
      const occasions = await parts.db.selectFrom("occasion").select("id").where("mail_id", "in", ids).execute();
      const counting = own.filter(({ junk }) => junk === 0);
      const examined = counting.length > 0 && counting.every(({ state }) => state === "examined");
      return { rows: counting.length, examined, occasions: occasions.length };
    },
    async close() {
      ending.abort();
      await daemon;
      await parts.close();
      await proxy.stop();
      await dovecot.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Each from an address of its own; a fifth without a Message-ID, a fifth with the one of the mail before. */
function mailNumber(n: number): string {
  const id = n % 5 === 3 ? "" : `Message-ID: <${n % 5 === 1 ? n - 1 : n}@a.example>\r\n`;
  return (
    `From: a${n}@a${n}.example\r\nTo: cciahyz@china-cia.org.cn\r\nSubject: question ${n}\r\n${id}` +
    `Date: Mon, 21 Nov 2022 09:00:00 +0800\r\n\r\nIs it too late to apply? (${n})\r\n`
  );
}

async function asPerson<T>(
  { host, port, user, password }: Dovecot,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = new ImapFlow({ host, port, auth: { user, pass: password }, logger: false, doSTARTTLS: false });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** Asks until it is so. @throws where it has not become so within `ms` */
export async function until(so: () => Promise<boolean>, ms: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await so()) return performance.now() - began;
    if (performance.now() - began > ms) throw new Error(`not within ${ms / 1000} s`);
    await sleep(50);
  }
}
