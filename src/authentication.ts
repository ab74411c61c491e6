import { providersWord, type Authentication } from "./domain/authentication.ts";
import type { MailFacts } from "./domain/facts.ts";
import type { Parts } from "./parts.ts";
import { askSenderDomain } from "./sender-domain.ts";
import { keepAuthentication, type Mail } from "./store/mails.ts";

type AuthenticationParts = Pick<Parts, "db" | "settings" | "archive" | "resolve">;

/** Finds out once whether a mail's sender is who it says, by our provider's word where its authserv-id is set. */
export async function noteAuthentication(mail: Mail, facts: MailFacts, parts: AuthenticationParts): Promise<void> {
  if (mail.authentication !== null) return;
  await keepAuthentication(parts.db, mail.id, JSON.stringify(await authenticate(mail, facts, parts)));
}

async function authenticate(mail: Mail, facts: MailFacts, parts: AuthenticationParts): Promise<Authentication> {
  const { authservId } = parts.settings;
  const word = authservId === null ? null : providersWord(facts, authservId);
  return word ?? askSenderDomain(mail, facts, parts);
}
