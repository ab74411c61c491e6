import { gbk } from "../../makers/charsets.ts";
import { envelopedData } from "../../makers/cms.ts";
import { rar4Of, rar5Of, rar5WithEncryptedHeaders } from "../../makers/rar.ts";
import { sevenZipOf } from "../../makers/seven-zip.ts";
import { noise } from "../../makers/spoiled.ts";
import { zipOf, zipWithRawNames } from "../../makers/zip.ts";
import type { Case, Expected } from "../case.ts";
import { type Application, applies, extra, type Sent } from "../made.ts";
import { cut, DAMAGED, EMPTY, FOREIGN, LOCKED } from "./refused-files.ts";

/** The Word form lies open; the stamped papers are in an archive that cannot be opened, or not whole. */
export function refusedArchives(): Case[] {
  return PACKED.map(packed);
}

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

export const asGbk = ({ name, content }: Sent): [Buffer, Buffer] => [gbk(name), content];
const asRar = ({ name, content }: Sent) => ({ name: Buffer.from(name), content });
const asRecord = (files: Sent[], folder = "") =>
  Object.fromEntries(files.map(({ name, content }) => [folder + name, content]));
