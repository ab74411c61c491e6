import { expect, test } from "vitest";
import { recordMail } from "../../src/store/mails.ts";
import { inTransaction } from "../../src/store/open.ts";
import { aStore, newMail } from "../store/store.ts";
import { tempDir } from "../temp-dir.ts";
import { intake } from "../whole/intake.ts";

test("what could not be examined now, or must first be fetched, is said to be tried again", async () => {
  const DATA_DIR = tempDir();
  const db = await aStore(DATA_DIR);
  const park = (sha256: string) => inTransaction(db, (tx) => recordMail(tx, newMail({ sha256 }), "暂存"));
  // Its bytes are not in the archive
  await park("f".repeat(64));
  // Too large to be fetched
  await park("");
  expect(await intake(["reprocess", "--parked"], { DATA_DIR })).toMatchObject({
    status: 0,
    out: "重新处理 0 封，暂存 0 封；另有 2 封尚未完成，程序在下次收信时再试。\n",
  });
});
