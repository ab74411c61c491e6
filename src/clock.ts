/** The program's time. It may start elsewhere than the machine's (NOW, the demonstration) and runs on from there. */
export interface Clock {
  now(): Date;
  /** Milliseconds to add to the machine's clock; 0 for the machine's own time. */
  offsetMs: number;
}

export function startClock(offsetMs: number): Clock {
  return { offsetMs, now: () => new Date(Date.now() + offsetMs) };
}
