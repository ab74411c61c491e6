import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentHash, openArchive } from "../../src/store/archive.ts";
import { makeBackup, restoreBackup } from "../../src/store/backup.ts";
import { noteCopySeen } from "../../src/store/letter-evidence.ts";
import { readLetters } from "../../src/store/letters.ts";
import { inTransaction, readMeta } from "../../src/store/open.ts";
import { verifyStore } from "../../src/store/verify.ts";
import { tempDir } from "../temp-dir.ts";
import { addLetter, addMail, aStore, AT } from "./store.ts";

const NOW = new Date("2022-11-22T01:00:00.000Z");

/** Mails with their bytes in the archive, one of them filed away under nothing, and letters in every state of their way. */
async function aKeeping() {
  const folder = tempDir();
  const db = await aStore(folder);
  const archive = await openArchive(folder);
  const keep = async (text: string): Promise<string> => {
    const raw = Buffer.from(text);
    const sha256 = contentHash(raw);
    await archive.keep(sha256, raw);
    await addMail(db, "li@a.example", { sha256 });
    return sha256;
  };
  const hashes = [await keep("first"), await keep("second")];
  for (const state of ["held", "queued", "sending", "sent"] as const) await addLetter(db, { state });
  return { folder, db, archive, keep, hashes };
}

test("a backup is restored whole; what waited to be sent is in doubt, and nothing older is answered by itself", async () => {
  const { db, archive, hashes } = await aKeeping();
  const [backup, home] = [join(tempDir(), "backup"), tempDir()];
  expect(await makeBackup(backup, db, archive, new Date(AT))).toMatchObject({ madeAt: AT, mails: 2 });
  await restoreBackup(backup, home, NOW);
  const restored = await aStore(home);
  const verified = await verifyStore(restored, await openArchive(home));
  expect(verified).toEqual({ mails: 2, missing: [], damaged: [], unreferenced: 0, database: [] });
  expect(hashes).toHaveLength(2);
  expect((await readLetters(restored)).map(({ state }) => state)).toEqual(["held", "uncertain", "uncertain", "sent"]);
  expect(await readMeta(restored, "restored-at")).toBe(NOW.toISOString());
});

test("a letter that was held in the backup and released since is known for sent by its copy", async () => {
  const { db, archive } = await aKeeping();
  const [backup, home] = [join(tempDir(), "backup"), tempDir()];
  await makeBackup(backup, db, archive, new Date(AT));
  await restoreBackup(backup, home, NOW);
  const restored = await aStore(home);
  const [held] = await readLetters(restored);
  if (held?.state !== "held") throw new Error("the first letter is not held");
  await inTransaction(restored, (tx) => noteCopySeen(tx, held, "M1", NOW));
  expect((await readLetters(restored))[0]).toMatchObject({ state: "sent", seen_at: "M1" });
});

test("a backup into an earlier one copies only what is new, for its owner's eyes alone", async () => {
  const { db, archive, keep, hashes } = await aKeeping();
  const backup = join(tempDir(), "backup");
  await makeBackup(backup, db, archive, new Date(AT));
  const first = join(backup, "archive", hashes[0]?.slice(0, 2) ?? "", `${hashes[0] ?? ""}.eml`);
  const written = statSync(first).mtimeMs;
  await keep("third");
  expect(await makeBackup(backup, db, archive, NOW)).toMatchObject({ mails: 3 });
  expect(statSync(first).mtimeMs).toBe(written);
  expect(statSync(backup).mode & 0o077).toBe(0);
  expect(readdirSync(backup).toSorted()).toEqual(["archive", "backup.json", "intake.sqlite"]);
});

test("a folder with other things in it is no place for a backup, the folder of data least of all", async () => {
  const { folder, db, archive } = await aKeeping();
  await expect(makeBackup(folder, db, archive, NOW)).rejects.toThrow(/holds .*; give an empty folder/);
  expect(existsSync(join(folder, "backup.json"))).toBe(false);
});

test("a mail that is damaged or gone stops a backup before it calls itself whole; verify names both", async () => {
  const { db, archive, hashes } = await aKeeping();
  const [damaged = "", missing = ""] = hashes;
  writeFileSync(archive.path(damaged), "other bytes");
  const backup = join(tempDir(), "backup");
  await expect(makeBackup(backup, db, archive, NOW)).rejects.toThrow(damaged);
  rmSync(archive.path(missing));
  writeFileSync(join(archive.mailsDir, "stray.eml"), "");
  expect(await verifyStore(db, archive)).toMatchObject({ damaged: [damaged], missing: [missing], unreferenced: 1 });
  await expect(restoreBackup(backup, tempDir(), NOW)).rejects.toThrow("holds no whole backup");
});

test.each([
  ["the database's bytes", "intake.sqlite", "not the one that was backed up"],
  ["the manifest", "backup.json", "holds no whole backup"],
])("a backup whose %s were changed is refused, and leaves no database behind", async (_what, file, says) => {
  const { db, archive } = await aKeeping();
  const [backup, home] = [join(tempDir(), "backup"), tempDir()];
  await makeBackup(backup, db, archive, NOW);
  const bytes = readFileSync(join(backup, file));
  writeFileSync(join(backup, file), bytes.subarray(0, bytes.length >> 1));
  await expect(restoreBackup(backup, home, NOW)).rejects.toThrow(says);
  expect(existsSync(join(home, "intake.sqlite"))).toBe(false);
});

test("a folder that holds a database is not written over", async () => {
  const { folder, db, archive } = await aKeeping();
  const backup = join(tempDir(), "backup");
  await makeBackup(backup, db, archive, NOW);
  await expect(restoreBackup(backup, folder, NOW)).rejects.toThrow("already holds a database");
});
