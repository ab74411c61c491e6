import { expect, test } from "vitest";
import { isMeant } from "../../src/commands/status.ts";

const OWN = { id: "A1", unit_name: "北京晴川网络安全技术有限公司" };

test.each([
  ["its id", "A1", true],
  ["a part of its name, however short", "晴川", true],
  ["a part in other width and spacing", " 网络 安全 ", true],
  ["its name with a slip", "北京睛川网络安全技术有限公司", true],
  ["its legal form written otherwise", "北京晴川网络安全技术有限责任公司", true],
  ["another's id", "A11", false],
  ["another's name", "上海澄江信息技术有限公司", false],
  ["nothing but a space", " ", false],
])("%s", (_why, unit, expected) => {
  expect(isMeant(OWN, unit)).toBe(expected);
});
