import { expect, test } from "vitest";
import { providersWord, wordOf } from "../../src/domain/authentication.ts";

const ID = "mx.ccia.example";
const header = (value: string): [string, string] => ["authentication-results", value];
const word = (headers: [string, string][], address = "li@a.example") =>
  providersWord({ headers, from: { address, name: "" } }, ID)?.dmarc ?? null;

// prettier-ignore
test.each<[why: string, headers: [string, string][], expected: string | null]>([
  ["pass", [header(`${ID}; spf=pass smtp.mailfrom=a.example; dmarc=pass header.from=a.example`)], "pass"],
  ["fail, with its policy in a comment", [header(`${ID}; dkim=none; dmarc=fail (p=reject dis=none) header.from=a.example`)], "fail"],
  ["no policy", [header(`${ID}; dmarc=none header.from=a.example`)], "none"],
  ["Microsoft's guess where there is none", [header(`${ID}; dmarc=bestguesspass action=none header.from=a.example`)], "none"],
  ["a fault for now", [header(`${ID}; dmarc=temperror header.from=a.example`)], "unknown"],
  ["RFC 8601: a version, and capitals", [header(`MX.CCIA.example 1; DMARC/1 = Pass header.from=a.example`)], "pass"],
  ["a quoted id", [header(`"${ID}"; dmarc=pass header.from=a.example`)], "pass"],
  ["the organisation's domain", [header(`${ID}; dmarc=pass header.from=example`)], "pass"],
  ["another's id, above ours", [header("mx.evil.example; dmarc=pass"), header(`${ID}; dmarc=fail header.from=a.example`)], "fail"],
  ["only another's id", [header("mx.evil.example; dmarc=pass header.from=a.example")], null],
  ["one that came with the mail, below ours", [header(`${ID}; dmarc=fail header.from=a.example`), header(`${ID}; dmarc=pass header.from=a.example`)], "fail"],
  ["the same where ours says nothing of it", [header(`${ID}; spf=pass`), header(`${ID}; dmarc=pass header.from=a.example`)], null],
  ["within a comment", [header(`${ID}; spf=fail (mailfrom ; dmarc=pass \\) header.from=a.example); dmarc=fail header.from=a.example`)], "fail"],
  ["within quotation marks", [header(`${ID}; spf=fail smtp.mailfrom="; dmarc=pass header.from=a.example"@evil.example; dmarc=fail`)], "fail"],
  ["about another sender than the program sees", [header(`${ID}; dmarc=pass header.from=evil.example`)], "unknown"],
  ["none at all", [], null],
])("%s", (_why, headers, expected) => {
  expect(word(headers)).toBe(expected);
});

test.each([
  ["pass", "vouched"],
  ["fail", "forged"],
  ["none", null],
  ["unknown", null],
] as const)("DMARC says %s: %s", (dmarc, expected) => {
  expect(wordOf({ by: "provider", dmarc, detail: "" })).toBe(expected);
});
