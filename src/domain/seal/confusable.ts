/**
 * Characters that differ by a stroke's length or a dot: the recogniser takes one for the other as readily as a clerk,
 * so that its likelier reading must not be overruled by the expected name.
 */
const GROUPS = [
  "末未木本术",
  "己已巳",
  "士土上",
  "天夭夫大太犬",
  "千干于",
  "冶治",
  "日曰目白",
  "宁宇字",
  "田由甲申",
  "人入八",
  "力刀",
  "东车",
  "永水",
  "卫卸",
  "亿忆化",
  "全金",
  "科料",
  "汇江",
  "成城威",
  "合台",
  "思恩",
  "远运达",
  "同网问间",
  "万方",
  "王玉主",
  "泰秦春",
  "博搏",
  "般股",
  "恒桓",
  "宏弘",
  "沃决",
  "信倍",
  "讯汛迅",
  "石右",
  "正止",
  "元无",
  "众从丛",
  "升开",
  "住佳",
  "洋样",
  "微徽",
  "航舫肪",
  "数教",
  "盛威",
  "昀购均",
  "山出",
  "北比",
  "贝见",
  "鸟乌",
  "兰三",
  "今令",
  "技枝",
  "明朋",
  "华毕",
  "圳州",
  "格络",
];

const groupsOf = (character: string) => GROUPS.filter((group) => group.includes(character));

export function areConfusable(one: string, other: string): boolean {
  return other !== "" && one !== other && groupsOf(one).some((group) => group.includes(other));
}

/** Misreadings that make no word, nor a name's part: whoever reads 技木 knows that 技术 stands there. */
const SLIPS: Record<string, string> = { 技木: "技术", 技本: "技术", 公可: "公司" };

/** Is what is shown at a place of a name such a misreading? */
export function isSlip(name: string, place: number, shown: string): boolean {
  const characters = Array.from(name);
  const before = characters[place - 1] ?? "";
  return SLIPS[before + shown] === before + (characters[place] ?? "");
}
