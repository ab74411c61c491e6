import { gbk } from "../../makers/charsets.ts";
import { signedData } from "../../makers/cms.ts";
import { attached, mailOf as rawMail, mixed, uuencoded } from "../../makers/mime.ts";
import { tnefOf } from "../../makers/tnef.ts";
import type { Case } from "../case.ts";
import { asPart, asRfc822, gbkZip, INNER, innerMail, opened, TEXT } from "../envelope.ts";
import { extra, type Sent } from "../made.ts";

/** The three papers in mails within mails, signatures, Outlook's wrapping and bodies. */
export function wrappers(): Case[] {
  return MESSAGES.map(rewrapped);
}

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

const asTnef = ({ name, content }: Sent) => ({ longName: name, title: Buffer.from("FILE~1.DAT"), content });
const tnef = (files: Sent[]) => tnefOf(files.map(asTnef));
const winmail = (content: Buffer) => attached(content, ["Content-Type: application/ms-tnef; name=winmail.dat"]);

function opaque(content: Buffer, headers: string[], piece?: number): Buffer {
  const type = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m";
  const cms = signedData(content, piece === undefined ? {} : { piece });
  return attached(cms, [...headers, "MIME-Version: 1.0", type]);
}
