import { envelopedData } from "../../makers/cms.ts";
import { gbk } from "../../makers/charsets.ts";
import { attached, b64, mailOf as rawMail, mixed } from "../../makers/mime.ts";
import { rar4Of, rar5Of, rar5WithEncryptedHeaders } from "../../makers/rar.ts";
import { sevenZipOf } from "../../makers/seven-zip.ts";
import { noise } from "../../makers/spoiled.ts";
import { zipOf, zipWithRawNames } from "../../makers/zip.ts";
import type { Case, Expected, Kit, Made } from "../case.ts";
import { opened } from "../envelope.ts";
import { type Application, applies, extra, formPdf, nobodys, type Sent } from "../made.ts";
import { declarationPage, emptySheet, exported, formPages, sealOf, valuesOf } from "../papers.ts";
import { cut, DAMAGED, EMPTY, FOREIGN, LOCKED, lockedScan, refusedFiles } from "./refused-files.ts";

/** What nobody could open, by itself, in an archive or as the whole mail. */
export function refusals(): Case[] {
  return [...refusedFiles(), ...PACKED.map(packed), ...WHOLE];
}

/** The Word form lies open; the stamped papers are in an archive. */
interface Packed {
  name: string;
  why: string;
  pack: (scans: Sent[]) => Promise<Sent> | Sent;
  stamped: [form: Expected, declaration: Expected];
  must: string[];
  may?: string[];
}

/** Its directory names the papers: a person may call them defective, or look first. */
const BY_DIRECTORY: Expected = ["defective", "unsure"];
const HIDDEN: [Expected, Expected] = ["unsure", "unsure"];

const PACKED: Packed[] = [
  {
    name: "zip-password",
    why: "a zip with a password; its directory can be read",
    pack: (scans) => extra("盖章材料.zip", zipWithRawNames(scans.map(asGbk), { flags: 1 })),
    stamped: [BY_DIRECTORY, BY_DIRECTORY],
    must: LOCKED,
  },
  {
    name: "7z-password",
    why: "a 7z with a password; its directory can be read",
    pack: async (scans) => extra("盖章材料.7z", await sevenZipOf(asRecord(scans), "-psecret")),
    stamped: [BY_DIRECTORY, BY_DIRECTORY],
    must: LOCKED,
  },
  {
    name: "7z-password-names",
    why: "a 7z whose names are encrypted too",
    pack: async (scans) => extra("盖章材料.7z", await sevenZipOf(asRecord(scans), "-psecret", "-mhe=on")),
    stamped: HIDDEN,
    must: LOCKED,
  },
  {
    name: "rar5-password-names",
    why: "a RAR whose names are encrypted too",
    pack: () => extra("附件.rar", rar5WithEncryptedHeaders()),
    stamped: HIDDEN,
    must: LOCKED,
  },
  {
    name: "rar4-password",
    why: "an old RAR with a password",
    pack: (scans) => extra("附件.rar", rar4Of(scans.map((one) => ({ ...asRar(one), encrypted: true })))),
    stamped: [BY_DIRECTORY, BY_DIRECTORY],
    must: LOCKED,
  },
  {
    name: "rar5-one-locked",
    why: "one file of the archive has a password",
    pack: (scans) => extra("附件.rar", rar5Of(scans.map((one, n) => ({ ...asRar(one), encrypted: n === 1 })))),
    stamped: ["satisfied", "defective"],
    must: LOCKED,
  },
  {
    name: "rar4-one-damaged",
    why: "one file of the archive is damaged",
    pack: (scans) =>
      extra("附件.rar", rar4Of(scans.map((one, n) => ({ ...asRar(one), ...(n === 0 && { crc: 0x12345678 }) })))),
    stamped: ["defective", "satisfied"],
    must: DAMAGED,
  },
  {
    name: "zip-cut",
    why: "the end of the zip is gone, with its directory",
    pack: async (scans) => cut(extra("附件.zip", await zipOf(asRecord(scans))), 0.3),
    // What of it could be saved is a tool's luck; none of it is missing.
    stamped: [
      ["unsure", "satisfied", "defective"],
      ["unsure", "defective"],
    ],
    must: DAMAGED,
  },
  {
    name: "rar-second-volume",
    why: "only one of the archive's volumes came",
    pack: (scans) => extra("附件.part2.rar", rar5Of(scans.map(asRar), { volume: true }).subarray(0, 20_000)),
    stamped: [BY_DIRECTORY, BY_DIRECTORY],
    must: [],
    may: ["document-damaged", "document-unsupported-kind", "document-unreadable"],
  },
  {
    name: "zip-many",
    why: "a folder of a thousand files, more than are looked at",
    pack: async (scans) => {
      const others = Array.from({ length: 1000 }, (_, n): [string, string] => [`资料/${n}.txt`, `${n}`]);
      return extra("附件.zip", await zipOf({ ...Object.fromEntries(others), ...asRecord(scans, "资料/") }));
    },
    stamped: [
      ["unsure", "satisfied"],
      ["unsure", "satisfied"],
    ],
    must: ["document-over-limit"],
  },
  {
    name: "zip-too-deep",
    why: "a zip in a zip, a dozen times",
    pack: async (scans) => {
      let inner = await zipOf(asRecord(scans));
      for (let depth = 0; depth < 12; depth++) inner = await zipOf({ "附件.zip": inner });
      return extra("附件.zip", inner);
    },
    stamped: HIDDEN,
    must: ["document-over-limit"],
  },
  {
    name: "zip-empty",
    why: "a zip with nothing in it",
    pack: async () => extra("附件.zip", await zipOf({})),
    stamped: [
      ["unsure", "defective"],
      ["unsure", "defective"],
    ],
    must: EMPTY,
  },
  {
    name: "exe",
    why: "an archive that unpacks itself, which nobody should start",
    pack: () => extra("申请材料.exe", Buffer.concat([Buffer.from("MZ\x90\0\x03\0\0\0", "latin1"), noise(30_000)])),
    stamped: HIDDEN,
    must: FOREIGN,
  },
  {
    name: "smime-encrypted-part",
    why: "the scans as an encrypted message",
    pack: () => extra("smime.p7m", envelopedData()),
    stamped: HIDDEN,
    must: LOCKED,
  },
];

function packed({ name, why, pack, stamped: [form, declaration], must, may = [] }: Packed): Case {
  const statuses: [Expected, Expected, Expected] = ["satisfied", form, declaration];
  return {
    name: `refusals/${name}`,
    why,
    make: async (kit) => {
      const all: Application["pack"] = async ([word, ...scans]) => [...(word ? [word] : []), await pack(scans)];
      const { raw, truth } = await applies(kit, { pack: all, statuses, must, may });
      const documents = truth.documents.filter(({ medium }) => medium === "word");
      return { raw, truth: { ...truth, documents } };
    },
  };
}

const WHOLE: Case[] = [
  {
    name: "refusals/pdf-owner-password",
    why: "a password only to change it: anybody may read",
    make: async (kit) => {
      const content = await lockedScan(kit, { ownerPassword: "2022", permissions: { printing: "highResolution" } });
      return applies(kit, { form: formPdf("申请表（盖章）.pdf", content) });
    },
  },
  {
    name: "refusals/too-many-pages",
    why: "all bound into one scan, the declaration behind more pages than are read",
    make: async (kit) => {
      const pages = [...formPages(valuesOf(kit.company)), ...Array.from({ length: 34 }, emptySheet), declarationPage()];
      const content = await exported(pages, sealOf(kit.company));
      return applies(kit, {
        form: formPdf("盖章材料汇总.pdf", content),
        declaration: null,
        statuses: ["satisfied", "satisfied", "unsure"],
        must: ["document-partly-read"],
        may: ["document-over-limit"],
      });
    },
  },
  {
    name: "refusals/zip-password-all",
    why: "all of it in a zip with a password: whose it is stands in the subject alone",
    make: (kit) =>
      unreadable(kit, LOCKED, (files) =>
        asPart(extra("申请材料.zip", zipWithRawNames(files.map(asGbk), { flags: 1 }))),
      ),
  },
  {
    name: "refusals/smime-encrypted",
    why: "the whole mail is encrypted",
    make: async (kit) => {
      const { headers } = await opened(kit);
      const type = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m";
      return mayBe(kit, attached(envelopedData(), [...headers, "MIME-Version: 1.0", type]), LOCKED);
    },
  },
  {
    name: "refusals/pgp",
    why: "the whole mail is encrypted with PGP",
    make: async (kit) => {
      const { headers } = await opened(kit);
      const raw = mixed(
        "encrypted",
        [
          rawMail(["Content-Type: application/pgp-encrypted"], "Version: 1"),
          rawMail(
            ["Content-Type: application/octet-stream; name=encrypted.asc"],
            "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n",
          ),
        ],
        headers,
      );
      return mayBe(kit, raw, LOCKED);
    },
  },
  {
    name: "refusals/all-empty",
    why: "every file has no bytes",
    make: (kit) =>
      unreadable(kit, EMPTY, (files) => {
        const parts = files.map(({ name }) => asPart(extra(name, Buffer.alloc(0))));
        return mixed("mixed", parts, []);
      }),
  },
];

/** Nothing tells whose it is but the words of the mail; a person who opens an application for it is right too. */
async function unreadable(kit: Kit, must: string[], part: (files: Sent[]) => Buffer): Promise<Made> {
  const { files, headers } = await opened(kit);
  return mayBe(kit, mixed("mixed", [TEXT, part(files)], headers), must);
}

function mayBe(kit: Kit, raw: Buffer, must: string[]): Made {
  return nobodys(raw, { mayOpen: [kit.company.name], findings: { must, may: [] } });
}

const TEXT = rawMail(["Content-Type: text/plain; charset=utf-8"], "您好，申请材料请查收。");
const asGbk = ({ name, content }: Sent): [Buffer, Buffer] => [gbk(name), content];
const asRar = ({ name, content }: Sent) => ({ name: Buffer.from(name), content });
const asRecord = (files: Sent[], folder = "") =>
  Object.fromEntries(files.map(({ name, content }) => [folder + name, content]));
const asPart = ({ name, content }: Sent) =>
  attached(content, [`Content-Type: application/octet-stream; name="=?utf-8?B?${b64(name)}?="`]);
