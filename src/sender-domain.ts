import { Resolver } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import type { Authentication } from "./domain/authentication.ts";
import type { MailFacts } from "./domain/facts.ts";
import type { Archive } from "./store/archive.ts";

/** DNS: the records of a type under a name. Rejects with `ENOTFOUND` or `ENODATA` where there are none. */
export type Resolve = (name: string, type: string) => Promise<string[][] | string[]>;

/** The mail waits for it. */
const LIMIT_MS = 5_000;
/** Each costs a hash over the whole mail; nobody honest has as many. */
const MOST_SIGNATURES = 8;
const MOST_BYTES = 60 * 1024 * 1024;
/** RFC 2606: they belong to nobody, so nobody is asked about them. */
const RESERVED = /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/;

export function systemResolver(): Resolve {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 });
  return (name, type) => resolver.resolve(name, type) as Promise<string[][] | string[]>;
}

/**
 * Whether the sender's domain vouches for a mail, by DKIM, SPF and DMARC on the raw mail. Whatever cannot be found out in time is
 * `unknown`.
 */
export async function askSenderDomain(
  mail: { sha256: string },
  facts: MailFacts,
  { archive, resolve }: { archive: Archive; resolve?: Resolve },
): Promise<Authentication> {
  const domain = /@([^@]+)$/.exec(facts.from?.address.toLowerCase() ?? "")?.[1];
  if (domain === undefined) return unknown("the mail has no sender");
  if (resolve === undefined || RESERVED.test(domain)) return unknown("not looked up");
  const signatures = facts.headers.filter(([name]) => name === "dkim-signature").length;
  if (signatures > MOST_SIGNATURES) return unknown(`${signatures} signatures`);
  const raw = await readFile(archive.path(mail.sha256));
  if (raw.length > MOST_BYTES) return unknown(`${raw.length} bytes`);
  return inTime(lookUp(raw, facts, resolve));
}

function unknown(detail: string): Authentication {
  return { by: "program", dmarc: "unknown", detail };
}

async function inTime(looking: Promise<Authentication>): Promise<Authentication> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Authentication>((done) => {
    timer = setTimeout(() => {
      done(unknown(`DNS did not answer within ${LIMIT_MS / 1000} s`));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([looking.catch((error: unknown) => unknown(String(error))), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function lookUp(raw: Buffer, facts: MailFacts, resolver: Resolve): Promise<Authentication> {
  // Loaded when first needed: it brings a third of a second and 35 MB, which a provider's word makes needless.
  const { authenticate: check } = await import("mailauth");
  const host = deliveringHost(facts);
  const sender = /<([^<>]+)>/.exec(headerOf(facts, "return-path") ?? "")?.[1];
  const { dmarc, dkim, spf } = await check(raw, {
    ...{ resolver, mta: "sunshine-intake", disableArc: true, disableBimi: true },
    ...(host ?? {}),
    ...(sender === undefined ? {} : { sender }),
  });
  const results = [...dkim.results.map((one) => one.status), ...(spf ? [spf.status] : [])].map(({ result }) => result);
  if (!dmarc) return unknown("no single From");
  const detail = [dmarc.info, ...dkim.results.map((one) => one.info), ...(spf ? [spf.info] : [])].join("; ");
  const said: Authentication = { by: "program", dmarc: "unknown", detail: detail.slice(0, LONGEST_DETAIL) };
  // What it took for the sender must be what the program shows and writes to.
  const [meant, another] = dkim.headerFrom;
  if (another !== undefined || meant?.toLowerCase() !== facts.from?.address.toLowerCase()) return said;
  const { result } = dmarc.status;
  if (result === "none") return { ...said, dmarc: "none" };
  // A signature over the beginning of the body only: anything may follow.
  if (result === "pass") return { ...said, dmarc: dmarc.alignment.dkim.underSized === true ? "unknown" : "pass" };
  // Without the delivering host, or with a key that could not be fetched, nothing is proved.
  const proved = host !== null && !results.some((one) => one.startsWith("temperr"));
  return { ...said, dmarc: result === "fail" && proved ? "fail" : "unknown" };
}

const LONGEST_DETAIL = 300;

/** Who handed the mail to our provider: the first public address from the top; what stands below may be forged. */
function deliveringHost(facts: MailFacts): { ip: string; helo: string } | null {
  for (const [name, value] of facts.headers) {
    if (name !== "received") continue;
    const [from = ""] = value.split(/\sby\s/i, 1);
    const ip = [...from.matchAll(/[[(](?:IPv6:)?([0-9a-f.:]+)[\])]/gi)]
      .map(([, written]) => written ?? "")
      .find(isPublic);
    if (ip !== undefined) return { ip, helo: /^from\s+([^\s()]+)/i.exec(from)?.[1] ?? ip };
  }
  return null;
}

/** Of the private and local ranges (RFC 6890) those that relays within a house have. */
function isPublic(ip: string): boolean {
  const isOwn =
    /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80)/i;
  return isIP(ip) !== 0 && !isOwn.test(ip);
}

function headerOf(facts: MailFacts, wanted: string): string | undefined {
  return facts.headers.find(([name]) => name === wanted)?.[1];
}
