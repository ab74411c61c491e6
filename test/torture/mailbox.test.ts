import { expect, test } from "vitest";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { walk, type Deed } from "./mailbox.ts";

/** All but the half-open connections, which take 40 s to be noticed. */
const DEEDS: Deed[] = [
  ...(["cut", "refuse", "delay", "restart the server", "number anew", "expunge"] as const),
  ...(["read", "flag", "junk", "unjunk", "file", "unfile"] as const),
];

test.skipIf(!dovecotIsHere)(
  `a mailbox in bad weather loses nothing and answers nobody twice${NEEDS_DOVECOT}`,
  async () => {
    const { mails, lost, twice, recoveries } = await walk({
      seed: 20221130,
      steps: 12,
      longestOutage: 300,
      deeds: DEEDS,
    });
    expect({ lost, twice }).toEqual({ lost: [], twice: [] });
    expect(mails).toBeGreaterThan(20);
    expect(recoveries).toHaveLength(12);
  },
);
