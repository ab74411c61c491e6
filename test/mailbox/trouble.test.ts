import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openMailbox } from "../../src/mailbox/imap.ts";
import { NEEDS_DOVECOT, dovecotIsHere, startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startTap } from "../servers/tap.ts";
import { mailNumber, recorder } from "./recorder.ts";

const LIMIT = 1_000_000;

describe.skipIf(!dovecotIsHere)(`what is said when the mailbox cannot be read${NEEDS_DOVECOT}`, () => {
  let dovecot: Dovecot;
  beforeEach(async () => {
    dovecot = (await startDovecot()) ?? expect.fail("Dovecot is here");
  });
  afterEach(() => dovecot.stop());

  test("a wrong password: one sentence, without the password", async () => {
    const url = dovecot.url.replace(encodeURIComponent(dovecot.password), "Wr0ng-secret");
    const error = await openMailbox(url, LIMIT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "login-refused" });
    expect(String(error)).toContain("127.0.0.1 refused the login of secretariat@ccia.example");
    expect(JSON.stringify(error) + String(error) + String((error as Error).stack)).not.toContain("Wr0ng-secret");
  });

  test("a folder that is not there", async () => {
    const mailbox = await openMailbox(dovecot.url.replace("INBOX", "申请"), LIMIT);
    await expect(mailbox.look(null, recorder())).rejects.toMatchObject({
      kind: "folder-missing",
      message: "127.0.0.1 has no folder “申请”: correct the path in MAILBOX_URL",
    });
    mailbox.close();
  });

  test("NetEase's lock on programs that it does not know", async () => {
    const tap = await startTap(dovecot.port, (text) =>
      text.replace(/^(\w+) OK \[READ-ONLY\].*$/m, "$1 NO EXAMINE Unsafe Login. Please contact kefu@188.com for help"),
    );
    const mailbox = await openMailbox(dovecot.url.replace(`:${dovecot.port}/`, `:${tap.port}/`), LIMIT);
    await expect(mailbox.look(null, recorder())).rejects.toMatchObject({
      kind: "folder-locked",
      message: expect.stringContaining("allow this program in its web settings") as string,
    });
    mailbox.close();
    await tap.stop();
  });

  test("a server that is not there", async () => {
    await dovecot.halt();
    await expect(openMailbox(dovecot.url, LIMIT)).rejects.toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("ECONNREFUSED") as string,
    });
  });
});

describe.skipIf(!dovecotIsHere)(`a server without IDLE${NEEDS_DOVECOT}`, () => {
  test("is looked at when the wait is over", async () => {
    const dovecot = (await startDovecot({ capability: "IMAP4rev1" })) ?? expect.fail("Dovecot is here");
    const mailbox = await openMailbox(dovecot.url, LIMIT);
    const looked = await mailbox.look(null, recorder());
    const waiting = mailbox.waitForChange(1_000);
    await dovecot.append(mailNumber(1));
    await waiting;
    expect(await mailbox.look(looked, recorder())).toMatchObject({ fetched: 1 });
    mailbox.close();
    await dovecot.stop();
  });
});
