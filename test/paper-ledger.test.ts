import { describe, expect, test } from "vitest";
import type { KnownName } from "../src/domain/names.ts";
import { candidatesFor, joinByHand, joinWaitingArrivals, recordArrival } from "../src/paper-ledger.ts";
import { readArrivals } from "../src/store/arrivals.ts";
import { openOccasions } from "../src/store/occasions.ts";
import { inTransaction } from "../src/store/open.ts";
import type { Database } from "../src/store/schema.ts";
import { addApplication, aStore, AT } from "./store/store.ts";

const OWN = "北京天御科技有限公司";
const TWIN = "南京天御科技有限公司";

async function scene(...names: [name: string, ...aliases: string[]][]): Promise<{ db: Database; known: KnownName[] }> {
  const db = await aStore();
  const known = [];
  for (const [name, ...aliases] of names) known.push({ id: await addApplication(db, name), name, aliases });
  return { db, known };
}

const log = (db: Database, unit_name: string, known: KnownName[]) =>
  inTransaction(db, (tx) =>
    recordArrival(
      tx,
      {
        ...{ unit_name, items: '["form"]', received: "2022-11-20", courier: null, tracking: null },
        ...{ sealed: 1, note: null, logged_at: AT },
      },
      known,
    ),
  );
const told = async (db: Database) => (await openOccasions(db)).map((one) => [one.cause, one.application_id]);
const ofPaper = async (db: Database) => (await readArrivals(db)).map((one) => one.application_id);

const rows: [why: string, written: string, application: string | null, candidates: string[]][] = [
  ["the name as written in the form", OWN, "A1", []],
  ["in full width, with spaces and 责任", "北京 天御科技　有限责任公司", "A1", []],
  ["a former name", "北京旧名技术有限公司", "A1", []],
  ["one character that fits neither of two", "东京天御科技有限公司", null, ["A1", "A2"]],
  ["a branch", "北京天御科技有限公司上海分公司", null, ["A1"]],
  ["a name cut short", "天御科技", null, ["A1", "A2"]],
  ["a stranger", "云岫数据股份有限公司", null, []],
];

test.each(rows)("%s", async (_why, written, application, candidates) => {
  const { db, known } = await scene([OWN, "北京旧名技术有限公司"], [TWIN]);
  await log(db, written, known);
  const [arrival] = await readArrivals(db);
  expect(arrival?.application_id).toBe(application);
  expect(arrival && candidatesFor(arrival, known)).toEqual(candidates);
  expect(await told(db)).toEqual(application === null ? [] : [["paper", application]]);
});

describe("a parcel logged twice", () => {
  const parcel = {
    ...{ unit_name: OWN, items: '["form","declaration"]', received: "2022-11-20", courier: null, sealed: 1 },
    ...{ tracking: "SF 1001", note: null, logged_at: AT },
  };
  test.each([
    ["the very same", {}, false],
    [
      "written otherwise",
      { unit_name: "北京天御科技有限责任公司", tracking: "sf1001", items: '["declaration","form"]' },
      false,
    ],
    ["another number", { tracking: "SF1002" }, true],
    ["without its number", { tracking: null }, true],
    ["another company's paper in it", { unit_name: TWIN }, true],
    ["another paper in it", { items: '["form"]' }, true],
  ])("%s", async (_why, more, logged) => {
    const { db, known } = await scene([OWN]);
    await inTransaction(db, (tx) => recordArrival(tx, parcel, known));
    const again = await inTransaction(db, (tx) => recordArrival(tx, { ...parcel, ...more }, known));
    expect(again).toEqual({ id: logged ? "P2" : "P1", logged });
    expect(await readArrivals(db)).toHaveLength(logged ? 2 : 1);
  });

  test("parcels without any number are never taken for one", async () => {
    const { db, known } = await scene([OWN]);
    await log(db, OWN, known);
    await log(db, OWN, known);
    expect(await readArrivals(db)).toHaveLength(2);
  });
});

describe("post that came before the first mail", () => {
  test("joins when its company's application opens; that mail's own letter tells of it", async () => {
    const { db } = await scene();
    await log(db, OWN, []);
    await log(db, TWIN, []);
    const opened = { id: await addApplication(db, OWN), name: OWN, aliases: [] };
    await inTransaction(db, (tx) => joinWaitingArrivals(tx, opened, []));
    expect([await ofPaper(db), await told(db)]).toEqual([[opened.id, null], []]);
  });

  test("is not guessed between the new one and another of the same former name", async () => {
    const { db, known } = await scene([TWIN, "天御技术有限公司"]);
    await log(db, "天御技术有限公司", []);
    const opened = { id: await addApplication(db, OWN), name: OWN, aliases: ["天御技术有限公司"] };
    await inTransaction(db, (tx) => joinWaitingArrivals(tx, opened, known));
    expect(await ofPaper(db)).toEqual([null]);
  });
});

describe("a person says whose it is", () => {
  const join = (db: Database, id: string, application: string) =>
    inTransaction(db, (tx) => joinByHand(tx, id, application, new Date(AT)));

  test("and the applicant is told", async () => {
    const { db, known } = await scene([OWN]);
    await log(db, "天御科技", known);
    expect(await join(db, "P1", "A1")).toBe(true);
    expect([await ofPaper(db), await told(db)]).toEqual([["A1"], [["paper", "A1"]]]);
  });

  test("mending a mistake tells both", async () => {
    const { db, known } = await scene([OWN], [TWIN]);
    await log(db, OWN, known);
    await join(db, "P1", "A2");
    expect(await ofPaper(db)).toEqual(["A2"]);
    expect(await told(db)).toEqual([
      ["paper", "A1"],
      ["paper", "A2"],
      ["paper", "A1"],
    ]);
  });

  test("of a number that is none: nothing happens", async () => {
    const { db } = await scene([OWN]);
    expect(await join(db, "P9", "A1")).toBe(false);
    expect(await told(db)).toEqual([]);
  });
});
