import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth";
import { expect, test } from "vitest";
import { buildMail } from "../src/demo/makers/mail.ts";
import { readMail } from "../src/reading/mail.ts";
import { askSenderDomain, type Resolve } from "../src/sender-domain.ts";
import { contentHash, openArchive } from "../src/store/archive.ts";
import { tempDir } from "./temp-dir.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PUBLIC = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const RECORDS: Record<string, string> = {
  "_dmarc.firm.cn": "v=DMARC1; p=reject",
  "s1._domainkey.firm.cn": `v=DKIM1; k=rsa; p=${PUBLIC}`,
  "firm.cn": "v=spf1 ip4:203.0.113.7 -all",
  "other.cn": "v=spf1 ip4:203.0.113.7 -all",
};
const known: Resolve = (name, type) => {
  const record = type === "TXT" ? RECORDS[name] : undefined;
  if (record !== undefined) return Promise.resolve([[record]]);
  return Promise.reject(Object.assign(new Error(`no ${type} of ${name}`), { code: "ENOTFOUND" }));
};
const dead: Resolve = () => Promise.reject(Object.assign(new Error("timeout"), { code: "ETIMEOUT" }));

interface Way {
  from?: string;
  ip?: string;
  signed?: boolean;
  spoilt?: boolean;
  resolve?: Resolve;
}

async function said({
  from = "li@firm.cn",
  ip = "198.51.100.9",
  signed = false,
  spoilt = false,
  resolve = known,
}: Way) {
  const date = new Date("2022-11-21T01:00:00Z");
  let raw = await buildMail({ from, to: "us@ccia.example", subject: "申请材料", text: "见附件。", date });
  if (signed) {
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const signer = { signingDomain: "firm.cn", selector: "s1", privateKey: key };
    const { signatures } = await dkimSign(raw, { ...signer, signatureData: [signer] });
    raw = Buffer.concat([Buffer.from(signatures), raw]);
  }
  if (spoilt) raw = Buffer.concat([raw, Buffer.from("添\r\n")]);
  const received = `Received: from relay (unknown [${ip}]) by mx.ccia.example; Mon, 21 Nov 2022 09:00:00 +0800\r\n`;
  raw = Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\n${received}`), raw]);
  const [archive, sha256] = [await openArchive(tempDir()), contentHash(raw)];
  await archive.keep(sha256, raw);
  const facts = await readMail(raw, () => Promise.resolve());
  return (await askSenderDomain({ sha256 }, facts, { archive, resolve })).dmarc;
}

// prettier-ignore
test.each<[why: string, way: Way, expected: string]>([
  ["signed by its domain", { signed: true }, "pass"],
  ["from a host of its domain", { ip: "203.0.113.7" }, "pass"],
  ["neither, and the domain says to reject it", {}, "fail"],
  ["signed, and changed after that", { signed: true, spoilt: true }, "fail"],
  ["a domain that publishes no policy", { from: "li@other.cn" }, "none"],
  ["only a private host is known, so nothing is proved", { ip: "10.0.0.4" }, "unknown"],
  ["the DNS does not answer", { resolve: dead }, "unknown"],
  ["a name that belongs to nobody", { from: "li@firm.example" }, "unknown"],
])("%s", async (_why, way, expected) => {
  expect(await said(way)).toBe(expected);
});
