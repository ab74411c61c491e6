// Every file under the given folders through `intake examine` in one call: what became of each, seconds and memory.
// Fails where a file crashed the verb, had no outcome or passed a limit. Run on the build: npm run try:files -- FOLDER…
import { spawn } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { family, forgetPeak, peakMb, residentMb } from "./processes.mjs";

const { limits } = await import(new URL("../../build/reading/limits.js", import.meta.url).href);
const MAIN = new URL("../../build/main.js", import.meta.url).pathname;

const { folders, out } = callOf(process.argv.slice(2));
const REFUSALS = /^document-(?:unreadable|damaged|encrypted|over-limit|timed-out|unsupported-kind|empty|partly-read)$/;
const files = folders.flatMap(filesUnder);
if (files.length === 0) {
  console.error("npm run try:files -- FOLDER… [--out FILE.json]: names folders with files");
  process.exit(2);
}

const verb = spawn(process.execPath, [MAIN, "examine", "--json", ...files], { stdio: ["ignore", "pipe", "pipe"] });
let said = "";
verb.stderr.setEncoding("utf8").on("data", (text) => (said += text));
const ended = new Promise((resolve) => verb.once("close", (status, signal) => resolve(signal ?? status)));

const parent = { first: 0, last: 0, peak: 0 };
let childPeak = 0;
const sampling = setInterval(sample, 20);
const outcomes = [];
let since = performance.now();
await eachEntry(verb.stdout, (entry) => {
  sample();
  const now = performance.now();
  outcomes.push({
    file: files[outcomes.length],
    seconds: (now - since) / 1000,
    megabytes: childPeak,
    ...outcomeOf(entry),
    entry,
  });
  since = now;
  childPeak = 0;
  family(verb.pid).slice(1).forEach(forgetPeak);
});
const status = await ended;
clearInterval(sampling);
report();

/** `--out`: where every file's outcome and figures are written, to look a single one up. */
function callOf(args) {
  const place = args.indexOf("--out");
  return place < 0 ? { folders: args, out: null } : { folders: args.toSpliced(place, 2), out: args[place + 1] };
}

function filesUnder(path) {
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { recursive: true }).map((name) => join(path, name));
  return names.filter((name) => statSync(name).isFile()).sort();
}

/** The verb prints each entry when it is done; nothing else begins a line with its end, for strings hold no line breaks in JSON. */
async function eachEntry(stream, take) {
  const end = files.length > 1 ? /^ {2}\}/m : /^\}/m;
  let text = "";
  for await (const more of stream.setEncoding("utf8")) {
    text += more;
    for (let found = end.exec(text); found; found = end.exec(text)) {
      const length = found.index + found[0].length;
      take(JSON.parse(text.slice(0, length).replace(/^[[,\s]+/, "")));
      text = text.slice(length);
    }
  }
}

function sample() {
  const [, ...children] = family(verb.pid);
  childPeak = Math.max(childPeak, ...children.map(peakMb));
  const now = residentMb(verb.pid);
  if (outcomes.length > 0 && parent.first === 0) parent.first = now;
  if (now > 0) parent.last = now;
  parent.peak = Math.max(parent.peak, now);
}

/** A document that could not be read has a finding of the kind document-…; document-unknown means read and of no use. */
function refusalsOf({ findings }) {
  return findings.map(({ code }) => code).filter((code) => code === "unreadable" || REFUSALS.test(code));
}

function outcomeOf(entry) {
  const [refused] = refusalsOf(entry);
  if (!("documents" in entry)) {
    const kind = entry.medium ?? "unreadable";
    if (refused === undefined) return { kind, outcome: entry.document === "unknown" ? "read, none of ours" : "read" };
    return { kind, outcome: entry.document === "unknown" || !entry.medium ? refused : "read with notes" };
  }
  const parts = [entry, ...entry.documents];
  const noted = parts.some((part) => refusalsOf(part).length > 0);
  const kind = "message" in entry ? "mail" : "archive or several";
  const isRead = "message" in entry || entry.documents.some((one) => refusalsOf(one).length === 0);
  return { kind, outcome: isRead ? (noted ? "read with notes" : "read") : (parts.flatMap(refusalsOf)[0] ?? "read") };
}

function report() {
  const rows = new Map();
  for (const { file, kind, outcome } of outcomes) {
    const row = `${basename(dirname(file)).slice(0, 24).padEnd(26)}${kind}`;
    const counts = rows.get(row) ?? rows.set(row, new Map()).get(row);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  for (const [row, counts] of [...rows].sort()) {
    const all = [...counts].sort(([, a], [, b]) => b - a);
    const words = all.map(([outcome, count]) => `${count} ${outcome}`).join(", ");
    console.log(`${row.padEnd(46)}${String(all.reduce((sum, [, count]) => sum + count, 0)).padStart(4)}: ${words}`);
  }
  longest("slowest", "seconds", (one) => `${one.seconds.toFixed(1)} s`);
  longest("largest", "megabytes", (one) => `${one.megabytes.toFixed(0)} MB`);
  const seconds = outcomes.reduce((sum, one) => sum + one.seconds, 0);
  console.log(
    `\n${outcomes.length} of ${files.length} files in one call, ${seconds.toFixed(0)} s, exit status ${status}`,
  );
  const peak = Math.max(...outcomes.map((one) => one.megabytes));
  console.log(`reading child at most ${peak.toFixed(0)} MB resident of ${limits.childBytes / 1e6} (childBytes)`);
  console.log(
    `parent ${parent.first.toFixed(0)} MB after the first file, ${parent.last.toFixed(0)} after the last, at most ${parent.peak.toFixed(0)}`,
  );
  if (out !== null) writeFileSync(out, JSON.stringify(outcomes, null, 1));
  const faults = faultsOf();
  for (const fault of faults) console.log(`FAILED: ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function longest(title, key, figure) {
  console.log(`\n${title}`);
  for (const one of outcomes.toSorted((a, b) => b[key] - a[key]).slice(0, 10)) {
    console.log(`  ${figure(one).padStart(8)}  ${one.kind.padEnd(10)} ${one.outcome.padEnd(24)} ${one.file}`);
  }
}

function faultsOf() {
  const faults = [];
  if (status !== 0) faults.push(`the verb ended with ${status} at ${files[outcomes.length]}: ${said.slice(-500)}`);
  else if (outcomes.length !== files.length) faults.push(`${files.length - outcomes.length} files have no outcome`);
  for (const { file, kind, seconds, megabytes } of outcomes) {
    const most =
      kind === "mail" || kind === "archive or several"
        ? limits.mailSeconds + 2 * limits.jobSeconds
        : 2 * limits.jobSeconds;
    if (seconds > most) faults.push(`${file} took ${seconds.toFixed(0)} s of ${most}`);
    if (megabytes > limits.childBytes / 1e6) faults.push(`${file} took ${megabytes.toFixed(0)} MB (childBytes)`);
  }
  return faults;
}
