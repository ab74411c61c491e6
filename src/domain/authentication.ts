import type { MailFacts } from "./facts.ts";

/** What is known of a mail's sender beyond what the mail says (RFC 7489). */
export interface Authentication {
  /** `provider`: our own one wrote it into the mail; `program`: looked up by ourselves. */
  by: "provider" | "program";
  /** `none`: the domain says nothing about who may write in its name; `unknown`: it could not be found out. */
  dmarc: "pass" | "fail" | "none" | "unknown";
  /** For the staff: the results that it rests on, or why nothing is known. */
  detail: string;
}

/** As `mail.authentication` keeps it; null where nothing was found out yet. */
export function authenticationOf(kept: string | null): Authentication | null {
  return kept === null ? null : (JSON.parse(kept) as Authentication);
}

/** What the sender's domain says of a mail: that it is its own, that it is not, or nothing. */
export function wordOf(authentication: Authentication | null): "vouched" | "forged" | null {
  if (authentication?.dmarc === "pass") return "vouched";
  return authentication?.dmarc === "fail" ? "forged" : null;
}

const LONGEST_DETAIL = 300;

/**
 * Our provider's own Authentication-Results (RFC 8601): only the topmost header under its authserv-id, for what stands below may
 * have come with the mail. null where there is none or it says nothing about DMARC.
 */
export function providersWord(
  { headers, from }: Pick<MailFacts, "headers" | "from">,
  authservId: string,
): Authentication | null {
  const own = headers
    .filter(([name]) => name === "authentication-results")
    .map(([, value]) => withoutComments(value))
    .find((value) => isUnder(authservId, value));
  if (own === undefined) return null;
  // What stands in quotation marks others may have written: `smtp.mailfrom="; dmarc=pass"@…`.
  const [, result, properties = ""] = DMARC.exec(own.replace(QUOTED, '""')) ?? [];
  if (result === undefined) return null;
  const [, about] = /\bheader\.from\s*=\s*([^\s;]+)/i.exec(properties) ?? [];
  // It must speak of the sender that the program shows and writes to.
  const meant = about === undefined || isOfDomain(from?.address ?? "", about);
  const dmarc = meant ? (RESULTS[result.toLowerCase()] ?? "unknown") : "unknown";
  return { by: "provider", dmarc, detail: own.trim().slice(0, LONGEST_DETAIL) };
}

function isOfDomain(address: string, domain: string): boolean {
  const own = address.toLowerCase().replace(/^.*@/, "");
  const about = domain.toLowerCase().replace(/^.*@/, "");
  return own === about || own.endsWith(`.${about}`);
}

const DMARC = /;\s*dmarc(?:\/\d+)?\s*=\s*([a-z]+)([^;]*)/i;
const QUOTED = /"(?:\\.|[^"\\])*"/g;

/** RFC 7489, 11.2, and what Microsoft adds: a domain without a policy whose mail would pass all the same. */
const RESULTS: Record<string, Authentication["dmarc"]> = {
  pass: "pass",
  fail: "fail",
  none: "none",
  bestguesspass: "none",
};

/** RFC 8601, 2.2: the id may be quoted and a version may follow it. */
function isUnder(authservId: string, value: string): boolean {
  const [, quoted, plain] = /^\s*(?:"([^"]*)"|([^\s;]+))\s*(?:\d+\s*)?(?:;|$)/.exec(value) ?? [];
  return (quoted ?? plain)?.toLowerCase() === authservId.toLowerCase();
}

/** A comment may hold anything, another `; dmarc=pass` too; within quotation marks a bracket is no comment. */
function withoutComments(value: string): string {
  let depth = 0;
  let quoted = false;
  let kept = "";
  for (let place = 0; place < value.length; place += 1) {
    const character = value.charAt(place);
    if (character === "\\" && (quoted || depth > 0)) {
      if (depth === 0) kept += value.slice(place, place + 2);
      place += 1;
      continue;
    }
    if (character === '"' && depth === 0) quoted = !quoted;
    if (character === "(" && !quoted) depth += 1;
    if (depth === 0) kept += character;
    if (character === ")" && !quoted && depth > 0) depth -= 1;
  }
  return kept;
}
