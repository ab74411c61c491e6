import { gzipSync } from "node:zlib";
import { DEMO_MAILBOX } from "../../../src/demo/sample.ts";
import { gbk } from "../../makers/charsets.ts";
import { signedData } from "../../makers/cms.ts";
import { attached, b64, mailOf as rawMail, mixed, uuencoded } from "../../makers/mime.ts";
import { rar4Of, rar5Of } from "../../makers/rar.ts";
import { sevenZipOf } from "../../makers/seven-zip.ts";
import { tarOf } from "../../makers/tar.ts";
import { tnefOf } from "../../makers/tnef.ts";
import { zipOf, zipWithRawNames } from "../../makers/zip.ts";
import type { Case } from "../case.ts";
import { opened } from "../envelope.ts";
import { applies, extra, type Sent } from "../made.ts";

/** All three papers, as the notice asks, in everything that wraps a file. */
export function containers(): Case[] {
  return [...ARCHIVES.map(packed), ...MESSAGES.map(rewrapped)];
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

const gbkZip = (files: Sent[], folder = ""): Sent =>
  extra("申请材料.zip", zipWithRawNames(files.map(({ name, content }) => [gbk(folder + name), content])));

const asRar = ({ name, content }: Sent, folder = "") => ({ name: Buffer.from(folder + name), content });
const asGbkRar = ({ name, content }: Sent) => ({ name: gbk(name), content });
const asTar = ({ name, content }: Sent) => ({ name: Buffer.from(name), content });
const asGbkTar = ({ name, content }: Sent) => ({ name: gbk(`./${name}`), content });

/** What stands instead of the attachments: headers and a body for the whole mail, made of the three files. */
type Message = [name: string, why: string, make: (files: Sent[], headers: string[]) => Promise<Buffer> | Buffer];

const MESSAGES: Message[] = [
  [
    "forwarded",
    "forwarded as an attachment",
    (files, head) => mixed("mixed", [TEXT, asRfc822(innerMail("申请", files))], head),
  ],
  [
    "forwarded-base64",
    "forwarded as an attachment in base64, which the standard forbids",
    (files, head) =>
      mixed("mixed", [TEXT, attached(innerMail("申请", files), ["Content-Type: message/rfc822; name=a.eml"])], head),
  ],
  [
    "forwarded-as-file",
    "a saved mail attached as any file",
    (files, head) => {
      const type = 'Content-Type: application/octet-stream; name="=?utf-8?B?55Sz6K+3LmVtbA==?="';
      return mixed("mixed", [TEXT, attached(innerMail("申请", files), [type])], head);
    },
  ],
  [
    "forwarded-twice",
    "forwarded by the boss who had it from a clerk",
    (files, head) => {
      const once = mixed("mixed", [TEXT, asRfc822(innerMail("申请", files))], INNER);
      return mixed("mixed", [TEXT, asRfc822(once)], head);
    },
  ],
  [
    "forwarded-three-mails",
    "three mails with a paper each, forwarded together",
    (files, head) =>
      mixed(
        "mixed",
        [
          TEXT,
          mixed(
            "digest",
            files.map((one) => asRfc822(innerMail(one.name, [one]))),
            [],
          ),
        ],
        head,
      ),
  ],
  [
    "forwarded-zip",
    "forwarded as an attachment, the papers in a zip",
    (files, head) => mixed("mixed", [TEXT, asRfc822(innerMail("申请", [gbkZip(files)]))], head),
  ],
  ["winmail", "Outlook's rich text: winmail.dat", (files, head) => mixed("mixed", [TEXT, winmail(tnef(files))], head)],
  [
    "winmail-alone",
    "winmail.dat is the whole mail, the letter within",
    (files, [...head]) => {
      const content = tnefOf(files.map(asTnef), { html: "<p>您好，申请材料见附件。</p>" });
      return attached(content, [...head, "MIME-Version: 1.0", "Content-Type: application/ms-tnef; name=winmail.dat"]);
    },
  ],
  [
    "winmail-zip",
    "a zip in winmail.dat",
    (files, head) => mixed("mixed", [TEXT, winmail(tnef([gbkZip(files)]))], head),
  ],
  [
    "winmail-message",
    "a forwarded message within winmail.dat",
    (files, head) => {
      const inner = { longName: "转发", title: gbk("转发"), content: tnef(files), isMessage: true };
      return mixed("mixed", [TEXT, winmail(tnefOf([inner]))], head);
    },
  ],
  [
    "smime-signed",
    "S/MIME with the signature beside",
    (files, head) => {
      const signature = attached(signedData(null), [
        "Content-Type: application/pkcs7-signature; name=smime.p7s",
        "Content-Disposition: attachment; filename=smime.p7s",
      ]);
      return mixed("signed", [innerMail("", files, []), signature], head);
    },
  ],
  ["smime-opaque", "S/MIME wrapped up in its signature", (files, head) => opaque(innerMail("", files, []), head)],
  [
    "smime-opaque-ber",
    "the same as Outlook writes it, in pieces",
    (files, head) => opaque(innerMail("", files, []), head, 1024),
  ],
  [
    "smime-twice",
    "signed twice, a zip within",
    (files, head) => opaque(opaque(innerMail("", [gbkZip(files)], []), []), head),
  ],
  [
    "files-signed",
    "each file signed by itself, as a p7m",
    (files, head) => {
      const signed = files.map(({ name, content }) => asPart(extra(`${name}.p7m`, signedData(content))));
      return mixed("mixed", [TEXT, ...signed], head);
    },
  ],
  [
    "uuencode",
    "files written into the body, from before MIME",
    (files, head) => {
      const body = files.map(({ name, content }) => uuencoded(gbk(name), content));
      return rawMail(head, Buffer.concat([gbk("您好，申请材料如下：\r\n"), ...body, gbk("\r\n此致\r\n")]));
    },
  ],
  [
    "uuencode-and-mime",
    "one file in the body's text, the others attached",
    ([word, ...scans], head) => {
      const text = Buffer.concat([gbk("您好\r\n"), ...(word ? [uuencoded(gbk(word.name), word.content)] : [])]);
      return mixed("mixed", [rawMail(["Content-Type: text/plain; charset=gbk"], text), ...scans.map(asPart)], head);
    },
  ],
  [
    "apple-mail",
    "files mixed into the related part of an alternative",
    (files, head) => {
      const html = rawMail(["Content-Type: text/html; charset=utf-8"], "<b>您好</b>");
      const related = mixed("related", [html, mixed("mixed", files.map(asPart), [])], []);
      return mixed("alternative", [TEXT, related], head);
    },
  ],
  [
    "without-text",
    "a mail of attachments alone, each in a multipart of its own",
    (files, head) =>
      mixed(
        "mixed",
        files.map((one) => mixed("mixed", [asPart(one)], [])),
        head,
      ),
  ],
  [
    "no-last-boundary",
    "the mail's last lines were cut off, behind the last file",
    (files, head) => {
      const whole = mixed("mixed", [TEXT, ...files.map(asPart)], head);
      return whole.subarray(0, whole.lastIndexOf("--=b"));
    },
  ],
];

function rewrapped([name, why, make]: Message): Case {
  return {
    name: `containers/${name}`,
    why,
    make: async (kit) => {
      const { files, headers, truth } = await opened(kit);
      return { truth, raw: await make(files, headers) };
    },
  };
}

const TEXT = rawMail(["Content-Type: text/plain; charset=utf-8"], "您好，申请材料请查收。");
const INNER = ["From: =?utf-8?B?5bCP546L?= <xiaowang@made.example>", `To: ${DEMO_MAILBOX}`, "Subject: Fw: x"];

/** `headers`: none for the body of a signed mail. */
function innerMail(subject: string, files: Sent[], headers = [...INNER.slice(0, 2), `Subject: ${encoded(subject)}`]) {
  return mixed("mixed", [TEXT, ...files.map(asPart)], headers);
}

const encoded = (text: string) => `=?utf-8?B?${b64(text)}?=`;
const asRfc822 = (mail: Buffer) => rawMail(["Content-Type: message/rfc822"], mail);

function asPart({ name, content }: Sent): Buffer {
  const disposition = `Content-Disposition: attachment; filename="${encoded(name)}"`;
  return attached(content, [`Content-Type: application/octet-stream; name="${encoded(name)}"`, disposition]);
}

const asTnef = ({ name, content }: Sent) => ({ longName: name, title: Buffer.from("FILE~1.DAT"), content });
const tnef = (files: Sent[]) => tnefOf(files.map(asTnef));
const winmail = (content: Buffer) => attached(content, ["Content-Type: application/ms-tnef; name=winmail.dat"]);

function opaque(content: Buffer, headers: string[], piece?: number): Buffer {
  const type = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m";
  const cms = signedData(content, piece === undefined ? {} : { piece });
  return attached(cms, [...headers, "MIME-Version: 1.0", type]);
}
