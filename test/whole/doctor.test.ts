import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Check } from "../../src/doctor.ts";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { intake, type Environment } from "./intake.ts";
import { openSecretariat, type Secretariat } from "./secretariat.ts";

describe.skipIf(!dovecotIsHere)(`intake doctor${NEEDS_DOVECOT}`, () => {
  let desk: Secretariat;
  beforeAll(async () => {
    desk = await openSecretariat({ STAFF_MAIL: "staff@ccia.example", NOW: "" });
    await desk.once();
  });
  afterAll(() => desk.close());
  const examined = async (env: Environment = {}) => {
    const { status, out, err } = await intake(["doctor", "--json"], { ...desk.env, ...env });
    const checks = JSON.parse(out) as Check[];
    return { status, err, states: Object.fromEntries(checks.map(({ check, state }) => [check, state])), checks };
  };

  test("finds an installation in order, but for what is still to be done", async () => {
    const { status, states, checks } = await examined();
    expect(states).toEqual({
      ...{ 设置: "ok", 规则: "ok", 邮箱: "ok", 发信: "ok", 数据库: "ok", 会员名录: "warning", 收信: "ok" },
      ...{ 回信: "ok", 时钟: "ok", 磁盘: "ok", 文字识别: "ok", 隔离: expect.stringMatching(/ok|warning/) as string },
    });
    expect(status).toBe(0);
    for (const { state, mend } of checks) expect(mend === "").toBe(state === "ok");
  });

  test("names a wrong password and a folder that is not there, each with its mend, and never the password", async () => {
    const wrong = desk.dovecot.url.replace(encodeURIComponent(desk.dovecot.password), "geheim");
    const { status, err, states, checks } = await examined({
      MAILBOX_URL: wrong,
      SMTP_URL: "smtp://u:geheim@127.0.0.1:9",
    });
    expect(states).toMatchObject({ 邮箱: "failed", 发信: "failed", 文字识别: "ok" });
    expect(status).toBe(1);
    expect(err.trim().split("\n")).toEqual([expect.stringContaining("2 of 12 checks failed")]);
    expect(JSON.stringify(checks)).not.toContain("geheim");
    const absent = await examined({ JUNK: "Nirgends" });
    expect(absent.checks.find(({ check }) => check === "邮箱")).toMatchObject({
      state: "failed",
      said: expect.stringContaining("Nirgends") as string,
    });
  });
});
