import { createServer, type ServerResponse } from "node:http";
import type { Database } from "../store/schema.ts";
import { lastLook } from "../store/folders.ts";

/** Longer without a look and a supervisor should ask why; the mailbox is read at least every POLL. */
const SILENT_TOO_LONG_MS = 30 * 60_000;
/** After a start the first look is waited for. */
const FIRST_LOOK_MS = 5 * 60_000;

/**
 * Where a supervisor asks after the daemon: `/healthz` says 200 while the mailbox is being read, 503 when it has not been for half an
 * hour. `at` null: listens nowhere. @throws where the port is taken
 */
export async function serveHealth(
  at: { host: string; port: number } | null,
  { db, clock }: { db: Database; clock: { now(): Date } },
): Promise<{ address: string | null; close(): Promise<void> }> {
  if (at === null) return { address: null, close: () => Promise.resolve() };
  const started = clock.now();
  const server = createServer((request, response) => {
    if (request.url !== "/healthz") {
      answer(response, 404, { error: "there is only /healthz here yet" });
      return;
    }
    health(db, started, clock.now()).then(
      ({ status, body }) => {
        answer(response, status, body);
      },
      (error: unknown) => {
        answer(response, 503, { error: String(error) });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(at.port, at.host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : at.port;
  return {
    address: `http://${at.host.includes(":") ? `[${at.host}]` : at.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function health(db: Database, started: Date, now: Date) {
  const looked = await lastLook(db);
  const since = looked === null ? started.getTime() : Date.parse(looked);
  const isSilent = now.getTime() - since > SILENT_TOO_LONG_MS && now.getTime() - started.getTime() > FIRST_LOOK_MS;
  const status = isSilent ? 503 : 200;
  return { status, body: { status: status === 200 ? "ok" : "mailbox-not-read", mailboxLastRead: looked } };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(`${JSON.stringify(body)}\n`);
}
