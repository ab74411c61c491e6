import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORM_FIELDS } from "../../src/demo/makers/form-values.ts";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { BAIHE, LUOCHUAN, MUYUAN } from "./companies.ts";
import { folders, intakeJson } from "./intake.ts";
import * as papers from "./papers.ts";
import { onlyWord, openSecretariat, wholeSet, type Secretariat } from "./secretariat.ts";
import { sends } from "./stories.ts";

const text = expect.any(String) as string;
const instant = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/) as string;

describe("verbs that look at files print what the contract says", () => {
  const disk = folders();
  const file: Record<string, string> = {};
  beforeAll(async () => {
    const folder = await disk.make();
    const made = {
      "form.docx": await papers.word(BAIHE),
      "draft.docx": await papers.draft(BAIHE),
      "form.pdf": await papers.formPdf(BAIHE),
      "declaration.jpg": await papers.declarationPicture(BAIHE),
      "junk.pdf": Buffer.from("no PDF at all"),
      "mail.eml": await sends(BAIHE, wholeSet(BAIHE), { minutes: 1 }).build(),
    };
    for (const [name, content] of Object.entries(made)) {
      file[name] = join(folder, name);
      await writeFile(file[name], content);
    }
  });
  afterAll(() => disk.clear());
  const at = (name: string): string => file[name] ?? "";

  test("seal: where, how large, of which kind, whose; and drawn on the page", async () => {
    const overlay = join(at("form.pdf"), "../overlay.png");
    const seal = await intakeJson(["seal", at("form.pdf"), "--expect", BAIHE.name, "--overlay", overlay], {});
    expect(seal).toMatchObject({ file: at("form.pdf"), pages: 2, verdict: "present", findings: [] });
    expect(seal).toMatchObject({
      seals: [{ page: 2, shape: "round", kind: "official", colour: "red", name: BAIHE.name, nameMatches: true }],
    });
    const [one] = (seal as { seals: { diameterMm: number; confidence: number; box: Box }[] }).seals;
    expect(one?.diameterMm).toBeGreaterThan(38);
    expect(one?.diameterMm).toBeLessThan(42);
    expect(one?.confidence).toBeGreaterThan(0.8);
    for (const side of ["x", "y", "width", "height"] as const) {
      expect(one?.box[side]).toBeGreaterThan(0);
      expect(one?.box[side]).toBeLessThan(1);
    }
    expect((await sharp(overlay).metadata()).format).toBe("png");
  });

  test("seal: another company's name does not match", async () => {
    const seal = await intakeJson(["seal", at("declaration.jpg"), "--expect", MUYUAN.name], {});
    expect(seal).toMatchObject({ verdict: "absent", seals: [{ nameMatches: false }] });
    expect(seal).toMatchObject({ findings: [{ code: "seal-other-company", severity: "blocker", message: text }] });
  });

  test("form: every field, two of them as numbers, an example is null", async () => {
    const form = await intakeJson<FormEntry>(["form", at("form.docx")], {});
    expect(Object.keys(form.fields)).toEqual(FORM_FIELDS);
    expect(form).toMatchObject({
      file: at("form.docx"),
      fields: { unitName: BAIHE.name, contact: "赵柏", email: "zhaobai@baihe.example" },
      workforceParsed: { total: 128, expertPct: 10, seniorPct: 25, intermediatePct: 40, generalPct: 25 },
      findings: [],
    });
    expect(form.financialsParsed[0]).toEqual({ year: 2021, revenue: 6820, profit: 910, cost: 5910 });
    expect(form.financialsParsed).toHaveLength(3);
    const draft = await intakeJson<FormEntry>(["form", at("draft.docx")], {});
    expect(draft.fields).toMatchObject({ mobile: null, qualifications: null, workforce: null });
    expect(draft.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["field-example-left"]));
    expect(draft.workforceParsed).toBeNull();
  });

  test("examine: a mail with its documents, the application and the letter that would go", async () => {
    expect(await intakeJson(["examine", at("mail.eml")], { NOW: "2022-11-28T10:00:00+08:00" })).toMatchObject({
      message: {
        messageId: text,
        from: "zhaobai@baihe.example",
        subject: `申请材料-${BAIHE.name}`,
        date: instant,
        automatic: null,
      },
      documents: [
        { name: "申请表.docx", within: [], document: "application-form", medium: "word", unitName: BAIHE.name },
        { name: "申请表.pdf", document: "application-form", medium: "pdf", seal: { verdict: "present" } },
        { name: "宣言.pdf", document: "declaration", medium: "pdf", seal: { verdict: "present" }, findings: [] },
      ],
      applications: [
        {
          unitName: BAIHE.name,
          requirements: [
            { id: "form-word", status: "satisfied", documents: ["申请表.docx"], findings: [] },
            { id: "form-pdf", status: "satisfied", documents: ["申请表.pdf"], findings: [] },
            { id: "declaration-pdf", status: "satisfied", documents: ["宣言.pdf"], findings: [] },
            { id: "form-paper", status: "missing", documents: [], findings: [] },
            { id: "declaration-paper", status: "missing", documents: [], findings: [] },
          ],
        },
      ],
      letter: { kind: "receipt", to: ["zhaobai@baihe.example"], subject: text, text },
    });
  });

  test("several files are an array in the order given, an unreadable one an entry with its finding", async () => {
    const names = ["junk.pdf", "form.docx"].map(at);
    for (const verb of ["examine", "form", "seal"]) {
      const entries = await intakeJson<{ findings: { code: string }[] }[]>([verb, ...names, "/nowhere.docx"], {});
      expect(entries, verb).toHaveLength(3);
      expect(entries[2]?.findings.map(({ code }) => code)).toContain("unreadable");
    }
    const [junk, form] = await intakeJson<{ document: string }[]>(["examine", ...names], {});
    expect([junk?.document, form?.document]).toEqual(["unknown", "application-form"]);
  });

  test("letters preview: every kind", async () => {
    const letters = await intakeJson<{ kind: string }[]>(["letters", "preview"], {});
    expect(letters).toEqual(letters.map(({ kind }) => ({ kind, subject: text, text, html: text })));
    const kinds = ["receipt", "deficiency", "complete", "reminder", "decision", "enquiry"];
    expect(new Set(letters.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface FormEntry {
  fields: Record<string, string | null>;
  workforceParsed: object | null;
  financialsParsed: object[];
  findings: { code: string }[];
}

describe.skipIf(!dovecotIsHere)(`verbs that look at what is kept print what the contract says${NEEDS_DOVECOT}`, () => {
  let desk: Secretariat;
  beforeAll(async () => {
    desk = await openSecretariat();
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
  });
  afterAll(() => desk.close());

  test("once: the counts", async () => {
    const none = { parked: 0, lettersHeld: 0 };
    expect(await desk.once()).toEqual({ fetched: 1, examined: 1, lettersQueued: 1, lettersSent: 1, ...none });
  });

  test("status: the applications; of one company by name or id; of nobody", async () => {
    const all = await desk.status();
    const missing = { status: "missing", since: null, findings: [] };
    expect(all).toMatchObject([
      {
        id: "A1",
        unitName: LUOCHUAN.name,
        member: null,
        state: "incomplete",
        requirements: [
          { id: "form-word", status: "satisfied", since: instant, findings: [] },
          { id: "form-pdf", ...missing },
          { id: "declaration-pdf", ...missing },
          { id: "form-paper", ...missing },
          { id: "declaration-paper", ...missing },
        ],
        contacts: ["chengluo@luochuan.example"],
        late: false,
      },
    ]);
    expect(await intakeJson(["status", "郑州洛川安全服务有限责任公司"], desk.env)).toEqual(all);
    expect(await intakeJson(["status", "A1"], desk.env)).toEqual(all);
    expect(await intakeJson(["status", "甲乙丙丁公司"], desk.env)).toEqual([]);
  });

  test("letters list and show: the letter as sent", async () => {
    const [letter] = await desk.letters();
    expect(letter).toMatchObject({
      id: "L1",
      kind: "deficiency",
      application: "A1",
      to: ["chengluo@luochuan.example"],
      subject: text,
      messageId: expect.stringMatching(/^<.+@china-cia\.org\.cn>$/) as string,
      inReplyTo: expect.stringMatching(/^<.+@luochuan\.example>$/) as string,
      state: "sent",
      createdAt: instant,
      sentAt: instant,
    });
    expect(await intakeJson(["letters"], desk.env)).toEqual([letter]);
    expect(await intakeJson(["letters", "show", "L1"], desk.env)).toEqual({ ...letter, text, html: text });
  });

  test("paper add, import and list; roster import; digest; reprocess", async () => {
    const items = ["--items", "form", "--received", "2022-11-20", "--sealed", "no", "--courier", "EMS"];
    const logged = await intakeJson(["paper", "add", "--unit", LUOCHUAN.name, ...items], desk.env);
    const first = { id: "P1", unitName: LUOCHUAN.name, items: ["form"], received: "2022-11-20" };
    expect(logged).toMatchObject({ ...first, application: "A1", candidates: [] });
    const ledger = join(await desk.folder(), "ledger.csv");
    await writeFile(ledger, "单位名称,材料,收到日期,是否盖章\n某某公司,申请表、宣言,2022/11/21,是\n");
    const second = { id: "P2", unitName: "某某公司", items: ["form", "declaration"], received: "2022-11-21" };
    const waiting = { ...second, application: null, candidates: [] };
    expect(await intakeJson(["paper", "import", ledger], desk.env)).toMatchObject([waiting]);
    expect(await intakeJson(["paper", "list"], desk.env)).toMatchObject([first, waiting]);
    const members = join(await desk.folder(), "members.csv");
    await writeFile(members, `单位名称\n${LUOCHUAN.name}\n`);
    expect(await intakeJson(["roster", "import", members], desk.env)).toEqual({ members: 1 });
    const digest = await intakeJson<{ subject: string; text: string }>(["digest"], desk.env);
    expect(digest).toMatchObject({ subject: text, text });
    expect(digest.text).toContain(LUOCHUAN.name);
    expect(digest.text).toContain("某某公司");
    expect(await intakeJson(["reprocess", "--all"], desk.env)).toEqual({ again: 1, examined: 1, parked: 0 });
    expect((await desk.status()).map(({ member }) => member)).toEqual([true]);
  });

  test("the sample roster in data/ can be imported", async () => {
    const names = (await readFile("data/members.sample.csv", "utf8")).trim().split("\n").length - 1;
    const DATA_DIR = await desk.folder();
    const imported = await intakeJson(["roster", "import", "data/members.sample.csv"], { ...desk.env, DATA_DIR });
    expect(imported).toEqual({ members: names });
  });
});
