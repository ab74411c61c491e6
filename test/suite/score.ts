import type { FormValues } from "../../src/demo/makers/form-values.ts";
import type { ExaminedDocument } from "../../src/examine-document.ts";
import type { Examined } from "../../src/examine-file.ts";
import type { RequirementState, Status } from "../../src/domain/verdicts.ts";
import type { ApplicationTruth, Expected, Truth } from "./case.ts";

const ITEMS = ["form-word", "form-pdf", "declaration-pdf"] as const;

/** What one mail's examination was worth. Counts add up over mails. */
export interface Score {
  items: number;
  itemsRight: number;
  /** Items whose truth does not allow `unsure`, and how many of them came out so. */
  certain: number;
  unsure: number;
  /** `satisfied` where it is not; `missing` where it was sent. */
  credited: number;
  denied: number;
  fields: number;
  fieldsRight: number;
  findings: number;
  findingsRight: number;
  documents: number;
  documentsRight: number;
  /** One line for each thing that is wrong. */
  wrong: string[];
}

export const NOTHING: Score = {
  ...{ items: 0, itemsRight: 0, certain: 0, unsure: 0, credited: 0, denied: 0 },
  ...{ fields: 0, fieldsRight: 0, findings: 0, findingsRight: 0, documents: 0, documentsRight: 0, wrong: [] },
};

export function addScores(scores: Score[]): Score {
  const total = { ...NOTHING, wrong: scores.flatMap((one) => one.wrong) };
  for (const key of Object.keys(NOTHING) as (keyof Score)[]) {
    if (key !== "wrong") total[key] = scores.reduce((sum, one) => sum + one[key], 0);
  }
  return total;
}

/** Holds what the program saw against what the mail's maker says. */
export function scoreMail(truth: Truth, seen: Examined): Score {
  return addScores([
    ...truth.applications.map((expected) => scoreApplication(expected, seen)),
    scoreOthers(truth, seen),
    scoreFindings(truth, seen),
    scoreDocuments(truth, seen),
  ]);
}

function scoreApplication(expected: ApplicationTruth, seen: Examined): Score {
  const found = seen.applications.find((one) => plainName(one.unitName) === plainName(expected.unitName));
  const items = ITEMS.map((id, at) =>
    scoreItem(
      id,
      expected.statuses[at] ?? "missing",
      found?.requirements.find((one) => one.id === id),
    ),
  );
  return addScores([...items, scoreFields(expected.fields, found?.requirements ?? [], seen.documents)]);
}

function scoreItem(id: string, expected: Expected, state: RequirementState | undefined): Score {
  const allowed: Status[] = Array.isArray(expected) ? expected : [expected];
  const actual = state?.status;
  const right = actual !== undefined && allowed.includes(actual);
  const certain = !allowed.includes("unsure");
  const because = state?.findings.map((one) => one.code).join(",") ?? "";
  return {
    ...NOTHING,
    items: 1,
    itemsRight: Number(right),
    certain: Number(certain),
    unsure: Number(certain && actual === "unsure"),
    credited: Number(!right && actual === "satisfied"),
    denied: Number(!right && actual === "missing"),
    wrong: right ? [] : [`${id}: ${allowed.join("|")} expected, ${actual ?? "no such application"} seen [${because}]`],
  };
}

function scoreFields(
  expected: Partial<FormValues> | null,
  requirements: RequirementState[],
  documents: ExaminedDocument[],
): Score {
  if (expected === null) return NOTHING;
  const name = requirements.find((one) => one.id === "form-word")?.documents[0];
  const forms = documents.filter((one) => one.document === "application-form" && "contact" in one.fields);
  const form =
    forms.find((one) => one.name === name && one.medium === "word") ?? forms.find((one) => one.name === name);
  const fields = Object.entries(expected).map(([id, value]) => {
    const actual = form?.fields[id] ?? null;
    return trimmed(actual ?? "", id) === trimmed(value, id)
      ? null
      : `${id}: “${value}” expected, ${JSON.stringify(actual)} read`;
  });
  const wrong = fields.filter((one) => one !== null);
  const said = wrong.length > 6 ? [...wrong.slice(0, 2), `${wrong.length - 2} more fields: likewise`] : wrong;
  return { ...NOTHING, fields: fields.length, fieldsRight: fields.length - wrong.length, wrong: said };
}

/** Spaces at the ends do not count, nor which kind of space parts two words; none counts within a date. */
function trimmed(value: string, id: string): string {
  return id === "applicationDate" ? value.replace(/\s+/g, "") : value.replace(/\s+/g, " ").trim();
}

/** An application that nobody made counts as an item that is wrong, and as credit where any requirement is satisfied. */
function scoreOthers({ automatic, applications, mayOpen = [] }: Truth, seen: Examined): Score {
  const known = [...applications.map((one) => one.unitName), ...mayOpen].map(plainName);
  const others = seen.applications.filter((one) => !known.includes(plainName(one.unitName)));
  const scores = others.map(({ unitName, requirements }) => ({
    ...NOTHING,
    items: 1,
    certain: 1,
    credited: Number(requirements.some((one) => one.status === "satisfied")),
    wrong: [`an application of ${unitName} that nobody made`],
  }));
  const kind = seen.message.automatic;
  const wrong = kind === automatic ? [] : [`automatic: ${String(automatic)} expected, ${String(kind)} seen`];
  const isItem = automatic !== null || wrong.length > 0 || applications.length === 0;
  const right = others.length === 0 && wrong.length === 0;
  return addScores([...scores, { ...NOTHING, items: Number(isItem), itemsRight: Number(isItem && right), wrong }]);
}

/** Every blocker and warning must be expected, and every expected one there. */
function scoreFindings({ findings: { must, may } }: Truth, seen: Examined): Score {
  const all = [
    ...seen.findings,
    ...seen.documents.flatMap((one) => one.findings),
    ...seen.applications.flatMap((one) => [...one.findings, ...one.requirements.flatMap((item) => item.findings)]),
  ];
  const codes = new Set<string>(all.filter((one) => one.severity !== "info").map((one) => one.code));
  const absent = must.filter((code) => !all.some((one) => one.code === code));
  const surplus = may.includes("*") ? [] : [...codes].filter((code) => !must.includes(code) && !may.includes(code));
  return {
    ...NOTHING,
    findings: Math.max(1, must.length + surplus.length),
    findingsRight: Math.max(1, must.length + surplus.length) - absent.length - surplus.length,
    wrong: [...absent.map((code) => `no finding ${code}`), ...surplus.map((code) => `surplus finding ${code}`)],
  };
}

function scoreDocuments({ documents }: Truth, seen: Examined): Score {
  const left = [...seen.documents];
  const wrong = documents.flatMap(({ name, document, medium }) => {
    const at = left.findIndex((one) => one.document === document && one.medium === medium && sameName(one.name, name));
    if (at < 0) return [`no document “${name}” seen as ${document} (${medium})`];
    left.splice(at, 1);
    return [];
  });
  return { ...NOTHING, documents: documents.length, documentsRight: documents.length - wrong.length, wrong };
}

const sameName = (one: string, other: string) => one.normalize("NFC").trim() === other.normalize("NFC").trim();
const plainName = (name: string) => name.normalize("NFKC").replace(/\s/g, "");
