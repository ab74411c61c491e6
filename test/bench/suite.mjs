// A suite of made applicants' mails through the built program's examine path, in one process: how many items, fields, findings and
// documents are right, by group and over all; seconds and memory. npm run eval:intake -- [--seed N] [--only NAME,…] [--keep DIR] [--failures FILE] [--jobs N]
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import "./typescript.mjs";

const { allCases, kitOf } = await import("../suite/suite.ts");
const { addScores, scoreMail } = await import("../suite/score.ts");
const { aimsMissed, failureList, table } = await import("../suite/report.ts");
const build = (file) => import(new URL(`../../build/${file}`, import.meta.url).href);
const { examineFile } = await build("examine-file.js");
const { loadRules } = await build("parts.js");
const { startReader } = await build("reading/reader.js");
const { readSettings } = await build("settings.js");

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    keep: { type: "string" },
    failures: { type: "string" },
    jobs: { type: "string", default: "2" },
    verbose: { type: "boolean", default: false },
  },
});
const seed = Number(options.seed);
const wanted = options.only.split(",");
const cases = allCases().filter(({ name }) => wanted.some((part) => name.includes(part)));
if (cases.length === 0) throw new Error(`No case's name has “${options.only}” in it`);
const folder = mkdtempSync(join(tmpdir(), "intake-suite-"));
const settings = readSettings({});
const rules = loadRules(settings);
const known = new Map();

const memory = { peak: 0 };
const watch = setInterval(
  () => (memory.peak = Math.max(memory.peak, sum(family(process.pid).map(proportionalMb)))),
  500,
);
const begun = performance.now();
const results = [];
const waiting = [...cases];
await Promise.all(Array.from({ length: Math.max(1, Number(options.jobs)) }, workThrough));
clearInterval(watch);
rmSync(folder, { recursive: true, force: true });

results.sort((one, other) => cases.indexOf(one.made) - cases.indexOf(other.made));
const seconds = (performance.now() - begun) / 1000;
console.log(table(results));
console.log(
  `\n${results.length} mails of seed ${seed} in ${seconds.toFixed(0)} s, all processes' peak ${memory.peak.toFixed(0)} MB`,
);
const slowest = [...results].sort((one, other) => other.reading - one.reading).slice(0, 3);
console.log(
  `slowest to read: ${slowest.map(({ name, reading }) => `${name} ${(reading / 1000).toFixed(1)} s`).join(", ")}`,
);
const failures = failureList(results, seed);
if (options.failures) writeFileSync(options.failures, failures);
else console.log(`\n${failures}`);
const missed = aimsMissed(addScores(results.map(({ score }) => score)));
for (const aim of missed) console.log(`missed: ${aim}`);
process.exit(missed.length > 0 ? 1 : 0);

async function workThrough() {
  const reader = remembering(startReader());
  for (let made = waiting.shift(); made; made = waiting.shift()) results.push(await judgeCase(made, reader));
  await reader.close();
}

async function judgeCase(made, reader) {
  const { raw, truth } = await made.make(kitOf(seed, made.name));
  const file = join(folder, `${made.name.replaceAll("/", "--")}.eml`);
  writeFileSync(file, raw);
  if (options.keep) keepMail(options.keep, made.name, raw);
  const started = performance.now();
  const now = new Date("2022-11-25T09:00:00+08:00");
  const seen = await examineFile(file, { rules, reader, settings, now }).catch((error) => unreadable(error));
  const reading = performance.now() - started;
  if (options.verbose) console.log(JSON.stringify(seen, null, 1));
  if (!("applications" in seen)) Object.assign(seen, { applications: [], documents: [], message: {}, findings: [] });
  return { made, name: made.name, why: made.why, score: scoreMail(truth, seen), reading };
}

function unreadable(error) {
  const finding = { code: `not-examined: ${error.message}`, severity: "blocker", message: error.message };
  return { message: { automatic: null }, documents: [], applications: [], letter: null, findings: [finding] };
}

/** A paper that came in an earlier mail is known by its content, as in the program's own store. */
function remembering(reader) {
  const forMail = () => {
    const documents = reader.forMail(0);
    const readDocument = async (path, kind) => {
      const key = `${kind} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`;
      const facts = known.get(key) ?? (await documents.readDocument(path, kind));
      known.set(key, facts);
      return facts;
    };
    return { readDocument };
  };
  return {
    kindOf: (path) => reader.kindOf(path),
    readMail: (path, partsDir) => reader.readMail(path, partsDir),
    close: () => reader.close(),
    forMail,
  };
}

function keepMail(folder, name, raw) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll("/", "--")}.eml`), raw);
}

/** This process and what it started, and what that started. */
function family(root) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)]);
  const members = [root];
  for (const member of members) members.push(...parents.filter(([, parent]) => parent === member).map(([pid]) => pid));
  return members;
}

function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return 0;
  }
}

function proportionalMb(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]) / 1024;
  } catch {
    return 0;
  }
}

function sum(figures) {
  return figures.reduce((total, figure) => total + figure, 0);
}
