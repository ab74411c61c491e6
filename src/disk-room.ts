import { statfs } from "node:fs/promises";
import { MailboxTrouble } from "./mailbox/mailbox-trouble.ts";

/** Bytes below which nothing more is fetched: several of the largest mails, what is unpacked of them, and the database's journal. */
export const LEAST_ROOM_BYTES = 500_000_000;

/** Bytes that may still be written where the folder lies. */
export async function roomLeft(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize;
}

/** @throws MailboxTrouble where there is too little room to fetch anything: what cannot be kept stays where it is */
export async function demandRoom(dataDir: string, measure = roomLeft): Promise<void> {
  const left = await measure(dataDir);
  if (left >= LEAST_ROOM_BYTES) return;
  const [has, needs] = [left, LEAST_ROOM_BYTES].map((bytes) => `${Math.floor(bytes / 1_000_000)} MB`);
  throw new MailboxTrouble(
    "no-room",
    `the disk of ${dataDir} has ${has} left and needs ${needs} before mail is fetched`,
  );
}
