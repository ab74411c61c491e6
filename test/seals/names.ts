import { type Random, seededRandom, seedOf } from "../../src/demo/makers/random.ts";
import { nameKey } from "../../src/domain/names.ts";
import type { SealSet } from "./seal-case.ts";

/** Made-up companies of each set; two of them never share a name, and no brand begins alike in both sets. */
export const COMPANIES_PER_SET = 1500;

const FIRST: Record<SealSet, string[]> = {
  tuning: Array.from("安云智慧恒信天星海宏博瑞嘉泰德诚永康锐捷飞腾龙正和方元君立卓"),
  measuring: Array.from("中金盛远创新达通联易思维辰启明鼎华宇力同美佳顺隆兴诺凯奥国东"),
};
const SECOND = Array.from("安盟石科蓝盾恒融山图数码讯网维芯立方格软源泰丰邦业川泽林峰洋波航舟桥塔堡铭景舜尧");
/** Seldom on a seal, so that no recogniser has seen much of them: about one name in 25 bears one. The typefaces lack 骉. */
const RARE: Record<SealSet, string[]> = {
  tuning: Array.from("岫昇砚澜祺璟翊珩"),
  measuring: Array.from("淼翀垚鑫犇晟钰昱"),
};
const RARE_SHARE = 0.04;

const PLACES = [
  ...["北京", "上海", "深圳", "广州", "杭州", "南京", "成都", "武汉", "西安", "长沙", "济南", "合肥", "重庆", "天津"],
  ...["北京市", "深圳市", "江苏", "浙江", "广东", "山东", "河南", "福建", "贵州", "四川", "厦门", "苏州", "郑州"],
  ...["哈尔滨", "内蒙古", "青岛", "大连", "昆明", "中", "", ""],
];
const TRADES = [
  ...["科技", "科技", "信息技术", "网络技术", "网络科技", "信息安全技术", "网络安全技术", "安全技术", "数据", "软件"],
  ...["数据技术", "信息", "信息系统", "数字科技", "云计算", "通信技术", "电子", "智能科技", "检测技术", "系统集成"],
  ...[
    "安全科技",
    "信息产业",
    "计算机系统工程",
    "信息安全测评",
    "认证",
    "咨询",
    "大数据科技",
    "电子商务",
    "工业互联网科技",
  ],
];
const COMPANY_SUFFIXES = [
  ...["有限公司", "有限公司", "有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "股份有限公司"],
  ...["（北京）有限公司", "（上海）有限公司", "（深圳）股份有限公司", "集团有限公司", "集团股份有限公司"],
];
const INSTITUTES = ["研究院", "研究所", "信息安全测评中心", "网络安全技术研究院", "软件评测中心", "大数据研究中心"];
const INSTITUTE_SHARE = 0.06;
/** Characters around a 公章: fewer or more are hardly ever cut. */
const LENGTH = { least: 6, most: 24 };

const made = new Map<SealSet, string[]>();

/** The set's company of this place, 0 … `COMPANIES_PER_SET` − 1. */
export function companyName(set: SealSet, index: number): string {
  const names = made.get(set) ?? composeNames(set);
  made.set(set, names);
  return names[index % names.length] ?? "";
}

function composeNames(set: SealSet): string[] {
  const random = seededRandom(seedOf(`seal names ${set}`));
  const names = new Set<string>();
  while (names.size < COMPANIES_PER_SET) {
    const name = composeName(set, random);
    const length = Array.from(name).length;
    if (length >= LENGTH.least && length <= LENGTH.most) names.add(name);
  }
  return [...names];
}

function composeName(set: SealSet, random: Random): string {
  const second = random() < RARE_SHARE ? pick(random, RARE[set]) : pick(random, SECOND);
  const third = random() < 0.15 ? pick(random, SECOND) : "";
  const brand = pick(random, FIRST[set]) + second + third;
  const place = pick(random, PLACES);
  if (random() < INSTITUTE_SHARE) return place + brand + pick(random, INSTITUTES);
  return place + brand + pick(random, TRADES) + suffixAfter(place, random);
}

/** 北京某某（北京）有限公司 is nobody's name. */
function suffixAfter(place: string, random: Random): string {
  const suffix = pick(random, COMPANY_SUFFIXES);
  return place !== "" && suffix.includes(place) ? "有限公司" : suffix;
}

/** Words and characters that a clerk may take one for the other. */
const EXCHANGES: [string, string[]][] = [
  ["北京", ["南京", "东京"]],
  ["上海", ["北海", "上饶"]],
  ["深圳", ["深州"]],
  ["广州", ["杭州", "福州", "贵州"]],
  ["杭州", ["广州", "苏州"]],
  ["南京", ["北京", "南昌"]],
  ["武汉", ["武昌"]],
  ["西安", ["西宁", "吉安"]],
  ["济南", ["济宁", "河南"]],
  ["江苏", ["江西"]],
  ["浙江", ["江苏"]],
  ["山东", ["山西", "广东"]],
  ["河南", ["河北", "湖南"]],
  ["福建", ["福州"]],
  ["科技", ["信息", "科学", "技术"]],
  ["信息", ["科技", "信用"]],
  ["网络", ["网站", "网格"]],
  ["安全", ["安防", "保全"]],
  ["数据", ["数码", "数字"]],
  ["软件", ["硬件"]],
  ["电子", ["电器"]],
  ["技术", ["科技"]],
  ["股份有限公司", ["有限公司"]],
  ["研究院", ["研究所"]],
  ["研究所", ["研究院"]],
];

/** Another company's name that differs by one character or one word, and is of the same set; 有限责任公司 for 有限公司 makes no other company. */
export function nearTwin(set: SealSet, name: string, random: Random): string {
  for (;;) {
    const twin = pick(random, TWINNINGS)(set, name, random);
    const length = Array.from(twin).length;
    if (nameKey(twin) !== nameKey(name) && length >= LENGTH.least && length <= LENGTH.most) return twin;
  }
}

type Twinning = (set: SealSet, name: string, random: Random) => string;

const TWINNINGS: Twinning[] = [otherWord, otherWord, otherBrandCharacter, otherBrandCharacter, longer, shorter];

function otherWord(_set: SealSet, name: string, random: Random): string {
  const fitting = EXCHANGES.filter(([word]) => name.includes(word));
  if (fitting.length === 0) return name;
  const [word, others] = pick(random, fitting);
  return name.replace(word, pick(random, others));
}

function otherBrandCharacter(set: SealSet, name: string, random: Random): string {
  const at = brandAt(set, name);
  const place = at + (random() < 0.5 ? 0 : 1);
  const other = pick(random, place === at ? FIRST[set] : SECOND);
  return replaceAt(name, place, 1, other);
}

function longer(set: SealSet, name: string, random: Random): string {
  return replaceAt(name, brandAt(set, name) + 2, 0, pick(random, SECOND));
}

function shorter(set: SealSet, name: string): string {
  return replaceAt(name, brandAt(set, name) + 1, 1, "");
}

/** Where the brand begins: after the place. */
function brandAt(set: SealSet, name: string): number {
  const place = PLACES.filter((one) => name.startsWith(one)).sort((one, other) => other.length - one.length)[0] ?? "";
  return FIRST[set].includes(name.charAt(place.length)) ? place.length : 0;
}

const replaceAt = (name: string, at: number, count: number, by: string): string =>
  name.slice(0, at) + by + name.slice(at + count);

const SURNAMES = Array.from("赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕张孔曹严金魏陶姜");
const GIVEN = [...Array.from("敏静磊洋勇杰娟涛超霞"), "建国", "丽华", "志强", "晓明", "海燕", "文博", "思源", "明轩"];

export const personName = (random: Random): string => pick(random, SURNAMES) + pick(random, GIVEN);

export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("There is nothing to pick from.");
  return value;
}
