import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerDue } from "../../src/letters/answer.ts";
import { liftBreaker } from "../../src/letters/breaker.ts";
import { deliverDue } from "../../src/letters/deliver.ts";
import { BLANK_FORM, type FormValues } from "../../src/demo/makers/form-values.ts";
import type { Post } from "../../src/mailbox/smtp.ts";
import { loadRules, openKeeping, openLog, openReader, type Parts } from "../../src/parts.ts";
import { examineStored } from "../../src/pass.ts";
import { readSettings } from "../../src/settings.ts";
import { takeIn } from "../../src/take-in.ts";
import { docxOf, run as wordRun } from "../makers/docx.ts";
import { formBlocks } from "../makers/form-blocks.ts";

/** What a mail of ours cannot hold anywhere but where strangers wrote it. */
export const MARK = "注入";
export const HOST = "inject.example";

/** The program after mails that hold the values wherever a mail can hold words; its letters were refused with them as well. */
export interface World {
  parts: Parts;
  /** Environment of the verbs that look at it. */
  env: Record<string, string>;
  mails: string[];
  /** Everything that was logged. */
  log: string[];
  close(): Promise<void>;
}

export async function openWorld(values: string[]): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "injection-"));
  const env = {
    DATA_DIR: join(folder, "data"),
    ANSWER_FROM: "2020-01-01T00:00:00Z",
    PACE: "0s",
    NOW: "2022-11-21T01:00:00Z",
  };
  const settings = readSettings(env);
  const lines: string[] = [];
  const log = openLog("trace", { write: (line) => void lines.push(line) });
  const parts: Parts = {
    ...(await openKeeping(settings)),
    settings,
    rules: loadRules(settings),
    reader: openReader(log),
    log,
  };
  mkdirSync(join(folder, "mails"));
  const mails: string[] = [];
  for (const [n, value] of values.entries()) {
    const raw = await mailOf(value, n);
    mails.push(join(folder, "mails", `${n}.eml`));
    writeFileSync(mails.at(-1) ?? "", raw);
    await takeIn({ ...PLACE, uid: n + 1, size: raw.length, raw }, parts);
  }
  await examineStored(parts);
  await answerDue(parts, 0);
  await liftBreaker(parts.db, "练习", parts.clock.now());
  await deliverDue(refusingPost(values), parts, {});
  return {
    ...{ parts, env, mails, log: lines },
    close: async () => {
      await parts.reader.close();
      await parts.db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PLACE = {
  ...{ account: "a", folder: "INBOX", junk: false, uidValidity: "1" },
  internalDate: new Date("2022-11-21T00:30:00Z"),
};

/** Refuses each letter for good or for now, or loses the connection, and says why as servers do: with the address, and oddly. */
function refusingPost(values: string[]): Post {
  let sent = 0;
  return {
    send: ({ to }) => {
      const response = `550 <${to[0] ?? ""}>: ${values[sent % values.length] ?? ""} unknown`.slice(0, 300);
      sent += 1;
      return Promise.resolve(
        [
          { outcome: "refused" as const, response },
          { outcome: "refused-for-now" as const, response },
          { outcome: "unknown" as const, reason: response },
        ][sent % 3] ?? { outcome: "refused", response },
      );
    },
    close: () => undefined,
  };
}

/** A mail with the value, decoded, as its subject, its sender's name, its file's name and in each field of its form. */
async function mailOf(value: string, n: number): Promise<Buffer> {
  const form = (await docxOf(bodyOf(formBlocks(valuesOf(value, n))))).toString("base64");
  const file = (name: string, content: string): string[] => [
    "--x",
    "Content-Type: application/octet-stream",
    `Content-Disposition: attachment;\r\n filename*=utf-8''${percent(name)}`,
    "Content-Transfer-Encoding: base64",
    "",
    content.replace(/.{76}/g, "$&\r\n"),
  ];
  const lines = [
    `From: ${words(`${MARK}人${value}`)}\r\n <user${n}@${HOST}>`,
    "To: cciahyz@china-cia.org.cn",
    `Subject: ${words(`${value} ${MARK}主题`)}`,
    `Message-ID: <${value.replace(/[^\x21-\x3b\x3d\x3f-\x7e]/g, "").slice(0, 900)}.${n}@${HOST}>`,
    "Date: Mon, 21 Nov 2022 08:30:00 +0800",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="x"',
    "",
    ...file(`${MARK}件${value}.docx`, form),
    ...file(`${value}.docx`, Buffer.from("no document").toString("base64")),
    "--x--",
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

/** Every other company has a plain name, so that the value's other places are reached as well. */
function valuesOf(value: string, n: number): FormValues {
  const fields = Object.fromEntries(Object.keys(BLANK_FORM).map((key) => [key, value])) as FormValues;
  const unitName = n % 2 === 0 ? `北京${MARK}${n}号${value}科技有限公司` : `北京${MARK}第${n}号科技有限公司`;
  return { ...fields, unitName, email: n % 3 === 0 ? value : `form${n}@${HOST}` };
}

/** Encoded words (RFC 2047) that decode to the text, whatever it holds. */
function words(text: string): string {
  const pieces = Array.from(text);
  const count = Math.ceil(pieces.length / 10);
  return Array.from({ length: count }, (_, n) => pieces.slice(n * 10, n * 10 + 10).join(""))
    .map((piece) => `=?utf-8?B?${Buffer.from(piece).toString("base64")}?=`)
    .join("\r\n ");
}

function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/** As Word's XML, which can hold no control characters but these. */
function bodyOf(blocks: ReturnType<typeof formBlocks>): string {
  const text = (value: string): string =>
    value
      .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
      .replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
  const paragraph = (value: string): string => `<w:p>${wordRun(text(value))}</w:p>`;
  return blocks
    .map((block) => {
      if ("paragraph" in block) return paragraph(block.paragraph);
      const rows = block.table.map(
        (row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`,
      );
      return `<w:tbl>${rows.join("")}</w:tbl>`;
    })
    .join("");
}

/** What lies in the archive of parts: nothing but hashes, whatever the files were called. */
export function partNames({ parts }: World): string[] {
  return readdirSync(parts.archive.partsDir);
}
