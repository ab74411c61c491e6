import { describe, expect, test } from "vitest";
import { MailboxTrouble, type TroubleKind } from "../../src/mailbox/mailbox-trouble.ts";
import { after, junkRest, NO_TROUBLES, stuckAfter, type Troubles } from "../../src/mailbox/patience.ts";

/** The seconds of pause after so many troubles of a kind in a row, at most. */
function pauses(kind: TroubleKind, count: number, junk = false): number[] {
  let troubles: Troubles = NO_TROUBLES;
  return Array.from({ length: count }, () => {
    troubles = after(troubles, new MailboxTrouble(kind, "no"), 1);
    if (junk) troubles = junkRest(troubles);
    return troubles.last.retryInMs / 1000;
  });
}

describe("how long the next try waits", () => {
  test.each<[kind: TroubleKind, seconds: number[]]>([
    // With the 25 s that a connection may take: within a minute of the network's return.
    ["unreachable", [1, 2, 4, 8, 16, 25, 25]],
    ["server", [1, 2, 4, 8, 16, 32, 50, 50]],
    ["no-room", [15, 30, 30]],
    ["login-refused", [60, 120, 240, 480, 600, 600]],
    ["folder-locked", [60, 120, 240, 480, 600, 600]],
  ])("%s", (kind, seconds) => {
    expect(pauses(kind, seconds.length)).toEqual(seconds);
  });

  test("a quarter of it is chance", () => {
    expect(after(NO_TROUBLES, new MailboxTrouble("unreachable", "no"), 0).last.retryInMs).toBe(750);
  });

  test("another kind of trouble begins anew: who was only out of reach is not taken for locked out", () => {
    let troubles = NO_TROUBLES;
    for (let i = 0; i < 9; i++) troubles = after(troubles, new MailboxTrouble("unreachable", "no"), 1);
    expect(after(troubles, new MailboxTrouble("login-refused", "no"), 1).last.retryInMs).toBe(60_000);
    expect(after(troubles, new Error("disk full"), 1).last).toEqual({
      ...{ kind: "fault", message: "disk full", retryInMs: 1_000 },
    });
  });

  test("junk that ends every connection rests ever longer", () => {
    expect(pauses("unreachable", 7, true)).toEqual([1, 4, 16, 64, 256, 600, 600]);
  });

  test("a look may take as long as its largest mail over the slowest link", () => {
    expect(stuckAfter(60_000_000)).toBe(300_000 + 2 * 3_000_000);
  });
});
