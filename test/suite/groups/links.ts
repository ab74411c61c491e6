import { mailOf as rawMail, mixed } from "../../makers/mime.ts";
import type { Case, Expected } from "../case.ts";
import { asPart, asRfc822, opened } from "../envelope.ts";
import { type Application, applies, extra, nobodys, type Sent } from "../made.ts";

/** Links to files in the cloud, instead of attachments and beside them. They are never followed. */
export function links(): Case[] {
  return [...LINKS.map(linked), ...NO_LINKS.map(unlinked), ...WHOLE];
}

type Paper = "word" | "form" | "declaration";
const PAPERS: Paper[] = ["word", "form", "declaration"];

/** `instead`: the papers that lie behind the link. None: all are attached too. */
interface Linked {
  name: string;
  why: string;
  instead: Paper[];
  text?: string;
  html?: string;
  /** Attached beside the others. */
  more?: Sent[];
}

const LINKS: Linked[] = [
  {
    name: "qq-large",
    why: "QQ's 超大附件 as its web page writes them",
    instead: ["form", "declaration"],
    html: qqBlock("https://wx.mail.qq.com/ftn/download?func=3&amp;key=8f1b2e&amp;code=a1b2c3d4"),
  },
  {
    name: "qq-large-old",
    why: "QQ's 超大附件 by its old address, all papers attached too",
    instead: [],
    html: qqBlock("http://mail.qq.com/cgi-bin/ftnExs_download?k=2f63&amp;t=exs_ftn_download&amp;code=77aabb"),
  },
  {
    name: "exmail",
    why: "the company's mail at Tencent",
    instead: ["declaration"],
    html: qqBlock("https://exmail.qq.com/cgi-bin/ftnExs_download?k=0d3&amp;t=exs_ftn_download&amp;code=b7"),
  },
  {
    name: "163",
    why: "NetEase's 云附件",
    instead: ["form", "declaration"],
    html: '<div>您好</div><div>从网易163邮箱发来的云附件</div><a href="https://mail.163.com/large-attachment-download/index.html?p=X-NETEASE-HUGE-ATTACHMENT&amp;file=9gK1">盖章扫描件.rar（68.2M，2022年12月7日到期）</a>',
  },
  {
    name: "163-all-there",
    why: "NetEase's 云附件 of what is attached too",
    instead: [],
    text: "您好，附件若打不开请从这里下载：https://mail.163.com/large-attachment-download/index.html?file=9gK1",
  },
  {
    name: "163-company",
    why: "NetEase's 云附件 of a company's mail",
    instead: ["form"],
    html: '<a href="https://mail.qiye.163.com/static/cloudattachment/?share=41c">申请表盖章.pdf</a>',
  },
  {
    name: "baidu",
    why: "百度网盘, as its program copies it",
    instead: ["declaration"],
    text: "您好\n通过网盘分享的文件：宣言.pdf\n链接: https://pan.baidu.com/s/1kJ8xQmA3 提取码: 8k2d\n--来自百度网盘超级会员v4的分享",
  },
  {
    name: "baidu-all-there",
    why: "百度网盘 beside everything",
    instead: [],
    text: "附件同时上传网盘：https://pan.baidu.com/s/1kJ8xQmA3?pwd=8k2d，请查收。",
  },
  {
    name: "baidu-bare",
    why: "without its scheme, Chinese right behind it",
    instead: ["form", "declaration"],
    text: "扫描件太大，网盘pan.baidu.com/s/1kJ8xQmA3提取码8k2d，谢谢！",
  },
  {
    name: "aliyun",
    why: "阿里云盘",
    instead: ["form", "declaration"],
    text: "「盖章材料」https://www.alipan.com/s/Zk9bVq2\n点击链接保存，或者复制本段内容，打开「阿里云盘」APP。",
  },
  {
    name: "aliyun-old",
    why: "阿里云盘 by its old name",
    instead: ["declaration"],
    text: "宣言：https://www.aliyundrive.com/s/Zk9bVq2",
  },
  {
    name: "alimail",
    why: "阿里邮箱's 超大附件",
    instead: ["form"],
    html: '<a href="https://qiye.aliyun.com/alimail/openLinks/downloadMimeMetaDetailBigAttach?id=netdiskid%3Av001">申请表盖章版.pdf</a>',
  },
  { name: "wps", why: "WPS云文档", instead: ["word"], text: "【WPS文档】申请表.docx\nhttps://kdocs.cn/l/cnQ2fJ7aZ" },
  {
    name: "wps-long",
    why: "WPS云文档 by its long address",
    instead: ["word"],
    html: '<p>申请表：<a href="https://www.kdocs.cn/l/cnQ2fJ7aZ?from=from_copylink">点击查看</a></p>',
  },
  {
    name: "tencent-docs",
    why: "腾讯文档",
    instead: ["word"],
    text: "【腾讯文档】申请表\nhttps://docs.qq.com/doc/DTk9mVQ2x",
  },
  { name: "weiyun", why: "腾讯微云", instead: ["declaration"], text: "腾讯微云：https://share.weiyun.com/Ab3dEf" },
  {
    name: "139",
    why: "139邮箱's 超大附件",
    instead: ["declaration"],
    html: '<a href="https://appmail.mail.10086.cn/RmWeb/largeattach/download?key=1">宣言.pdf</a>',
  },
  {
    name: "checked-by-qq",
    why: "百度网盘 behind QQ's warning page",
    instead: ["declaration"],
    html: '<a href="https://mail.qq.com/cgi-bin/mail_spam?action=check_link&amp;url=https%3A%2F%2Fpan.baidu.com%2Fs%2F1kJ8xQmA3&amp;mailid=1">宣言盖章</a>',
  },
  {
    name: "in-attached-text",
    why: "the link stands in an attached text file, as the web disk's program saves it",
    instead: ["form", "declaration"],
    more: [extra("百度网盘链接.txt", Buffer.from("链接：https://pan.baidu.com/s/1kJ8xQmA3\r\n提取码：8k2d\r\n"))],
  },
];

function linked({ name, why, instead, more = [], ...words }: Linked): Case {
  const status = (paper: Paper): Expected => (instead.includes(paper) ? "unsure" : "satisfied");
  const statuses = PAPERS.map(status) as [Expected, Expected, Expected];
  return {
    name: `links/${name}`,
    why,
    make: (kit) =>
      applies(kit, {
        ...without(instead),
        more,
        statuses,
        ...(instead.includes("word") && { fields: null }),
        must: instead.length > 0 ? ["cloud-link"] : [],
        // Beside all that was asked for, it may be said or not.
        may: ["cloud-link"],
        mail: words,
      }),
  };
}

const without = (papers: Paper[]): Application => Object.fromEntries(papers.map((one) => [one, null]));

function qqBlock(href: string): string {
  return `<div>您好，材料见附件。</div><div id="QQMailBigAttach"><b>从QQ邮箱发来的超大附件</b><div><a href="${href}" target="_blank">盖章扫描件.zip</a> (86.10M, 2022年12月22日 10:02 到期)</div><a href="${href}">进入下载页面</a></div>`;
}

/** What looks like a link to a file and is none: the declaration was not sent. */
const NO_LINKS: [name: string, why: string, words: { text?: string; html?: string }][] = [
  ["home-page", "a signature names the web disk's home page", { text: "此致\n李雷\n网盘 https://pan.baidu.com/ 主页" }],
  [
    "own-site",
    "the company's own site, and its mail program's",
    {
      html: '<p>您好</p><a href="https://www.made-company.example/about/download.html">公司介绍</a> <a href="https://mail.qq.com/">QQ邮箱</a> <img src="https://dashi.163.com/html/cloud-sign/logo.png">',
    },
  ],
  [
    "notice",
    "the notice's own address",
    { text: "按照通知（http://www.china-cia.org.cn/home/WorkDetail?id=6323f1b10200340fb4d5a8d8）要求报送。" },
  ],
];

function unlinked([name, why, mail]: (typeof NO_LINKS)[number]): Case {
  const statuses: [Expected, Expected, Expected] = ["satisfied", "satisfied", "missing"];
  return { name: `links/no-${name}`, why, make: (kit) => applies(kit, { declaration: null, statuses, mail }) };
}

const WHOLE: Case[] = [
  {
    name: "links/all-behind-link",
    why: "nothing is attached: whose it is stands in the subject alone",
    make: async (kit) => {
      const { headers } = await opened(kit);
      const text = "您好，我单位申请材料见链接：https://pan.baidu.com/s/1kJ8xQmA3?pwd=8k2d";
      const raw = rawMail([...headers, "Content-Type: text/plain; charset=utf-8"], text);
      return nobodys(raw, { mayOpen: [kit.company.name], findings: { must: ["cloud-link"], may: [] } });
    },
  },
  {
    name: "links/in-forwarded",
    why: "the link stands in the mail that is forwarded as an attachment",
    make: async (kit) => {
      const statuses: [Expected, Expected, Expected] = ["satisfied", "satisfied", "unsure"];
      const { files, headers, truth } = await opened(kit, { declaration: null, statuses, must: ["cloud-link"] });
      const inner = mixed(
        "mixed",
        [
          rawMail(["Content-Type: text/plain; charset=utf-8"], "宣言：https://www.alipan.com/s/Zk9bVq2"),
          ...files.map(asPart),
        ],
        ["From: li@made.example", "Subject: x"],
      );
      const text = rawMail(["Content-Type: text/plain; charset=utf-8"], "转发，请查收。");
      return { raw: mixed("mixed", [text, asRfc822(inner)], headers), truth };
    },
  },
];
