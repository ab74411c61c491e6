import type { Cursor, Looked, Order } from "./mailbox/arrival.ts";
import type { TroubleKind } from "./mailbox/mailbox-trouble.ts";
import { accountOf, readMailboxUrl } from "./mailbox/server-url.ts";
import type { Parts } from "./parts.ts";
import { raiseAlarm } from "./store/alarms.ts";
import { knownUids, lastComparison, noteComparison, readCursor, writeCursor } from "./store/folders.ts";
import { deleteMeta, readMeta, writeMeta } from "./store/open.ts";

type LedgerParts = Pick<Parts, "db" | "clock" | "log">;

const COMPARE_EVERY_MS = 3_600_000;
/** For so long a mailbox may be out of reach before staff are told. */
const SILENT_AFTER_MS = 3_600_000;
/** After a start the first look is waited for; a supervisor that starts the program again and again must not keep it quiet. */
const FIRST_LOOK_MS = 300_000;

/** What is remembered of a mailbox between two looks. */
export interface Ledger {
  /** `folder` null: the one that the address names. Each hour the folder is compared as a whole. */
  beforeLook: (folder: string | null) => Promise<{ cursor: Cursor | null; known: Order["known"] }>;
  onLooked: (looked: Looked) => Promise<void>;
  onTrouble: (trouble: { kind: TroubleKind | "fault"; message: string }, junk: boolean) => Promise<void>;
  /** Tells staff, once a day, of a mailbox that could not be read for an hour. */
  noticeSilence: () => Promise<void>;
}

export function openLedger(mailboxUrl: string, junkFolder: string | null, parts: LedgerParts): Ledger {
  const { db, clock } = parts;
  const server = readMailboxUrl(mailboxUrl);
  const account = accountOf(server);
  const openedAt = clock.now();
  return {
    async beforeLook(asked) {
      const folder = asked ?? server.folder;
      const cursor = await readCursor(db, account, folder);
      return {
        cursor: cursor && { uidValidity: cursor.uid_validity, lastUid: cursor.last_uid },
        known: (await comparisonDue(account, folder, parts)) ? (value) => knownUids(db, account, folder, value) : null,
      };
    },
    onLooked: (looked) => noteLook(account, looked, parts),
    onTrouble: (trouble, junk) => noteTrouble(trouble, junk ? (junkFolder ?? "") : null, parts),
    noticeSilence: () => noticeSilence(account, server.folder, openedAt, parts),
  };
}

/** Also where the last one lies in the future: the clock was set back. */
async function comparisonDue(account: string, folder: string, { db, clock }: LedgerParts): Promise<boolean> {
  const last = await lastComparison(db, account, folder);
  return last === null || Math.abs(clock.now().getTime() - Date.parse(last.at)) >= COMPARE_EVERY_MS;
}

/** When the folder was last looked at, how far, and what comparing it found. */
async function noteLook(account: string, looked: Looked, { db, clock, log }: LedgerParts): Promise<void> {
  const at = clock.now().toISOString();
  const { folder, uidValidity, lastUid, comparison } = looked;
  const junk = looked.junk ? 1 : 0;
  await writeCursor(db, { account, folder, uid_validity: uidValidity, last_uid: lastUid, looked_at: at, junk });
  await deleteMeta(db, troubleKey(looked.junk));
  if (looked.renumbered) log.warn({ folder }, "the server numbers the folder anew: all of it was looked through again");
  if (comparison === null || looked.more) return;
  await noteComparison(db, account, folder, { at, ...comparison });
  const amiss = comparison.recovered > 0 || comparison.unlisted > 0;
  log[amiss ? "warn" : "info"]({ folder, ...comparison }, "the folder was compared with the ledger");
}

function troubleKey(junk: boolean): string {
  return junk ? "junk-trouble" : "mailbox-trouble";
}

/** Why the mailbox, or its `junkFolder`, cannot be read now, for the digest; until the next look. */
async function noteTrouble(
  { kind, message }: { kind: TroubleKind | "fault"; message: string },
  junkFolder: string | null,
  { db, clock }: LedgerParts,
): Promise<void> {
  const words = `${IN_WORDS[kind]}（${message}）`;
  await writeMeta(db, troubleKey(junkFolder !== null), words);
  if (kind === "no-room") await raiseAlarm(db, { kind: "disk-full", about: "", detail: words }, clock.now());
  if (kind === "folder-missing" && junkFolder !== null) {
    const detail = `垃圾邮件文件夹“${junkFolder}”不存在，未能查看；收件箱照常收取。请更正设置 JUNK`;
    await raiseAlarm(db, { kind: "junk-missing", about: junkFolder, detail }, clock.now());
  }
}

/** For staff. */
const IN_WORDS: Record<TroubleKind | "fault", string> = {
  "login-refused": "邮箱服务器拒绝登录",
  "folder-locked": "邮箱服务器接受登录，但不允许本程序读取文件夹",
  "folder-missing": "邮箱中没有所设置的文件夹",
  "not-encrypted": "邮箱服务器不支持加密连接，未发送密码",
  unreachable: "无法连接邮箱服务器",
  server: "邮箱服务器未能提供服务",
  "no-room": "磁盘空间不足，已暂停收取邮件；请腾出空间，之后将自动恢复收取",
  fault: "邮件未能存入本机",
};

/** Reckoned from the last look, where there was one, else from the start. */
async function noticeSilence(account: string, folder: string, openedAt: Date, parts: LedgerParts): Promise<void> {
  const { db, clock } = parts;
  const cursor = await readCursor(db, account, folder);
  const now = clock.now();
  const since = cursor === null ? openedAt : new Date(cursor.looked_at);
  const isEarly =
    now.getTime() - since.getTime() < SILENT_AFTER_MS || now.getTime() - openedAt.getTime() < FIRST_LOOK_MS;
  if (isEarly) return;
  const why = (await readMeta(db, troubleKey(false))) ?? "原因不明";
  const detail = `邮箱已超过一小时未能读取：${why}`;
  await raiseAlarm(db, { kind: "mailbox-silent", about: account, detail }, now);
}
