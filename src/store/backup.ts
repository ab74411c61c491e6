import { constants, existsSync, statSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { openArchive, syncFile, syncFolder, type Archive } from "./archive.ts";
import { DATABASE_FILE, openSnapshot, openStore, writeMeta } from "./open.ts";
import type { Database } from "./schema.ts";
import { archivedMails, hashOfFile, verifyStore } from "./verify.ts";

/** Written last: a folder without it holds no whole backup. */
const MANIFEST = "backup.json";
const OURS = [MANIFEST, DATABASE_FILE, `${DATABASE_FILE}.part`, "archive"];

export interface Backup {
  /** ISO instant of the snapshot. */
  madeAt: string;
  /** SHA-256 of the database's copy. */
  database: string;
  mails: number;
}

/**
 * A consistent copy of the database and of every mail that it names, while others write. Into an earlier backup's folder only what is
 * new is copied. It holds personal data: the folder is its owner's alone.
 * @throws where the folder holds something else, or a mail of the archive is gone or damaged: then nothing says that it is whole
 */
export async function makeBackup(folder: string, db: Database, archive: Archive, now: Date): Promise<Backup> {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Error(`${folder} is no folder; give an empty one`);
  await mkdir(folder, { recursive: true });
  const foreign = (await readdir(folder)).filter((name) => !OURS.includes(name));
  if (foreign.length > 0) {
    throw new Error(`${folder} holds ${foreign[0] ?? ""}; give an empty folder, or the folder of an earlier backup`);
  }
  await chmod(folder, 0o700);
  const database = join(folder, `${DATABASE_FILE}.part`);
  await rm(database, { force: true });
  await sql`vacuum into ${database}`.execute(db);
  const hashes = await mailsOf(database);
  for (const sha256 of hashes) await copyMail(archive.path(sha256), mailIn(folder, sha256), sha256);
  const backup = { madeAt: now.toISOString(), database: await hashOfFile(database), mails: hashes.length };
  await rm(join(folder, MANIFEST), { force: true });
  await syncFile(database);
  await rename(database, join(folder, DATABASE_FILE));
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(backup, null, 2)}\n`);
  await syncFile(join(folder, MANIFEST));
  await syncFolder(folder);
  return backup;
}

/** Of the snapshot, not of what was written since. */
async function mailsOf(database: string): Promise<string[]> {
  const snapshot = openSnapshot(database);
  return archivedMails(snapshot).finally(() => snapshot.destroy());
}

function mailIn(folder: string, sha256: string): string {
  return join(folder, "archive", sha256.slice(0, 2), `${sha256}.eml`);
}

async function copyMail(from: string, to: string, sha256: string): Promise<void> {
  if (existsSync(to) && (await hashOfFile(to)) === sha256) return;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, `${to}.part`, constants.COPYFILE_FICLONE);
  if ((await hashOfFile(`${to}.part`)) !== sha256) {
    throw new Error(`the archived mail ${sha256} is damaged; run intake verify, and keep the earlier backup`);
  }
  await syncFile(`${to}.part`);
  await rename(`${to}.part`, to);
  await syncFolder(dirname(to));
}

/**
 * Puts a backup back into a folder without a database. What was sent after the backup is not in it: letters that waited then are in doubt
 * until their copies are seen, and what arrived before this instant is answered by a person only.
 * @throws where the backup is not whole, or the folder is in use
 */
export async function restoreBackup(folder: string, dataDir: string, now: Date): Promise<Backup> {
  const backup = await readManifest(folder);
  if (existsSync(join(dataDir, DATABASE_FILE))) {
    throw new Error(`${dataDir} already holds a database; move it away, or set another DATA_DIR`);
  }
  if ((await hashOfFile(join(folder, DATABASE_FILE))) !== backup.database) {
    throw new Error(`the database in ${folder} is not the one that was backed up; take an earlier backup`);
  }
  const archive = await openArchive(dataDir);
  for (const sha256 of await mailsOf(join(folder, DATABASE_FILE))) {
    await copyMail(mailIn(folder, sha256), archive.path(sha256), sha256);
  }
  const part = `${DATABASE_FILE}.restoring`;
  for (const end of ["", "-wal", "-shm"]) await rm(join(dataDir, part + end), { force: true });
  await copyFile(join(folder, DATABASE_FILE), join(dataDir, part));
  await beginAfresh(dataDir, part, backup, now);
  await syncFile(join(dataDir, part));
  await rename(join(dataDir, part), join(dataDir, DATABASE_FILE));
  await syncFolder(dataDir);
  return backup;
}

async function readManifest(folder: string): Promise<Backup> {
  try {
    return JSON.parse(await readFile(join(folder, MANIFEST), "utf8")) as Backup;
  } catch {
    throw new Error(`${folder} holds no whole backup: ${MANIFEST}, which is written last, is not there or is broken`);
  }
}

/** Before anybody can read or send by it. */
async function beginAfresh(dataDir: string, file: string, { madeAt }: Backup, now: Date): Promise<void> {
  const db = await openStore(dataDir, file);
  try {
    const { database, missing, damaged } = await verifyStore(db, await openArchive(dataDir));
    const [problem] = [...database, ...[...missing, ...damaged].map((sha256) => `mail ${sha256} is not whole`)];
    if (problem !== undefined) throw new Error(`the backup is damaged (${problem}); take an earlier one`);
    const doubtful_since = now.toISOString();
    const reason = `restored from a backup of ${madeAt}: it may have been sent since`;
    await db
      .updateTable("letter")
      .set({ state: "uncertain", doubtful_since, reason })
      .where("state", "in", ["queued", "sending"])
      .execute();
    // A person may have released it since: it goes on waiting, and its copy or its bounce settles it.
    await db.updateTable("letter").set({ doubtful_since }).where("state", "=", "held").execute();
    await writeMeta(db, "restored-at", now.toISOString());
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
  } finally {
    await db.destroy();
  }
}
