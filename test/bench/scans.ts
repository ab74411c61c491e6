import sharp from "sharp";
import { seededRandom, type Random } from "../../src/demo/makers/random.ts";
import type { PageFacts } from "../../src/domain/facts.ts";
import { papersOf } from "../../src/domain/papers.ts";
import { readScan } from "../../src/domain/scan-fields.ts";
import { judgeSeals } from "../../src/domain/seal/judge.ts";
import { loadCampaign } from "../../src/load-campaign.ts";
import { loadLineReader } from "../../src/reading/ocr/line-reader.ts";
import { loadTextReader } from "../../src/reading/ocr/page-reader.ts";
import { readPages } from "../../src/reading/pages.ts";
import {
  type Applicant,
  boundPdf,
  faxed,
  madeUpApplicant,
  type PageName,
  photographed,
  printedPage,
  scanned,
} from "../makers/scanned-papers.ts";

const { campaign } = loadCampaign("rules/sunshine-2022.yaml");

/** How a page is spoilt; how the pages are bound. */
interface Way {
  why: string;
  dpi?: number;
  spoil: (page: ReturnType<typeof printedPage>, dpi: number, random: Random) => Promise<Buffer>;
  bind?: (pages: Buffer[]) => Promise<Buffer>;
}

const scan = (why: string, look: Parameters<typeof scanned>[2] = {}, dpi = 200): Way => ({
  why,
  dpi,
  spoil: (page, fine, random) => scanned(page, fine, look, random),
});
const photo = (why: string, look: Parameters<typeof photographed>[1] = {}): Way => ({
  why,
  spoil: (page, _dpi, random) => photographed(page, look, random),
});
const turned = (degrees: number): Way => ({
  why: `turned by ${degrees}°`,
  spoil: async (page, dpi, random) =>
    sharp(await scanned(page, dpi, {}, random))
      .rotate(degrees)
      .withDensity(dpi)
      .jpeg({ quality: 80 })
      .toBuffer(),
});

const WAYS: Way[] = [
  scan("150 dpi", {}, 150),
  scan("200 dpi"),
  scan("300 dpi", {}, 300),
  ...[-8, -5, -3, 3, 5, 8].map((rotationDeg) => scan(`askew ${rotationDeg}°`, { rotationDeg })),
  scan("JPEG 40", { quality: 40 }),
  scan("grey", { greyscale: true }, 150),
  scan("yellowed", { paper: "#f0dcae" }),
  scan("an old machine", { noise: 12, blurMm: 0.2, quality: 40 }, 150),
  { why: "fax", spoil: (page, dpi, random) => faxed(page, dpi, random) },
  ...[90, 180, 270].map(turned),
  { ...turned(90), why: "turned, and turned back by /Rotate", bind: (pages) => boundPdf(pages, { rotate: 270 }) },
  { ...scan("/Rotate 90"), bind: (pages) => boundPdf(pages, { rotate: 90 }) },
  photo("photo on wood", { desk: "wood" }),
  photo("photo on a dark desk", { desk: "dark", stray: 0.08 }),
  photo("photo on grey, tilted", { desk: "grey", tiltDeg: 14 }),
  photo("photo on cloth", { desk: "cloth", tiltDeg: 10 }),
  photo("photo on a light desk", { desk: "light", stray: 0.05 }),
  photo("photo in a soft shadow", { shadow: "soft", falloff: 0.5 }),
  photo("photo in a hard shadow", { shadow: "hard", desk: "wood", stray: 0.06 }),
  { ...photo("photo set in a document", { stray: 0.05 }), bind: (pages) => boundPdf(pages, { marginMm: 20 }) },
  photo("small photo", { longSide: 1600, quality: 60 }),
  {
    ...turned(90),
    why: "photo held sideways",
    spoil: async (page, _dpi, random) =>
      sharp(await photographed(page, {}, random))
        .rotate(90)
        .jpeg()
        .toBuffer(),
  },
];

const ORDERS: PageName[][] = [
  ["form1", "form2", "declaration"],
  ["declaration", "articles", "form1", "form2"],
  ["form2", "form1", "declaration", "articles"],
  ["form1", "form2", "blank", "declaration"],
  ["letter", "form1", "form2", "declaration"],
  ["form1", "form2", "letter", "declaration", "articles"],
  ["licence", "form1", "form2", "certificate", "declaration"],
  ["form1", "form2", "licence"],
];

const tally = new Map<string, { right: number; all: number }>();
function count(what: string, right: boolean): boolean {
  const one = tally.get(what) ?? { right: 0, all: 0 };
  tally.set(what, { right: one.right + (right ? 1 : 0), all: one.all + 1 });
  return right;
}

const only = process.argv[2];
await Promise.all([loadTextReader(), loadLineReader()]);
let [seconds, pages] = [0, 0];
for (const [index, way] of WAYS.entries()) {
  if (only !== undefined && !way.why.includes(only)) continue;
  await tryWay(way, index);
}
for (const [what, { right, all }] of tally)
  console.log(`${what.padEnd(14)} ${right}/${all}  ${((100 * right) / all).toFixed(1)} %`);
console.log(
  `${pages} pages, ${(seconds / pages).toFixed(2)} s CPU a page, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
process.exit(0);

async function tryWay(
  { why, dpi = 200, spoil, bind = (pictures) => boundPdf(pictures) }: Way,
  index: number,
): Promise<void> {
  const random = seededRandom(index + 1);
  const applicant = madeUpApplicant(random);
  const order = ORDERS[index % ORDERS.length] ?? [];
  const signed = index % 2 === 0;
  const files: Buffer[] = [];
  for (const name of order) {
    const printed = printedPage(name, applicant, { dpi, stamped: true, signed }, random);
    files.push(await bind([await spoil(printed, dpi, random)]));
  }
  const begun = process.cpuUsage();
  // One by one: on a busy machine the limit on a document's seconds would be measured instead.
  const facts: PageFacts[] = [];
  for (const [place, file] of files.entries()) {
    const read = await readPages(file, "pdf");
    facts.push(...read.pages.map((page) => ({ ...page, number: place + 1 })));
  }
  const used = process.cpuUsage(begun);
  const took = (used.user + used.system) / 1e6;
  seconds += took;
  pages += order.length;
  const wrong = compare(order, applicant, signed, facts);
  console.log(`${why.padEnd(36)} ${(took / order.length).toFixed(2)} s CPU a page  ${wrong.join("; ") || "all right"}`);
}

function compare(order: PageName[], { values, date }: Applicant, signed: boolean, facts: PageFacts[]): string[] {
  const wrong: string[] = [];
  const check = (what: string, right: boolean, detail: string) => {
    if (!count(what, right)) wrong.push(`${what}: ${detail}`);
  };
  const papers = papersOf(facts, campaign.documents);
  order.forEach((name, place) => {
    if (name === "blank") return;
    const paper = papers.find((one) => one.pages.some((page) => page.number === place + 1));
    check(
      "document kind",
      paper?.document === kindOf(name),
      `page ${place + 1} (${name}) ${paper?.document ?? "none"}`,
    );
  });
  const inWords = papers.map((paper) => `${paper.document} ${paper.pages.map((page) => page.number).join("+")}`);
  check("page grouping", inWords.join(", ") === expected(order), `${inWords.join(", ")} instead of ${expected(order)}`);
  for (const { document, pages: own } of papers) {
    if (document !== "application-form" && document !== "declaration") continue;
    const scan = readScan(
      own.flatMap((page) => page.lines),
      campaign.form,
    );
    check(`date`, scan.date === date, `${scan.date ?? "none"} for ${date} (${document})`);
    const seal = judgeSeals(own, values.unitName, campaign.seal);
    check(
      "seal",
      seal.verdict === "present" ||
        (facts.some((page) => page.seals.some((one) => one.colour === "grey")) && seal.verdict === "unsure"),
      `${document} ${seal.verdict} ${seal.reasons.map((one) => one.code).join()}`,
    );
    if (document === "application-form" || signed)
      check(
        "name",
        scan.unitName === values.unitName,
        `${scan.unitName ?? "none"} for ${values.unitName} (${document})`,
      );
    if (document !== "application-form") continue;
    for (const field of ["contact", "mobile", "position", "email", "postalAddress"] as const) {
      const read = scan.fields[field];
      check(field, read?.replaceAll(" ", "") === values[field], `${read ?? "none"} for ${values[field]}`);
    }
  }
  return wrong;
}

function kindOf(name: PageName): string {
  if (name === "form1" || name === "form2") return "application-form";
  return name === "declaration" || name === "articles" ? "declaration" : "unknown";
}

/** Papers in the order of their first pages; a blank page goes with what precedes it, letters and licences together. */
function expected(order: PageName[]): string {
  const papers: { kind: string; pages: number[] }[] = [];
  let before: { kind: string; pages: number[] } | undefined;
  order.forEach((name, place) => {
    const kind = kindOf(name);
    const open =
      name === "blank"
        ? before
        : kind === "unknown" && before?.kind !== kind
          ? undefined
          : papers.findLast((one) => one.kind === kind);
    if (open) open.pages.push(place + 1);
    else papers.push({ kind, pages: [place + 1] });
    before = open ?? papers[papers.length - 1];
  });
  return papers.map(({ kind, pages: own }) => `${kind} ${own.join("+")}`).join(", ");
}
