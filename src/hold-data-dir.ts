import { join } from "node:path";
import SQLite from "better-sqlite3";
import { Refusal } from "./refusal.ts";

/** A lock that nobody refers to would be collected, and be gone. */
const held = new Set<SQLite.Database>();

/**
 * Keeps a second program that reads the mailbox and sends letters away from the same folder, until the returned function is called. The
 * lock is the operating system's: it goes with the process, however that ends.
 * @throws Refusal where another program holds the folder
 */
export function holdDataDir(dataDir: string): () => void {
  const lock = new SQLite(join(dataDir, "running.lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new Refusal(`another intake already works on ${dataDir}; stop it first, or set another DATA_DIR`);
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}
