import { QUESTION_DAYS, type DigestContent } from "../domain/digest-content.ts";
import type { JudgedApplication } from "../judge-application.ts";
import { openQuestions, parkedMails, type Mail } from "../store/mails.ts";
import type { Database } from "../store/schema.ts";

const DAY = 86_400_000;

/** What could not be examined, and what could not even be fetched: of that nothing is kept but a note. */
export async function waitingMails(
  until: string,
  db: Database,
): Promise<Pick<DigestContent, "parkedMails" | "unfetchedMails">> {
  const parked = (await parkedMails(db)).filter((mail) => mail.stored_at < until);
  return {
    parkedMails: parked.filter(isKept).map((mail) => waitingMail(mail, parkedWords(mail.reason ?? ""))),
    unfetchedMails: parked
      .filter((mail) => !isKept(mail))
      .map((mail) => waitingMail(mail, notFetched(mail.reason ?? ""))),
  };
}

/** Where the file lies is for the log; the cause comes last and must not be cut off. */
function parkedWords(reason: string): string {
  return `多次未能处理，已暂存：${reason.replace(/^Reading .+? failed: /, "")}`;
}

/** `take-in.ts` notes why and its detail, with a colon. */
function notFetched(reason: string): string {
  return reason.replace(/^too-big: /, "邮件过大：").replace(/^refused-by-server: /, "邮箱服务器未能提供：");
}

function isKept(mail: Mail): boolean {
  return mail.sha256 !== "";
}

/** Codes of `mail.open_question` in words; `message-only` belongs to an application and is told apart. */
const QUESTIONS: Record<string, string> = {
  "no-application": "未能判断来自哪家单位",
  "documents-unfiled": "有附件未能判断属于哪家单位",
  "in-junk": "在垃圾邮件文件夹中，似为申请材料；如确属申请，请移回收件箱",
  "automatic-with-documents": "自动邮件中带有材料，请人工查看",
};

/** Of the last `QUESTION_DAYS`: what belongs to nobody, and what applicants wrote without documents. */
export async function questions(
  { now, until }: { now: Date; until: string },
  judged: JudgedApplication[],
  db: Database,
): Promise<Pick<DigestContent, "openMails" | "messages">> {
  const since = new Date(now.getTime() - QUESTION_DAYS * DAY).toISOString();
  const recent = (await openQuestions(db)).filter((mail) => mail.received_at >= since && mail.received_at < until);
  const unitOf = (mail: Mail): string =>
    judged.find(({ mails }) => mails.some(({ id }) => id === mail.id))?.application.unit_name ?? "";
  const open = recent.filter((mail) => mail.open_question !== "message-only");
  const messages = recent.filter((mail) => mail.open_question === "message-only");
  return {
    openMails: open.map((mail) => waitingMail(mail, QUESTIONS[mail.open_question ?? ""] ?? "")),
    messages: messages.map((mail) => ({ ...waitingMail(mail, ""), unitName: unitOf(mail) })),
  };
}

function waitingMail(mail: Mail, why: string): DigestContent["openMails"][number] {
  return { id: mail.id, from: mail.from_address ?? "", subject: mail.subject ?? "", at: mail.received_at, why };
}
