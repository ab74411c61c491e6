import { seededRandom } from "../../src/demo/makers/random.ts";
import type { Box, PageFacts, SealFacts } from "../../src/domain/facts.ts";
import { nameKey, similarity } from "../../src/domain/names.ts";
import { judgeSeals, type SealVerdict } from "../../src/domain/seal/judge.ts";
import { matchSealName, sealText } from "../../src/domain/seal/name.ts";
import { isPostmark } from "../../src/domain/seal/postmark.ts";
import { loadCampaign } from "../../src/load-campaign.ts";
import { RIM } from "../../src/reading/mend/mend.ts";
import { isBlank } from "../../src/reading/ocr/grey.ts";
import { loadLineReader } from "../../src/reading/ocr/line-reader.ts";
import { openPages } from "../../src/reading/open-pages.ts";
import { findPageSeals } from "../../src/reading/page-seals.ts";
import type { LineReader } from "../../src/reading/picture.ts";
import { strayInk } from "../../src/reading/seal/stray-ink.ts";
import { COMPANIES_PER_SET, companyName, nearTwin } from "./names.ts";
import { NO_COSTS, peakMb, placeSeals, planOf, type Costs, type NameScore, type Placed, type Row } from "./score.ts";
import type { SealCase, SealPlan } from "./seal-case.ts";

const { campaign } = loadCampaign("rules/sunshine-2022.yaml");

export interface Judged {
  row: Row;
  verdict: SealVerdict;
}

/**
 * One page the way that the program goes: opened, mended, searched, judged against the applicant's name. Its lines alone
 * are the truth's: the recognition of the page's text is measured elsewhere.
 */
export async function judgeCase(made: SealCase, makeMs = 0): Promise<Judged> {
  const costs = { ...NO_COSTS, make: makeMs };
  const page = await readPage(made, costs);
  const lap = stopwatch();
  const verdict = judgeSeals([page], made.applicant, campaign.seal);
  costs.judge = lap();
  const { placed, surplus } = placeSeals(made, page.seals);
  const own = made.holds === "own" ? placed.find((one) => isOwn(one, made)) : undefined;
  const names = own === undefined ? null : tryNames(made, own.found);
  costs.names = lap();
  const row: Row = {
    ...planOf(made),
    verdict: verdict.verdict,
    reasons: verdict.reasons.map(({ code }) => code),
    seals: placed.map(({ score }) => score),
    own: own?.score ?? null,
    names,
    surplus,
    costs,
    peakMb: peakMb(),
  };
  return { row, verdict };
}

async function readPage({ bytes, kind, lines }: SealCase, costs: Costs): Promise<PageFacts> {
  const lap = stopwatch();
  const source = await openPages(bytes, kind);
  if (!("pageCount" in source)) throw new Error(`not opened: ${source.code} ${source.detail}`);
  try {
    const { widthMm, heightMm, picture } = await source.page(1);
    costs.open = lap();
    const facts: PageFacts = { number: 1, widthMm, heightMm, textSource: "ocr", lines, seals: [] };
    if (isBlank(picture)) return facts;
    const { seals, mended, boxes } = await findPageSeals(picture, await timedReader(costs));
    const onMended = mended.isMended
      ? lines.map((line) => ({ ...line, box: withinRim(line.upright ?? line.box) }))
      : lines;
    const marks = boxes.filter((_, index) => seals[index] && isPostmark(seals[index]));
    const stray = strayInk(mended.picture, onMended, marks);
    costs.find = lap() - costs.read;
    return { ...facts, seals, ...stray };
  } finally {
    await source.close();
  }
}

/** Of a whole sheet on the flat picture of it, which ends a little within. */
function withinRim({ x, y, width, height }: Box): Box {
  const scale = 1 / (1 - 2 * RIM);
  return { x: (x - RIM) * scale, y: (y - RIM) * scale, width: width * scale, height: height * scale };
}

async function timedReader(costs: Costs): Promise<LineReader> {
  const read = await loadLineReader();
  return async (strips) => {
    const lap = stopwatch();
    const lattices = await read(strips);
    costs.read += lap();
    return lattices;
  };
}

/** CPU ms of the whole process since it was last asked. */
function stopwatch(): () => number {
  let before = process.cpuUsage();
  return () => {
    const used = process.cpuUsage(before);
    before = process.cpuUsage();
    return (used.user + used.system) / 1000;
  };
}

const isOwn = ({ truth }: Placed, { applicant }: SealCase) => truth.kind === "official" && truth.name === applicant;

/** Enough on 3,000 pages to tell one in 2,000 apart from none. */
const UNRELATED_NAMES = 8;
const TWIN_NAMES = 3;
/** Names at least this much alike are no strangers: nearer ones are twins. */
const STRANGERS = 0.6;

function tryNames({ set, seed, applicant }: SealPlan, found: SealFacts | null): NameScore {
  const random = seededRandom(seed ^ 0x5ea1);
  const twins = Array.from({ length: TWIN_NAMES }, () => nearTwin(set, applicant, random));
  const unrelated: string[] = [];
  while (unrelated.length < UNRELATED_NAMES) {
    const name = companyName(set, Math.floor(random() * COMPANIES_PER_SET));
    if (similarity(nameKey(name), nameKey(applicant)) < STRANGERS) unrelated.push(name);
  }
  const accepts = (name: string) => found !== null && matchSealName(found.arc, name).matches === true;
  return {
    right: accepts(applicant),
    read: found === null ? "" : sealText(found.arc),
    unrelated: unrelated.length,
    unrelatedAccepted: unrelated.filter(accepts),
    twins: twins.length,
    twinsAccepted: twins.filter(accepts),
  };
}
