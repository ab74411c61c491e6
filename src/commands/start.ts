import type { Command } from "commander";
import { serveHealth } from "../console/serve.ts";
import { holdDataDir } from "../hold-data-dir.ts";
import { openParts } from "../parts.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";

export function startCommand(program: Command, settings: () => Settings): void {
  program
    .command("start")
    .description("the daemon, in the foreground; without MAILBOX_URL on a built-in demonstration")
    .action(async () => {
      const ending = new AbortController();
      for (const signal of ["SIGTERM", "SIGINT"] as const) {
        process.once(signal, () => {
          ending.abort();
        });
      }
      const asked = settings();
      // Loaded here: what draws the demonstration's papers would make every other verb wait.
      await (asked.mailboxUrl === null
        ? (await import("../demo-run.ts")).runDemonstration(asked, ending.signal)
        : start(asked, asked.mailboxUrl, ending.signal));
    });
}

async function start(settings: Settings, mailboxUrl: string, signal: AbortSignal): Promise<void> {
  if (settings.smtpUrl === null && settings.replies !== "off") {
    throw new Refusal("SMTP_URL is not set; it must hold smtps://user:password@host:465, or REPLIES must be off");
  }
  const parts = await openParts(settings);
  const release = holdDataDir(settings.dataDir);
  const health = await serveHealth(settings.console, parts);
  try {
    const { runDaemon } = await import("../daemon.ts");
    await runDaemon(mailboxUrl, parts, signal);
  } finally {
    await health.close();
    release();
    await parts.close();
  }
}
