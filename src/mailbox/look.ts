import { setTimeout as sleep } from "node:timers/promises";
import type { FetchMessageObject, FetchQueryObject, ImapFlow, ImapFlowError, MailboxObject } from "imapflow";
import type { Arrival, Cursor, ListedMail, Looked, Order, PassedOver, Receiver } from "./arrival.ts";
import { STEP_LIMIT, millisecondsFor, step } from "./imap-client.ts";
import { MailboxTrouble } from "./mailbox-trouble.ts";
import { accountOf, type MailServer } from "./server-url.ts";

export interface Session {
  client: ImapFlow;
  server: MailServer;
  /** A larger mail is passed over. */
  limitBytes: number;
  /** The server said that mail came, and nobody has looked since. */
  changed: boolean;
  /** null until it was asked for. */
  sentFolder: string | null;
  /** What ended the connection; the commands under way only learn that it ended. */
  broken: ImapFlowError | null;
}

/** Milliseconds for the list of a folder of 100,000 mails. */
export const LISTING_LIMIT = 300_000;
/** A command line is safe up to 8,000 characters (RFC 7162, 4); a UID has 10 digits. */
const UIDS_IN_A_LINE = 500;
/** Milliseconds after which a mail that the server refused is asked for again. */
const ASK_AGAIN_AFTER = [1_000, 5_000];

/**
 * Hands over what came after the cursor and, where the whole folder is compared, what the ledger lacks before it.
 * @throws MailboxTrouble, or what the receiver threw
 */
export async function look(session: Session, order: Order, cursor: Cursor | null, receiver: Receiver): Promise<Looked> {
  const box = await examine(session, order);
  session.changed = false;
  const looked = beginning(box, order, cursor);
  const wanted = [...(await compare(session, order, looked)), ...(await listAfter(session, looked))];
  looked.more = wanted.length > order.atMost;
  for (const mail of wanted.slice(0, order.atMost)) {
    const received = await fetchMail(session, mail);
    if (received === null) continue;
    if ("raw" in received) {
      await receiver.onArrival(received);
      looked.fetched += 1;
    } else {
      await receiver.onPassedOver(received);
      looked.passedOver += 1;
    }
    looked.lastUid = Math.max(looked.lastUid, mail.uid);
  }
  return looked;
}

/** EXAMINE, and anew each time: it leaves even \Recent alone, and shows a new UIDVALIDITY and what a quiet server kept back. */
async function examine({ client, server }: Session, { folder, junk }: Order): Promise<MailboxObject> {
  const opening = client.mailboxOpen(folder, { readOnly: true });
  const box = await step(client, server, STEP_LIMIT, opening).catch((error: unknown) => {
    const missing = junk && error instanceof MailboxTrouble && error.kind === "folder-missing";
    throw missing
      ? new MailboxTrouble("folder-missing", `${server.host} has no folder “${folder}”: correct JUNK`)
      : error;
  });
  // imapflow would take this folder's lack of permanent flags for that of the folder for sent mail.
  if (client.mailbox) delete client.mailbox.permanentFlags;
  return box;
}

function beginning(box: MailboxObject, { folder, junk }: Order, cursor: Cursor | null): Looked {
  const uidValidity = String(box.uidValidity);
  const renumbered = cursor !== null && cursor.uidValidity !== uidValidity;
  const lastUid = cursor === null || renumbered ? 0 : cursor.lastUid;
  const counts = { fetched: 0, passedOver: 0, exists: box.exists };
  return { folder, junk, uidValidity, lastUid, ...counts, renumbered, more: false, comparison: null };
}

/** What the folder holds up to the cursor and the ledger does not: a listing lied, or a ledger was restored from a backup. */
async function compare(session: Session, order: Order, looked: Looked): Promise<ListedMail[]> {
  if (order.known === null) return [];
  const listed = looked.exists === 0 ? [] : await list(session, "1:*", { uid: true });
  const uids = new Set(listed.map(({ uid }) => uid));
  const known = await order.known(looked.uidValidity);
  const lost = [...uids].filter((uid) => uid <= looked.lastUid && !known.has(uid)).sort((one, other) => one - other);
  looked.comparison = {
    listed: uids.size,
    unlisted: Math.max(0, looked.exists - uids.size),
    recovered: lost.length,
    gone: [...known].filter((uid) => !uids.has(uid)).length,
  };
  const mails: ListedMail[] = [];
  for (let at = 0; at < lost.length; at += UIDS_IN_A_LINE) {
    mails.push(...(await listMails(session, looked, lost.slice(at, at + UIDS_IN_A_LINE).join(","))));
  }
  return mails;
}

async function listAfter(session: Session, looked: Looked): Promise<ListedMail[]> {
  if (looked.exists === 0) return [];
  const mails = await listMails(session, looked, `${looked.lastUid + 1}:*`);
  // `n:*` always includes the last mail, even when its UID is below n (RFC 3501, 6.4.8)
  return mails.filter(({ uid }) => uid > looked.lastUid);
}

/** Oldest first. */
async function listMails(session: Session, looked: Looked, range: string): Promise<ListedMail[]> {
  const { folder, junk, uidValidity } = looked;
  const place = { account: accountOf(session.server), folder, junk, uidValidity };
  const listed = await list(session, range, { uid: true, size: true, internalDate: true });
  return listed
    .sort((one, other) => one.uid - other.uid)
    .map(({ uid, size = 0, internalDate }) => ({
      ...place,
      uid,
      size,
      internalDate: internalDate instanceof Date ? internalDate : null,
    }));
}

/** By UID range, since SEARCH cannot be trusted everywhere. */
async function list(session: Session, range: string, query: FetchQueryObject): Promise<FetchMessageObject[]> {
  const { client, server } = session;
  const listed = await step(client, server, LISTING_LIMIT, client.fetchAll(range, query, { uid: true }));
  // imapflow lists nothing, and says nothing, when the connection has just ended
  if (!client.usable) throw connectionEnded(server);
  return listed;
}

/** null: somebody moved or deleted it since it was listed. */
async function fetchMail(session: Session, mail: ListedMail): Promise<Arrival | PassedOver | null> {
  if (mail.size > session.limitBytes) return tooBig(mail, mail.size);
  let received = await fetchOnce(session, mail);
  for (const pause of ASK_AGAIN_AFTER) {
    if (received === null || "raw" in received || received.why !== "refused-by-server") break;
    await sleep(pause);
    received = await fetchOnce(session, mail);
  }
  return received;
}

async function fetchOnce(session: Session, mail: ListedMail): Promise<Arrival | PassedOver | null> {
  const { client, server } = session;
  const fetching = client
    // BODY.PEEK[]: the flags stay as they are
    .fetchOne(String(mail.uid), { source: true }, { uid: true })
    .catch((error: unknown) => refusalIn(session.broken ?? (error as ImapFlowError), mail));
  const fetched = await step(client, server, STEP_LIMIT + millisecondsFor(mail.size), fetching);
  if (fetched === undefined) throw connectionEnded(server);
  if (fetched === false) return null;
  if ("why" in fetched) return fetched;
  return fetched.source === undefined ? null : { ...mail, raw: fetched.source };
}

/** What the server holds against this one mail. @throws the error itself, where it is about more or only for the moment */
function refusalIn(error: ImapFlowError, mail: ListedMail): PassedOver {
  const { responseStatus, responseText, code, serverResponseCode = "" } = error;
  // The size in the list was a lie; imapflow has cut the connection.
  if (code === "LiteralTooLarge") return tooBig(mail, error.literalSize ?? mail.size);
  const refused = responseStatus === "NO" || responseStatus === "BAD";
  const momentary = code === "ETHROTTLE" || /^(UNAVAILABLE|INUSE|LIMIT)$/.test(serverResponseCode); // RFC 5530
  if (!refused || momentary) throw error;
  return { ...mail, why: "refused-by-server", detail: responseText ?? responseStatus };
}

function tooBig(mail: ListedMail, size: number): PassedOver {
  return { ...mail, why: "too-big", detail: `${size} bytes` };
}

export function connectionEnded(server: MailServer): MailboxTrouble {
  return new MailboxTrouble("unreachable", `${server.host} ended the connection`);
}
