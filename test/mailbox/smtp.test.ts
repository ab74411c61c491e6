import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../src/mailbox/smtp-outcome.ts";
import { openPost } from "../../src/mailbox/smtp.ts";
import { freePort } from "../servers/dovecot.ts";
import { startSmtpSink, type Fault, type SmtpSink } from "../servers/smtp-sink.ts";

const SMALL = Buffer.from("From: a@ccia.example\r\nSubject: letter\r\n\r\n.a line that begins with a dot\r\n");
const BIG = Buffer.concat([SMALL, Buffer.alloc(20_000_000, "x\r\n")]);

describe("what became of a letter", () => {
  let sink: SmtpSink;
  beforeEach(async () => {
    sink = await startSmtpSink();
  });
  afterEach(() => sink.stop());

  const send = (raw: Buffer = SMALL, to = ["b@unit.example"], url = sink.url): Promise<Delivery> =>
    openPost(url).send({ from: "a@ccia.example", to, raw });

  test("accepted, and there byte for byte", async () => {
    const post = openPost(sink.url);
    for (let n = 1; n <= 3; n++) {
      expect(await post.send({ from: "a@ccia.example", to: ["b@unit.example"], raw: SMALL })).toMatchObject({
        outcome: "accepted",
        response: expect.stringMatching(/^250 /) as string,
        refused: [],
      });
    }
    const taken = { envelope: { from: "a@ccia.example", to: ["b@unit.example"] }, raw: SMALL };
    expect(sink.mails).toEqual([taken, taken, taken]);
  });

  const refusals: [Fault, Delivery["outcome"], string][] = [
    [{ at: "mail", refuse: 451 }, "refused-for-now", "the sender, for now"],
    [{ at: "mail", refuse: 553 }, "refused", "the sender"],
    [{ at: "rcpt", refuse: 450 }, "refused-for-now", "greylisting"],
    [{ at: "rcpt", refuse: 550 }, "refused", "no such address"],
    [{ at: "after-dot", refuse: 452 }, "refused-for-now", "the mail, for now"],
    [{ at: "after-dot", refuse: 554 }, "refused", "the mail, as spam"],
    [{ at: "after-dot", refuse: 421 }, "refused-for-now", "it shuts down, and says so"],
    [{ at: "rcpt", refuse: 550, words: "Connection frequency limited" }, "refused-for-now", "QQ's pace limit"],
    [{ at: "rcpt", refuse: 552, words: "5.2.2 quota exceeded" }, "refused", "a full mailbox is the applicant's"],
    [{ at: "after-dot", refuse: 550, words: "Daily sending quota exceeded" }, "refused-for-now", "ours for the day"],
    [{ at: "after-dot", refuse: 550, words: "您的发信数量超过当日上限" }, "refused-for-now", "Exmail's"],
    [{ at: "after-dot", refuse: 554, words: "5.5.0 MI:STC" }, "refused-for-now", "NetEase's daily limit"],
    [{ at: "connect", refuse: 554 }, "never-sent", "this machine is not wanted: the letter is not to blame"],
    [{ at: "auth", refuse: 535 }, "never-sent", "the password is wrong: the letter is not to blame"],
    [{ at: "auth", refuse: 454 }, "never-sent", "its login is out of order"],
  ];
  test.each(refusals)("%o: %s (%s)", async (fault, outcome) => {
    sink.fail(fault);
    expect(await send()).toMatchObject({ outcome });
    expect(sink.mails).toEqual([]);
  });

  const cuts: [Fault, string, Buffer, Delivery["outcome"]][] = [
    [{ at: "connect", drop: true }, "small", SMALL, "never-sent"],
    [{ at: "auth", drop: true }, "small", SMALL, "never-sent"],
    [{ at: "mail", drop: true }, "small", SMALL, "never-sent"],
    [{ at: "rcpt", drop: true }, "small", SMALL, "never-sent"],
    // Cut before the final dot: of a small mail the dot has left already, and nobody can know.
    [{ at: "data", drop: true }, "small", SMALL, "unknown"],
    [{ at: "data", drop: true }, "big", BIG, "never-sent"],
    [{ at: "after-dot", drop: true }, "small", SMALL, "unknown"],
    [{ at: "after-dot", drop: true }, "big", BIG, "unknown"],
  ];
  test.each(cuts)("%o, a %s mail", async (fault, _size, raw, outcome) => {
    sink.fail(fault);
    expect(await send(raw)).toMatchObject({ outcome });
    expect(sink.mails).toHaveLength(fault.at === "after-dot" ? 1 : 0);
  });

  test("nobody listens", async () => {
    const url = `smtp://127.0.0.1:${await freePort()}`;
    expect(await send(SMALL, undefined, url)).toMatchObject({
      outcome: "never-sent",
      reason: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  test("a host that does not exist", async () => {
    expect(await send(SMALL, undefined, "smtps://nowhere.invalid")).toMatchObject({ outcome: "never-sent" });
  });

  test("one of two recipients is refused: the mail went, and which one did not get it is said", async () => {
    sink.fail({ at: "rcpt", refuse: 550, words: "who?" }, "b@unit.example");
    expect(await send(SMALL, ["b@unit.example", "a@ccia.example"])).toMatchObject({
      outcome: "accepted",
      refused: [{ address: "b@unit.example", response: "550 who?" }],
    });
    expect(sink.mails[0]?.envelope.to).toEqual(["a@ccia.example"]);
  });

  describe("with a copy to our own mailbox", () => {
    const withCopy = () =>
      openPost(sink.url).send({ from: "a@ccia.example", to: ["b@unit.example"], copyTo: "a@ccia.example", raw: SMALL });
    const envelopes = () => sink.mails.map(({ envelope }) => envelope.to);

    test("the applicant comes first", async () => {
      expect(await withCopy()).toMatchObject({ outcome: "accepted", refused: [] });
      expect(envelopes()).toEqual([["b@unit.example", "a@ccia.example"]]);
    });

    test.each([
      [550, "refused"],
      [450, "refused-for-now"],
    ])(
      "a refused applicant (%i) gets nothing, and neither do we: a copy proves the letter",
      async (refuse, outcome) => {
        sink.fail({ at: "rcpt", refuse, words: "who?" }, "b@unit.example");
        expect(await withCopy()).toMatchObject({ outcome, response: `${refuse} who?` });
        expect(envelopes()).toEqual([]);
      },
    );

    test("a refused copy does not keep the letter, which goes once", async () => {
      sink.fail({ at: "rcpt", refuse: 552, words: "full" }, "a@ccia.example");
      const refused = [{ address: "a@ccia.example", response: "552 full" }];
      expect(await withCopy()).toMatchObject({ outcome: "accepted", refused });
      expect(envelopes()).toEqual([["b@unit.example"]]);
    });

    const bothRefused: [Fault, Delivery["outcome"], string][] = [
      [{ at: "rcpt", refuse: 550 }, "refused", "both refused: the applicant's refusal counts"],
      [{ at: "mail", refuse: 451 }, "refused-for-now", "the sender refused, and so both with it"],
    ];
    test.each(bothRefused)("%o: %s (%s)", async (fault, outcome) => {
      sink.fail(fault);
      expect(await withCopy()).toMatchObject({ outcome });
      expect(envelopes()).toEqual([]);
    });
  });

  test("an address that cannot be one, and a mail larger than the server takes, are refused for good", async () => {
    expect(await send(SMALL, ["b@unit.example>\r\nRCPT TO:<evil@x.example"])).toMatchObject({ outcome: "refused" });
    const narrow = await startSmtpSink({ size: 1_000_000 });
    expect(await send(BIG, undefined, narrow.url)).toMatchObject({ outcome: "refused" });
    await narrow.stop();
  });

  test("a wrong password is not repeated in what is said, even when the server does", async () => {
    const delivery = await send(SMALL, undefined, sink.url.replace("sink-password", "Wr0ng-secret"));
    expect(delivery).toMatchObject({ outcome: "never-sent", reason: expect.stringContaining("***") as string });
    expect(JSON.stringify(delivery)).not.toContain("Wr0ng-secret");
  });

  test("closed while it sends: never sent before the end of the mail, unknown after it", async () => {
    const quiet = await startSmtpSink();
    const post = openPost(quiet.url);
    const sending = post.send({ from: "a@ccia.example", to: ["b@unit.example"], raw: SMALL });
    post.close();
    expect(await sending).toMatchObject({ outcome: "never-sent" });
    await quiet.stop();
  });

  test("uses STARTTLS where it is offered", async () => {
    const encrypted = await startSmtpSink({ tls: true });
    expect(await send(SMALL, undefined, encrypted.url)).toMatchObject({ outcome: "accepted" });
    expect(encrypted.encrypted()).toBe(true);
    await encrypted.stop();
  });
});
