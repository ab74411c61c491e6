import { DEMO_MAILBOX } from "../../src/demo/sample.ts";
import { gbk } from "../makers/charsets.ts";
import { attached, b64, mailOf as rawMail, mixed } from "../makers/mime.ts";
import { zipWithRawNames } from "../makers/zip.ts";
import type { Kit, Made, Truth } from "./case.ts";
import { applies, type Application, extra, type Sent } from "./made.ts";

/** The three papers' files, the mail's headers without what tells of its body, and the truth, for a mail that is put together otherwise. */
export async function opened(
  kit: Kit,
  application: Application = {},
): Promise<{ files: Sent[]; headers: string[]; truth: Truth }> {
  const files: Sent[] = [];
  const pack = (own: Sent[]): Sent[] => {
    files.push(...own);
    return [];
  };
  const { raw, truth }: Made = await applies(kit, { ...application, pack });
  return { files, headers: headersOf(raw), truth };
}

function headersOf(raw: Buffer): string[] {
  const head = raw.toString("utf8").split("\r\n\r\n")[0] ?? "";
  return head.split(/\r\n(?![ \t])/).filter((field) => !/^(?:content-|mime-version)/i.test(field));
}

export const gbkZip = (files: Sent[], folder = ""): Sent =>
  extra("申请材料.zip", zipWithRawNames(files.map(({ name, content }) => [gbk(folder + name), content])));

export const TEXT = rawMail(["Content-Type: text/plain; charset=utf-8"], "您好，申请材料请查收。");
export const INNER = ["From: =?utf-8?B?5bCP546L?= <xiaowang@made.example>", `To: ${DEMO_MAILBOX}`, "Subject: Fw: x"];

/** `headers`: none for the body of a signed mail. */
export function innerMail(
  subject: string,
  files: Sent[],
  headers = [...INNER.slice(0, 2), `Subject: ${encoded(subject)}`],
) {
  return mixed("mixed", [TEXT, ...files.map(asPart)], headers);
}

const encoded = (text: string) => `=?utf-8?B?${b64(text)}?=`;
export const asRfc822 = (mail: Buffer) => rawMail(["Content-Type: message/rfc822"], mail);

export function asPart({ name, content }: Sent): Buffer {
  const disposition = `Content-Disposition: attachment; filename="${encoded(name)}"`;
  return attached(content, [`Content-Type: application/octet-stream; name="${encoded(name)}"`, disposition]);
}
