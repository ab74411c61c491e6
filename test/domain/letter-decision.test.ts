import { describe, expect, test } from "vitest";
import { blankFormsFor, decideLetter, type LetterOccasion } from "../../src/domain/letter-decision.ts";
import { judge } from "../../src/domain/judging.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Status } from "../../src/domain/verdicts.ts";
import { campaign, evidence, IN_TIME, OWN, say, sealOf, seen, seenScan, seenWord } from "./evidence-fixture.ts";

const word = seenWord();
const form = seenScan("application-form", [sealOf(OWN)]);
const declaration = seenScan("declaration", [sealOf(OWN)]);
const grey = seenScan("declaration", [sealOf(OWN, { colour: "grey" })]);
const unsealed = seenScan("declaration", []);
const both = {
  items: ["application-form" as const, "declaration" as const],
  received: "2022-11-22",
  loggedAt: IN_TIME,
};
const stamped = { ...both, sealed: true };
const unstamped = { ...both, sealed: false };
const byMail = { documents: [word, form, declaration] };

const judged = (more: Partial<Evidence>) => judge(evidence(more), campaign, say);
const said = (more: Partial<Evidence>): Record<string, Status> =>
  Object.fromEntries(judged(more).requirements.map((one) => [one.id, one.status]));
const mail = (more: Partial<LetterOccasion> = {}): LetterOccasion => ({
  ...{ causes: ["mail"], broughtDocuments: true, said: null },
  ...more,
});
const question = mail({ broughtDocuments: false });
const cause = (...causes: LetterOccasion["causes"]) => mail({ causes, broughtDocuments: false });
const silent = { silent: "nothing-new" };

const rows: [why: string, occasion: LetterOccasion, now: Partial<Evidence>, letter: unknown][] = [
  ["all that comes by e-mail is there", mail(), byMail, "receipt"],
  ["something in doubt is a person's, not the applicant's", mail(), { documents: [word, form, grey] }, "receipt"],
  ["the declaration is missing", mail(), { documents: [word, form] }, "deficiency"],
  ["the declaration bears no seal", mail(), { documents: [word, form, unsealed] }, "deficiency"],
  [
    "the declaration cannot be opened",
    mail(),
    { documents: [word, form, seen({ notes: [{ code: "damaged", detail: "" }] })] },
    "deficiency",
  ],
  [
    "a file that may be the declaration cannot be recognised",
    mail(),
    { documents: [word, form, seen({})] },
    "deficiency",
  ],
  [
    "a business licence instead of the declaration",
    mail(),
    { documents: [word, form, seen({ foreign: true })] },
    "deficiency",
  ],
  ["the paper bears no seal", mail(), { ...byMail, arrivals: [unstamped] }, "deficiency"],
  ["all is there, the paper too", mail(), { ...byMail, arrivals: [stamped] }, "complete"],
  ["the same once more: they sent it, so they hear", mail({ said: said(byMail) }), byMail, "receipt"],
  ["a bare question is a person's", question, {}, silent],
  ["a bare question after a letter", { ...question, said: said(byMail) }, byMail, silent],
  ["the paper came", { ...cause("paper"), said: said(byMail) }, { ...byMail, arrivals: [stamped] }, "complete"],
  [
    "one of two papers came",
    { ...cause("paper"), said: said(byMail) },
    { ...byMail, arrivals: [{ ...stamped, items: ["declaration"] }] },
    "receipt",
  ],
  [
    "a second envelope with the same",
    { ...cause("paper"), said: said({ ...byMail, arrivals: [stamped] }) },
    { ...byMail, arrivals: [stamped, stamped] },
    silent,
  ],
  [
    "the paper came together with a question",
    { ...cause("mail", "paper"), said: said(byMail) },
    { ...byMail, arrivals: [stamped] },
    "complete",
  ],
  [
    "a person decided, and it changes something",
    { ...cause("override"), said: said({ documents: [word, form] }) },
    {
      documents: [word, form],
      overrides: [{ requirement: "declaration-pdf", status: "waived", why: "-", at: IN_TIME }],
    },
    "receipt",
  ],
  ["a person decided what was so before", { ...cause("override"), said: said(byMail) }, byMail, silent],
  ["a reminder", { ...cause("reminder"), said: said({}) }, {}, "reminder"],
  ["a reminder for the paper", { ...cause("reminder"), said: said(byMail) }, byMail, "reminder"],
  ["no reminder for who owes nothing", cause("reminder"), { ...byMail, arrivals: [stamped] }, silent],
  ["a reminder is not lost to a question", { ...cause("mail", "reminder"), said: said({}) }, {}, "reminder"],
  ["a reminder gives way to an answer", mail({ causes: ["reminder", "mail"] }), { documents: [word] }, "deficiency"],
];

test.each(rows)("%s", (_why, occasion, now, letter) => {
  expect(decideLetter(occasion, judged(now), campaign)).toEqual(letter);
});

describe("blank forms", () => {
  const waived = (requirement: string) => [{ requirement, status: "waived" as const, why: "-", at: IN_TIME }];
  const cases: [why: string, more: Partial<Evidence>, forms: string[]][] = [
    ["nothing came", {}, ["application-form", "declaration"]],
    ["the Word form came", { documents: [word] }, ["declaration"]],
    ["an unsealed declaration came", { documents: [word, unsealed] }, []],
    [
      "the declaration as a Word file came",
      { documents: [word, seen({ document: "declaration", medium: "word" })] },
      [],
    ],
    [
      "a file that may be either came",
      { documents: [seen({ name: "材料.zip", medium: "archive", notes: [{ code: "encrypted", detail: "" }] })] },
      [],
    ],
    ["a business licence came", { documents: [word, seen({ foreign: true })] }, ["declaration"]],
    ["the declaration came on paper", { documents: [word], arrivals: [{ ...stamped, items: ["declaration"] }] }, []],
    ["the declaration is waived", { documents: [word], overrides: waived("declaration-pdf") }, []],
    ["its paper is waived", { documents: [word], overrides: waived("declaration-paper") }, ["declaration"]],
    ["all came", byMail, []],
  ];
  test.each(cases)("%s", (_why, more, forms) => {
    const documents: SeenDocument[] = more.documents ?? [];
    expect(blankFormsFor(judged(more), documents, campaign)).toEqual(forms);
  });
});
