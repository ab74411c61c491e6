import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { containment } from "../../src/reading/containment.ts";
import { startReader, type Reader, type ReaderOptions } from "../../src/reading/reader.ts";
import { residentBytes } from "../../src/reading/resident.ts";
import { zipOf } from "../makers/zip.ts";
import { busyObjects, pdfBomb } from "./bombs.ts";
import { pdfByHand, stream } from "./pdf-by-hand.ts";

let dir: string;
let mail: string;
let word: string;
let reader: Reader | undefined;
let pids: number[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "reader-"));
  mail = fileWith(
    "mail.eml",
    "From: a@b.example\r\nSubject: s\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4\n",
  );
  word = fileWith("form.docx", await docx("<w:p><w:r><w:t>单位名称</w:t></w:r></w:p>"));
  return () => {
    rmSync(dir, { recursive: true });
  };
});

afterEach(async () => {
  await reader?.close();
});

function fileWith(name: string, content: Buffer | string): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

function docx(body: string): Promise<Buffer> {
  const office = "http://schemas.openxmlformats.org";
  return zipOf({
    "[Content_Types].xml": `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

function start(options: ReaderOptions = {}): Reader {
  pids = [];
  reader = startReader({
    ...options,
    log: (message, detail) => {
      if (message === "reading child started" && detail && "pid" in detail) pids.push(detail.pid as number);
    },
  });
  return reader;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "latin1"));
  } catch {
    return false;
  }
}

async function until(true_: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!true_() && Date.now() < end) await pause(20);
  expect(true_()).toBe(true);
}

/** After whatever went wrong, the next job is done as if nothing had been. */
async function expectNextJobToWork(): Promise<void> {
  expect(await reader?.readDocument(word, "docx")).toMatchObject({
    word: { blocks: [{ paragraph: "单位名称" }] },
    notes: [],
  });
}

it("reads mails and documents in one warm child, in the order asked, and keeps the parts", async () => {
  start();
  const [facts, , again] = await Promise.all([
    reader?.readMail(mail, dir),
    expectNextJobToWork(),
    reader?.readMail(mail, dir),
  ]);
  expect(facts).toMatchObject({ subject: "s", parts: [{ name: "a.pdf", kind: "pdf" }] });
  expect(again).toEqual(facts);
  expect(readFileSync(join(dir, facts?.parts[0]?.sha256 ?? ""), "latin1")).toBe("%PDF-1.4\n");
  expect(pids).toHaveLength(1);
});

it("rejects for a file that is not there, and goes on", async () => {
  await expect(start().readMail(join(dir, "none.eml"), dir)).rejects.toThrow("there is no such file");
  await expect(reader?.readDocument(join(dir, "none.docx"), "docx")).rejects.toThrow("there is no such file");
  await expectNextJobToWork();
});

it("gives the child nothing of the parent's environment", async () => {
  process.env["MAILBOX_URL"] = "imaps://secret";
  await start().readDocument(word, "docx");
  delete process.env["MAILBOX_URL"];
  const environment = readFileSync(`/proc/${pids[0] ?? 0}/environ`, "utf8")
    .split("\0")
    .map((line) => line.split("=")[0])
    .filter((name) => !name?.startsWith("MALLOC_"));
  expect(environment.sort()).toEqual(["", "LANG", "NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE", "PATH"]);
});

describe.runIf(containment().memory === "kernel")("with prlimit (util-linux)", () => {
  it("ends a document that takes all the memory, with the parent unharmed", async () => {
    const before = residentBytes(process.pid);
    const facts = await start().readDocument(fileWith("bomb.pdf", pdfBomb()), "pdf");
    expect(facts.notes).toMatchObject([
      { code: expect.stringMatching(/over-limit|unreadable|timed-out|damaged/) as string },
    ]);
    expect(residentBytes(process.pid) - before).toBeLessThan(100_000_000);
    await expectNextJobToWork();
  }, 180_000);

  it("ends a Word file that unpacks to more than the memory", async () => {
    const bomb = await docx(`<w:p><w:r><w:t>${"字".repeat(90_000_000)}</w:t></w:r></w:p>`);
    const facts = await start().readDocument(fileWith("bomb.docx", bomb), "docx");
    expect(facts.notes).toMatchObject([{ code: expect.stringMatching(/over-limit|timed-out/) as string }]);
    await expectNextJobToWork();
  }, 180_000);
});

it("tries a job again whose child was killed from outside, and gives up when that one is too", async () => {
  const slow = fileWith("slow.eml", `Content-Type: text/html\r\n\r\n${"<b>x</b>".repeat(120_000)}`);
  const facts = start().readMail(slow, dir);
  await until(() => pids.length === 1);
  process.kill(pids[0] ?? 0, "SIGKILL");
  expect((await facts).text.length).toBeGreaterThan(100_000);
  expect(pids).toHaveLength(2);

  const twice = start().readMail(slow, dir);
  const outcome = expect(twice).rejects.toThrow("childBytes");
  for (const nth of [0, 1]) {
    await until(() => pids.length > nth);
    process.kill(pids[nth] ?? 0, "SIGKILL");
  }
  await outcome;
  await expectNextJobToWork();
});

it("ends what takes too long: a note for a document, a fault for a mail", async () => {
  start({ jobSeconds: 0.01 });
  expect(await reader?.readDocument(word, "docx")).toMatchObject({
    notes: [{ code: "timed-out", detail: "jobSeconds" }],
  });
  await expect(reader?.readMail(mail, dir)).rejects.toMatchObject({ name: "ReadingFault", limit: "jobSeconds" });
  for (const pid of pids) expect(isAlive(pid)).toBe(false);
});

it("gives a second attempt only what is left of the time", async () => {
  const endless = `/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>`;
  const busy = fileWith("busy.pdf", pdfByHand(endless, [stream("/X Do"), ...busyObjects(9)]));
  const begun = performance.now();
  const facts = start({ jobSeconds: 3 }).readDocument(busy, "pdf");
  await until(() => pids.length === 1);
  await pause(1500);
  process.kill(pids[0] ?? 0, "SIGKILL");
  expect((await facts).notes).toEqual([{ code: "over-limit", detail: "childBytes" }]);
  expect(pids).toHaveLength(2);
  expect(performance.now() - begun).toBeLessThan(4500);
});

it.each(["readMail", "readDocument", "kindOf"] as const)("%s rejects for what is no file to read", async (job) => {
  start();
  const ask = (path: string) => {
    if (job === "kindOf") return reader?.kindOf(path);
    return job === "readMail" ? reader?.readMail(path, dir) : reader?.readDocument(path, "pdf");
  };
  await expect(ask(dir)).rejects.toThrow("a folder, a pipe or a device");
  await expect(ask("/dev/zero")).rejects.toThrow("a folder, a pipe or a device");
});

it("ends the child on close, and what was still asked for rejects", async () => {
  await start().readDocument(word, "docx");
  const asked = [reader?.readMail(mail, dir), reader?.readMail(mail, dir)].map((job) =>
    expect(job).rejects.toThrow("closed"),
  );
  await reader?.close();
  await Promise.all(asked);
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

it("leaves no child behind when the parent is killed in the middle of a job", async () => {
  const slow = fileWith("endless.eml", `Content-Type: text/html\r\n\r\n${"<b>x</b>".repeat(120_000)}`);
  const script = `
    const { startReader } = await import(${JSON.stringify(new URL("../../build/reading/reader.js", import.meta.url).href)});
    const reader = startReader({ log: (_, { pid }) => console.log(pid) });
    for (;;) await reader.readMail(${JSON.stringify(slow)}, ${JSON.stringify(dir)});`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once("data", (line: Buffer) => {
      resolve(Number(line));
    }),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await until(() => !isAlive(pid));
});
