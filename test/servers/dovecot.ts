import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, connect, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Dovecot {
  /** imap://… with its user, password and INBOX */
  url: string;
  host: string;
  port: number;
  user: string;
  password: string;
  /** Delivers a mail as a mail server does: its date becomes the INTERNALDATE. Flags as in Maildir: `S` seen, `F` flagged. */
  append(raw: Buffer | string, how?: { date?: Date; folder?: string; flags?: string }): Promise<void>;
  /** The folder on disk; other folders are `.Sent`, `.Junk` within. */
  maildir: string;
  restart(): Promise<void>;
  /** Ends the server and begins again with new UIDVALIDITY values. */
  renumber(): Promise<void>;
  /** Ends the server; `restart` brings it back. */
  halt(): Promise<void>;
  stop(): Promise<void>;
}

const BINARY = "/usr/sbin/dovecot";

/** What a test that needs the server says about itself where it is absent. */
export const dovecotIsHere = existsSync(BINARY);
export const NEEDS_DOVECOT = dovecotIsHere ? "" : " (skipped: needs Debian's dovecot-imapd)";

/** A Dovecot of its own on loopback; null where the package is absent. `capability`: what it says it can do. */
export async function startDovecot(options: { capability?: string } = {}): Promise<Dovecot | null> {
  if (!dovecotIsHere) return null;
  // /tmp itself: UNIX sockets allow 108 characters
  const home = await mkdtemp(join(tmpdir(), "dovecot-"));
  await chmod(home, 0o755);
  const maildir = join(home, "mail");
  const port = await freePort();
  const [user, password] = ["secretariat@ccia.example", "pass/word+1"];
  await writeFile(join(home, "users"), `${user}:{PLAIN}${password}\n`, { mode: 0o644 });
  await writeFile(join(home, "dovecot.conf"), configuration(home, port, options.capability));
  let server = await started(home, port);
  const halt = () => halted(server);
  const restart = async () => {
    await halt();
    server = await started(home, port);
  };
  const url = `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`;
  const append: Dovecot["append"] = (raw, how = {}) => deliver(maildir, raw, how);
  const renumber = async () => {
    await halt();
    for (const file of UID_RECORDS) await rm(join(maildir, file), { force: true });
    await restart();
  };
  const stop = async () => {
    await halt();
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  };
  return { url, host: "127.0.0.1", port, user, password, maildir, append, restart, renumber, halt, stop };
}

const UID_RECORDS = ["dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"];

function configuration(home: string, port: number, capability = ""): string {
  const { username, uid } = userInfo();
  const group = execFileSync("id", ["-gn"], { encoding: "utf8" }).trim();
  const [owner, ownersGroup] = uid === 0 ? ["mail", "mail"] : [username, group];
  return `base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 0
mail_location = maildir:${home}/mail
mail_max_userip_connections = 100
${capability === "" ? "" : `imap_capability = ${capability}`}
passdb {
  driver = passwd-file
  args = ${home}/users
}
userdb {
  driver = static
  args = uid=${owner} gid=${ownersGroup} home=${home}
}
service imap-login {
  ${uid === 0 ? "" : "chroot ="}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
${uid === 0 ? "" : withoutRoot(username, group)}
${SPECIAL_FOLDERS}`;
}

function withoutRoot(username: string, group: string): string {
  return `default_internal_user = ${username}
default_internal_group = ${group}
default_login_user = ${username}
service anvil {
  chroot =
}
service stats {
  chroot =
}`;
}

const SPECIAL_FOLDERS = `namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
}
`;

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill();
});

async function started(home: string, port: number): Promise<ChildProcess> {
  const mail = join(home, "mail");
  for (const folder of ["new", "cur", "tmp"]) await mkdir(join(mail, folder), { recursive: true });
  if (userInfo().uid === 0) execFileSync("chown", ["-R", "mail:mail", mail]);
  const child = spawn(BINARY, ["-F", "-c", join(home, "dovecot.conf")], { stdio: "ignore" });
  running.add(child);
  child.once("exit", () => running.delete(child));
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null) throw new Error(`dovecot ended at once: see ${home}/log`);
    if (await answers(port)) return child;
    await sleep(10);
  }
  throw new Error(`dovecot does not listen: see ${home}/log`);
}

/** The master alone would leave its sessions running, and take a second for it. */
async function halted(master: ChildProcess): Promise<void> {
  const { pid } = master;
  if (pid === undefined || master.exitCode !== null || master.signalCode !== null) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
  const gone = new Promise((resolve) => master.once("exit", resolve));
  master.kill("SIGKILL");
  await gone;
  // SIGTERM lets the sessions say BYE to their clients; the rest has nothing to finish.
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (const child of children) if (existsSync(`/proc/${child}`)) process.kill(child, signal);
    for (let tries = 0; tries < 20 && children.some((child) => existsSync(`/proc/${child}`)); tries++) await sleep(10);
  }
}

let delivered = 0;

async function deliver(
  maildir: string,
  raw: Buffer | string,
  { date = new Date(), folder = "INBOX", flags = "" }: { date?: Date; folder?: string; flags?: string },
): Promise<void> {
  const root = folder === "INBOX" ? maildir : join(maildir, `.${folder}`);
  for (const part of ["new", "cur", "tmp"]) await mkdir(join(root, part), { recursive: true });
  const name = `${Math.floor(Date.now() / 1000)}.M${String(++delivered).padStart(6, "0")}P${process.pid}.test`;
  const written = join(root, "tmp", name);
  await writeFile(written, raw);
  await utimes(written, date, date);
  if (userInfo().uid === 0) execFileSync("chown", ["mail:mail", root, join(root, "new"), join(root, "cur"), written]);
  await rename(written, flags === "" ? join(root, "new", name) : join(root, "cur", `${name}:2,${flags}`));
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}
