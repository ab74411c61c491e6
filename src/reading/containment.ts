import { spawnSync } from "node:child_process";
import { limits } from "./limits.ts";

/** How a reading child is held on this machine. */
export interface Containment {
  /** What stands before `node` on the command line. */
  wrapper: string[];
  /** By the kernel (RLIMIT_DATA), or by the parent, which looks at the child's resident memory and kills it. */
  memory: "kernel" | "watched";
  network: "none" | "open";
}

/** Linux tools (util-linux); each works or is left out. setpriv makes the kernel kill the child when its parent dies. */
const MEMORY = ["prlimit", `--data=${limits.childBytes}`, `--stack=${limits.childStackBytes}`];
const NETWORK = [
  ["unshare", "-n"],
  ["unshare", "-rn"],
];
const ORPHAN = ["setpriv", "--pdeathsig", "KILL"];

let found: Containment | undefined;

/** Tries once what this machine has and permits; some milliseconds. */
export function containment(): Containment {
  found ??= probe();
  return found;
}

function probe(): Containment {
  const memory = works(MEMORY);
  const network = NETWORK.find(works);
  const orphan = works(ORPHAN);
  return {
    // setpriv comes last: unshare -r changes credentials, which makes the kernel forget the signal.
    wrapper: [...(memory ? MEMORY : []), ...(network ?? []), ...(orphan ? ORPHAN : [])],
    memory: memory ? "kernel" : "watched",
    network: network ? "none" : "open",
  };
}

function works([command = "", ...args]: string[]): boolean {
  return spawnSync(command, [...args, "true"], { stdio: "ignore", timeout: 5000 }).status === 0;
}

/** For `intake doctor`: one sentence on what holds the children here, and how to have more. */
export function containmentInWords({ memory, network }: Containment = containment()): string {
  const megabytes = limits.childBytes / 1_000_000;
  const held =
    memory === "kernel"
      ? `memory capped at ${megabytes} MB by the kernel (prlimit)`
      : `memory watched and ended beyond ${megabytes} MB (prlimit of util-linux would cap it)`;
  const cut =
    network === "none" ? "no network (unshare)" : "network not taken away (unshare -n is absent or forbidden)";
  return `reading runs in a child process: ${held}, ${cut}, ${limits.jobSeconds} s a file`;
}
