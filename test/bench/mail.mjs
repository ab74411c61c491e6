// One mail with a .docx form and two scanned 300-dpi pages, from its arrival in the mailbox to its queued letter: seconds by stage, and
// the memory of all processes together (proportional set size, so that shared pages count once). Run on the build: npm run bench
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const build = (file) => import(new URL(`../../build/${file}`, import.meta.url).href);
const { startDemoServers } = await build("demo/servers.js");
const COMPANIES = Object.values(await build("demo/made-up-companies.js")).slice(0, 3);
const { formOf, sealOf, senderOf } = await build("demo/company.js");
const { wordForm, scannedForm } = await build("demo/papers.js");
const { buildMail } = await build("demo/makers/mail.js");

const AIM = { seconds: 5, megabytes: 700 };
const clock = () => new Date();
const servers = await startDemoServers({ clock });
const folder = mkdtempSync(join(tmpdir(), "intake-bench-"));
const lines = [];
const daemon = startDaemon();

const memory = { peak: 0, idle: 0 };
let watching = true;
const watched = watchMemory();
try {
  await line((one) => one.msg === "bench: never", 3_000).catch(() => undefined);
  memory.idle = memory.peak;
  console.log("stage (seconds)              first mail   second     third");
  const runs = [];
  for (const company of COMPANIES) runs.push(await oneMail(company));
  for (const stage of Object.keys(runs[0])) {
    console.log(stage.padEnd(28) + runs.map((run) => run[stage].toFixed(2).padStart(10)).join(""));
  }
  const worst = Math.max(...runs.map((run) => run["arrival to queued letter"]));
  console.log(`\nworst: ${worst.toFixed(2)} s of ${AIM.seconds} s (${((worst / AIM.seconds) * 100).toFixed(0)} %)`);
  const { peak, idle } = memory;
  const share = ((peak / AIM.megabytes) * 100).toFixed(0);
  console.log(
    `memory of all processes: ${peak.toFixed(0)} MB of ${AIM.megabytes} MB (${share} %), idle ${idle.toFixed(0)} MB`,
  );
} finally {
  watching = false;
  await watched;
  daemon.kill("SIGTERM");
  await new Promise((resolve) => daemon.once("exit", resolve));
  await servers.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

function startDaemon() {
  const env = {
    PATH: process.env.PATH,
    MAILBOX_URL: servers.imapUrl,
    SMTP_URL: servers.smtpUrl,
    DATA_DIR: folder,
    SETTLE: "0s",
    CONSOLE: "off",
    ANSWER_FROM: "2000-01-01T00:00:00Z",
  };
  const child = spawn(process.execPath, ["build/main.js", "start"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let rest = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    const whole = (rest + text).split("\n");
    rest = whole.pop();
    for (const one of whole) if (one.startsWith("{")) lines.push({ ...JSON.parse(one), seen: performance.now() });
  });
  return child;
}

async function oneMail(company) {
  const values = formOf(company, "2022 年 11 月 18 日");
  const raw = await buildMail({
    from: senderOf(company),
    to: "cciahyz@china-cia.org.cn",
    subject: "阳光行动申请材料",
    text: "您好，请查收。",
    date: clock(),
    attachments: [
      { name: "申请表.docx", content: await wordForm(values) },
      { name: "申请表盖章.pdf", content: await scannedForm(values, sealOf(company), 300) },
    ],
  });
  const seen = lines.length;
  const started = performance.now();
  await servers.deliver({ raw, returnPath: "a@b.example" });
  const after = (fits) => line((one, place) => place >= seen && fits(one), 60_000);
  const kept = await after((one) => one.msg === "mail kept");
  const examined = await after((one) => one.msg === "mail examined");
  const written = await after((one) => one.msg === "letter written");
  const at = (one) => (one.seen - started) / 1000;
  return {
    "arrival to archive and row": at(kept),
    "reading and filing": at(examined) - at(kept),
    "judging and letter": at(written) - at(examined),
    "arrival to queued letter": at(written),
  };
}

async function line(fits, patience) {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const found = lines.find(fits);
    if (found) return found;
    await sleep(5);
  }
  throw new Error("the daemon did not say what was waited for");
}

async function watchMemory() {
  while (watching) {
    memory.peak = Math.max(memory.peak, sum(family(daemon.pid).map(proportionalMb)));
    await sleep(40);
  }
}

/** The daemon and what it started, and what that started. */
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
