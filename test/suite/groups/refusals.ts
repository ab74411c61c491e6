import { envelopedData } from "../../makers/cms.ts";
import { attached, mailOf as rawMail, mixed } from "../../makers/mime.ts";
import { zipWithRawNames } from "../../makers/zip.ts";
import type { Case, Kit, Made } from "../case.ts";
import { asPart, opened, TEXT } from "../envelope.ts";
import { applies, extra, formPdf, nobodys, type Sent } from "../made.ts";
import { declarationPage, emptySheet, exported, formPages, sealOf, valuesOf } from "../papers.ts";
import { asGbk, refusedArchives } from "./refused-archives.ts";
import { EMPTY, LOCKED, lockedScan, refusedFiles } from "./refused-files.ts";

/** What nobody could open, by itself, in an archive or as the whole mail. */
export function refusals(): Case[] {
  return [...refusedFiles(), ...refusedArchives(), ...WHOLE];
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
