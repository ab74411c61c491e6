import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Tap {
  port: number;
  /** Every line that clients have said so far. */
  said(): string[];
  /** Every line that the server has said so far. */
  heard(): string[];
  /** Ends all connections. */
  cut(): void;
  stop(): Promise<void>;
}

/** A listening wire in front of a server on loopback. `rewrite` may change what the server says. */
export async function startTap(target: number, rewrite = (text: string) => text, host = "127.0.0.1"): Promise<Tap> {
  const sockets = new Set<Socket>();
  const log = { said: "", heard: "" };
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on("data", (bytes) => {
      log.said += bytes.toString("latin1");
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      log.heard += bytes.toString("latin1");
      client.write(rewrite(bytes.toString("latin1")), "latin1");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    said: () => log.said.split("\r\n"),
    heard: () => log.heard.split("\r\n"),
    cut,
    async stop() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
