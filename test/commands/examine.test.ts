import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { YUNXIU } from "../../src/demo/made-up-companies.ts";
import { buildMail } from "../../src/demo/makers/mail.ts";
import { tempDir } from "../temp-dir.ts";
import { intake, intakeJson } from "../whole/intake.ts";
import { bothInOneScan, declarationPdf, word, zipOf } from "../whole/papers.ts";

interface Entry {
  name?: string;
  file?: string;
  document?: string;
  medium?: string;
  within?: string[];
  documents?: Entry[];
  findings: { code: string }[];
}

function file(name: string, content: Buffer | string = ""): string {
  const path = join(tempDir(), name);
  writeFileSync(path, content);
  return path;
}

const codes = (entry?: Entry) => entry?.findings.map(({ code }) => code);

test("bad files among good ones are entries in the order given, and the call is done", async () => {
  const folder = join(tempDir(), "folder");
  mkdirSync(folder);
  const pipe = join(tempDir(), "pipe");
  spawnSync("mkfifo", [pipe]);
  const huge = file("2 GB.pdf");
  truncateSync(huge, 2_000_000_000);
  const odd = file("a b\nc.docx", await word(YUNXIU));
  const files = [folder, "missing.pdf", odd, pipe, "/dev/null", huge, file("empty.pdf")];
  const entries = await intakeJson<Entry[]>(["examine", ...files], {});
  expect(entries.map((entry) => [entry.file ?? entry.name, codes(entry)])).toEqual([
    [folder, ["unreadable"]],
    ["missing.pdf", ["unreadable"]],
    ["a b\nc.docx", []],
    [pipe, ["unreadable"]],
    ["/dev/null", ["unreadable"]],
    ["2 GB.pdf", ["document-over-limit"]],
    ["empty.pdf", ["document-empty"]],
  ]);
  expect(entries[2]?.document).toBe("application-form");
});

test("an archive by itself is opened, and lists what it holds as a mail does", async () => {
  const inner = zipOf({ "宣言.pdf": declarationPdf(YUNXIU) });
  const archive = file("材料.zip", await zipOf({ "申请表.docx": word(YUNXIU), "盖章.zip": inner }));
  const [shown, again] = await intakeJson<Entry[]>(["examine", archive, archive], {});
  expect(shown?.documents).toMatchObject([
    { name: "申请表.docx", within: ["材料.zip"], document: "application-form", medium: "word" },
    { name: "宣言.pdf", within: ["材料.zip", "盖章.zip"], document: "declaration", medium: "pdf" },
  ]);
  expect(again).toEqual(shown);
});

test("an archive that cannot be opened says why", async () => {
  const broken = file("材料.zip", (await zipOf({ "申请表.docx": word(YUNXIU) })).subarray(0, 5000));
  const { documents } = await intakeJson<Entry>(["examine", broken], {});
  expect(documents).toMatchObject([{ name: "材料.zip", medium: "archive", findings: [{ code: "document-damaged" }] }]);
});

test("a PDF with both papers shows both", async () => {
  const { documents } = await intakeJson<Entry>(["examine", file("盖章.pdf", await bothInOneScan(YUNXIU))], {});
  expect(documents?.map(({ document }) => document)).toEqual(["application-form", "declaration"]);
});

test("a company whose name two papers of a mail spell differently has both", async () => {
  const mail = await buildMail({
    ...{
      from: "a@b.example",
      to: "c@d.example",
      subject: "申请",
      text: "见附件",
      date: new Date("2022-11-22T02:00:00Z"),
    },
    attachments: [
      { name: "未填完.docx", content: await word({ ...YUNXIU, name: "云岫(北京)科技有限公司", address: "" }) },
      { name: "申请表.docx", content: await word({ ...YUNXIU, name: "云岫（北京）科技有限公司" }) },
    ],
  });
  const { applications } = await intakeJson<{ applications: object[] }>(["examine", file("m.eml", mail)], {});
  expect(applications).toMatchObject([
    { unitName: "云岫(北京)科技有限公司", requirements: [{ id: "form-word", status: "satisfied" }, {}, {}, {}, {}] },
  ]);
});

test("a mail so odd that only its file's name says that it is one", async () => {
  const shown = await intakeJson<{ message: object }>(["examine", file("odd.eml", "Subject: 申请\n\n您好")], {});
  expect(shown.message).toMatchObject({ subject: "申请", from: null });
});

test("a fault in the middle ends the call with 1, and what was printed is still one JSON value", async () => {
  const good = file("申请表.docx", await word(YUNXIU));
  const { status, out, err } = await intake(["examine", good, good, "--json"], { TMPDIR: "/nodir" });
  expect([status, err]).toEqual([0, ""]); // a document needs no folder
  expect(JSON.parse(out)).toHaveLength(2);
  const mail = file("m.eml", readFileSync(file("x.eml", "From: a@b.example\nTo: b@c.example\nSubject: s\n\nx")));
  const cut = await intake(["examine", good, mail, "--json"], { TMPDIR: "/nodir" });
  expect([cut.status, cut.err]).toEqual([1, expect.stringMatching(/^intake: ENOENT[^\n]*\n$/)]);
  expect(JSON.parse(cut.out)).toHaveLength(1);
});
