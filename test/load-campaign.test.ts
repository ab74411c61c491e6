import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCampaign } from "../src/load-campaign.ts";
import { loadWording } from "../src/load-wording.ts";
import { Refusal } from "../src/refusal.ts";
import { tempDir } from "./temp-dir.ts";

type Change = [from: string | RegExp, to: string];

/** The shipped rules with something changed, and where. */
function changed(file: string, [from, to]: Change): { folder: string; path: string; line: number } {
  const folder = join(tempDir(), "rules");
  cpSync("rules", folder, { recursive: true });
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  const lines = after.split("\n");
  const line = lines.findIndex((one, i) => one !== before.split("\n")[i]) + 1;
  return { folder, path, line };
}

function refusal(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).message).not.toContain("\n");
    return (error as Refusal).message;
  }
  throw new Error("not refused");
}

test("the shipped rules hold what the notice says", () => {
  const { campaign } = loadCampaign("rules/sunshine-2022.yaml");
  expect(campaign.requirements.map((one) => one.id).join(" ")).toBe(
    "form-word form-pdf declaration-pdf form-paper declaration-paper",
  );
  expect(new Date(campaign.deadline).toISOString()).toBe("2022-11-30T16:00:00.000Z");
  expect(campaign.form.fields.map((one) => one.id).join(" ")).toBe(
    "unitName contact mobile position email postalAddress serviceScope qualifications sectorsAndScale workforce financials strengths opinion applicationDate",
  );
});

const RULES = "sunshine-2022.yaml";
/** Each slip stands on the line that the message names, but where another is given. */
const slips: [why: string, change: Change, says: string[]][] = [
  ["a mistyped key", [/^mailbox:/m, "mailbx:"], ["mailbx: is no key here; missing here: mailbox"]],
  [
    "a mistyped key deeper down",
    ["  person: 周", "  persn: 周"],
    ["contact.persn: is no key here; missing here: person"],
  ],
  [
    "a mistyped key in a list",
    ["{ id: form-pdf, title:", "{ id: form-pdf, titel:"],
    ["requirements.1.titel: is no key", "missing here: title"],
  ],
  ["a mistyped finding", ["  date-odd: warning", "  dateodd: warning"], ["findings.dateodd", "date-odd"]],
  ["a key too many", ["membersOnly: true", "membersOnly: true\nmembers: 3"], ["members: is no key here"]],
  ["a word for yes", ["membersOnly: true", "membersOnly: yes"], ["membersOnly", "expected boolean"]],
  [
    "a number for a text",
    ["documentNumber: CCIA 秘[2022]056 号", "documentNumber: 056"],
    ["documentNumber", "must hold a text", "quotation marks"],
  ],
  ["an empty text", [/^title: .*$/m, 'title: ""'], ["title: must hold a text"]],
  ["no address", ["mailbox: cciahyz@china-cia.org.cn", "mailbox: cciahyz"], ["mailbox: must hold a mail address"]],
  [
    "a day for an instant",
    ["deadline: 2022-12-01T00:00:00+08:00", "deadline: 2022-12-01"],
    ["deadline", "2022-12-01T00:00:00+08:00"],
  ],
  [
    "an instant without its zone",
    ["opens: 2022-09-16T00:00:00+08:00", "opens: 2022-09-16T00:00:00"],
    ["opens: must hold an instant"],
  ],
  [
    "a deadline before the opening",
    ["deadline: 2022-12-01T", "deadline: 2021-12-01T"],
    ["deadline: holds 2021-12-01", "after opens"],
  ],
  [
    "an unknown medium",
    ["medium: word", "medium: excel"],
    ["requirements.0.medium", '"word"', '"stamped-pdf"', '"paper"'],
  ],
  ["an unknown check", ["check: email", "check: mail"], ["check", '"email"']],
  ["an unknown severity", ["  late: warning", "  late: bad"], ["findings.late", '"blocker"', '"warning"', '"info"']],
  ["a requirement twice", ["{ id: form-pdf,", "{ id: form-word,"], ["requirements.1.id: form-word stands there twice"]],
  ["a field twice", ["{ id: position,", "{ id: mobile,"], ["form.fields.3.id: mobile stands there twice"]],
  [
    "a blank form that is not there",
    ["附件2-宣言.docx", "附件2.docx"],
    ["blankForms.declaration.file: sunshine-2022/附件2.docx is not there"],
  ],
  [
    "a wording that is not there",
    ["wording: sunshine-2022/letters.yaml", "wording: letters.yaml"],
    ["wording: letters.yaml is not there"],
  ],
  ["an hour that is none", ['digestAt: "08:30"', 'digestAt: "8.30"'], ["digestAt", '"08:30"']],
  ["a seal without a size", ["minDiameterMm: 30", "minDiameterMm: 60"], ["seal.maxDiameterMm", "minDiameterMm"]],
  ["days of grace that run backwards", ["graceDays: 0", "graceDays: -1"], ["paper.graceDays"]],
  [
    "a way of counting that is none",
    ["countsBy: postmark", "countsBy: stamp"],
    ["paper.countsBy", '"postmark"', '"arrival"'],
  ],
  ["days that are words", ["reminderDays: [7, 3, 1]", "reminderDays: [seven]"], ["reminderDays.0", "expected number"]],
  ["a year twice", ["id: sunshine-2022\n", "id: sunshine-2022\nid: b\n"], ["Map keys must be unique"]],
  ["a bracket left open", ["reminderDays: [7, 3, 1]", "reminderDays: [7, 3, 1"], ["]"]],
];

describe("a wrong rules file", () => {
  test.each(slips)("%s", (_why, change, says) => {
    const { path, line } = changed(RULES, change);
    const message = refusal(() => loadCampaign(path));
    expect(message).toMatch(new RegExp(`^${path} line (${line}|${line + 1}):`));
    for (const part of says) expect(message).toContain(part);
  });

  test.each([
    ["a missing key", [/^organiser:.*\n/m, ""], "organiser: is not there; must hold a text"],
    ["a missing finding", [/^ {2}paper-late:.*\n/m, ""], "findings.paper-late: is not there"],
    [
      "no field for the name",
      ["check: unit-name", "check: text"],
      "form.fields: must hold a field with check: unit-name",
    ],
  ] as [string, Change, string][])("%s", (_why, change, says) => {
    expect(refusal(() => loadCampaign(changed(RULES, change).path))).toContain(says);
  });

  test.each([
    ["empty", "", "the file:"],
    ["a list", "- a\n- b\n", "the file:"],
    ["only words", "hello", "the file:"],
  ])("%s", (_why, text, says) => {
    const path = join(tempDir(), "rules.yaml");
    writeFileSync(path, text);
    expect(refusal(() => loadCampaign(path))).toContain(says);
  });

  test("not there at all", () => {
    expect(refusal(() => loadCampaign("/nowhere.yaml"))).toMatch(/^\/nowhere\.yaml cannot be read.*RULES/);
  });

  test("a blank form removed from beside it", () => {
    const { path, folder } = changed(RULES, ["graceDays: 0", "graceDays: 1"]);
    rmSync(join(folder, "sunshine-2022", "附件1-申请表.docx"));
    expect(refusal(() => loadCampaign(path))).toContain("blankForms.application-form.file");
  });
});

const WORDING = "sunshine-2022/letters.yaml";
const wordingSlips: [why: string, change: Change, says: string[]][] = [
  [
    "a mistyped placeholder",
    ["还有{项数}项需请", "还有{项目}项需请"],
    ["letters.deficiency.opening: holds {项目}", "{项数}"],
  ],
  [
    "a placeholder of another place",
    ["{通知文号}）的要求", "{审核意见}）的要求"],
    ["letters.enquiry.opening: holds {审核意见}"],
  ],
  [
    "a placeholder where none may be",
    ['satisfied: "已收到', 'satisfied: "{单位名称}已收到'],
    ["statuses.satisfied", "no placeholder"],
  ],
  ["a brace left open", ['  named: "{单位名称}："', '  named: "{单位名称："'], ["greeting.named: holds {"]],
  ["a mistyped key", ["  receipt:\n", "  reciept:\n"], ["letters.reciept: is no key here; missing here: receipt"]],
  ["an audience that is none", ["    audience: staff", "    audience: clerk"], ["audience", '"applicant"', '"staff"']],
  ["a straight quotation mark within", ["贵单位暂无需再", '"贵单位"暂无需再'], [""]],
];

test.each(wordingSlips)("a wrong wording: %s", (_why, change, says) => {
  const { path, line } = changed(WORDING, change);
  const message = refusal(() => loadWording(path));
  expect(message).toContain(`${path} line ${line}:`);
  for (const part of says) expect(message).toContain(part);
});
