import { describe, expect, test } from "vitest";
import {
  boundAddresses,
  contested,
  correspondentOf,
  isAddress,
  type Correspondence,
} from "../../src/domain/contacts.ts";

const LI = "li@a.example";
const WANG = "wang@a.example";
const FORM = "office@a.example";
const STRANGER = "mallory@evil.example";

const mail = (more: Partial<Correspondence>): Correspondence => ({
  ...{ mailId: "M1", from: LI, replyTo: [], brought: true, word: null, formAddresses: [] },
  ...{ messageId: null, thread: [], answersLetter: false },
  ...more,
});
const bound = (mails: Partial<Correspondence>[], added: string[] = []) =>
  boundAddresses(mails.map(mail), added).map(({ address }) => address);

describe("who is bound", () => {
  test.each<[why: string, mails: Partial<Correspondence>[], added: string[], expected: string[]]>([
    ["who first sent documents, and the form's address", [{ formAddresses: [FORM] }], [], [LI, FORM]],
    ["not who wrote without documents before", [{ from: STRANGER, brought: false }, {}], [], [LI]],
    ["not who sent documents later", [{}, { from: STRANGER, formAddresses: [STRANGER] }], [], [LI]],
    ["not later though its own domain vouches", [{}, { from: STRANGER, word: "vouched" }], [], [LI]],
    [
      "a later form, where the bound one's domain vouches",
      [{}, { word: "vouched", formAddresses: [FORM] }],
      [],
      [LI, FORM],
    ],
    ["not a later form where nobody vouches", [{}, { formAddresses: [STRANGER] }], [], [LI]],
    [
      "a forged first mail binds nothing; the next does",
      [{ from: WANG, word: "forged", formAddresses: [STRANGER] }, {}],
      [],
      [LI],
    ],
    ["nobody by a forged mail alone", [{ word: "forged" }], [], []],
    ["whom staff added", [{}], [WANG], [LI, WANG]],
    ["a form's address that is none", [{ formAddresses: ["x@y z"] }], [], [LI]],
  ])("%s", (_why, mails, added, expected) => {
    expect(bound(mails, added)).toEqual(expected);
  });
});

describe("whom an answer goes to", () => {
  const known = boundAddresses([mail({})], [WANG]);
  test.each<[why: string, more: Partial<Correspondence>, to: string | null]>([
    ["the sender", {}, LI],
    ["a Reply-To that is bound", { replyTo: [WANG] }, WANG],
    ["not a Reply-To that is not", { replyTo: [STRANGER] }, LI],
    ["a bound Reply-To of an unbound sender", { from: STRANGER, replyTo: [LI] }, LI],
    ["nobody", { from: STRANGER }, null],
  ])("%s", (_why, more, to) => {
    expect(correspondentOf(mail(more), known)).toBe(to);
  });
});

test("what a stranger brought is a person's, unless it answers our letter or a mail of who is bound", () => {
  const mails = [
    mail({ messageId: "<1@a.example>" }),
    mail({ from: STRANGER, messageId: "<2@x.example>" }),
    mail({ from: STRANGER, thread: ["<2@x.example>"] }),
    mail({ from: WANG, answersLetter: true }),
    mail({ from: WANG, thread: ["<1@a.example>"] }),
    mail({ from: WANG, brought: false }),
  ];
  expect(contested(mails, boundAddresses(mails, [])).map(({ from }) => from)).toEqual([STRANGER, STRANGER]);
});

test.each([
  ["li@a.example", true],
  ["李@单位.example", true],
  ["a@b@c.example", false],
  ["li@a.example\r\nBcc: x@y.example", false],
  ["li@a.example,x@y.example", false],
  [`${"a".repeat(250)}@b.example`, false],
  ["", false],
])("%j is an address: %s", (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});
