import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { tally, type Tally } from "../torture/kill-tally.ts";
import { openKillWorld, type KillWorld } from "../torture/kill-world.ts";
import { torment } from "../torture/kills.ts";
import { replay } from "../torture/replay.ts";

/** Besides one kill at every step; more of each by `npm run test:torture -- --only kills`. */
const AMOUNT = { seed: 20221130, kills: 2, mails: 8 };

describe.skipIf(!dovecotIsHere)(`a daemon killed again and again while mails arrive${NEEDS_DOVECOT}`, () => {
  let world: KillWorld;
  let outlived: number[];
  let found: Tally;

  beforeAll(async () => {
    world = await openKillWorld();
    outlived = await torment(world, AMOUNT);
    found = await tally(world);
  }, 300_000);

  afterAll(() => world.close());

  test("each mail has one row that counts and says what it is, and its bytes lie whole in the archive", () => {
    expect(found.mails).toBeGreaterThan(AMOUNT.mails);
    expect(found.lost).toEqual([]);
  });

  test("each application exists once", () => {
    expect(found.applications).toBeGreaterThan(10);
    expect(found.doubled).toEqual([]);
  });

  test("each change is told in one letter, which the server took at most once", () => {
    expect(found.twice).toEqual([]);
    expect(found.unanswered).toEqual([]);
  });

  test("a letter in doubt whose copy came back is sent, one that never went is shown as uncertain", () => {
    expect(found.resolved).toBeGreaterThan(0);
    expect(found.uncertain).toBeGreaterThan(0);
    expect(found.untrue).toEqual([]);
  });

  test("no reading child outlives its daemon", () => {
    expect(outlived).toEqual([]);
  });

  test("a restored backup and an empty directory come to the same state, and send nothing again", async () => {
    const { applications, restored, anew } = await replay(world);
    expect(applications).toBe(found.applications);
    expect(restored).toEqual({ differ: [], letters: [], sentAgain: 0 });
    expect(anew).toEqual({ differ: [], notHeld: [], sentAgain: 0 });
  }, 120_000);
});
