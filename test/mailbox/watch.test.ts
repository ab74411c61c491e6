import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Arrival, Cursor, Looked } from "../../src/mailbox/arrival.ts";
import { openMailbox } from "../../src/mailbox/imap.ts";
import { MailboxTrouble } from "../../src/mailbox/mailbox-trouble.ts";
import type { Trouble } from "../../src/mailbox/patience.ts";
import { watchMailbox, type Watch, type Watcher } from "../../src/mailbox/watch.ts";
import { NEEDS_DOVECOT, dovecotIsHere, startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startTap, type Tap } from "../servers/tap.ts";
import { mailNumber } from "./recorder.ts";

const PATIENCE = { timeout: 10_000, interval: 20 };

describe.skipIf(!dovecotIsHere)(`the watch over a folder of Dovecot${NEEDS_DOVECOT}`, () => {
  let dovecot: Dovecot;
  let ledger: Ledger;
  let watching: { watcher: Watcher; stop(): Promise<void> } | null = null;
  let tap: Tap | null = null;
  beforeEach(async () => {
    dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
    ledger = emptyLedger();
  });
  afterEach(async () => {
    await watching?.stop();
    await tap?.stop();
    [watching, tap] = [null, null];
    await dovecot.stop();
  });

  test("takes what is there and then what comes, each once, on one login", async () => {
    tap = await startTap(dovecot.port);
    await dovecot.append(mailNumber(1));
    watching = watch(ledger, urlThrough(dovecot, tap), 60_000);
    await vi.waitFor(() => {
      expect(ledger.subjects()).toEqual([1]);
    }, PATIENCE);
    for (let n = 2; n <= 4; n++) {
      await dovecot.append(mailNumber(n));
      await vi.waitFor(() => {
        expect(ledger.subjects()).toContain(n);
      }, PATIENCE);
    }
    expect(ledger.subjects()).toEqual([1, 2, 3, 4]);
    expect(ledger.troubles).toEqual([]);
    expect(tap.said().filter((line) => line.includes("AUTHENTICATE"))).toHaveLength(1);
  });

  test("comes back after the server was restarted", async () => {
    watching = watch(ledger, dovecot.url);
    await vi.waitFor(() => {
      expect(ledger.looks.length).toBeGreaterThan(0);
    }, PATIENCE);
    await dovecot.halt();
    await dovecot.append(mailNumber(1));
    await vi.waitFor(() => {
      expect(ledger.troubles.length).toBeGreaterThan(0);
    }, PATIENCE);
    await dovecot.restart();
    await vi.waitFor(() => {
      expect(ledger.subjects()).toEqual([1]);
    }, PATIENCE);
    expect(ledger.troubles[0]).toMatchObject({ kind: "unreachable", message: "127.0.0.1 ended the connection" });
  });

  test("tries again with doubling pauses while there is no server, and then at once from the beginning", async () => {
    await dovecot.halt();
    watching = watch(ledger, dovecot.url);
    await vi.waitFor(() => {
      expect(ledger.troubles).toHaveLength(3);
    }, PATIENCE);
    expect(ledger.troubles.map(({ retryInMs }) => retryInMs)).toEqual([750, 1_500, 3_000]);
    await dovecot.restart();
    await vi.waitFor(() => {
      expect(ledger.looks.length).toBeGreaterThan(0);
    }, PATIENCE);
    await dovecot.halt();
    await vi.waitFor(() => {
      expect(ledger.troubles.length).toBeGreaterThan(3);
    }, PATIENCE);
    expect(ledger.troubles[3]?.retryInMs).toBe(750);
  });

  test("a mail that could not be committed is handed over again", async () => {
    await dovecot.append(mailNumber(1));
    ledger.failures = 2;
    watching = watch(ledger, dovecot.url);
    await vi.waitFor(() => {
      expect(ledger.subjects()).toEqual([1]);
    }, PATIENCE);
    expect(ledger.troubles).toMatchObject([{ kind: "fault", message: "disk full" }, { kind: "fault" }]);
  });

  test("a cut in the middle of a folder loses and doubles nothing", async () => {
    const wire = (tap = await startTap(dovecot.port));
    for (let n = 1; n <= 10; n++) await dovecot.append(mailNumber(n));
    ledger.onCommitted = (count) => {
      if (count === 4) wire.cut();
    };
    watching = watch(ledger, urlThrough(dovecot, wire));
    await vi.waitFor(() => {
      expect(ledger.subjects()).toHaveLength(10);
    }, PATIENCE);
    expect(ledger.subjects()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(ledger.troubles).toHaveLength(1);
  });

  test("a refused login is not repeated at once", async () => {
    watching = watch(ledger, dovecot.url.replace(encodeURIComponent(dovecot.password), "wrong"));
    await vi.waitFor(() => {
      expect(ledger.troubles).toHaveLength(1);
    }, PATIENCE);
    expect(ledger.troubles[0]).toMatchObject({ kind: "login-refused", retryInMs: 45_000 });
  });

  test("files sent letters on its own connection, and says so when it has none", async () => {
    tap = await startTap(dovecot.port);
    watching = watch(ledger, urlThrough(dovecot, tap));
    const { watcher } = watching;
    await expect(watcher.fileSent(Buffer.from("x"))).rejects.toThrow("not connected");
    await vi.waitFor(() => {
      expect(ledger.looks.length).toBeGreaterThan(0);
    }, PATIENCE);
    expect(await watcher.fileSent(Buffer.from(mailNumber(1)))).toBe(true);
    await dovecot.append(mailNumber(2));
    await vi.waitFor(() => {
      expect(ledger.subjects()).toEqual([2]);
    }, PATIENCE);
    expect(tap.said().filter((line) => line.includes("AUTHENTICATE"))).toHaveLength(1);
    await watching.stop();
    await expect(watcher.fileSent(Buffer.from("x"))).rejects.toThrow("not connected");
  });

  test("the folder for junk is looked at in turn, on the same login", async () => {
    tap = await startTap(dovecot.port);
    for (let n = 1; n <= 30; n++) await dovecot.append(mailNumber(n), { folder: "Junk" });
    await dovecot.append(mailNumber(31));
    watching = watch(ledger, urlThrough(dovecot, tap), 1_000, { junkFolder: "Junk" });
    await vi.waitFor(() => {
      expect(ledger.subjects(true)).toHaveLength(30);
    }, PATIENCE);
    // A pile of junk keeps the other folder waiting for one batch, not for all of it.
    expect(ledger.mails.findIndex(({ junk }) => !junk)).toBe(20);
    await dovecot.append(mailNumber(32), { folder: "Junk" });
    await dovecot.append(mailNumber(33));
    await vi.waitFor(() => {
      expect([ledger.subjects(), ledger.subjects(true).slice(30)]).toEqual([[31, 33], [32]]);
    }, PATIENCE);
    expect(ledger.mails.filter(({ junk }) => junk).every(({ folder }) => folder === "Junk")).toBe(true);
    expect(tap.said().filter((line) => line.includes("AUTHENTICATE"))).toHaveLength(1);
  });

  test("a folder for junk that is not there keeps nobody waiting and costs no connection", async () => {
    tap = await startTap(dovecot.port);
    await dovecot.append(mailNumber(1));
    watching = watch(ledger, urlThrough(dovecot, tap), 1_000, { junkFolder: "垃圾邮件" });
    await vi.waitFor(() => {
      expect(ledger.looks.length).toBeGreaterThan(1);
    }, PATIENCE);
    expect(ledger.subjects()).toEqual([1]);
    expect(ledger.junkTroubles).toMatchObject([
      { kind: "folder-missing", message: "127.0.0.1 has no folder “垃圾邮件”: correct JUNK" },
    ]);
    expect(ledger.troubles).toEqual([]);
    expect(tap.said().filter((line) => line.includes("AUTHENTICATE"))).toHaveLength(1);
  });

  test("without room nothing is fetched and nobody logs in, and it asks again soon", async () => {
    tap = await startTap(dovecot.port);
    await dovecot.append(mailNumber(1));
    ledger.full = true;
    watching = watch(ledger, urlThrough(dovecot, tap));
    await vi.waitFor(() => {
      expect(ledger.troubles).toMatchObject([{ kind: "no-room", message: "full" }]);
    }, PATIENCE);
    expect(tap.said()).toEqual([""]);
    expect(ledger.troubles[0]?.retryInMs).toBeLessThanOrEqual(30_000);
  });

  test("a look that gets nowhere is given up, and the next connection goes on", async () => {
    for (let n = 1; n <= 3; n++) await dovecot.append(mailNumber(n));
    let hung = false;
    const onArrival = (mail: Arrival): Promise<void> => {
      if (mail.uid === 2 && !hung) {
        hung = true;
        return new Promise(() => undefined);
      }
      ledger.mails.push(mail);
      return Promise.resolve();
    };
    watching = watch(ledger, dovecot.url, 1_000, { stuckAfterMs: 500, onArrival });
    await vi.waitFor(() => {
      expect(ledger.subjects()).toEqual([1, 2, 3]);
    }, PATIENCE);
    expect(ledger.troubles).toMatchObject([
      { kind: "unreachable", message: expect.stringContaining("got nowhere") as string },
    ]);
  });

  test("stops at once when told to, also while it waits", async () => {
    watching = watch(ledger, dovecot.url, 60_000);
    await vi.waitFor(() => {
      expect(ledger.looks.length).toBeGreaterThan(0);
    }, PATIENCE);
    const asked = Date.now();
    await watching.stop();
    expect(Date.now() - asked).toBeLessThan(500);
    expect(ledger.troubles).toEqual([]);
  });
});

const ownAddress = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === "IPv4" && !address.internal)?.address;

describe.skipIf(!dovecotIsHere || ownAddress === undefined)(
  `off loopback${NEEDS_DOVECOT || " (skipped without a network card)"}`,
  () => {
    test("no password goes to a server that offers no encryption", async () => {
      const dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
      const wire = await startTap(dovecot.port, undefined, ownAddress);
      const url = urlThrough(dovecot, wire).replace("127.0.0.1", ownAddress ?? "");
      await expect(openMailbox(url, 1_000)).rejects.toMatchObject({
        kind: "not-encrypted",
        message: expect.stringContaining("the password was not sent: use imaps://") as string,
      });
      expect(wire.said().join()).not.toMatch(/AUTHENTICATE|LOGIN/);
      await wire.stop();
      await dovecot.stop();
    });
  },
);

interface Ledger {
  mails: Arrival[];
  looks: Looked[];
  troubles: Trouble[];
  junkTroubles: Trouble[];
  /** How many commits are still to fail. */
  failures: number;
  /** Nothing may be fetched. */
  full: boolean;
  /** Kept by nobody: what the ledger lacks. */
  forgotten: Set<number>;
  onCommitted(count: number): unknown;
  subjects(junk?: boolean): number[];
}

function emptyLedger(): Ledger {
  const mails: Arrival[] = [];
  const subjects = (junk = false) =>
    mails
      .filter((mail) => mail.junk === junk)
      .map(({ raw }) => Number(/Subject: mail (\d+)/.exec(raw.toString())?.[1]));
  const troubles = { troubles: [], junkTroubles: [] };
  const nothing = { failures: 0, full: false, forgotten: new Set<number>() };
  return { mails, looks: [], ...troubles, ...nothing, onCommitted: () => undefined, subjects };
}

function watch(
  ledger: Ledger,
  url: string,
  pollMs = 1_000,
  more: Partial<Watch> = {},
): { watcher: Watcher; stop(): Promise<void> } {
  const ending = new AbortController();
  const rules: Watch = {
    ...{ url, junkFolder: null, pollMs, limitBytes: 1_000_000, stuckAfterMs: 60_000 },
    mayFetch: () => (ledger.full ? Promise.reject(new MailboxTrouble("no-room", "full")) : Promise.resolve()),
    beforeLook(folder) {
      const mails = ledger.mails.filter((mail) => mail.folder === (folder ?? "INBOX"));
      const known = new Set(mails.map(({ uid }) => uid).filter((uid) => !ledger.forgotten.has(uid)));
      return Promise.resolve({ cursor: cursorOf(mails), known: () => Promise.resolve(known) });
    },
    async onArrival(mail) {
      if (ledger.failures-- > 0) throw new Error("disk full");
      ledger.mails.push(mail);
      await ledger.onCommitted(ledger.mails.length);
    },
    onPassedOver: () => Promise.reject(new Error("nothing is to be passed over here")),
    onLooked: (looked) => Promise.resolve(void ledger.looks.push(looked)),
    onTrouble: (trouble, junk) => void (junk ? ledger.junkTroubles : ledger.troubles).push(trouble),
    jitter: () => 0,
    signal: ending.signal,
    ...more,
  };
  const watcher = watchMailbox(rules);
  return {
    watcher,
    stop() {
      ending.abort();
      return watcher.ended;
    },
  };
}

function cursorOf(mails: Arrival[]): Cursor | null {
  const last = mails.at(-1);
  return last === undefined ? null : { uidValidity: last.uidValidity, lastUid: last.uid };
}

function urlThrough(dovecot: Dovecot, wire: Tap): string {
  return dovecot.url.replace(`:${dovecot.port}/`, `:${wire.port}/`);
}
