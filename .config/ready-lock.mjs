// One command at a time makes the checkout ready: two `npm ci` in one folder would tear down each other's work.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_AGAIN_MS = 200;

/** Waits for its turn, and says so in one line. Returns what gives the turn up; the end of the process does so as well. */
export async function takeTurn(lock) {
  const told = new Set();
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder === null) continue;
    if (!isAlive(holder)) {
      clearAway(lock, holder);
      continue;
    }
    if (!told.has(holder))
      process.stderr.write(`Waiting for process ${holder}, which installs or builds here (${lock})…\n`);
    told.add(holder);
    await sleep(LOOK_AGAIN_MS);
  }
  const giveUp = () => {
    process.off("exit", giveUp);
    if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
  };
  process.on("exit", giveUp);
  return giveUp;
}

/** Linked, not written, into its place: a lock always tells whose it is. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** A process id; null: nobody's. */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** What bears our own number was left by one before us. */
function isAlive(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Moved aside before it is removed: of several who saw the dead one's lock only one moves it, and a lock that came since is put back. */
function clearAway(lock, dead) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  if (holderOf(aside) === dead) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}
