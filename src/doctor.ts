import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beijingMoment } from "./domain/beijing-time.ts";
import { checkMailbox } from "./mailbox/check-mailbox.ts";
import { checkPost } from "./mailbox/check-post.ts";
import { accountOf, readMailboxUrl } from "./mailbox/server-url.ts";
import { loadRules, openKeeping, openLog, openReader, type Keeping } from "./parts.ts";
import { containment } from "./reading/containment.ts";
import { limits } from "./reading/limits.ts";
import type { Settings } from "./settings.ts";
import { lastComparison, lastLook } from "./store/folders.ts";
import { newestMail } from "./store/mails.ts";
import { DATABASE_FILE, readMeta } from "./store/open.ts";
import { readRoster } from "./store/staff.ts";
import { integrityProblems } from "./store/verify.ts";
import { LEAST_ROOM_BYTES, roomLeft } from "./disk-room.ts";

/** One line of the doctor's: what was looked at, what was found, and what to do about it. */
export interface Check {
  check: string;
  state: "ok" | "warning" | "failed";
  /** Chinese, one line. */
  said: string;
  /** Empty where there is nothing to do. */
  mend: string;
}

type Outcome = Omit<Check, "check">;

/** A mail that came later than now: the clock is behind by more than servers differ. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

const ok = (said: string): Outcome => ({ state: "ok", said, mend: "" });
const warning = (said: string, mend: string): Outcome => ({ state: "warning", said, mend });
const failed = (said: string, mend: string): Outcome => ({ state: "failed", said, mend });

/** Looks at everything that the program needs, one after another; one that fails keeps no other from being looked at. */
export async function* examineInstallation(settings: Settings): AsyncGenerator<Check> {
  yield* named("设置", () => ok(describe(settings)));
  yield* named("规则", () => ok(`${settings.rulesPath}：${loadRules(settings).campaign.title}`));
  yield* named("邮箱", () => checkInbox(settings));
  yield* named("发信", () => checkSending(settings));
  yield* checkKeeping(settings);
  yield* named("磁盘", () => checkDisk(settings.dataDir));
  yield* named("文字识别", checkOcr);
  yield* named("隔离", checkContainment);
}

async function* named(check: string, look: () => Outcome | Promise<Outcome>): AsyncGenerator<Check> {
  try {
    yield { check, ...(await look()) };
  } catch (error) {
    yield { check, ...failed(error instanceof Error ? error.message : String(error), "请按提示改正后重试") };
  }
}

function describe({ mailboxUrl, replies, staffMail, dataDir }: Settings): string {
  const box = `MAILBOX_URL ${mailboxUrl === null ? "未设" : "已设"}`;
  return `${box}；REPLIES=${replies}；STAFF_MAIL ${staffMail.length} 个；DATA_DIR=${dataDir}`;
}

async function checkInbox({ mailboxUrl, junkFolder }: Settings): Promise<Outcome> {
  if (mailboxUrl === null)
    return warning("未设 MAILBOX_URL，运行的是内置演示", "正式使用时请设置 imaps://用户:授权码@主机:993/INBOX");
  const { mails, further } = await checkMailbox(mailboxUrl, junkFolder);
  return ok(`登录成功，收件文件夹 ${mails} 封${junkFolder === null ? "" : `，${junkFolder} ${further} 封`}`);
}

async function checkSending({ mailboxUrl, smtpUrl, replies, staffMail }: Settings): Promise<Outcome> {
  if (mailboxUrl === null) return ok("内置演示，信件不出本机");
  if (smtpUrl === null) {
    return replies === "off"
      ? warning("未设 SMTP_URL，REPLIES=off：只拟信，不寄出", "需要寄信时请设置 SMTP_URL")
      : failed("未设 SMTP_URL", "请设置 smtps://用户:授权码@主机:465，或将 REPLIES 设为 off");
  }
  const trouble = await checkPost(smtpUrl);
  if (trouble !== null) return failed(trouble, "请核对 SMTP_URL、授权码和网络");
  return staffMail.length === 0
    ? warning("登录成功，但未设 STAFF_MAIL：每日摘要和告警无人收到", "请设置 STAFF_MAIL")
    : ok("登录成功（未寄信）");
}

/** What can only be looked at in the folder of data. */
async function* checkKeeping(settings: Settings): AsyncGenerator<Check> {
  if (!existsSync(join(settings.dataDir, DATABASE_FILE))) {
    // Opened it would be made, and stand in the way of a backup that is to be restored.
    yield { check: "数据库", ...ok(`${settings.dataDir} 中尚无数据，首次启动时建立`) };
    return;
  }
  let keeping: Keeping;
  try {
    keeping = await openKeeping(settings);
  } catch (error) {
    yield { check: "数据库", ...failed((error as Error).message, "请核对 DATA_DIR 及其读写权限") };
    return;
  }
  try {
    yield* named("数据库", () => checkDatabase(keeping));
    yield* named("会员名录", () => checkRoster(keeping));
    yield* named("收信", () => checkReading(keeping, settings));
    yield* named("回信", () => checkLetters(keeping));
    yield* named("时钟", () => checkClock(keeping, settings));
  } finally {
    await keeping.db.destroy();
  }
}

async function checkDatabase({ db }: Keeping): Promise<Outcome> {
  const [problem] = await integrityProblems(db);
  return problem === undefined ? ok("完好") : failed(problem, "请移开 DATA_DIR，并恢复备份：intake restore 目录");
}

async function checkRoster({ db }: Keeping): Promise<Outcome> {
  const { length } = await readRoster(db);
  return length > 0 ? ok(`${length} 家`) : warning("尚未导入，会员身份未知", "导入：intake roster import 文件");
}

async function checkReading({ db }: Keeping, { mailboxUrl, junkFolder }: Settings): Promise<Outcome> {
  const [looked, trouble] = [await lastLook(db), await readMeta(db, "mailbox-trouble")];
  if (trouble !== null) return failed(trouble, "程序会自行重试；若持续不恢复，请核对邮箱设置和网络");
  if (looked === null) return warning("尚未读过邮箱", "启动：npm start");
  const junk = junkFolder === null ? null : await readMeta(db, "junk-trouble");
  if (junk !== null) return failed(junk, "请核对 JUNK；收件文件夹不受影响");
  const server = mailboxUrl === null ? null : readMailboxUrl(mailboxUrl);
  const compared = server && (await lastComparison(db, accountOf(server), server.folder));
  const comparison = compared ? `；上次与台账核对：${beijingMoment(compared.at)}，补收 ${compared.recovered} 封` : "";
  return ok(`上次读到邮箱末尾：${beijingMoment(looked)}${comparison}`);
}

async function checkLetters({ db }: Keeping): Promise<Outcome> {
  const breaker = await readMeta(db, "breaker");
  if (breaker === null) return ok("未熔断");
  return failed(
    `回信已于 ${beijingMoment(breaker)} 自动停发`,
    "请核对近期来信，然后运行：intake letters resume --why 理由",
  );
}

async function checkClock({ db, clock }: Keeping, { now, mailboxUrl }: Settings): Promise<Outcome> {
  const at = clock.now();
  // Its applicants write on days of their own, some after the deadline.
  if (mailboxUrl === null) return ok(`北京时间 ${beijingMoment(at.toISOString())}（演示自定）`);
  const newest = await newestMail(db);
  if (newest !== null && Date.parse(newest) - at.getTime() > CLOCK_TOLERANCE_MS) {
    return failed(
      `现在是 ${beijingMoment(at.toISOString())}，而最近的来信收于 ${beijingMoment(newest)}`,
      "请校准本机时钟（NTP），或取消 NOW",
    );
  }
  const moment = `北京时间 ${beijingMoment(at.toISOString())}`;
  return now === null ? ok(moment) : warning(`${moment}（NOW 所定，仅供演练）`, "正式使用时请取消 NOW");
}

async function checkDisk(dataDir: string): Promise<Outcome> {
  const free = await roomLeft(existsSync(dataDir) ? dataDir : ".");
  const said = `剩余 ${Math.floor(free / 1_000_000)} MB`;
  return free < LEAST_ROOM_BYTES ? failed(said, "空间不足，已停止收信：请清理磁盘") : ok(said);
}

/** Reads a drawn page as it would read a scan. */
async function checkOcr(): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "intake-"));
  const reader = openReader(openLog("silent"));
  try {
    const path = join(folder, "page.png");
    await writeFile(path, await samplePage());
    const { pages, notes } = await reader.readDocument(path, "png");
    const read = pages.flatMap((page) => page.lines.map((line) => line.text)).join("");
    if (read.includes(SAMPLE)) return ok("识别样页无误");
    const why = notes.map(({ code, detail }) => `${code} ${detail}`).join("；") || "未说明原因";
    return failed(
      `样页应为“${SAMPLE}”，读作“${read.slice(0, 40)}”（${why}）`,
      "请稍后再试，机器繁忙时可能未读完；仍如此则重新安装：npm ci",
    );
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const SAMPLE = "网络安全服务阳光行动";

async function samplePage(): Promise<Buffer> {
  const { drawPage, emptyPage, setText, TITLE } = await import("./demo/makers/page.ts");
  const page = emptyPage();
  setText(page, SAMPLE, { xMm: 60, topMm: 60, widthMm: 120 }, TITLE);
  return drawPage(page, 150).toBuffer("image/png");
}

function checkContainment(): Outcome {
  const { memory, network } = containment();
  const held = memory === "kernel" ? "由内核限定" : "由程序监视";
  const cut = network === "none" ? "网络已切断" : "网络未能切断";
  const said = `文件在子进程中读取：内存至多 ${limits.childBytes / 1_000_000} MB（${held}），${cut}，每个文件至多 ${limits.jobSeconds} 秒`;
  if (memory === "kernel" && network === "none") return ok(said);
  return warning(said, "建议在装有 util-linux（prlimit、unshare、setpriv）的 Linux 上运行");
}
