/** Wakes a loop before its rest is over, when there is something to do. */
export interface Bell {
  ring: () => void;
  /** Resolves at the next ring, or after `ms`, or when the signal comes. One waits at a time. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Plain timers and listeners: what rests twice a second for ever must not make errors and signals of each rest. */
export function hangBell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(end, ms);
        function end(): void {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          wake = null;
          rung = false;
          resolve();
        }
        signal.addEventListener("abort", end);
        wake = end;
        // A ring while nobody listened is not lost.
        if (rung || signal.aborted) end();
      }),
  };
}
