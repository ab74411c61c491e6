import { halfWidth } from "../chinese-text.ts";

/** Characters that such a value is read to; a stranger's file may hold millions. */
const LONGEST = 500;

/** A mobile number of China with its usual dress: +86, 0086, spaces, hyphens; names and other numbers may stand beside it. */
const MOBILE = /(?<!\d)(?:(?:\+|00)?\(?\+?86\)?[\s\-.]*)?0?1[\s\-.]{0,2}[3-9](?:[\s\-.·—–]{0,2}\d){9}(?!\d)/;

/** Is there a mobile number (11 digits, 13… to 19…)? A landline is none. */
export function hasMobile(value: string): boolean {
  return MOBILE.test(halfWidth(value.slice(0, LONGEST)));
}

const ADDRESS = /^[\w+-]+(?:\.[\w+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;
/** Ends that keyboards make of .com and .cn. */
const SLIPS = /\.(?:con|cmo|ocm|vom|xom|comm|coom|cpm|cim|conm|comn|cnn|come)$/i;
/** Where the great providers' addresses end. */
const PROVIDERS: ReadonlyMap<string, string[]> = new Map([
  ["qq", ["com"]],
  ["foxmail", ["com"]],
  ["163", ["com", "net"]],
  ["126", ["com", "net"]],
  ["139", ["com"]],
  ["189", ["cn"]],
  ["gmail", ["com"]],
  ["sohu", ["com"]],
  ["sina", ["com", "cn"]],
  ["yeah", ["net"]],
  ["hotmail", ["com"]],
  ["aliyun", ["com"]],
]);
/** The ends that are taken for each other; another country's (.co.uk, .com.cn) is nobody's slip. */
const COMMON_ENDS = ["com", "cn", "net", "org"];
const MISSPELT = /@(?:gamil|gmial|gmai|hotmial|foxmial|fox-mail|foxmal|outlok|qqq|1663|1633)\./i;

/** Is there an address of e-mail, and is every one of them such as can be written to? */
export function areEmails(value: string): boolean {
  const pieces = piecesOf(value);
  const addresses = pieces.filter((piece) => piece.includes("@"));
  // zhangsan.qq.com: what looks like one but for its @.
  const others = pieces.filter((piece) => !piece.includes("@"));
  return addresses.length > 0 && addresses.every(isEmail) && !others.some((one) => /\.(?:com|cn|net|org)$/i.test(one));
}

function isEmail(address: string): boolean {
  if (!ADDRESS.test(address) || SLIPS.test(address) || MISSPELT.test(address)) return false;
  const [, host = "", end = ""] = /@([^.@]+)\.(.+)$/.exec(address) ?? [];
  const ends = PROVIDERS.get(host.toLowerCase());
  const written = end.toLowerCase();
  return ends === undefined || ends.includes(written) || !COMMON_ENDS.includes(written);
}

/** The runs of e-mail characters; spaces and breaks around @ are slips, names and Chinese words stand between. */
function piecesOf(value: string): string[] {
  const text = halfWidth(value.slice(0, LONGEST))
    .replace(/\s*@\s*/g, "@")
    .replace(/(?<=@[\w-]+(?:\.[\w-]+)*)(?: +\. *|\. +)(?=[a-z])/gi, ".");
  const pieces = text.split(/[^\x21-\x7e]+|[,;|/<>()[\]"':]+|\bmailto\b/i);
  return pieces.map((piece) => piece.replace(/^[.-]+|[.-]+$/g, "")).filter((piece) => piece !== "");
}

const PROVINCES =
  /北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门/;
/** 信箱: post reaches a box as well as a door. */
const DOOR = /[路街道巷号楼座层室院园村镇厦弄里幢栋馆场城组屯]|大道|信箱|中心|基地|广场|[发业园小]区/;

/** Has it what a courier needs: a place (province, city or district) and a door within it? */
export function isAddress(value: string): boolean {
  const text = halfWidth(value.slice(0, LONGEST));
  const bare = text.replace(/[\s:,.;、。()省市区县路街道号楼室_-]/g, "");
  if (/[A-Za-z]{3}/.test(text) && !/\p{Script=Han}/u.test(text))
    return text.length >= 20 && /\d/.test(text) && !text.includes("@");
  return (
    text.length >= 8 && bare.length >= 4 && (/[省市区县州盟旗]/.test(text) || PROVINCES.test(text)) && DOOR.test(text)
  );
}
