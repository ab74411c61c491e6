import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { loadRules } from "../../src/parts.ts";
import { readSettings } from "../../src/settings.ts";
import { sendToStaff } from "../../src/staff/staff-mail.ts";

test("a server that says nothing does not keep the program from ending", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void silent.close());
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const settings = readSettings({ SMTP_URL: `smtp://127.0.0.1:${port}`, STAFF_MAIL: "staff@ccia.example" });
  const ending = new AbortController();
  const mail = { what: "alarm", at: "2022-11-21T04:00:00.000Z", subject: "提醒", text: "…", html: "…" };
  const sending = sendToStaff(mail, settings, loadRules(settings), ending.signal);
  const [socket] = (await once(silent, "connection")) as [Socket];
  ending.abort();
  expect(await sending).toMatchObject({ sent: false });
  socket.destroy();
});
