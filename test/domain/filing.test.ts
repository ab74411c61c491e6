import { describe, expect, test } from "vitest";
import type { SeenDocument } from "../../src/domain/documents.ts";
import { fileMail, type FilingContext } from "../../src/domain/filing.ts";
import type { KnownName } from "../../src/domain/names.ts";
import { OTHER, OWN, sealOf, seen, seenScan, seenWord } from "./evidence-fixture.ts";

const NANJING = "南京天御安科技有限公司";
const known = (id: string, name: string, ...aliases: string[]): KnownName => ({ id, name, aliases });
const context = (more: Partial<FilingContext> = {}): FilingContext => ({
  ...{ applications: [], members: [], threadApplications: [], senderApplications: [] },
  ...more,
});

const word = (name: string) => seenWord({ 单位名称: name });
const scanned = (unitName: string | null, ...seals: string[]) =>
  seenScan(
    "application-form",
    seals.map((name) => sealOf(name)),
    { unitName },
  );
const withText = (unitName: string) => ({ ...scanned(unitName), nameCertain: true });
const declaration = (...seals: string[]) =>
  seenScan(
    "declaration",
    seals.map((name) => sealOf(name)),
  );

const A1 = known("A1", OWN);
const A2 = known("A2", OTHER);
const own = { open: OWN, twins: [] };
const rows: [why: string, documents: SeenDocument[], known: Partial<FilingContext>, targets: unknown[]][] = [
  ["a first form opens an application", [word(OWN)], {}, [own]],
  ["a known company's form", [word("北京天御安科技有限责任公司")], { applications: [A1] }, [{ existing: "A1" }]],
  [
    "a stamped form that prints another's name over the applicant's seal is the applicant's",
    [word(OWN), { ...scanned(OTHER, OWN), nameCertain: true }],
    {},
    [own, own],
  ],
  [
    "another's form under its own seal is another's",
    [word(OWN), { ...scanned(OTHER, OTHER), nameCertain: true }],
    {},
    [own, { open: OTHER, twins: [] }],
  ],
  [
    "a former name's form",
    [word("旧名科技有限公司")],
    { applications: [known("A1", OWN, "旧名科技有限公司")] },
    [{ existing: "A1" }],
  ],
  [
    "a near twin opens its own, with the candidate",
    [word(NANJING)],
    { applications: [A1] },
    [{ open: NANJING, twins: ["A1"] }],
  ],
  [
    "the form's name before thread and sender",
    [word(OTHER)],
    { applications: [A1, A2], threadApplications: ["A1"], senderApplications: ["A1"] },
    [{ existing: "A2" }],
  ],
  [
    "our letter's answer spells out a name that was cut short",
    [word(OWN)],
    { applications: [known("A1", OWN.slice(0, -1))], threadApplications: ["A1"] },
    [{ existing: "A1", fullName: OWN }],
  ],
  [
    "a sender's short name is the whole name that we know",
    [word(OWN.slice(2, -4))],
    { applications: [A1], senderApplications: ["A1"] },
    [{ existing: "A1" }],
  ],
  [
    "a branch that answers for its parent is another company",
    [word(`${OWN}上海分公司`)],
    { applications: [A1], threadApplications: ["A1"] },
    [{ open: `${OWN}上海分公司`, twins: ["A1"] }],
  ],
  [
    "a near twin is no mended name, whoever sends it",
    [word(NANJING)],
    { applications: [A1], threadApplications: ["A1"] },
    [{ open: NANJING, twins: ["A1"] }],
  ],
  [
    "everything beside one form is that company's",
    [word(OWN), scanned(null), declaration(), seen({})],
    {},
    [own, own, own, own],
  ],
  ["a slip of OCR beside the form", [word(OWN), scanned("北京夭御安科技有艰公司")], {}, [own, own]],
  [
    "a slip in a scanner's own text layer opens nothing",
    [word(OWN), withText("北京夭御安科技有限公司")],
    {},
    [own, own],
  ],
  [
    "a near twin's scan, both of them applicants",
    [word(OWN), scanned(NANJING)],
    { applications: [A1, known("A3", NANJING)] },
    [{ existing: "A1" }, { existing: "A3" }],
  ],
  [
    "a near twin's scan, both of them members",
    [word(OWN), scanned(NANJING)],
    { members: [known(OWN, OWN), known(NANJING, NANJING)] },
    [own, { open: NANJING, twins: [] }],
  ],
  ["a near twin's name where nobody knows it is taken for a slip", [word(OWN), scanned(NANJING)], {}, [own, own]],
  [
    "two companies in one mail, scans by their names",
    [word(OWN), word(OTHER), scanned(OTHER), scanned(OWN)],
    {},
    [own, { open: OTHER, twins: [] }, { open: OTHER, twins: [] }, own],
  ],
  [
    "two companies in one mail, declarations by their seals",
    [word(OWN), word(OTHER), declaration(OTHER), declaration(OWN)],
    {},
    [own, { open: OTHER, twins: [] }, { open: OTHER, twins: [] }, own],
  ],
  [
    "two companies in one mail, a declaration that says nothing",
    [word(OWN), word(OTHER), declaration()],
    { applications: [A1], threadApplications: ["A1"] },
    [{ existing: "A1" }, { open: OTHER, twins: [] }, null],
  ],
  ["a form and another company's PDF with text", [word(OWN), withText(OTHER)], {}, [own, { open: OTHER, twins: [] }]],
  ["a scan alone of a known applicant", [scanned(OWN)], { applications: [A1, A2] }, [{ existing: "A1" }]],
  [
    "a scan alone with a slip, in the applicant's thread",
    [scanned("北京夭御安科技有限公司")],
    { applications: [A1, A2], threadApplications: ["A1"] },
    [{ existing: "A1" }],
  ],
  [
    "a scan alone with a slip, from the applicant's address",
    [scanned("北京夭御安科技有限公司")],
    { applications: [A1, A2], senderApplications: ["A1"] },
    [{ existing: "A1" }],
  ],
  ["a scan alone of a member", [scanned(OWN)], { members: [known(OWN, OWN)] }, [own]],
  ["a scan alone that its seal confirms", [scanned(OWN, OWN)], {}, [own]],
  ["a scan alone that nothing confirms opens nothing", [scanned(OWN)], {}, [null]],
  ["a born-digital form alone", [withText(OWN)], {}, [own]],
  [
    "a twin's born-digital form from the twin's sender opens its own",
    [withText(NANJING)],
    { applications: [A1], senderApplications: ["A1"] },
    [{ open: NANJING, twins: ["A1"] }],
  ],
  [
    "a declaration in the thread",
    [declaration()],
    { applications: [A1, A2], threadApplications: ["A1"], senderApplications: ["A2"] },
    [{ existing: "A1" }],
  ],
  [
    "a declaration from the applicant's address",
    [declaration()],
    { applications: [A1, A2], senderApplications: ["A2"] },
    [{ existing: "A2" }],
  ],
  [
    "a declaration of one who writes for two, by its seal",
    [declaration(OTHER)],
    { applications: [A1, A2], senderApplications: ["A1", "A2"] },
    [{ existing: "A2" }],
  ],
  [
    "a declaration of one who writes for two, without a seal",
    [declaration()],
    { applications: [A1, A2], senderApplications: ["A1", "A2"] },
    [null],
  ],
  ["a declaration from nobody known", [declaration(OWN)], {}, [null]],
  [
    "a declaration from another address, by the seal of the one applicant that it names",
    [declaration(OWN)],
    { applications: [A1, A2, known("A3", NANJING)] },
    [{ existing: "A1" }],
  ],
  ["… with the seal of a near twin's company", [declaration(NANJING)], { applications: [A1, A2] }, [null]],
  [
    "… with the seal of a former name",
    [declaration("旧名科技有限公司")],
    { applications: [A2, known("A1", OWN, "旧名科技有限公司")] },
    [{ existing: "A1" }],
  ],
  [
    "… from one who wrote for another company before: either may be meant",
    [declaration(OWN)],
    { applications: [A1, A2], senderApplications: ["A2"] },
    [null],
  ],
  [
    "… in another company's thread it is that company's, with a wrong seal",
    [declaration(OWN)],
    { applications: [A1, A2], threadApplications: ["A2"] },
    [{ existing: "A2" }],
  ],
  [
    "the missing form from a colleague's address, its name read off the scan",
    [scanned(OWN, OWN)],
    { applications: [A1, A2] },
    [{ existing: "A1" }],
  ],
  [
    "a member's former name opens what it is called now",
    [word("旧名科技有限公司")],
    { members: [known(OWN, OWN, "旧名科技有限公司")] },
    [own],
  ],
  [
    "a member's present name joins the application under its former one",
    [word(OWN)],
    { applications: [known("A1", "旧名科技有限公司", OWN)], members: [known(OWN, OWN, "旧名科技有限公司")] },
    [{ existing: "A1" }],
  ],
  [
    "a former name that two members have is nobody's",
    [word("旧名科技有限公司")],
    { members: [known(OWN, OWN, "旧名科技有限公司"), known(OTHER, OTHER, "旧名科技有限公司")] },
    [{ open: "旧名科技有限公司", twins: [] }],
  ],
  [
    "a member's other spelling stays as the company writes it",
    [word("北京天御安科技有限责任公司")],
    { members: [known(OWN, OWN)] },
    [{ open: "北京天御安科技有限责任公司", twins: [] }],
  ],
  [
    "former name on the form, present name on the scan: one company",
    [word("旧名科技有限公司"), scanned(OWN, OWN), declaration(OWN)],
    { members: [known(OWN, OWN, "旧名科技有限公司")] },
    [own, own, own],
  ],
  ["an unreadable form does not open the company it may name", [seen({ unitName: OWN })], {}, [null]],
];

describe("whose a document is", () => {
  test.each(rows)("%s", (_why, documents, more, targets) => {
    const filed = fileMail(documents, context(more)).documents.map((one) => one?.target ?? null);
    expect(filed).toEqual(targets);
  });
});

const mails: [why: string, documents: SeenDocument[], known: Partial<FilingContext>, mail: unknown[]][] = [
  [
    "its documents' company, once",
    [word(OWN), scanned(OWN), declaration()],
    { applications: [A1] },
    [{ existing: "A1" }],
  ],
  [
    "both companies that it brings",
    [word(OWN), word(OTHER)],
    { applications: [A1] },
    [{ existing: "A1" }, { open: OTHER, twins: [] }],
  ],
  ["two spellings of a new company: the first", [word(OWN), word("北京天御安科技有限责任公司")], {}, [own]],
  ["a bare question in a thread", [], { applications: [A1], threadApplications: ["A1"] }, [{ existing: "A1" }]],
  [
    "a bare question from a known address",
    [],
    { applications: [A1], senderApplications: ["A1"] },
    [{ existing: "A1" }],
  ],
  ["a stranger's question", [], { applications: [A1] }, []],
];

test.each(mails)("a mail belongs to %s", (_why, documents, more, mail) => {
  expect(fileMail(documents, context(more)).mail).toEqual(mail);
});
