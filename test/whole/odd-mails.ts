import { DEMO_MAILBOX, mail, requirements } from "../../src/demo/sample.ts";
import { LIAOFAN, LINGYU, ZHUFAN } from "./companies.ts";
import * as papers from "./papers.ts";
import { FIRST_ARRIVAL, sends, type Story } from "./stories.ts";

/** Mails whose form, not whose papers, is particular. */
export function oddMails(): Story[] {
  return [twoCompanies(), rawGbkNames(), bounce(), newsletter()];
}

const ALL_BY_MAIL = {
  requirements: requirements("satisfied", "satisfied", "satisfied"),
  findings: [],
  state: "awaiting-paper",
};

function twoCompanies(): Story {
  const files = {
    "岭屿-申请表.docx": () => papers.word(LINGYU),
    "岭屿-申请表.pdf": () => papers.formPdf(LINGYU),
    "岭屿-宣言.pdf": () => papers.declarationPdf(LINGYU),
    "珠帆-申请表.docx": () => papers.word(ZHUFAN),
    "珠帆-申请表.pdf": () => papers.formPdf(ZHUFAN),
    "珠帆-宣言.pdf": () => papers.declarationPdf(ZHUFAN),
  };
  return {
    why: "集团一封邮件报送两家公司的材料，逐份归入各自的申请",
    mails: [sends(LINGYU, files, { minutes: 50 })],
    applications: [LINGYU, ZHUFAN].map(({ name }) => ({ unitName: name, ...ALL_BY_MAIL })),
    letter: { kind: "receipt", says: "须以电子邮件提交的材料均已收到" },
  };
}

/** The names' bytes in GBK, as an old Foxmail puts them in the header: 申请表.docx, 申请表盖章.pdf, 宣言.pdf. */
const IN_GBK: Record<string, string> = {
  "FORM.docx": "C9EAC7EBB1ED2E646F6378",
  "FORM-SEALED.pdf": "C9EAC7EBB1EDB8C7D5C22E706466",
  "DECLARATION.pdf": "D0FBD1D42E706466",
};

function rawGbkNames(): Story {
  const files = {
    "FORM.docx": () => papers.word(LIAOFAN),
    "FORM-SEALED.pdf": () => papers.formPdf(LIAOFAN),
    "DECLARATION.pdf": () => papers.declarationPdf(LIAOFAN),
  };
  const ascii = sends(LIAOFAN, files, { minutes: 51 });
  const spelled = (raw: string, [name, hex]: [string, string]) =>
    raw.replaceAll(new RegExp(`name="?${name}"?`, "g"), `name="${Buffer.from(hex, "hex").toString("latin1")}"`);
  const build = async () => {
    const raw = (await ascii.build()).toString("latin1");
    return Buffer.from(Object.entries(IN_GBK).reduce(spelled, raw), "latin1");
  };
  return {
    why: "附件名是未编码的 GBK 字节",
    mails: [{ ...ascii, build }],
    applications: [{ unitName: LIAOFAN.name, ...ALL_BY_MAIL }],
    letter: { kind: "receipt", says: "申请表.docx、申请表盖章.pdf、宣言.pdf" },
  };
}

const BOUNCE = `Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.lost.example>
To: ${DEMO_MAILBOX}
Subject: Undelivered Mail Returned to Sender
Message-ID: <dsn-1@mx.lost.example>
Date: Mon, 28 Nov 2022 09:52:00 +0800
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.lost.example

Final-Recipient: rfc822; someone@lost.example
Action: failed
Status: 5.1.1
--b--
`;

function bounce(): Story {
  const from = "mailer-daemon@mx.lost.example";
  const sample = mail(FIRST_ARRIVAL, { from, subject: "", text: "", minutes: 52 });
  const build = () => Promise.resolve(Buffer.from(BOUNCE.replaceAll("\n", "\r\n")));
  return { why: "退信，不答复", mails: [{ ...sample, build }], applications: [], letter: null };
}

function newsletter(): Story {
  const sample = mail(FIRST_ARRIVAL, {
    from: "产业周报 <weekly@news.example>",
    subject: "网络安全产业周报第 47 期",
    text: "本期要闻：……",
    minutes: 53,
    headers: { "List-Id": "<weekly.news.example>", "List-Unsubscribe": "<mailto:off@news.example>" },
  });
  return { why: "邮件列表（List-Id），不答复", mails: [sample], applications: [], letter: null };
}
