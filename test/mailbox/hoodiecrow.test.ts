import { createRequire } from "node:module";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Arrival } from "../../src/mailbox/arrival.ts";
import { openMailbox, type Mailbox } from "../../src/mailbox/imap.ts";

interface Hoodiecrow {
  server: Server;
  listen(port: number, host: string, ready: () => void): void;
  appendMessage(folder: string, flags: string[], date: Date, raw: string): void;
  getMailbox(folder: string): { messages: { flags: string[]; raw: string }[] };
}
// The package has no types.
const hoodiecrow = createRequire(import.meta.url)("hoodiecrow-imap") as (options: object) => Hoodiecrow;

const MAIL = "From: a@b.example\r\nSubject: mail\r\n\r\nhello\r\n";

describe("the embedded IMAP server of the demonstration", () => {
  let mailbox: Mailbox | null = null;
  let server: Hoodiecrow | null = null;
  afterEach(() => {
    mailbox?.close();
    server?.server.close();
  });

  async function open(plugins: string[], storage: object): Promise<[Hoodiecrow, Mailbox]> {
    const started = (server = hoodiecrow({ plugins, storage, users: { demo: { password: "demo" } } }));
    await new Promise<void>((resolve) => {
      started.listen(0, "127.0.0.1", resolve);
    });
    const { port } = started.server.address() as AddressInfo;
    const opened = (mailbox = await openMailbox(`imap://demo:demo@127.0.0.1:${port}/INBOX`, 1_000_000));
    return [started, opened];
  }

  test("hands over mail, wakes the watch, keeps the flags and takes the sent letter", async () => {
    const storage = { INBOX: { messages: [{ raw: MAIL }] }, "": { folders: { Sent: { "special-use": "\\Sent" } } } };
    const [imap, opened] = await open(["ID", "IDLE", "UIDPLUS", "SPECIAL-USE", "STARTTLS"], storage);
    const arrivals: Arrival[] = [];
    const receiver = {
      onArrival: (mail: Arrival) => Promise.resolve(void arrivals.push(mail)),
      onPassedOver: () => Promise.reject(new Error("nothing is passed over here")),
    };
    const first = await opened.look(null, receiver);
    const waiting = opened.waitForChange(10_000);
    setTimeout(() => {
      imap.appendMessage("INBOX", [], new Date("2022-11-21T01:00:00Z"), MAIL.replace("hello", "again"));
    }, 500);
    await waiting;
    await opened.look(first, receiver);
    expect(arrivals.map(({ raw }) => raw.toString())).toEqual([MAIL, MAIL.replace("hello", "again")]);
    expect(arrivals[1]?.internalDate).toEqual(new Date("2022-11-21T01:00:00Z"));
    expect(imap.getMailbox("INBOX").messages.flatMap(({ flags }) => flags)).not.toContain("\\Seen");
    expect(await opened.fileSent(Buffer.from(MAIL))).toBe(true);
    expect(imap.getMailbox("Sent").messages).toMatchObject([{ raw: MAIL, flags: ["\\Seen"] }]);
  });

  test.each([
    ["已发送", true],
    ["Sent Messages", true],
    ["Projects", false],
  ])("a server without SPECIAL-USE and a folder %s: %s", async (name, found) => {
    // Modified UTF-7 (RFC 3501, 5.1.3)
    const path = name === "已发送" ? "&XfJT0ZAB-" : name;
    const [imap, opened] = await open([], { INBOX: {}, "": { folders: { [path]: {} } } });
    expect(await opened.fileSent(Buffer.from(MAIL))).toBe(found);
    expect(imap.getMailbox(path).messages).toHaveLength(found ? 1 : 0);
  });
});
