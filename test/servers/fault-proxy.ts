import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface FaultProxy {
  port: number;
  /** Ends all connections that stand. */
  cut(): void;
  /** Nothing passes any more and nobody is told: what stands, and what is begun meanwhile, stays half-open for ever. */
  freeze(): void;
  /** New connections are ended at once, those that stand too. */
  refuse(): void;
  /** Everything passes so many milliseconds late. */
  delay(ms: number): void;
  /** The network is back: what is begun from now on passes at once. */
  heal(): void;
  /** Connections begun so far. */
  begun(): number;
  stop(): Promise<void>;
}

type Weather = "fair" | "frozen" | "refusing";

/** A stretch of network in front of a server on loopback, which goes wrong when told to. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const state = { weather: "fair" as Weather, lateMs: 0, begun: 0 };
  const wires = new Set<Wire>();
  const server = createServer((client) => {
    state.begun += 1;
    if (state.weather === "refusing") {
      client.on("error", () => undefined);
      client.resetAndDestroy();
      return;
    }
    const wire = join(client, target, () => state.lateMs);
    wire.dead = state.weather === "frozen";
    wires.add(wire);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const wire of wires) for (const socket of wire.ends) socket.destroy();
    wires.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    freeze() {
      state.weather = "frozen";
      for (const wire of wires) wire.dead = true;
    },
    refuse() {
      state.weather = "refusing";
      cut();
    },
    delay: (ms) => void (state.lateMs = ms),
    heal: () => void Object.assign(state, { weather: "fair", lateMs: 0 }),
    begun: () => state.begun,
    async stop() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Wire {
  ends: [Socket, Socket];
  /** Half-open: bytes and endings vanish. */
  dead: boolean;
}

function join(client: Socket, target: number, lateMs: () => number): Wire {
  const upstream = connect(target, "127.0.0.1");
  const wire: Wire = { ends: [client, upstream], dead: false };
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    const later = inOrder(lateMs, () => wire.dead);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      later(() => other.write(bytes));
    });
    socket.on("close", () => {
      later(() => other.destroy());
    });
  }
  return wire;
}

/** Does one thing after the other, each as late as the network is then. */
function inOrder(lateMs: () => number, dead: () => boolean): (work: () => void) => void {
  let before = 0;
  return (work) => {
    before = Math.max(before, performance.now() + lateMs());
    setTimeout(
      () => {
        if (!dead()) work();
      },
      Math.max(0, before - performance.now()),
    ).unref();
  };
}
