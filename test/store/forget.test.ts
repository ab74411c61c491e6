import { expect, test } from "vitest";
import { isUndeliverable } from "../../src/store/contacts.ts";
import { forgetAddresses } from "../../src/store/forget.ts";
import { inTransaction } from "../../src/store/open.ts";
import { markUndeliverable } from "../../src/store/undeliverable.ts";
import { addLetter, addMail, aStore, AT } from "./store.ts";

test("that nothing reaches an address stays known while somebody else is written to there", async () => {
  const db = await aStore();
  const to_address = "li@agency.example";
  const [own, other] = [await addLetter(db, { to_address }), await addLetter(db, { to_address })];
  const mail_id = await addMail(db, "postmaster@agency.example");
  const row = { address: to_address, letter_id: own, mail_id, since: AT, reason: "550" };
  await inTransaction(db, (tx) => markUndeliverable(tx, row));
  await inTransaction(db, (tx) => forgetAddresses(tx, [], [{ id: own, to_address }]));
  expect(await isUndeliverable(db, to_address)).toBe(true);
  const both = [own, other].map((id) => ({ id, to_address }));
  await inTransaction(db, (tx) => forgetAddresses(tx, [], both));
  expect(await isUndeliverable(db, to_address)).toBe(false);
});
