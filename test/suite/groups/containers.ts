import { gzipSync } from "node:zlib";
import { gbk } from "../../makers/charsets.ts";
import { rar4Of, rar5Of } from "../../makers/rar.ts";
import { sevenZipOf } from "../../makers/seven-zip.ts";
import { tarOf } from "../../makers/tar.ts";
import { zipOf } from "../../makers/zip.ts";
import type { Case } from "../case.ts";
import { gbkZip, innerMail } from "../envelope.ts";
import { applies, extra, type Sent } from "../made.ts";
import { wrappers } from "./wrappers.ts";

/** All three papers, as the notice asks, in everything that wraps a file. */
export function containers(): Case[] {
  return [...ARCHIVES.map(packed), ...wrappers()];
}

type Archive = [name: string, why: string, pack: (files: Sent[]) => Promise<Sent[]> | Sent[]];

const ARCHIVES: Archive[] = [
  ["zip", "a zip with names in UTF-8", async (files) => [extra("申请材料.zip", await zipOf(named(files)))]],
  ["zip-gbk", "WinRAR and 360压缩: GBK, no flag", (files) => [gbkZip(files)]],
  ["zip-gbk-folder", "a whole folder zipped in Windows", (files) => [gbkZip(files, "网络安全服务阳光行动\\盖章\\")]],
  [
    "zip-folders",
    "a folder for each paper",
    async (files) => [extra("材料.zip", await zipOf(named(files, (name, n) => `${n + 1}/${name}`)))],
  ],
  [
    "zip-macos",
    "macOS's zip: decomposed names and its own litter",
    async (files) => {
      const own = Object.entries(named(files, (name) => `申请材料é/${name}`.normalize("NFD")));
      const litter = own.map(([path, bytes]): [string, Buffer] => [
        `__MACOSX/${path.replace("/", "/._")}`,
        bytes.subarray(0, 120),
      ]);
      const store: [string, Buffer] = ["申请材料/.DS_Store", Buffer.from("\0\0\0\x01Bud1")];
      return [extra("归档.zip", await zipOf(Object.fromEntries([...own, ...litter, store])))];
    },
  ],
  [
    "zip-each",
    "each paper zipped by itself",
    (files) => Promise.all(files.map(async (one) => extra(`${one.name}.zip`, await zipOf(named([one]))))),
  ],
  [
    "zip-of-scans",
    "the Word form beside a zip of the scans",
    ([word, ...scans]) => [...(word ? [word] : []), gbkZip(scans)],
  ],
  [
    "tar",
    "a tar, which only stores and here begins with a PDF",
    (files) => [extra("材料.tar", tarOf([...files].reverse().map(asTar)))],
  ],
  [
    "zip-in-zip",
    "a department's zip in the company's",
    async (files) => [extra("全部.zip", await zipOf({ "市场部/材料.zip": gbkZip(files).content }))],
  ],
  ["rar4", "an old WinRAR, names in GBK", (files) => [extra("申请材料.rar", rar4Of(files.map(asGbkRar)))]],
  ["rar5", "WinRAR today", (files) => [extra("申请材料.rar", rar5Of(files.map((one) => asRar(one))))]],
  [
    "rar5-folders",
    "WinRAR today, a folder",
    (files) => [extra("申请材料.rar", rar5Of(files.map((one) => asRar(one, "附件/已盖章/"))))],
  ],
  [
    "rar-in-zip",
    "a RAR and a Word form in a zip",
    async ([word, ...scans]) => [
      extra("打包.zip", await zipOf({ ...named(word ? [word] : []), "盖章版.rar": rar4Of(scans.map(asGbkRar)) })),
    ],
  ],
  ["7z", "7-Zip", async (files) => [extra("申请材料.7z", await sevenZipOf(named(files)))]],
  [
    "7z-folder",
    "7-Zip with a folder",
    async (files) => [extra("申请材料.7z", await sevenZipOf(named(files, (name) => `附件/${name}`)))],
  ],
  [
    "7z-in-rar",
    "an archive of another kind within",
    async (files) => [
      extra("a.rar", rar5Of([{ name: Buffer.from("里.7z"), content: await sevenZipOf(named(files)) }])),
    ],
  ],
  ["tar-gz", "a Linux user", (files) => [extra("材料.tar.gz", gzipSync(tarOf(files.map(asTar))))]],
  ["tgz-gbk", "an old Linux user", (files) => [extra("材料.tgz", gzipSync(tarOf(files.map(asGbkTar))))]],
  [
    "gzip-each",
    "each paper gzipped by itself",
    (files) => files.map(({ name, content }) => extra(`${name}.gz`, gzipSync(content))),
  ],
  [
    "four-deep",
    "tar.gz in a 7z in a RAR in a zip",
    async (files) => {
      const seven = await sevenZipOf({ "内.tar.gz": gzipSync(tarOf(files.map(asTar))) });
      return [extra("外.zip", await zipOf({ "中.rar": rar5Of([{ name: Buffer.from("里.7z"), content: seven }]) }))];
    },
  ],
  [
    "zip-in-mail-in-zip",
    "a saved mail in a zip, its papers in a zip of its own",
    async (files) => {
      const eml = innerMail("原邮件", [gbkZip(files)]);
      return [extra("转发.zip", await zipOf({ "原邮件.eml": eml }))];
    },
  ],
];

function packed([name, why, pack]: Archive): Case {
  return { name: `containers/${name}`, why, make: (kit) => applies(kit, { pack }) };
}

type Path = (name: string, place: number) => string;
const named = (files: Sent[], path: Path = (name) => name): Record<string, Buffer> =>
  Object.fromEntries(files.map(({ name, content }, place) => [path(name, place), content]));

const asRar = ({ name, content }: Sent, folder = "") => ({ name: Buffer.from(folder + name), content });
const asGbkRar = ({ name, content }: Sent) => ({ name: gbk(name), content });
const asTar = ({ name, content }: Sent) => ({ name: Buffer.from(name), content });
const asGbkTar = ({ name, content }: Sent) => ({ name: gbk(`./${name}`), content });
