import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildMail } from "../../src/demo/makers/mail.ts";
import { DEMO_MAILBOX } from "../../src/demo/sample.ts";
import { type DemoServers, startDemoServers } from "../../src/demo/servers.ts";

const NOW = new Date("2022-11-21T01:00:00Z");
let servers: DemoServers;
let imap: ImapFlow;

beforeAll(async () => {
  servers = await startDemoServers({ clock: () => NOW });
  const url = new URL(servers.imapUrl);
  const auth = { user: decodeURIComponent(url.username), pass: url.password };
  imap = new ImapFlow({ host: url.hostname, port: Number(url.port), secure: false, auth, logger: false });
  await imap.connect();
});

afterAll(async () => {
  await imap.logout();
  await servers.close();
});

const mailOf = (subject: string) =>
  buildMail({
    from: "李明 <liming@yunxiu.example>",
    to: DEMO_MAILBOX,
    subject,
    text: "材料见附件。\n.\n以点开头的一行",
    date: NOW,
    attachments: [{ name: "申请表.bin", content: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)) }],
  });

async function newestInInbox() {
  const lock = await imap.getMailboxLock("INBOX");
  try {
    await imap.noop();
    const found = await imap.fetchOne("*", { source: true, internalDate: true });
    if (!found) throw new Error("The inbox is empty.");
    return { source: found.source ?? Buffer.alloc(0), arrived: new Date(found.internalDate ?? 0).toISOString() };
  } finally {
    lock.release();
  }
}

async function countIn(folder: string) {
  const status = await imap.status(folder, { messages: true });
  return status === false ? null : status.messages;
}

test("what is delivered by SMTP comes out of IMAP byte for byte, by the clock or at its own instant", async () => {
  const raw = await mailOf("申请材料");
  await servers.deliver({ raw, returnPath: "liming@yunxiu.example" });
  const first = await newestInInbox();
  expect(first.source.equals(Buffer.concat([Buffer.from("Return-Path: <liming@yunxiu.example>\r\n"), raw]))).toBe(true);
  expect(first.arrived).toBe(NOW.toISOString());

  const late = new Date("2022-12-01T00:30:00Z");
  await servers.deliver({ raw: await mailOf("迟到的材料"), returnPath: "" }, late);
  const second = await newestInInbox();
  expect(second.arrived).toBe(late.toISOString());
  expect(second.source.toString()).toMatch(/^Return-Path: <>\r\n/);
});

test("IDLE tells of a new mail", async () => {
  const lock = await imap.getMailboxLock("INBOX");
  const told = new Promise((resolve) => imap.once("exists", resolve));
  const idling = imap.idle();
  await servers.deliver({ raw: await mailOf("又一封"), returnPath: "liming@yunxiu.example" });
  await told;
  await imap.noop();
  await idling;
  lock.release();
});

test("a copy can be filed in Sent, which is marked as such", async () => {
  const folders = await imap.list();
  expect(folders.find((folder) => folder.specialUse === "\\Sent")?.path).toBe("Sent");
  await imap.append("Sent", await mailOf("回执"), ["\\Seen"]);
  expect(await countIn("Sent")).toBe(1);
});

test("mail to anyone else is kept for display and reaches no mailbox", async () => {
  const before = await countIn("INBOX");
  const raw = await mailOf("回执");
  const sender = createTransport(servers.smtpUrl);
  await sender.sendMail({ envelope: { from: DEMO_MAILBOX, to: ["liming@yunxiu.example"] }, raw });
  sender.close();
  expect(servers.outgoing).toEqual([{ to: ["liming@yunxiu.example"], raw, at: NOW }]);
  expect(await countIn("INBOX")).toBe(before);
});

test("closed while a client idles, they leave nothing that keeps the process alive", async () => {
  const story = `
    import { connect } from "node:net";
    import { startDemoServers } from "./build/demo/servers.js";
    const servers = await startDemoServers({ clock: () => new Date() });
    const client = connect(new URL(servers.imapUrl).port, "127.0.0.1");
    client.write('a LOGIN "${DEMO_MAILBOX}" "demonstration"\\r\\nb SELECT INBOX\\r\\nc IDLE\\r\\n');
    for await (const said of client) if (String(said).includes("+ idling")) break;
    await servers.close();
    console.log("closed");`;
  const ended = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", story], { timeout: 30_000 });
  expect(ended.stdout).toBe("closed\n");
});
