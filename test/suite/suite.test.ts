import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examineFile } from "../../src/examine-file.ts";
import { loadRules, type Rules } from "../../src/parts.ts";
import { startReader, type Reader } from "../../src/reading/reader.ts";
import { readSettings, type Settings } from "../../src/settings.ts";
import { scoreMail } from "./score.ts";
import { allCases, kitOf } from "./suite.ts";

/** One of each kind that reads quickly; `npm run eval:intake` has all of them. */
const SOME = [
  "plain/exported",
  "layout/labels-spaced",
  "layout/nested-table",
  "layout/tracked-corrections",
  "word/doc",
  "word/odt",
  "word/docx-named-pdf",
  "values/example-left",
  "values/shares-95",
  "containers/zip-gbk",
  "containers/rar4",
  "names/raw-gbk",
  "refusals/zip-password",
  "links/baidu",
  "stamped/both-in-one",
  "whose/two-companies",
  "nobody/question",
];
const SEED = 1;

const folder = mkdtempSync(join(tmpdir(), "suite-"));
const now = new Date("2022-11-25T09:00:00+08:00");
let settings: Settings;
let rules: Rules;
let reader: Reader;

beforeAll(() => {
  settings = readSettings({});
  rules = loadRules(settings);
  reader = startReader();
});

afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

describe("a made mail is seen as its maker says", () => {
  const cases = new Map(allCases().map((one) => [one.name, one]));

  test.each(SOME)("%s", async (name) => {
    const { raw, truth } = await (cases.get(name) ?? missing(name)).make(kitOf(SEED, name));
    const file = join(folder, `${name.replace("/", "-")}.eml`);
    writeFileSync(file, raw);
    const seen = await examineFile(file, { rules, reader, settings, now });
    if (!("applications" in seen)) throw new Error(`${name} is not read as a mail`);
    expect(scoreMail(truth, seen).wrong).toEqual([]);
  });
});

describe("the suite", () => {
  const all = allCases();

  test("holds at least 150 mails, each under a name of its own", () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });

  test("makes the same mail for the same seed, another for another", async () => {
    const hash = async (seed: number): Promise<string> => {
      const { raw } = await (all.find(({ name }) => name === "layout/no-title") ?? missing("layout/no-title")).make(
        kitOf(seed, "layout/no-title"),
      );
      return createHash("sha256").update(raw).digest("hex");
    };
    expect(await hash(1)).toBe(await hash(1));
    expect(await hash(1)).not.toBe(await hash(2));
  });
});

function missing(name: string): never {
  throw new Error(`The suite has no case ${name}`);
}
