// The fields of a one-page Word form, warm in the reading child: milliseconds by stage. Run on the build: npm run bench
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const build = (file) => import(new URL(`../../build/${file}`, import.meta.url).href);
const { startReader } = await build("reading/reader.js");
const { readDocument } = await build("reading/document.js");
const { openPackage } = await build("reading/open-package.js");
const { readForm } = await build("domain/form/read.js");
const { loadCampaign } = await build("load-campaign.js");
const { wordForm } = await build("demo/papers.js");
const { formOf } = await build("demo/company.js");
const [company] = Object.values(await build("demo/made-up-companies.js"));

const AIM = 100;
const ROUNDS = 50;
const { campaign } = loadCampaign("rules/sunshine-2022.yaml");
const folder = mkdtempSync(join(tmpdir(), "intake-bench-"));
const path = join(folder, "form.docx");
const bytes = await wordForm(formOf(company, "2022 年 11 月 18 日"));
writeFileSync(path, bytes);

const reader = startReader();
await reader.warm();
try {
  const stages = await measure();
  console.log(`a one-page form of ${(statSync(path).size / 1000).toFixed(0)} KB as .docx, ${ROUNDS} times, warm (ms)`);
  console.log("stage                                median       p95");
  for (const [stage, times] of Object.entries(stages)) {
    console.log(stage.padEnd(34) + [0.5, 0.95].map((share) => quantile(times, share).toFixed(1).padStart(10)).join(""));
  }
  const worst = quantile(stages["all: file to fields"], 0.95);
  console.log(`\np95: ${worst.toFixed(0)} ms of ${AIM} ms (${((worst / AIM) * 100).toFixed(0)} %)`);
} finally {
  await reader.close();
  rmSync(folder, { recursive: true });
}

async function measure() {
  const stages = {
    "all: file to fields": [],
    "  the child and back": [],
    "    kind by content": [],
    "  form out of its blocks": [],
  };
  Object.assign(stages, { "in this process: whole document": [], "in this process: unzip": [] });
  for (let round = -10; round < ROUNDS; round++) {
    const t = [performance.now()];
    const mark = () => t.push(performance.now());
    const kind = await reader.kindOf(path);
    mark();
    const { word } = await reader.readDocument(path, kind);
    mark();
    const form = readForm(word, campaign.form);
    mark();
    if (Object.values(form.fields).filter(Boolean).length < 12) throw new Error("fields were not read");
    await readDocument(bytes, kind);
    mark();
    await (await openPackage(bytes)).part("word/document.xml");
    mark();
    if (round < 0) continue; // the first ones warm the child
    const took = (from, to) => t[to] - t[from];
    const all = [took(0, 3), took(1, 2), took(0, 1), took(2, 3), took(3, 4), took(4, 5)];
    Object.values(stages).forEach((times, stage) => times.push(all[stage]));
  }
  return stages;
}

function quantile(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
