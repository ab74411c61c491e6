import { expect, test } from "vitest";
import { loadRules, openLog } from "../src/parts.ts";
import { purgeExpired } from "../src/retention.ts";
import { readSettings } from "../src/settings.ts";
import { alarmsSince } from "../src/store/alarms.ts";
import { readApplication, recordFiling } from "../src/store/applications.ts";
import { openArchive } from "../src/store/archive.ts";
import { readMailRow } from "../src/store/mails.ts";
import { inTransaction } from "../src/store/open.ts";
import { addApplication, addMail, aStore } from "./store/store.ts";
import { tempDir } from "./temp-dir.ts";

const MONTHS = 36;

/** Two companies and a stray mail, all of November 2022; one of the companies wrote again in 2025. */
async function aCampaign() {
  const folder = tempDir();
  const db = await aStore(folder);
  const rules = loadRules(readSettings({}));
  const filed = async (application: string, stored_at: string): Promise<string> => {
    const mail = await addMail(db, "li@a.example", { stored_at });
    await inTransaction(db, (tx) => recordFiling(tx, mail, [application], []));
    return mail;
  };
  const [old, fresh] = [await addApplication(db, "天御科技有限公司"), await addApplication(db, "云岫数据有限公司")];
  const oldMail = await filed(old, "2022-11-20T01:00:00.000Z");
  await filed(fresh, "2022-11-20T01:00:00.000Z");
  await filed(fresh, "2025-11-20T01:00:00.000Z");
  const stray = await addMail(db, "wang@c.example", { stored_at: "2022-11-21T01:00:00.000Z" });
  const archive = await openArchive(folder);
  const parts = { db, archive, log: openLog("silent") };
  const on = (day: string, retentionMonths: number | null = MONTHS, campaign = {}) =>
    purgeExpired({
      ...parts,
      rules: { ...rules, campaign: { ...rules.campaign, retentionMonths, ...campaign } },
      clock: { now: () => new Date(`${day}T04:00:00Z`), offsetMs: 0 },
    });
  const left = async () => ({
    old: (await readApplication(db, old))?.purged_at === null,
    fresh: (await readApplication(db, fresh))?.purged_at === null,
    stray: (await readMailRow(db, stray))?.state !== "purged",
  });
  return { db, on, left, old, oldMail };
}

const ALL = { old: true, fresh: true, stray: true };

test("what has run out is announced once, and removed a week later; what is in use stays", async () => {
  const { db, on, left, old, oldMail } = await aCampaign();
  await on("2025-11-15");
  expect(await left()).toEqual(ALL);
  await on("2025-12-02");
  await on("2025-12-05");
  expect(await left()).toEqual(ALL);
  const alarms = await alarmsSince(db, "2022-01-01");
  expect(alarms.map(({ kind }) => kind)).toEqual(["retention"]);
  expect(alarms[0]?.detail).toContain(old);
  await on("2025-12-10");
  expect(await left()).toEqual({ old: false, fresh: true, stray: false });
  expect(await readMailRow(db, oldMail)).toMatchObject({ state: "purged", from_address: null, subject: null });
});

test("a clock that jumps ahead announces and removes nothing by itself", async () => {
  const { on, left } = await aCampaign();
  await on("2099-01-01");
  expect(await left()).toEqual(ALL);
});

test("an earlier campaign's applications run out under the rules of a later one", async () => {
  const { on, left } = await aCampaign();
  const later = { id: "sunshine-2026", deadline: "2026-12-01T00:00:00+08:00" };
  await on("2025-12-02", MONTHS, later);
  await on("2025-12-10", MONTHS, later);
  expect(await left()).toEqual({ old: false, fresh: true, stray: false });
});

test("rules without a retention keep everything", async () => {
  const { db, on, left } = await aCampaign();
  await on("2099-01-01", null);
  await on("2099-02-01", null);
  expect(await left()).toEqual(ALL);
  expect(await alarmsSince(db, "2022-01-01")).toEqual([]);
});
