import { statfs } from "node:fs/promises";

/** Bytes below which nothing more is fetched: several of the largest mails, what is unpacked of them, and the database's journal. */
export const LEAST_ROOM_BYTES = 500_000_000;

/** Bytes that may still be written where the folder lies. */
export async function roomLeft(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize;
}
