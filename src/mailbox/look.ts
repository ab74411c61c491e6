import { setTimeout as sleep } from "node:timers/promises";
import type { FetchMessageObject, ImapFlow, ImapFlowError, MailboxObject } from "imapflow";
import type { Arrival, Cursor, ListedMail, Looked, PassedOver, Receiver } from "./arrival.ts";
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
const LISTING_LIMIT = 300_000;
/** Milliseconds after which a mail that the server refused is asked for again. */
const ASK_AGAIN_AFTER = [1_000, 5_000];

/** Hands over what came after the cursor. @throws MailboxTrouble, or what the receiver threw */
export async function look(session: Session, cursor: Cursor | null, receiver: Receiver): Promise<Looked> {
  const { client, server } = session;
  // EXAMINE, and anew each time: it leaves even \Recent alone, and shows a new UIDVALIDITY and what a quiet server kept back.
  const box = await step(client, server, STEP_LIMIT, client.mailboxOpen(server.folder, { readOnly: true }));
  session.changed = false;
  // imapflow would take this folder's lack of permanent flags for that of the folder for sent mail.
  if (client.mailbox) delete client.mailbox.permanentFlags;
  const looked = beginning(box, cursor);
  for (const mail of await listAfter(session, looked)) {
    const received = await fetchMail(session, mail);
    if (received === null) continue;
    if ("raw" in received) {
      await receiver.onArrival(received);
      looked.fetched += 1;
    } else {
      await receiver.onPassedOver(received);
      looked.passedOver += 1;
    }
    looked.lastUid = mail.uid;
  }
  return looked;
}

function beginning(box: MailboxObject, cursor: Cursor | null): Looked {
  const uidValidity = String(box.uidValidity);
  const renumbered = cursor !== null && cursor.uidValidity !== uidValidity;
  const lastUid = cursor === null || renumbered ? 0 : cursor.lastUid;
  return { uidValidity, lastUid, fetched: 0, passedOver: 0, exists: box.exists, renumbered };
}

/** By UID range, since SEARCH cannot be trusted everywhere; oldest first. */
async function listAfter(session: Session, looked: Looked): Promise<ListedMail[]> {
  if (looked.exists === 0) return [];
  const { client, server } = session;
  const query = { uid: true, size: true, internalDate: true };
  const listing = client.fetchAll(`${looked.lastUid + 1}:*`, query, { uid: true });
  const listed = await step(client, server, LISTING_LIMIT, listing);
  // imapflow lists nothing, and says nothing, when the connection has just ended
  if (!client.usable) throw connectionEnded(server);
  return (
    listed
      // `n:*` always includes the last mail, even when its UID is below n (RFC 3501, 6.4.8)
      .filter(({ uid }) => uid > looked.lastUid)
      .sort((one, other) => one.uid - other.uid)
      .map((mail) => listedMail(mail, server, looked.uidValidity))
  );
}

function listedMail(mail: FetchMessageObject, server: MailServer, uidValidity: string): ListedMail {
  return {
    account: accountOf(server),
    folder: server.folder,
    junk: false,
    uidValidity,
    uid: mail.uid,
    internalDate: mail.internalDate instanceof Date ? mail.internalDate : null,
    size: mail.size ?? 0,
  };
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
