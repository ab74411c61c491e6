import { expect, test } from "vitest";
import { inTransaction } from "../../src/store/open.ts";
import { markUndeliverable } from "../../src/store/undeliverable.ts";
import { addApplication, addLetter, addMail, aStore, AT } from "../store/store.ts";
import { tempDir } from "../temp-dir.ts";
import { intake, intakeJson } from "../whole/intake.ts";

test("an address is bound once, is listed with what binds it, and a bounced one is cleared, each with its reason", async () => {
  const DATA_DIR = tempDir();
  const db = await aStore(DATA_DIR);
  const application = await addApplication(db, "甲有限公司");
  const call = (...args: string[]) => intake(["contacts", ...args], { DATA_DIR });
  const bind = ["add", application, " Wu@A.example ", "--why", "电话核实"];

  expect(await call(...bind)).toEqual({ status: 0, out: "wu@a.example 已登记为 A1 的联系邮箱。\n", err: "" });
  expect(await call(...bind)).toMatchObject({ status: 1, err: "intake: wu@a.example was added to A1 before\n" });
  const address = "wu@a.example";
  const letter_id = await addLetter(db, { to_address: address });
  const back = {
    address,
    since: AT,
    mail_id: await addMail(db, "mailer-daemon@mx.example"),
    letter_id,
    reason: "550 user unknown",
  };
  await inTransaction(db, (tx) => markUndeliverable(tx, back));
  expect(await intakeJson(["contacts", "list", application], { DATA_DIR })).toEqual([
    { application, unitName: "甲有限公司", address, bound: "staff", mails: [], undeliverable: "550 user unknown" },
  ]);
  const held = await intake(["letters", "release", letter_id], { DATA_DIR });
  expect(held).toMatchObject({
    status: 1,
    err: expect.stringContaining("intake contacts clear wu@a.example") as string,
  });

  expect(await call("clear", address, "--why", "邮箱已修复")).toMatchObject({
    status: 0,
    out: `${address} 可以重新收信。此前暂缓的信件如仍需发出：intake letters release ${letter_id}\n`,
  });
  expect(await call("clear", address, "--why", "邮箱已修复")).toMatchObject({ status: 1 });
  expect((await call()).out).toMatch(/A1 +甲有限公司 +wu@a\.example +已登记（人工登记）\n$/);
  const audit = await db.selectFrom("audit").select(["action", "subject", "detail"]).orderBy("id").execute();
  expect(audit).toEqual([
    { action: "contact-added", subject: "A1", detail: JSON.stringify({ address, why: "电话核实" }) },
    { action: "contact-cleared", subject: address, detail: "邮箱已修复" },
  ]);
});
