import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { BAIHE, LUOCHUAN, MUYUAN, ZHUXI } from "./companies.ts";
import { intake, intakeJson } from "./intake.ts";
import { onlyWord, openSecretariat, wholeSet, type Secretariat } from "./secretariat.ts";

const CALM = { fetched: 0, examined: 0, parked: 0, lettersQueued: 0, lettersSent: 0, lettersHeld: 0 };

describe.skipIf(!dovecotIsHere)(`what a clerk does at the desk${NEEDS_DOVECOT}`, () => {
  let desk: Secretariat;
  beforeEach(async () => {
    desk = await openSecretariat();
  });
  afterEach(() => desk.close());

  const statusOf = async (requirement: string) =>
    (await desk.status()).map((one) => one.requirements.find(({ id }) => id === requirement)?.status);
  const paper = (unit: string, ...more: string[]) =>
    intakeJson(["paper", "add", "--unit", unit, "--items", "form,declaration", ...more], desk.env);

  test("paper before the first mail waits and joins; paper after it makes the application complete and tells so", async () => {
    await paper("郑州洛川安全服务 有限责任公司", "--sealed", "yes");
    expect(await desk.status()).toEqual([]);
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
    await desk.arrives(BAIHE, wholeSet(BAIHE));
    await desk.once();
    expect(await statusOf("form-paper")).toEqual(["satisfied", "missing"]);
    expect((await desk.letters()).map(({ kind }) => kind)).toEqual(["deficiency", "receipt"]);
    const answered = (await desk.letters()).map(({ inReplyTo }) => inReplyTo);
    await paper(BAIHE.name, "--sealed", "yes");
    expect((await desk.status()).map(({ state }) => state)).toEqual(["incomplete", "complete"]);
    expect(await desk.once()).toEqual({ ...CALM, lettersQueued: 1, lettersSent: 1 });
    const told = (await desk.letters()).find(({ id }) => id === "L3");
    expect(told).toMatchObject({ kind: "complete", to: ["zhaobai@baihe.example"], inReplyTo: answered[1] });
    expect(await desk.once()).toEqual(CALM);
  });

  test("a near name is not guessed: it shows its candidates, a link joins it and a letter tells the applicant", async () => {
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
    await desk.once();
    expect(await paper("郑州洛州安全服务有限公司")).toMatchObject({ application: null, candidates: ["A1"] });
    expect(await desk.once()).toEqual(CALM);
    expect(await statusOf("form-paper")).toEqual(["missing"]);
    expect(await intakeJson(["paper", "link", "P1", "A1"], desk.env)).toMatchObject({ id: "P1", application: "A1" });
    expect(await statusOf("form-paper")).toEqual(["satisfied"]);
    expect(await desk.once()).toEqual({ ...CALM, lettersQueued: 1, lettersSent: 1 });
  });

  test("paper without a seal is defective, until a sealed one comes", async () => {
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
    await desk.once();
    await paper(LUOCHUAN.name, "--sealed", "no");
    expect(await statusOf("form-paper")).toEqual(["defective"]);
    await desk.once();
    expect(desk.sink.mails).toHaveLength(2);
    await paper(LUOCHUAN.name, "--sealed", "yes");
    expect(await statusOf("form-paper")).toEqual(["satisfied"]);
  });

  test("an override changes the status, tells the applicant, and is never undone by the machine", async () => {
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
    await desk.once();
    const decided = await intakeJson(["override", "A1", "declaration-pdf", "waived", "--why", "已当面核验"], desk.env);
    expect(decided).toMatchObject({ application: "A1", requirement: "declaration-pdf", status: "waived" });
    expect(await statusOf("declaration-pdf")).toEqual(["waived"]);
    expect(await desk.once()).toMatchObject({ lettersSent: 1 });
    await desk.run("reprocess", "--all");
    await desk.arrives(LUOCHUAN, wholeSet(LUOCHUAN));
    await desk.once();
    expect(await statusOf("declaration-pdf")).toEqual(["waived"]);
    await desk.run("override", "A1", "form-word", "defective", "--why", "栏目内容不实");
    expect(await statusOf("form-word")).toEqual(["defective"]);
  });

  test("reprocess --all examines everything and sends nothing twice", async () => {
    for (const company of [LUOCHUAN, MUYUAN, ZHUXI]) await desk.arrives(company, onlyWord(company));
    await desk.arrives(BAIHE, {}, "请问截止到哪天？");
    expect(await desk.once()).toMatchObject({ fetched: 4, lettersSent: 4 });
    const [before, letters] = [await desk.status(), await desk.letters()];
    expect(await intakeJson(["reprocess", "--all"], desk.env)).toEqual({ again: 4, examined: 4, parked: 0 });
    expect(await desk.once()).toEqual(CALM);
    expect(await desk.status()).toEqual(before);
    expect(await desk.letters()).toEqual(letters);
    expect(desk.sink.mails).toHaveLength(4);
  });

  test("the mailbox is down: exit 1 with one line; it comes back and nothing is lost", async () => {
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
    await desk.dovecot.halt();
    const { status, out, err } = await intake(["once", "--json"], desk.env);
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err.trimEnd().split("\n"), err).toHaveLength(1);
    expect(err).not.toContain("word+1");
    await desk.dovecot.restart();
    expect(await desk.once()).toMatchObject({ fetched: 1, lettersSent: 1 });
  });

  test("a wrong password is named without being shown", async () => {
    const MAILBOX_URL = desk.dovecot.url.replace(/:[^:@]+@/, ":sesame@");
    const { status, err } = await intake(["once"], { ...desk.env, MAILBOX_URL });
    expect(status).toBe(1);
    expect(err.trimEnd().split("\n"), err).toHaveLength(1);
    expect(err).not.toContain("sesame");
  });
});
