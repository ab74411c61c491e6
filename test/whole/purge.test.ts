import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { BAIHE, LUOCHUAN } from "./companies.ts";
import { intakeJson } from "./intake.ts";
import { onlyWord, openSecretariat, wholeSet, type Secretariat } from "./secretariat.ts";

/** What names the company or its people, as it stands in the mail, its form and its letters. */
const PERSONAL = [BAIHE.name, "柏合信息技术", BAIHE.contact, "zhaobai@baihe.example", "baihe.example"];

describe.skipIf(!dovecotIsHere)(`an application is purged${NEEDS_DOVECOT}`, () => {
  let desk: Secretariat;
  let before: string[];
  beforeAll(async () => {
    desk = await openSecretariat();
    await desk.arrives(BAIHE, wholeSet(BAIHE));
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
    await desk.once();
    await desk.run("paper", "add", "--unit", BAIHE.name, "--items", "form", "--note", "赵柏送来");
    await desk.run("override", "A1", "declaration-paper", "waived", "--why", "原件已核验");
    await desk.once();
    before = filesWith(PERSONAL);
    expect(await intakeJson(["purge", "A1", "--why", "申请人要求删除"], desk.env)).toEqual({
      application: "A1",
      mails: 1,
    });
  }, 120_000);
  afterAll(() => desk.close());

  /** Every file of DATA_DIR that holds one of the words, in the encodings in which text is kept. */
  function filesWith(words: string[]): string[] {
    const folder = desk.env["DATA_DIR"] ?? "";
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      if (!entry.isFile()) return [];
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      const held = words.filter((word) =>
        [Buffer.from(word), Buffer.from(word, "utf16le"), Buffer.from(JSON.stringify(word))].some((form) =>
          bytes.includes(form),
        ),
      );
      return held.map((word) => `${entry.name.replace(/^[0-9a-f]{64}/, "<hash>")}: ${word}`);
    });
  }

  test("nothing personal is left in the database, its journal, the archive or the parts", () => {
    expect(before).toContain(`intake.sqlite-wal: ${BAIHE.name}`.replace("-wal", ""));
    expect(filesWith(PERSONAL)).toEqual([]);
  });

  test("the other application is whole, and no letter goes to nobody", async () => {
    expect(await desk.status()).toMatchObject([{ id: "A2", unitName: LUOCHUAN.name }]);
    expect(filesWith([LUOCHUAN.name])).not.toEqual([]);
    expect(await desk.once()).toMatchObject({ fetched: 0, lettersQueued: 0, lettersSent: 0 });
  });

  test("the skeleton stays: the letters' ids and states without words", async () => {
    const letters = (await desk.letters()).filter(({ application }) => application === "A1");
    expect(letters.length).toBeGreaterThan(0);
    for (const { state, subject } of letters) expect([state, subject]).toEqual(["sent", "（已清除）"]);
  });
});
