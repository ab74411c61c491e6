import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { expect, test } from "vitest";
import { inTransaction, nextId, openStore, readMeta, writeMeta } from "../../src/store/open.ts";
import { tempDir } from "../temp-dir.ts";
import { aStore } from "./store.ts";

test("what is written survives closing and opening again", async () => {
  const folder = tempDir();
  const first = await openStore(folder);
  await writeMeta(first, "key", "value");
  await first.destroy();
  expect(await readMeta(await aStore(folder), "key")).toBe("value");
});

test("the last commit survives a power loss: WAL with synchronous=FULL", async () => {
  const folder = tempDir();
  await aStore(folder);
  const sqlite = new SQLite(join(folder, "intake.sqlite"), { readonly: true });
  expect(sqlite.pragma("journal_mode", { simple: true })).toBe("wal");
  sqlite.close();
});

test("programs that start at once on a new folder all find the tables whole", async () => {
  const folder = tempDir();
  const store = new URL("../../build/store/open.js", import.meta.url).href;
  const code = `const { openStore } = await import("${store}"); await (await openStore(process.argv[1])).destroy();`;
  const children = [1, 2, 3].map(() => spawn(process.execPath, ["--input-type=module", "-e", code, folder]));
  const ends = await Promise.all(children.map((child) => once(child, "close")));
  expect(ends.map(([status]) => status as number)).toEqual([0, 0, 0]);
});

test("a migration that fails leaves nothing behind", async () => {
  const folder = tempDir();
  const sqlite = new SQLite(join(folder, "intake.sqlite"));
  sqlite.exec("create table letter (id text)"); // in the way of the sixth table
  sqlite.close();
  await expect(openStore(folder)).rejects.toThrow("letter");
  const after = new SQLite(join(folder, "intake.sqlite"));
  expect(after.prepare("select name from sqlite_master where name in ('meta', 'mail', 'letter')").all()).toEqual([
    { name: "letter" },
  ]);
  after.exec("drop table letter");
  after.close();
  await aStore(folder);
});

test("a file that is no database is a fault", async () => {
  const folder = tempDir();
  writeFileSync(join(folder, "intake.sqlite"), "hello, I am no database, ".repeat(50));
  await expect(openStore(folder)).rejects.toThrow("not a database");
});

test("ids count up by kind, and a number that was rolled back is given again", async () => {
  const db = await aStore();
  await inTransaction(db, (tx) => nextId(tx, "A"));
  const failed = inTransaction(db, async (tx) => {
    await nextId(tx, "A");
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await inTransaction(db, (tx) => nextId(tx, "A"))).toBe("A2");
  expect(await inTransaction(db, (tx) => nextId(tx, "L"))).toBe("L1");
});

test("two programs that write at once wait for each other", async () => {
  const folder = tempDir();
  await aStore(folder);
  const store = new URL("../../build/store/open.js", import.meta.url).href;
  const code = `const { openStore, inTransaction, nextId } = await import("${store}");
    const db = await openStore(process.argv[1]);
    for (let i = 0; i < 50; i++) await inTransaction(db, (tx) => nextId(tx, "M"));
    await db.destroy();`;
  const children = [1, 2].map(() => spawn(process.execPath, ["--input-type=module", "-e", code, folder]));
  const ends = await Promise.all(children.map((child) => once(child, "close")));
  expect(ends.map(([status]) => status as number)).toEqual([0, 0]);
  expect(await inTransaction(await aStore(folder), (tx) => nextId(tx, "M"))).toBe("M101");
});
