// One mail with a .docx form and two scanned 300-dpi pages, from its arrival in the mailbox to its queued letter: seconds by stage, and
// the memory of all processes together (proportional set size, so that shared pages count once). Then a mail of 25 MB with ten
// attachments. Run on the build: npm run bench
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { family, proportionalMb } from "./processes.mjs";

const build = (file) => import(new URL(`../../build/${file}`, import.meta.url).href);
const { startDemoServers } = await build("demo/servers.js");
const COMPANIES = Object.values(await build("demo/made-up-companies.js")).slice(0, 4);
const FIRST = COMPANIES.slice(0, 3);
const { formOf, sealOf, senderOf } = await build("demo/company.js");
const { wordForm, scannedForm } = await build("demo/papers.js");
const { buildMail } = await build("demo/makers/mail.js");

const AIM = { seconds: 5, megabytes: 700, largeMegabytes: 900 };
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
  for (const company of FIRST) runs.push(await oneMail(company));
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
  const photos = await certificates(8);
  memory.peak = 0;
  const large = await oneMail(COMPANIES[3], photos);
  const largeShare = ((memory.peak / AIM.largeMegabytes) * 100).toFixed(0);
  console.log(`\na mail of ${(large.bytes / 1e6).toFixed(0)} MB with ${photos.length + 2} attachments`);
  console.log(`arrival to queued letter: ${large["arrival to queued letter"].toFixed(1)} s`);
  console.log(
    `memory of all processes: ${memory.peak.toFixed(0)} MB of ${AIM.largeMegabytes} MB (${largeShare} %): ${memory.split}`,
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

async function oneMail(company, more = []) {
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
      ...more,
    ],
  });
  const seen = lines.length;
  const started = performance.now();
  await servers.deliver({ raw, returnPath: "a@b.example" });
  const after = (fits) => line((one, place) => place >= seen && fits(one), 300_000);
  const kept = await after((one) => one.msg === "mail kept");
  const examined = await after((one) => one.msg === "mail examined");
  const written = await after((one) => one.msg === "letter written");
  const at = (one) => (one.seen - started) / 1000;
  return {
    "arrival to archive and row": at(kept),
    "reading and filing": at(examined) - at(kept),
    "judging and letter": at(written) - at(examined),
    "arrival to queued letter": at(written),
    ...(more.length > 0 ? { bytes: raw.length } : {}),
  };
}

/** Photos of papers as telephones take them: 12 megapixels of grain, a page on them. */
async function certificates(count) {
  const { drawPage } = await build("demo/makers/page.js");
  const { declarationPages } = await build("demo/makers/declaration-pages.js");
  const page = await sharp(drawPage(declarationPages("2022 年 11 月 18 日")[1], 300).toBuffer("image/png"))
    .resize(2400, 3400)
    .toBuffer();
  const photo = (place) =>
    sharp({ create: { width: 3000, height: 4000, channels: 3, noise: { type: "gaussian", mean: 205, sigma: 9 } } })
      .composite([{ input: page, top: 100 + 40 * place, left: 200, blend: "multiply" }])
      .jpeg({ quality: 84 })
      .toBuffer();
  const names = Array.from({ length: count }, (_, n) => n);
  return Promise.all(names.map(async (n) => ({ name: `资质证书${n + 1}.jpg`, content: await photo(n) })));
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
    const each = family(daemon.pid).map(proportionalMb);
    if (sum(each) > memory.peak) {
      memory.peak = sum(each);
      memory.split = `daemon ${each[0].toFixed(0)} MB, reading child ${sum(each.slice(1)).toFixed(0)} MB`;
    }
    await sleep(40);
  }
}

function sum(figures) {
  return figures.reduce((total, figure) => total + figure, 0);
}
