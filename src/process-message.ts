import { noteAuthentication } from "./authentication.ts";
import { classifyAutomatic, OWN_LETTER, type AutomaticVerdict, type Self } from "./domain/automatic.ts";
import { seeDocuments, type SeenDocument } from "./domain/documents.ts";
import type { MailFacts } from "./domain/facts.ts";
import { fileMail } from "./domain/filing.ts";
import { letterIdsIn } from "./domain/letter-id.ts";
import { filingContext, writeFiling, type Filed } from "./file-message.ts";
import type { Parts } from "./parts.ts";
import { readKeptMail, type Begun } from "./read-mail.ts";
import { settlementOf } from "./letters/settle-letters.ts";
import { recordFiling } from "./store/applications.ts";
import { findLetterByMessageId } from "./store/letters.ts";
import { examineAgain } from "./store/mails-again.ts";
import { markExamined, unfiledMailsFrom, type Mail } from "./store/mails.ts";
import { closeMailsOccasions } from "./store/occasions.ts";
import { inTransaction } from "./store/open.ts";

/**
 * The story of one mail that lies in the archive: read it, see whether a machine wrote it and whether its sender is who it says, see
 * whose it is, file it.
 * Filing leaves an occasion for a letter behind; `answer.ts` takes it up.
 */
export async function processMessage(
  mail: Mail,
  parts: Parts,
  begun?: Begun,
  isTurnOver?: (seconds: number) => Promise<boolean>,
): Promise<void> {
  const { db, rules, log } = parts;
  const { facts, documents } = await readKeptMail(mail.sha256, parts, begun, isTurnOver);
  parts.step?.("mail-read");
  const from = facts.from?.address.toLowerCase() ?? null;
  const envelope = { message_id: facts.messageId, from_address: from, subject: facts.subject };

  const seen = seeDocuments({ id: mail.id, receivedAt: mail.received_at }, facts, documents, rules.campaign);

  const verdict = classifyAutomatic(facts, await self(facts, parts));
  if (isAutomatic(verdict)) return noteAutomatic(mail, facts, verdict, seen, envelope, parts);
  if (mail.junk === 1) return noteJunk(mail, facts, seen, envelope, parts);

  await noteAuthentication(mail, facts, parts);
  const context = await filingContext(facts, from, parts);
  const filing = fileMail(seen, context);
  await inTransaction(db, async (tx) => {
    const filed = await writeFiling(tx, mail, seen, filing, context, parts);
    parts.step?.("mail-filing");
    const open_question = questionFor(seen, filed);
    await markExamined(tx, mail.id, { ...envelope, automatic: null, automatic_rule: null, open_question });
    // A form names its sender's company: what the same sender sent before can be told now.
    if (filed.opened && from !== null) await examineAgain(tx, { ids: await unfiledMailsFrom(tx, from, mail.id) });
    log.info({ mail: mail.id, documents: seen.length, applications: filed.applications }, "mail examined");
  });
}

type Envelope = Pick<Mail, "message_id" | "from_address" | "subject">;
type Automatic = AutomaticVerdict & { automatic: string };

const isAutomatic = (verdict: AutomaticVerdict): verdict is Automatic => verdict.automatic !== null;

/** A machine's mail is nobody's application and is never answered, whatever an earlier version took it for; it may tell of our letters. */
async function noteAutomatic(
  mail: Mail,
  facts: MailFacts,
  verdict: Automatic,
  seen: SeenDocument[],
  envelope: Envelope,
  parts: Parts,
): Promise<void> {
  const { automatic, reason } = verdict;
  // A list's or a machine's headers on a real application: a person must see it. The copy of our own letter carries the blank forms.
  const carries =
    automatic !== "bounce" &&
    reason !== OWN_LETTER &&
    seen.some((one) => one.document !== "unknown" && one.document !== "notice");
  const open_question = carries ? "automatic-with-documents" : null;
  const settle = await settlementOf(mail, facts, verdict, parts);
  await inTransaction(parts.db, async (tx) => {
    await recordFiling(tx, mail.id, [], []);
    await closeMailsOccasions(tx, mail.id, "automatic");
    await markExamined(tx, mail.id, { ...envelope, automatic, automatic_rule: reason, open_question });
    await settle(tx);
  });
  parts.log.info({ mail: mail.id, automatic, rule: reason }, "automatic mail, not answered");
}

async function noteJunk(
  mail: Mail,
  facts: MailFacts,
  seen: SeenDocument[],
  envelope: Envelope,
  { db, rules, log }: Parts,
): Promise<void> {
  const open_question = looksLikeApplication(seen, facts, rules) ? "in-junk" : null;
  const outcome = { ...envelope, automatic: null, automatic_rule: null, open_question };
  await inTransaction(db, (tx) => markExamined(tx, mail.id, outcome));
  log.info({ mail: mail.id, documents: seen.length }, "junk, neither filed nor answered");
}

/** Junk that a person should see: with one of our papers, or with some paper and the campaign's name. */
function looksLikeApplication(seen: SeenDocument[], facts: MailFacts, { campaign }: Parts["rules"]): boolean {
  if (seen.some((one) => one.document !== "unknown" && one.document !== "notice")) return true;
  // 网络安全服务“阳光行动”: people write what stands between the quotation marks
  const action = /“(.+)”/.exec(campaign.action)?.[1] ?? campaign.action;
  return seen.length > 0 && `${facts.subject}${facts.text}`.includes(action);
}

/** Why a person should look at a mail; null where the applications say all there is to say. */
function questionFor(seen: SeenDocument[], filed: Filed): string | null {
  if (filed.applications.length === 0) return "no-application";
  if (filed.unfiledDocuments) return "documents-unfiled";
  return seen.length === 0 ? "message-only" : null;
}

/** Our own addresses, and which of the Message-IDs that the mail mentions are our letters'. */
async function self(facts: MailFacts, { db, rules, settings }: Parts): Promise<Self> {
  const written = JSON.stringify([facts.messageId, facts.headers, facts.text]);
  const ours = await findLetterByMessageId(db, letterIdsIn(written));
  return {
    addresses: [rules.campaign.mailbox, settings.mailFrom ?? rules.campaign.mailbox],
    ourMessageIds: (id) => ours.includes(id),
  };
}
