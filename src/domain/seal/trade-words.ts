/**
 * What names of companies share: their trades, sorts and legal forms. A twin is told by what is not among them, above
 * all by its brand.
 */
const SHARED = [
  ...["科技", "信息", "技术", "网络", "安全", "数据", "大数据", "软件", "数字", "云计算", "通信", "电子", "智能"],
  ...["检测", "测评", "评测", "认证", "咨询", "系统", "集成", "产业", "实业", "计算机", "工程", "商务", "工业"],
  ...["互联网", "服务", "发展", "管理", "投资", "控股", "设备", "自动化", "研究院", "研究所", "研究", "中心"],
  ...["集团", "股份", "有限", "责任", "公司"],
];
/** Nothing else follows 有限, or stands before 限公司. */
const LEGAL_FORM = /有限(?:责任)?公司$/;
const PATTERN = new RegExp([...SHARED].sort((one, other) => other.length - one.length).join("|"), "gu");

/** For each character of a name: is it of a word that many names share? */
export function sharedCharacters(name: string): boolean[] {
  return Array.from(
    name.replace(PATTERN, (word) => "\0".repeat(word.length)),
    (character) => character === "\0",
  );
}

/** Are these two places of a name in its legal form, so that what is left of that tells them: 司, and 有 or 限? */
export function isToldLegalForm(name: string, places: number[]): boolean {
  const { length } = Array.from(name);
  const [form = ""] = LEGAL_FORM.exec(name) ?? [];
  const start = length - Array.from(form).length;
  const isBegun = !places.includes(start) || !places.includes(start + 1);
  return places.length === 2 && isBegun && places.every((place) => place >= start && place < length - 1);
}
