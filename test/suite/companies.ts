import type { Company } from "../../src/demo/company.ts";
import * as made from "../../src/demo/made-up-companies.ts";
import { between, type Random, seededRandom, seedOf } from "../../src/demo/makers/random.ts";

const CITIES: [city: string, address: string][] = [
  ["北京", "北京市朝阳区示例西路"],
  ["上海", "上海市徐汇区例示东路"],
  ["深圳市", "广东省深圳市福田区样例大道"],
  ["广州", "广东省广州市天河区样本路"],
  ["杭州", "浙江省杭州市滨江区示范路"],
  ["南京", "江苏省南京市雨花台区例证路"],
  ["成都", "四川省成都市武侯区样板街"],
  ["武汉", "湖北省武汉市洪山区范例二路"],
  ["西安", "陕西省西安市雁塔区示例南路"],
  ["长沙", "湖南省长沙市岳麓区例示路"],
  ["济南", "山东省济南市历下区样例中路"],
  ["福建省", "福建省福州市鼓楼区示范巷"],
  ["合肥", "安徽省合肥市蜀山区样本三路"],
  ["重庆", "重庆市江北区例证街"],
];
const FIRST = Array.from("云砚澜栖岚漱蔚聿珩湛霁澄昀朔棠瀚沐曜筠澈");
const SECOND = Array.from("屿砺岫渚栈衡闱舫翎桁岑汀圻甫畴弈笙樾稷泓");
const TRADES = ["科技", "信息技术", "网络安全技术", "数据安全", "安全技术", "信息安全", "网络科技", "数字科技"];
const FORMS = ["有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司"];
const SURNAMES = Array.from("赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕张孔曹严金魏陶姜");
const GIVEN = ["思源", "清和", "若谷", "知远", "嘉禾", "亦帆", "望舒", "以宁", "明轩", "书瑶", "敏", "建国", "丽华"];
const POSITIONS = [
  "市场总监",
  "资质经理",
  "行政主管",
  "总经理助理",
  "副总经理",
  "商务经理",
  "综合部主任",
  "董事会秘书",
];

/** A made-up company for a seed and a place; two places of one seed never share a brand. */
export function companyOf(seed: number, place: number): Company {
  const random = seededRandom(seedOf(`company ${seed} ${place}`));
  const pattern = pick(random, Object.values(made));
  const [city, street] = pick(random, CITIES);
  const brand = brandOf(seed, place);
  const mobile = `1380${String(1_000_000 + Math.floor(between(random, 0, 8_999_999)))}`;
  return {
    ...pattern,
    name: `${city}${brand}${pick(random, TRADES)}${pick(random, FORMS)}`,
    domain: `made-${seed}-${place}.example`,
    contact: pick(random, SURNAMES) + pick(random, GIVEN),
    mailbox: pick(random, ["zhaobiao", "market", "li.ming", "wang_fang", "office2", "zizhi"]),
    position: pick(random, POSITIONS),
    mobile,
    address: `${street} ${1 + Math.floor(random() * 300)} 号${pick(random, ["创新", "数字", "软件", "科创"])}大厦 ${2 + Math.floor(random() * 20)} 层`,
    staff: staffOf(random),
    money: [moneyOf(random), moneyOf(random), moneyOf(random)],
  };
}

/** Every pair of the two lists once: 400 brands in an order of the seed's own. */
function brandOf(seed: number, place: number): string {
  const pairs = FIRST.length * SECOND.length;
  const start = Math.floor(seededRandom(seedOf(`brands ${seed}`))() * pairs);
  // 147 and 400 have no common factor, so that each place has its own pair.
  const at = (start + place * 147) % pairs;
  return (FIRST[at % FIRST.length] ?? "") + (SECOND[Math.floor(at / FIRST.length)] ?? "");
}

function staffOf(random: Random): Company["staff"] {
  const expert = 5 + Math.floor(random() * 10);
  const senior = 15 + Math.floor(random() * 15);
  const intermediate = 30 + Math.floor(random() * 15);
  return [30 + Math.floor(random() * 300), expert, senior, intermediate, 100 - expert - senior - intermediate];
}

function moneyOf(random: Random): [number, number] {
  const income = 500 + Math.floor(random() * 20_000);
  return [income, Math.floor(income * between(random, 0.05, 0.18))];
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}
