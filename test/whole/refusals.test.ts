import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folders, intake, intakeJson, type Environment } from "./intake.ts";

const disk = folders();
let env: Environment;
let folder: string;

beforeAll(async () => {
  env = { MAILBOX_URL: "imap://u:p@127.0.0.1:1/INBOX", DATA_DIR: await disk.make() };
  folder = await disk.make();
  await writeFile(join(folder, "a-file"), "");
});
afterAll(() => disk.clear());

/** One line on standard error that says all of it, nothing on standard output. */
async function refused(args: string[], settings: Environment, status: 1 | 2, says: string[]): Promise<string> {
  const ran = await intake(args, { ...env, ...settings });
  expect(ran).toMatchObject({ status, out: "" });
  expect(ran.err.trimEnd().split("\n"), ran.err).toHaveLength(1);
  for (const words of says) expect(ran.err).toContain(words);
  return ran.err;
}

describe.concurrent("a wrong setting is named with what it holds and may hold", () => {
  test.each([
    ["MAILBOX_URL", "http://clerk:hunter2@mail.example", "imaps://"],
    ["SMTP_URL", "imap://clerk:hunter2@mail.example", "smtps://"],
    ["MAIL_FROM", "secretariat", "secretariat"],
    ["STAFF_MAIL", "a@b.example, nobody", "nobody"],
    ["REPLIES", "maybe", "auto, hold, off"],
    ["SETTLE", "soon", "soon"],
    ["ANSWER_FROM", "yesterday", "2022-11-21T09:00:00+08:00"],
    ["POLL", "0s", "0s"],
    ["RULES", "nowhere.yaml", "nowhere.yaml"],
    ["CONSOLE", "here", "here"],
    ["NOW", "today", "today"],
    ["DATABASE_URL", "postgres://clerk:hunter2@db.example/intake", "SQLite"],
    ["SMTP_URL_FILE", "/nowhere/smtp", "/nowhere/smtp"],
  ])("%s=%s", async (name, value, says) => {
    const line = await refused(["status"], { [name]: value }, 1, [name, says]);
    expect(line).not.toContain("hunter2");
  });

  test("DATA_DIR in which a file stands for the archive", async () => {
    const DATA_DIR = await disk.make();
    await writeFile(join(DATA_DIR, "archive"), "");
    await refused(["status"], { DATA_DIR }, 1, ["DATA_DIR", DATA_DIR]);
  });

  test("DATA_DIR that is a file", async () => {
    await refused(["status"], { DATA_DIR: join(folder, "a-file") }, 1, ["DATA_DIR", "a-file"]);
  });
});

describe.concurrent("a wrong rules file is named with the line, the key and what it may hold", () => {
  test.each([
    ["a misspelt key", /^deadline:/m, "deadlin:", "deadlin", "deadline"],
    ["no instant", /^deadline: \S+/m, "deadline: 月底", "deadline", "2022-12-01T00:00:00+08:00"],
    ["no such severity", /seal-absent: blocker/, "seal-absent: fatal", "findings.seal-absent", "blocker"],
    ["no such medium", /medium: word/, "medium: fax", "requirements.0.medium", "stamped-pdf"],
    ["not YAML", /^seal:.*$/m, "seal: { minDiameterMm: 30", "", ""],
  ])("%s", async (_why, from, to, key, may) => {
    const rules = await disk.make();
    await cp("rules", rules, { recursive: true });
    const file = join(rules, "sunshine-2022.yaml");
    const right = await readFile(file, "utf8");
    const wrong = right.replace(from, to);
    expect(wrong).not.toBe(right);
    await writeFile(file, wrong);
    const line = await refused(["letters", "preview"], { RULES: file }, 1, [file, key, may]);
    const expected = right.slice(0, from.exec(right)?.index).split("\n").length;
    expect(Math.abs(Number(/line (\d+)/.exec(line)?.[1]) - expected)).toBeLessThanOrEqual(1);
  });

  test("a placeholder that the wording does not know", async () => {
    const rules = await disk.make();
    await cp("rules", rules, { recursive: true });
    const file = join(rules, "sunshine-2022/letters.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace("{项数}项】", "{数目}项】"));
    const RULES = join(rules, "sunshine-2022.yaml");
    await refused(["letters", "preview"], { RULES }, 1, ["letters.yaml", "deficiency", "数目"]);
  });
});

describe("a wrong roster changes nothing", () => {
  test.each([
    ["no such column", "members.csv", "公司,电话\n甲公司,1\n", "单位名称"],
    ["no company in it", "members.csv", "单位名称\n\n", "单位名称"],
    ["no table", "members.xlsx", "this is no workbook", "members.xlsx"],
    ["empty", "members.csv", "", "members.csv"],
  ])("%s", async (_why, name, content, says) => {
    const DATA_DIR = await disk.make();
    const right = join(DATA_DIR, "right.csv");
    await writeFile(right, "单位名称,曾用名\n北京云岫安澜科技有限公司,云岫科技\n");
    expect(await intakeJson(["roster", "import", right], { ...env, DATA_DIR })).toEqual({ members: 1 });
    const file = join(DATA_DIR, name);
    await writeFile(file, content);
    await refused(["roster", "import", file], { DATA_DIR }, 1, [file, says]);
    const digest = await intakeJson<{ text: string }>(["digest"], { ...env, DATA_DIR });
    expect(digest.text).not.toContain("未导入");
  });

  test("a file that is not there", async () => {
    await refused(["roster", "import", "/nowhere.csv"], {}, 1, ["/nowhere.csv"]);
  });
});

describe.concurrent("what does not exist", () => {
  test.each([
    [["letters", "show", "L99"], 1, "L99"],
    [["letters", "release", "L99"], 1, "L99"],
    [["letters", "discard", "L99"], 1, "L99"],
    [["override", "A99", "form-pdf", "satisfied", "--why", "看过"], 1, "A99"],
    [["override", "A1", "form-fax", "satisfied", "--why", "看过"], 2, "form-pdf"],
    [["override", "A1", "form-pdf", "good", "--why", "看过"], 2, "waived"],
    [["override", "A1", "form-pdf", "satisfied", "--why", " "], 2, "--why"],
    [["paper", "link", "P99", "A1"], 1, "A1"],
    [["paper", "add", "--unit", "甲", "--items", "stamp"], 2, "declaration"],
    [["paper", "add", "--unit", "甲", "--items", "form", "--received", "2022-02-30"], 2, "2022-02-30"],
    [["paper", "add", "--unit", "甲", "--items", "form", "--sealed", "perhaps"], 2, "perhaps"],
    [["paper", "import", "/nowhere.csv"], 1, "/nowhere.csv"],
    [["purge", "A99", "--why", "申请人要求"], 1, "A99"],
    [["reprocess", "M99"], 1, "M99"],
    [["reprocess"], 2, "--all"],
    [["digest", "--date", "tomorrow"], 2, "tomorrow"],
    [["digest", "--send"], 1, "STAFF_MAIL"],
    [["status", "--jsn"], 2, "--jsn"],
    [["frobnicate"], 2, "frobnicate"],
    [["letters", "frobnicate"], 2, "after letters may stand list, show,"],
    [["contacts", "ad", "A1", "a@b.example", "--why", "来电"], 2, "unknown command 'ad'"],
    [["contacts", "A99"], 1, "there is no application A99"],
    [["contacts", "add", "A1", "nobody", "--why", "来电"], 2, "nobody is no mail address"],
    [["letters", "show", ""], 2, "<id> is empty"],
    [["letters", "confirm", "L1", "--why", " "], 2, "--why <text> is empty"],
    [["purge", "A1", "--why", ""], 2, "--why <text> is empty"],
    [["backup", ""], 2, "<dir> is empty"],
    [["reprocess", "M1", "--all"], 2, "one of the three"],
    [["reprocess", "--all", "--parked"], 2, "one of the three"],
    [["digest", "--date", "2022-02-30"], 2, "2022-02-30"],
    [["seal", "a.pdf", "--overlay", ""], 2, "--overlay"],
    [["backup", "package.json"], 1, "package.json is no folder"],
    [["purge", "A1"], 2, "--why"],
    [["examine"], 2, "file"],
    [["seal", "a.pdf", "b.pdf", "--overlay", "o.png"], 2, "--overlay"],
  ] as const)("intake %j", async (args, status, says) => {
    await refused([...args], {}, status, [says]);
  });
});

test("a ledger of nothing but headings is refused", async () => {
  const file = join(folder, "bare.csv");
  await writeFile(file, "单位名称,材料\n");
  await refused(["paper", "import", file], {}, 1, ["bare.csv", "nothing was logged"]);
});

describe("folders and ways that do not fit", () => {
  test("a folder of a real mailbox is refused to the demonstration, and the other way round", async () => {
    const [real, made] = [await disk.make(), await disk.make()];
    await intakeJson(["status"], { ...env, DATA_DIR: real });
    await intakeJson(["status"], { MAILBOX_URL: "", DATA_DIR: made });
    await refused(["status"], { MAILBOX_URL: "", DATA_DIR: real }, 1, ["DATA_DIR", real]);
    await refused(["start"], { MAILBOX_URL: "", DATA_DIR: real }, 1, ["DATA_DIR", real]);
    await refused(["once"], { DATA_DIR: made, REPLIES: "off" }, 1, ["DATA_DIR", made]);
    await refused(["start"], { DATA_DIR: made, SMTP_URL: "smtp://127.0.0.1:1" }, 1, ["DATA_DIR", made]);
  });

  test("start and once without a way out, once without a mailbox", async () => {
    await refused(["start"], {}, 1, ["SMTP_URL", "REPLIES"]);
    await refused(["once"], {}, 1, ["SMTP_URL", "REPLIES"]);
    await refused(["once"], { DATA_DIR: await disk.make() }, 1, ["SMTP_URL", "REPLIES"]);
    await refused(["once"], { MAILBOX_URL: "", DATA_DIR: await disk.make() }, 1, ["MAILBOX_URL"]);
  });
});

test.concurrent.each([
  "start once examine form seal status paper roster letters override digest reprocess purge".split(" "),
  ...["add", "import", "list", "link"].map((verb) => ["paper", verb]),
  ...["list", "show", "release", "discard", "preview"].map((verb) => ["letters", verb]),
  ["roster", "import"],
])("help for %s %s", async (...words) => {
  const asked = words.length > 2 ? words.map((verb) => [verb]) : [words];
  for (const verb of asked) {
    const { status, out, err } = await intake([...verb, "--help"], env);
    expect({ status, err }, verb.join(" ")).toEqual({ status: 0, err: "" });
    expect(out).toContain(`Usage: intake ${verb.join(" ")}`);
  }
});
