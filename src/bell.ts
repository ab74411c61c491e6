import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** Wakes a loop before its rest is over, when there is something to do. */
export interface Bell {
  ring: () => void;
  /** Resolves at the next ring, or after `ms`, or when the signal comes. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function hangBell(): Bell {
  const tower = new EventEmitter();
  let rung = false;
  tower.on("ring", () => (rung = true));
  return {
    ring: () => tower.emit("ring"),
    wait: async (ms, signal) => {
      const over = new AbortController();
      const until = AbortSignal.any([signal, over.signal]);
      // A ring while nobody listened is not lost.
      if (!rung)
        await Promise.race([once(tower, "ring", { signal: until }), sleep(ms, null, { signal: until })]).catch(
          () => null,
        );
      rung = false;
      over.abort();
    },
  };
}
