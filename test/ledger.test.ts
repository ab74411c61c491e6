import { existsSync, readdirSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { ImapFlow } from "imapflow";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { demandRoom, LEAST_ROOM_BYTES } from "../src/disk-room.ts";
import { openLedger } from "../src/ledger.ts";
import { openMailbox } from "../src/mailbox/imap.ts";
import { accountOf, readMailboxUrl } from "../src/mailbox/server-url.ts";
import { receiver } from "../src/pass.ts";
import { contentHash, openArchive } from "../src/store/archive.ts";
import { lastComparison, readCursor } from "../src/store/folders.ts";
import { readMeta } from "../src/store/open.ts";
import { mailNumber } from "./mailbox/recorder.ts";
import { NEEDS_DOVECOT, dovecotIsHere, startDovecot, type Dovecot } from "./servers/dovecot.ts";
import { aStore } from "./store/store.ts";
import { tempDir } from "./temp-dir.ts";

const MORNING = Date.parse("2022-11-21T01:00:00Z");
const MINUTE = 60_000;

/** A mailbox on Dovecot and what is kept of it; looked at as the daemon does, by a clock that stands still. */
async function desk() {
  const dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
  onTestFinished(() => dovecot.stop());
  const folder = tempDir();
  const [db, archive] = [await aStore(folder), await openArchive(folder)];
  const time = { now: MORNING, room: LEAST_ROOM_BYTES, measured: [] as number[] };
  const keeping = {
    db,
    archive,
    clock: { offsetMs: 0, now: () => new Date(time.now) },
    log: pino({ level: "silent" }),
  };
  const ledger = openLedger(dovecot.url, "Junk", keeping);
  const mayFetch = () => demandRoom(folder, () => Promise.resolve(time.measured.shift() ?? time.room));
  const look = async (order: { folder?: string; junk?: boolean } = {}) => {
    const mailbox = await openMailbox(dovecot.url, 1_000_000);
    try {
      await mayFetch();
      const { cursor, known } = await ledger.beforeLook(order.folder ?? null);
      const looked = await mailbox.look(
        cursor,
        receiver(keeping, mayFetch, () => undefined),
        { ...order, known },
      );
      await ledger.onLooked(looked);
      return looked;
    } finally {
      mailbox.close();
    }
  };
  const states = async () =>
    (await db.selectFrom("mail").select("state").orderBy("stored_at").orderBy("uid").execute()).map(
      ({ state }) => state,
    );
  const alarms = async () =>
    (await db.selectFrom("alarm").selectAll().orderBy("raised_at").execute()).map(({ kind, detail }) => [kind, detail]);
  const account = accountOf(readMailboxUrl(dovecot.url));
  return { dovecot, db, archive, time, ledger, look, states, alarms, account };
}

describe.skipIf(!dovecotIsHere)(`the ledger of a mailbox${NEEDS_DOVECOT}`, () => {
  test("new UIDVALIDITY: what was taken in is recognised by its bytes, what came meanwhile is new", async () => {
    const { dovecot, look, states, time } = await desk();
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    await look();
    await dovecot.renumber();
    await dovecot.append(mailNumber(4));
    time.now += MINUTE;
    expect(await look()).toMatchObject({ renumbered: true, fetched: 4 });
    expect(await states()).toEqual([
      ...Array<string>(3).fill("stored"),
      ...Array<string>(3).fill("duplicate"),
      "stored",
    ]);
  });

  test("read, flagged, moved to the junk and back, deleted: nothing is taken in twice, nothing is lost", async () => {
    const { dovecot, look, states, time } = await desk();
    const both = async () => {
      time.now += MINUTE;
      await look({ folder: "Junk", junk: true });
      await look();
    };
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    await both();
    await person(dovecot, "INBOX", async (client) => {
      await client.messageFlagsAdd("1:2", ["\\Seen", "\\Flagged"], { uid: true });
      await client.messageMove("2", "Junk", { uid: true });
      await client.messageDelete("3", { uid: true });
    });
    await both();
    await person(dovecot, "Junk", (client) => client.messageMove("1:*", "INBOX"));
    await dovecot.append(mailNumber(4));
    await both();
    expect(await states()).toEqual(["stored", "stored", "stored", "duplicate", "duplicate", "stored"]);
  });

  test("one Message-ID on two mails, an empty one on two, none on two: six mails", async () => {
    const { dovecot, look, states } = await desk();
    const ids = ["Message-ID: <same@a.example>\r\n", "Message-ID: \r\n", ""];
    for (const [n, id] of ids.flatMap((one) => [one, one]).entries()) await dovecot.append(`${id}${mailNumber(n)}`);
    await look();
    expect(await states()).toEqual(Array(6).fill("stored"));
  });

  test("each hour the folder is compared: what the ledger lost is fetched, what the folder lost is counted", async () => {
    const { dovecot, db, look, time, account } = await desk();
    for (let n = 1; n <= 4; n++) await dovecot.append(mailNumber(n));
    await look();
    expect(await lastComparison(db, account, "INBOX")).toMatchObject({ listed: 4, recovered: 0, gone: 0 });
    // As after a backup was restored, or a listing that left it out.
    await db.deleteFrom("mail").where("uid", "=", 2).execute();
    await person(dovecot, "INBOX", (client) => client.messageDelete("3", { uid: true }));
    time.now += 59 * MINUTE;
    expect(await look()).toMatchObject({ fetched: 0, comparison: null });
    time.now += MINUTE;
    expect(await look()).toMatchObject({ fetched: 1, lastUid: 4 });
    const at = new Date(time.now).toISOString();
    const found = { at, listed: 3, unlisted: 0, recovered: 1, gone: 1 };
    expect(await lastComparison(db, account, "INBOX")).toEqual(found);
    expect(await readCursor(db, account, "INBOX")).toMatchObject({ last_uid: 4, looked_at: at });
    expect(await look()).toMatchObject({ fetched: 0, comparison: null });
  });

  test("a disk that fills up while a mail is written leaves nothing half, and the mail is fetched later", async () => {
    const { dovecot, db, archive, look, states } = await desk();
    for (let n = 1; n <= 2; n++) await dovecot.append(mailNumber(n));
    const path = archive.path(contentHash(Buffer.from(mailNumber(2))));
    await mkdir(dirname(path), { recursive: true });
    await symlink("/dev/full", `${path}.part`);
    await expect(look()).rejects.toThrow("ENOSPC");
    expect(await states()).toEqual(["stored"]);
    expect(await db.selectFrom("folder_cursor").select("last_uid").execute()).toEqual([{ last_uid: 1 }]);
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(dirname(path))).toEqual([]);
    await look();
    expect(await states()).toEqual(["stored", "stored"]);
  });

  test("with little room nothing is fetched, in the middle of a look either; staff are told, and then it goes on", async () => {
    const { dovecot, db, ledger, look, states, alarms, time } = await desk();
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    time.room = LEAST_ROOM_BYTES - 1;
    const refused = await look().catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: "no-room", message: expect.stringContaining("has 499 MB left") as string });
    expect(await states()).toEqual([]);
    for (let i = 0; i < 2; i++) await ledger.onTrouble({ kind: "no-room", message: String(refused) }, false);
    expect(await alarms()).toEqual([["disk-full", expect.stringContaining("磁盘空间不足，已暂停收取邮件")]]);
    expect(await readMeta(db, "mailbox-trouble")).toContain("磁盘空间不足");
    // Room for the look and its first mail, and then no more.
    time.measured = [LEAST_ROOM_BYTES, LEAST_ROOM_BYTES];
    await expect(look()).rejects.toMatchObject({ kind: "no-room" });
    expect(await states()).toEqual(["stored"]);
    time.room = LEAST_ROOM_BYTES;
    await look();
    expect(await states()).toEqual(["stored", "stored", "stored"]);
    expect(await readMeta(db, "mailbox-trouble")).toBeNull();
  });

  test("silence of an hour is told once a day, with its cause", async () => {
    const { ledger, look, alarms, time } = await desk();
    const minutesLater = async (minutes: number) => {
      time.now += minutes * MINUTE;
      await ledger.noticeSilence();
      return (await alarms()).length;
    };
    // Never looked at: reckoned from the start.
    expect([await minutesLater(59), await minutesLater(1), await minutesLater(60)]).toEqual([0, 1, 1]);
    await look();
    await ledger.onTrouble({ kind: "login-refused", message: "no" }, false);
    expect([await minutesLater(59), await minutesLater(24 * 60)]).toEqual([1, 2]);
    const cause = "邮箱已超过一小时未能读取：邮箱服务器拒绝登录（no）";
    expect((await alarms()).at(-1)).toEqual(["mailbox-silent", cause]);
  });

  test("a silence goes on over a new start; only the first look is waited for", async () => {
    const { dovecot, db, look, alarms, time } = await desk();
    await look();
    time.now += 90 * MINUTE;
    const clock = { offsetMs: 0, now: () => new Date(time.now) };
    const ledger = openLedger(dovecot.url, null, { db, clock, log: pino({ level: "silent" }) });
    time.now += 4 * MINUTE;
    await ledger.noticeSilence();
    expect(await alarms()).toEqual([]);
    time.now += MINUTE;
    await ledger.noticeSilence();
    expect((await alarms()).map(([kind]) => kind)).toEqual(["mailbox-silent"]);
  });

  test("a folder for junk that is missing is told, and is no trouble of the mailbox", async () => {
    const { db, ledger, alarms } = await desk();
    for (let i = 0; i < 2; i++) await ledger.onTrouble({ kind: "folder-missing", message: "no" }, true);
    expect(await alarms()).toEqual([["junk-missing", expect.stringContaining("“Junk”不存在")]]);
    expect(await readMeta(db, "mailbox-trouble")).toBeNull();
  });
});

async function person(dovecot: Dovecot, folder: string, work: (client: ImapFlow) => Promise<unknown>): Promise<void> {
  const { host, port, user, password: pass } = dovecot;
  const client = new ImapFlow({ host, port, auth: { user, pass }, logger: false, doSTARTTLS: false });
  await client.connect();
  await client.mailboxOpen(folder);
  await work(client);
  await client.logout();
}
