import { describe, expect, test } from "vitest";
import {
  applicationsOfSender,
  applicationsOfThread,
  recordFiling,
  readApplications,
  readFiled,
} from "../../src/store/applications.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { addApplication, addLetter, addMail, aStore, AT, CAMPAIGN } from "./store.ts";

const LI = "li@a.example";
const file = (
  db: Database,
  mail: string,
  applications: string[],
  documents: [part: number, application: string, why?: string][] = [],
) =>
  inTransaction(db, (tx) =>
    recordFiling(
      tx,
      mail,
      applications,
      documents.map(([part, application_id, why = "named"]) => ({ part, piece: 0, application_id, why })),
    ),
  );
const purge = (db: Database, id: string) =>
  db
    .updateTable("application")
    .set({ purged_at: AT, name_key: `purged ${id}` })
    .where("id", "=", id)
    .execute();

describe("a company has one application in a campaign", () => {
  const rows: [why: string, names: [name: string, campaign?: string][], ids: string[]][] = [
    ["the same name", [["天御科技有限公司"], ["天御科技有限公司"]], ["A1", "A1"]],
    ["the same name otherwise written", [["天御科技有限公司"], ["天御　科技有限责任公司"]], ["A1", "A1"]],
    ["a near twin", [["北京天御科技有限公司"], ["南京天御科技有限公司"]], ["A1", "A2"]],
    ["another campaign", [["天御科技有限公司"], ["天御科技有限公司", "sunshine-2023"]], ["A1", "A2"]],
  ];
  test.each(rows)("%s", async (_why, names, ids) => {
    const db = await aStore();
    const made = [];
    for (const [name, campaign] of names) made.push(await addApplication(db, name, campaign));
    expect(made).toEqual(ids);
  });

  test("after a purge it begins anew", async () => {
    const db = await aStore();
    await purge(db, await addApplication(db, "天御科技有限公司"));
    expect(await addApplication(db, "天御科技有限公司")).toBe("A2");
    expect((await readApplications(db, CAMPAIGN)).map((one) => one.id)).toEqual(["A2"]);
  });
});

describe("filing a mail anew", () => {
  test("takes the place of how it was filed before", async () => {
    const db = await aStore();
    const [one, two] = [await addApplication(db, "甲有限公司"), await addApplication(db, "乙有限公司")];
    const mail = await addMail(db, LI);
    await file(
      db,
      mail,
      [one],
      [
        [0, one],
        [1, one],
      ],
    );
    await file(
      db,
      mail,
      [one, two, two],
      [
        [0, one],
        [1, two],
      ],
    );
    expect((await readFiled(db, one)).documents.map((document) => document.part)).toEqual([0]);
    expect((await readFiled(db, two)).documents.map((document) => document.part)).toEqual([1]);
    await file(db, mail, [two], []);
    expect(await readFiled(db, one)).toEqual({ mails: [], documents: [] });
  });

  test("leaves what a person filed, its mail with it", async () => {
    const db = await aStore();
    const [one, two] = [await addApplication(db, "甲有限公司"), await addApplication(db, "乙有限公司")];
    const mail = await addMail(db, LI);
    await file(db, mail, [one], [[0, one, "person"]]);
    await file(
      db,
      mail,
      [two],
      [
        [0, two],
        [1, two],
      ],
    );
    const { mails, documents } = await readFiled(db, one);
    expect([mails.map((row) => row.id), documents.map((document) => document.part)]).toEqual([[mail], [0]]);
    expect((await readFiled(db, two)).documents.map((document) => document.part)).toEqual([1]);
  });
});

describe("whose thread and whose address", () => {
  async function filed() {
    const db = await aStore();
    const [one, two] = [await addApplication(db, "甲有限公司"), await addApplication(db, "乙有限公司")];
    const lastYear = await addApplication(db, "甲有限公司", "sunshine-2021");
    for (const [application, messageId] of [
      [one, "<1>"],
      [two, "<2>"],
      [lastYear, "<3>"],
    ] as const) {
      await file(db, await addMail(db, LI, {}, messageId), [application]);
    }
    await addLetter(db, { application_id: two });
    await addLetter(db, { application_id: null });
    const letters = await db.selectFrom("letter").select(["application_id", "message_id"]).execute();
    const letterTo = (application: string | null) =>
      letters.find((letter) => letter.application_id === application)?.message_id ?? "";
    return { db, one, two, letterTo };
  }

  test("one who writes for two belongs to both, and not to last year's", async () => {
    const { db, one, two } = await filed();
    expect((await applicationsOfSender(db, CAMPAIGN, LI)).sort()).toEqual([one, two]);
    expect(await applicationsOfSender(db, CAMPAIGN, "zhao@b.example")).toEqual([]);
  });

  test("a thread is known by their mails and by our letters", async () => {
    const { db, one, two, letterTo } = await filed();
    const of = (...ids: string[]) => applicationsOfThread(db, CAMPAIGN, ids);
    expect(await of("<1>")).toEqual([one]);
    expect(await of(letterTo(two), "<2>")).toEqual([two]);
    expect((await of("<1>", letterTo(two))).sort()).toEqual([one, two]);
    expect([await of(), await of("<9>"), await of("<3>"), await of(letterTo(null))]).toEqual([[], [], [], []]);
  });

  test("a purged application takes no more mail", async () => {
    const { db, one, two, letterTo } = await filed();
    await purge(db, two);
    expect(await applicationsOfSender(db, CAMPAIGN, LI)).toEqual([one]);
    expect(await applicationsOfThread(db, CAMPAIGN, [letterTo(two), "<2>"])).toEqual([]);
  });
});
