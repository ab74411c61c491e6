import type { PaperKind } from "../domain/campaign.ts";
import { composeLetter } from "../domain/letter/compose.ts";
import type { LetterContent, LetterKind, Status } from "../domain/verdicts.ts";
import { breakerHolds } from "./breaker.ts";
import { holdReason, isLoop, raiseLoopAlarm } from "./letter-hold.ts";
import { blankFormPath, senderOf, type Parts, type Rules } from "../parts.ts";
import { recallKeptMail } from "../read-mail.ts";
import { queueLetter, supersedeLetters, type NewLetter } from "../store/letters.ts";
import type { Mail } from "../store/mails.ts";
import { closeOccasions, type Occasion } from "../store/occasions.ts";
import { inTransaction } from "../store/open.ts";

type WritingParts = Pick<Parts, "db" | "rules" | "clock" | "settings" | "log" | "step">;

/** A letter before it is put into words. */
export interface Draft {
  kind: LetterKind;
  applicationId: string | null;
  to: string;
  content: LetterContent;
  /** The blank forms that go with it. */
  attach: PaperKind[];
  said: Record<string, Status>;
  /** The mail in whose thread the letter stands; null: it begins one. */
  threadMail: Mail | null;
  answers: Mail[];
  /** Why it must wait for a person, whatever else is the matter with it. */
  hold: string | null;
}

/** Queues or holds the letters and closes their occasions with the last of them, in one transaction. */
export async function writeLetters(
  occasions: Occasion[],
  drafts: Draft[],
  parts: WritingParts,
): Promise<("queued" | "held")[]> {
  const { db, log } = parts;
  const written: { draft: Draft; row: Row }[] = [];
  for (const draft of drafts) written.push({ draft, row: await rowOf(draft, parts) });
  const domain = senderOf(parts).replace(/^.*@/, "");
  await inTransaction(db, async (tx) => {
    let last = "";
    for (const { draft, row } of written) {
      // An older letter that still waits would contradict this one, which tells all that is owed.
      if (row.application_id !== null && row.kind !== "enquiry") await supersedeLetters(tx, row.application_id);
      last = await queueLetter(tx, row, domain, draft.answers);
      const { kind, application_id: application, state, reason } = row;
      log.info({ letter: last, kind, application, state, reason }, "letter written");
    }
    parts.step?.("letter-writing");
    await closeOccasions(tx, occasions, last);
  });
  parts.step?.("letter-written");
  for (const { row } of written) {
    if (!isLoop(row.reason)) continue;
    const about = row.reason === "many-to-one-address" ? row.to_address : (row.application_id ?? "");
    await raiseLoopAlarm(row.reason, about, parts);
  }
  return written.map(({ row }) => row.state);
}

type Row = NewLetter & { state: "queued" | "held" };

async function rowOf(draft: Draft, parts: WritingParts): Promise<Row> {
  const { rules, clock, db, settings } = parts;
  const { threadMail } = draft;
  const now = clock.now().toISOString();
  // The breaker comes last: what it held goes out all at once when it is lifted.
  const breaks = async () => breakerHolds(db, settings.breakerLetters, clock.now());
  const held = (await holdReason(draft, parts)) ?? ((await breaks()) ? "breaker" : null);
  const facts = threadMail && (await recallKeptMail(threadMail.sha256, parts))?.facts;
  return {
    kind: draft.kind,
    application_id: draft.applicationId,
    to_address: draft.to,
    ...composeLetter(draft.content, rules.campaign, rules.wording),
    attachments: JSON.stringify(attachmentsOf(draft.attach, rules)),
    in_reply_to: threadMail?.message_id ?? null,
    references_: JSON.stringify([...(facts?.references ?? []), threadMail?.message_id].filter(Boolean)),
    state: held === null ? "queued" : "held",
    reason: held,
    said: JSON.stringify(draft.said),
    created_at: now,
    not_before: now,
  };
}

function attachmentsOf(kinds: PaperKind[], rules: Rules): { path: string; name: string }[] {
  return kinds.map((kind) => ({ path: blankFormPath(rules, kind), name: rules.campaign.blankForms[kind].name }));
}
