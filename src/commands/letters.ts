import type { Command } from "commander";
import { liftBreaker } from "../letters/breaker.ts";
import { composeLetter } from "../domain/letter/compose.ts";
import { sampleLetterContents } from "../domain/letter/samples.ts";
import type { LetterState } from "../domain/verdicts.ts";
import { loadRules, withKept } from "../parts.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { isUndeliverable } from "../store/contacts.ts";
import { confirmSent } from "../store/letter-evidence.ts";
import { moveLetter, readLetter, readLetters, type Letter } from "../store/letters.ts";
import { inTransaction } from "../store/open.ts";
import type { Database, Writing } from "../store/schema.ts";
import { recordAudit } from "../store/staff.ts";
import { print, quoted, table } from "./output.ts";
import { refuseUnknown } from "./wrong-call.ts";

export function lettersCommand(program: Command, settings: () => Settings): void {
  const letters = program.command("letters").description("what was or would be sent");
  refuseUnknown(letters);
  letters
    .command("list", { isDefault: true })
    .description("every letter")
    .option("--json", "print JSON")
    .action(async (options: { json?: true }) => {
      await withKept(settings(), async ({ db }) => {
        const all = await readLetters(db);
        print(options.json === true, all.map(asJson), () => inWords(all));
      });
    });
  letters
    .command("show")
    .description("one letter, whole")
    .argument("<id>")
    .option("--json", "print JSON")
    .action(async (id: string, options: { json?: true }) => {
      await withKept(settings(), async ({ db }) => {
        const letter = await requireLetter(db, id);
        const shown = { ...asJson(letter), text: letter.text, html: letter.html };
        print(
          options.json === true,
          shown,
          () => `${quoted(letter.subject)}\n→ ${quoted(letter.to_address)}\n\n${letter.text}`,
        );
      });
    });
  step(
    letters,
    settings,
    "release",
    "lets letters go that are held, or sends again what failed or is uncertain",
    ["held", "failed", "uncertain"],
    "queued",
  );
  step(
    letters,
    settings,
    "discard",
    "gives letters up that were not sent",
    ["held", "queued", "failed", "uncertain"],
    "discarded",
  );
  resume(letters, settings);
  letters
    .command("confirm")
    .description("says that a letter in doubt did go out")
    .argument("<id>")
    .requiredOption("--why <text>", "how that is known")
    .option("--json", "print JSON")
    .action(async (id: string, options: { why: string; json?: true }) => {
      await withKept(settings(), async ({ db, clock }) => {
        const letter = await requireLetter(db, id);
        const confirmed = await inTransaction(db, (tx) => confirmSent(tx, letter, options.why, clock.now()));
        if (!confirmed) throw new Refusal(`letter ${id} is ${letter.state}; only uncertain can be confirmed`);
        const sent = await requireLetter(db, id);
        print(options.json === true, asJson(sent), () => inWords([sent]));
      });
    });
  letters
    .command("preview")
    .description("every kind of letter on sample data")
    .option("--json", "print JSON")
    .action((options: { json?: true }) => {
      const { campaign, wording } = loadRules(settings());
      const all = sampleLetterContents(campaign, wording).map((content) => ({
        kind: content.kind,
        ...composeLetter(content, campaign, wording),
      }));
      print(options.json === true, all, () =>
        all.map((one) => `【${one.kind}】${one.subject}\n\n${one.text}`).join("\n\n"),
      );
    });
}

/** What the breaker held goes out; what waits for other reasons goes on waiting. */
function resume(letters: Command, settings: () => Settings): void {
  letters
    .command("resume")
    .description("lifts the breaker that holds every letter, and queues what it held")
    .requiredOption("--why <text>", "the reason, kept in the audit trail")
    .option("--json", "print JSON")
    .action(async ({ why, json }: { why: string; json?: true }) => {
      const queued = await withKept(settings(), ({ db, clock }) => liftBreaker(db, why.trim(), clock.now()));
      if (queued === null) throw new Refusal("letters are not stopped; intake letters list shows what waits, and why");
      print(json === true, { queued }, () => `发信已恢复，${queued} 封信重新排队。`);
    });
}

function step(
  letters: Command,
  settings: () => Settings,
  verb: "release" | "discard",
  description: string,
  from: LetterState[],
  to: "queued" | "discarded",
): void {
  letters
    .command(verb)
    .description(description)
    .argument("<id...>")
    .option("--json", "print JSON")
    .action(async (ids: string[], options: { json?: true }) => {
      if (verb === "release" && settings().replies === "off") {
        throw new Refusal(
          "REPLIES is off: letters are composed and shown, never sent; set REPLIES to auto or hold first",
        );
      }
      await withKept(settings(), async ({ db, clock }) => {
        const done = verb === "release" ? "released" : "discarded";
        const at = clock.now().toISOString();
        await inTransaction(db, async (tx) => {
          for (const id of new Set(ids)) await moveOne(tx, id, { done, from, to }, at);
        });
        const moved = (await readLetters(db)).filter((one) => ids.includes(one.id));
        print(options.json === true, moved.map(asJson), () => inWords(moved));
      });
    });
}

/** All of them or none: a call that was refused has changed nothing. */
async function moveOne(
  tx: Writing,
  id: string,
  { done, from, to }: { done: string; from: LetterState[]; to: LetterState },
  at: string,
): Promise<void> {
  const letter = await requireLetter(tx, id);
  if (to === "queued" && (await isUndeliverable(tx, letter.to_address))) {
    const clear = `intake contacts clear ${letter.to_address} --why …`;
    throw new Refusal(`mail to ${letter.to_address} came back, so letter ${id} cannot be released; first: ${clear}`);
  }
  // What kept a letter back is over once it is queued: it starts with no tries behind it.
  const afresh = to === "queued" ? { reason: null, attempts: 0, tried_since: null } : {};
  if (!(await moveLetter(tx, id, from, { state: to, not_before: at, ...afresh }))) {
    throw new Refusal(`letter ${id} is ${letter.state}; only ${from.join(", ")} can be ${done}`);
  }
  const detail = [letter.state, letter.reason ?? ""].filter(Boolean).join(": ");
  await recordAudit(tx, { at, who: "staff", action: `letter-${done}`, subject: id, detail });
}

async function requireLetter(db: Database | Writing, id: string): Promise<Letter> {
  const letter = await readLetter(db, id);
  if (!letter) throw new Refusal(`there is no letter ${id}; intake letters list shows them all`);
  return letter;
}

function asJson(letter: Letter): object {
  return {
    id: letter.id,
    kind: letter.kind,
    application: letter.application_id,
    // A list, as in what `examine` prints.
    to: [letter.to_address],
    subject: letter.subject,
    messageId: letter.message_id,
    inReplyTo: letter.in_reply_to,
    state: letter.state,
    reason: letter.reason,
    createdAt: letter.created_at,
    sentAt: letter.sent_at,
  };
}

function inWords(letters: Letter[]): string {
  if (letters.length === 0) return "暂无回信。";
  return table(
    letters.map((one) => [
      one.id,
      one.kind,
      one.state,
      one.application_id ?? "",
      one.to_address,
      one.subject,
      one.reason ?? "",
    ]),
  );
}
