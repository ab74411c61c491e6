import type { Arrival, PassedOver } from "../../src/mailbox/arrival.ts";

/** A small mail that tells which one it is. */
export function mailNumber(n: number): string {
  return `From: a${n}@b.example\r\nTo: secretariat@ccia.example\r\nSubject: mail ${n}\r\n\r\n申请 ${n}\r\n`;
}

/** Receives whatever comes and keeps it. */
export function recorder() {
  const arrivals: Arrival[] = [];
  const passedOver: PassedOver[] = [];
  return {
    arrivals,
    passedOver,
    onArrival: (mail: Arrival) => Promise.resolve(void arrivals.push(mail)),
    onPassedOver: (mail: PassedOver) => Promise.resolve(void passedOver.push(mail)),
  };
}
