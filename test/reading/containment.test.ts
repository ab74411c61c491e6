import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { containment } from "../../src/reading/containment.ts";
import { limits } from "../../src/reading/limits.ts";

const { wrapper, memory, network } = containment();
const NEEDS =
  memory === "kernel" && network === "none" ? "" : " (skipped: needs util-linux: prlimit, unshare, setpriv)";

/** A script in a process that is held like a reading child. */
function runHeld(script: string, held = wrapper) {
  const [command, ...args] = [...held, process.execPath, "-e", script];
  return spawnSync(command, args, { encoding: "utf8", timeout: 30_000 });
}

test.skipIf(NEEDS !== "")(
  `the kernel holds a child to its memory, stack and seconds, and keeps no core of it${NEEDS}`,
  () => {
    const held = runHeld("process.stdout.write(require('fs').readFileSync('/proc/self/limits'))").stdout;
    const limitOf = (name: string): string | undefined =>
      new RegExp(`^${name}\\s+(\\S+)\\s+(\\S+)`, "m").exec(held)?.[2];
    expect(limitOf("Max data size")).toBe(`${limits.childBytes}`);
    expect(limitOf("Max stack size")).toBe(`${limits.childStackBytes}`);
    expect(limitOf("Max cpu time")).toBe(`${limits.childCpuSeconds}`);
    expect(limitOf("Max core file size")).toBe("0");
  },
);

test.runIf(NEEDS === "")(
  "a child that works without end is ended by the kernel, though nobody watches its clock",
  () => {
    const soon = wrapper.map((word) => (word.startsWith("--cpu=") ? "--cpu=1" : word));
    expect(soon).not.toEqual(wrapper);
    expect(runHeld("for (;;);", soon).signal).toMatch(/SIGXCPU|SIGKILL/);
  },
);

test.skipIf(NEEDS !== "")(`a child reaches no server, not even on its own machine${NEEDS}`, async () => {
  const server = createServer((socket) => socket.end("reached")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const script = (host: string): string =>
    `require("net").connect(${port}, "${host}").on("error", (e) => console.log(e.code)).on("data", (d) => console.log(String(d)))`;
  const ask = async (held: string[], host = "127.0.0.1"): Promise<string> => {
    const [command, ...args] = [...held, process.execPath, "-e", script(host)];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    child.stdout.on("data", (more) => (said += String(more)));
    await once(child, "close");
    return said.trim();
  };
  try {
    expect(await ask([])).toBe("reached");
    expect(await ask(wrapper)).toBe("ENETUNREACH");
    expect(await ask(wrapper, "192.0.2.1")).toBe("ENETUNREACH");
    expect(runHeld(`require("dns").lookup("mail.example", (e) => console.log(e.code))`).stdout).toMatch(
      /EAI_AGAIN|ENOTFOUND/,
    );
  } finally {
    server.close();
  }
});
