import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ImapFlow } from "imapflow";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Arrival } from "../../src/mailbox/arrival.ts";
import { openMailbox, type Mailbox } from "../../src/mailbox/imap.ts";
import { NEEDS_DOVECOT, dovecotIsHere, startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startFaultProxy } from "../servers/fault-proxy.ts";
import { startTap, type Tap } from "../servers/tap.ts";
import { mailNumber, recorder } from "./recorder.ts";

const LIMIT = 1_000_000;

describe.skipIf(!dovecotIsHere)(`a look at a folder of Dovecot${NEEDS_DOVECOT}`, () => {
  let dovecot: Dovecot;
  let mailbox: Mailbox;
  const taps: Tap[] = [];
  beforeEach(async () => {
    dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
    mailbox = await openMailbox(dovecot.url, LIMIT);
  });
  afterEach(async () => {
    mailbox.close();
    for (const tap of taps.splice(0)) await tap.stop();
    await dovecot.stop();
  });

  async function tapped(rewrite?: (text: string) => string): Promise<{ url: string; tap: Tap }> {
    const tap = await startTap(dovecot.port, rewrite);
    taps.push(tap);
    return { url: dovecot.url.replace(`:${dovecot.port}/`, `:${tap.port}/`), tap };
  }

  test("hands over 20 mails oldest first, byte for byte, with their dates, and then nothing more", async () => {
    const mails = Array.from({ length: 20 }, (_, n) => mailNumber(n));
    for (const [n, raw] of mails.entries()) await dovecot.append(raw, { date: day(n + 1) });
    const first = recorder();
    const looked = await mailbox.look(null, first);
    expect(first.arrivals.map(({ raw }) => raw.toString())).toEqual(mails);
    expect(first.arrivals.map(({ internalDate }) => internalDate)).toEqual(mails.map((_, n) => day(n + 1)));
    expect(first.arrivals[0]).toMatchObject({
      account: "secretariat@ccia.example@127.0.0.1",
      folder: "INBOX",
      uidValidity: looked.uidValidity,
      uid: 1,
      size: Buffer.byteLength(mails[0] ?? ""),
    });
    expect(looked).toMatchObject({ lastUid: 20, fetched: 20, passedOver: 0, exists: 20, renumbered: false });
    const second = recorder();
    expect(await mailbox.look(looked, second)).toEqual({ ...looked, fetched: 0 });
    expect(second.arrivals).toEqual([]);
  });

  test("leaves every flag as it is, \\Recent too", async () => {
    await dovecot.append(mailNumber(1));
    await dovecot.append(mailNumber(2), { flags: "FS" });
    await mailbox.look(null, recorder());
    expect(await flagsSeenByAnother(dovecot)).toEqual([["\\Recent"], ["\\Flagged", "\\Recent", "\\Seen"]]);
  });

  test("takes what a person has read already", async () => {
    await dovecot.append(mailNumber(1), { flags: "S" });
    expect(await mailbox.look(null, recorder())).toMatchObject({ fetched: 1 });
  });

  test("an empty folder is looked at in peace", async () => {
    expect(await mailbox.look(null, recorder())).toMatchObject({ lastUid: 0, fetched: 0, exists: 0 });
  });

  test("asks for the next mail only after the one before was committed, and stops where that failed", async () => {
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    const seen: number[] = [];
    const failing = {
      ...recorder(),
      onArrival: ({ uid }: Arrival) => {
        seen.push(uid);
        return uid === 2 ? Promise.reject(new Error("disk full")) : Promise.resolve();
      },
    };
    await expect(mailbox.look(null, failing)).rejects.toThrow("disk full");
    expect(seen).toEqual([1, 2]);
  });

  test("a mail over the limit is told of, not fetched, and blocks nobody", async () => {
    const { url, tap } = await tapped();
    await dovecot.append(mailNumber(1));
    await dovecot.append(`${mailNumber(2)}${"x".repeat(LIMIT)}`);
    await dovecot.append(mailNumber(3));
    const tappedMailbox = await openMailbox(url, LIMIT);
    const heard = recorder();
    const looked = await tappedMailbox.look(null, heard);
    tappedMailbox.close();
    expect(heard.arrivals.map(({ uid }) => uid)).toEqual([1, 3]);
    expect(heard.passedOver).toMatchObject([{ uid: 2, why: "too-big" }]);
    expect(heard.passedOver[0]?.size).toBeGreaterThan(LIMIT);
    expect(looked).toMatchObject({ lastUid: 3, fetched: 2, passedOver: 1 });
    expect(tap.heard().join("").length).toBeLessThan(LIMIT / 2);
  });

  test("a mail of 60 MB is fetched byte for byte where the limit allows it", async () => {
    const raw = Buffer.concat([Buffer.from(mailNumber(1)), Buffer.alloc(60_000_000, `${"x".repeat(76)}\r\n`)]);
    await dovecot.append(raw);
    const roomy = await openMailbox(dovecot.url, raw.length);
    const heard = recorder();
    await roomy.look(null, heard);
    roomy.close();
    expect(heard.arrivals.map((mail) => mail.raw.equals(raw))).toEqual([true]);
  });

  test("a server that lies about a mail's size costs one connection, not the mailbox", async () => {
    const { url } = await tapped((text) => text.replace(/RFC822\.SIZE \d{7}/, "RFC822.SIZE 1000"));
    await dovecot.append(`${mailNumber(1)}${"x".repeat(3 * LIMIT)}`);
    await dovecot.append(mailNumber(2));
    const heard = recorder();
    const first = await openMailbox(url, LIMIT);
    await expect(first.look(null, heard)).rejects.toThrow("127.0.0.1 ended the connection");
    expect(heard.passedOver).toMatchObject([{ uid: 1, why: "too-big" }]);
    const { uidValidity = "" } = heard.passedOver[0] ?? {};
    const second = await openMailbox(url, LIMIT);
    expect(await second.look({ uidValidity, lastUid: 1 }, heard)).toMatchObject({ fetched: 1 });
    second.close();
  });

  test("a mail that the server refuses three times is passed over with the server's words", async () => {
    await dovecot.append(mailNumber(1));
    await dovecot.append(mailNumber(2));
    const { url } = await tapped(spoilingFetchOf(1));
    const spoiltMailbox = await openMailbox(url, LIMIT);
    const heard = recorder();
    expect(await spoiltMailbox.look(null, heard)).toMatchObject({ fetched: 1, passedOver: 1, lastUid: 2 });
    spoiltMailbox.close();
    expect(heard.passedOver).toMatchObject([{ uid: 1, why: "refused-by-server", detail: "cannot read it" }]);
  });

  test("new UIDVALIDITY: everything is handed over once more, and said to be so", async () => {
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    const before = await mailbox.look(null, recorder());
    await dovecot.renumber();
    const again = await openMailbox(dovecot.url, LIMIT);
    const heard = recorder();
    const after = await again.look(before, heard);
    again.close();
    expect(after).toMatchObject({ renumbered: true, fetched: 3, lastUid: 3 });
    expect(after.uidValidity).not.toBe(before.uidValidity);
    expect(heard.arrivals.map(({ raw }) => raw.toString())).toEqual([1, 2, 3].map(mailNumber));
  });

  test("mail deleted behind the cursor changes nothing (`n:*` names the last mail all the same)", async () => {
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    const before = await mailbox.look(null, recorder());
    await removeOldest(dovecot);
    const heard = recorder();
    expect(await mailbox.look(before, heard)).toMatchObject({ fetched: 0, exists: 2 });
    await dovecot.append(mailNumber(4));
    expect(await mailbox.look(before, heard)).toMatchObject({ fetched: 1, lastUid: 4 });
  });

  test("what the ledger lacks is handed over though the cursor has passed it, what the folder lacks is counted", async () => {
    for (let n = 1; n <= 5; n++) await dovecot.append(mailNumber(n));
    const before = await mailbox.look(null, recorder());
    await removeOldest(dovecot);
    const heard = recorder();
    const known = (): Promise<Set<number>> => Promise.resolve(new Set([1, 3, 5]));
    const looked = await mailbox.look(before, heard, { known });
    expect(heard.arrivals.map(({ uid }) => uid)).toEqual([2, 4]);
    expect(looked.comparison).toEqual({ listed: 4, unlisted: 0, recovered: 2, gone: 1 });
    expect(looked).toMatchObject({ lastUid: 5, fetched: 2 });
  });

  test("a listing that leaves a mail out costs it nothing but time", async () => {
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    const { url } = await tapped((text) => text.replace(/^\* 2 FETCH \(UID 2.*\r\n/m, ""));
    const lied = await openMailbox(url, LIMIT);
    const heard = recorder();
    const looked = await lied.look(null, heard);
    expect(heard.arrivals.map(({ uid }) => uid)).toEqual([1, 3]);
    const compared = await lied.look(looked, heard, { known: () => Promise.resolve(new Set([1, 3])) });
    lied.close();
    expect(compared.comparison).toEqual({ listed: 2, unlisted: 1, recovered: 0, gone: 0 });
    const honest = await mailbox.look(looked, heard, { known: () => Promise.resolve(new Set([1, 3])) });
    expect(heard.arrivals.map(({ uid }) => uid)).toEqual([1, 3, 2]);
    expect(honest).toMatchObject({ lastUid: 3, comparison: { listed: 3, unlisted: 0, recovered: 1, gone: 0 } });
  });

  test("a connection that stands half-open while it waits is noticed by its pulse", async () => {
    const proxy = await startFaultProxy(dovecot.port);
    const url = dovecot.url.replace(`:${dovecot.port}/`, `:${proxy.port}/`);
    const frozen = await openMailbox(url, LIMIT, undefined, { every: 400, limit: 200 });
    await frozen.look(null, recorder());
    proxy.freeze();
    await expect(frozen.waitForChange(60_000)).rejects.toMatchObject({ kind: "unreachable" });
    expect(frozen.alive()).toBe(false);
    await proxy.stop();
  });

  test("names the program after the login and before the folder is opened (NetEase), and never searches", async () => {
    const { url, tap } = await tapped();
    await dovecot.append(mailNumber(1));
    const tappedMailbox = await openMailbox(url, LIMIT);
    await tappedMailbox.look(null, recorder());
    tappedMailbox.close();
    const verbs = tap.said().map((line) => line.split(" ").slice(1, 3).join(" "));
    const [login, opened] = [verbs.findIndex((verb) => /^AUTH|^LOGIN/.test(verb)), verbs.indexOf("EXAMINE INBOX")];
    expect(login).toBeGreaterThan(-1);
    expect(verbs.slice(login, opened).filter((verb) => verb.startsWith("ID "))).not.toEqual([]);
    expect(tap.said().join("\n")).toContain('"name" "sunshine-intake"');
    expect(tap.said().join("\n")).not.toMatch(/SEARCH|SELECT|STORE|EXPUNGE| BODY\[/);
  });

  test("IDLE tells of a new mail at once (Dovecot itself gathers changes for half a second)", async () => {
    const looked = await mailbox.look(null, recorder());
    const waiting = mailbox.waitForChange(20_000).then(() => Date.now());
    await new Promise((resolve) => setTimeout(resolve, 500));
    const sent = Date.now();
    await dovecot.append(mailNumber(1));
    expect((await waiting) - sent).toBeLessThan(2_000);
    expect(await mailbox.look(looked, recorder())).toMatchObject({ fetched: 1 });
  });

  test("files a sent letter, marked as read, in the folder that the server calls \\Sent", async () => {
    const letter = Buffer.from(mailNumber(7));
    await mailbox.look(null, recorder());
    expect(await mailbox.fileSent(letter)).toBe(true);
    const filed = await openMailbox(dovecot.url.replace("INBOX", "Sent"), LIMIT);
    const sent = recorder();
    await filed.look(null, sent);
    filed.close();
    expect(sent.arrivals.map(({ raw }) => raw)).toEqual([letter]);
    expect(await flagsSeenByAnother(dovecot, "Sent")).toEqual([["\\Recent", "\\Seen"]]);
    expect(await mailbox.look(null, recorder())).toMatchObject({ exists: 0 });
  });
});

function day(n: number): Date {
  return new Date(Date.UTC(2022, 10, n, 8, 30));
}

/** A server that answers NO whenever this mail's text is asked for. */
function spoilingFetchOf(uid: number): (text: string) => string {
  return (text) =>
    text.includes(`UID ${uid} BODY[]`) ? `${/^(\S+) OK Fetch/m.exec(text)?.[1] ?? "?"} NO cannot read it\r\n` : text;
}

async function flagsSeenByAnother(dovecot: Dovecot, folder = "INBOX"): Promise<string[][]> {
  const { host, port, user, password: pass } = dovecot;
  const client = new ImapFlow({ host, port, auth: { user, pass }, logger: false, doSTARTTLS: false });
  await client.connect();
  await client.mailboxOpen(folder);
  const flags = (await client.fetchAll("1:*", { flags: true })).map((mail) => [...(mail.flags ?? [])].sort());
  await client.logout();
  return flags;
}

async function removeOldest({ maildir }: Dovecot): Promise<void> {
  const mails: string[] = [];
  for (const part of ["new", "cur"]) {
    for (const name of await readdir(join(maildir, part))) mails.push(join(maildir, part, name));
  }
  mails.sort((one, other) => (one.split("/").at(-1) ?? "").localeCompare(other.split("/").at(-1) ?? ""));
  await rm(mails[0] ?? expect.fail("there is a mail"));
}
