import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal.ts";

/**
 * Keeps a second program that reads the mailbox and sends letters away from the same folder, until the returned function is called.
 * What a killed process left behind does not count.
 * @throws Refusal that names the other process
 */
export function holdDataDir(dataDir: string): () => void {
  const path = join(dataDir, "running.pid");
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => {
        rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt === 2) throw error;
      refuseWhileAlive(path, dataDir);
      rmSync(path, { force: true });
    }
  }
  throw new Error(`${path} cannot be written`);
}

function refuseWhileAlive(path: string, dataDir: string): void {
  const pid = Number(readFileSync(path, "utf8"));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return;
  }
  throw new Refusal(
    `another intake (process ${pid}) already works on ${dataDir}; stop it first, or set another DATA_DIR`,
  );
}
