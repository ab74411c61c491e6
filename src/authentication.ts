import { providersWord, type Authentication } from "./domain/authentication.ts";
import type { MailFacts } from "./domain/facts.ts";
import type { Parts } from "./parts.ts";
import { keepAuthentication, type Mail } from "./store/mails.ts";

type AuthenticationParts = Pick<Parts, "db" | "settings">;

/** Finds out once whether a mail's sender is who it says, by our provider's word where its authserv-id is set. */
export async function noteAuthentication(mail: Mail, facts: MailFacts, parts: AuthenticationParts): Promise<void> {
  if (mail.authentication !== null) return;
  await keepAuthentication(parts.db, mail.id, JSON.stringify(authenticate(facts, parts)));
}

function authenticate(facts: MailFacts, { settings: { authservId } }: AuthenticationParts): Authentication {
  const word = authservId === null ? null : providersWord(facts, authservId);
  return word ?? { by: "program", dmarc: "unknown", detail: "not looked up" };
}
