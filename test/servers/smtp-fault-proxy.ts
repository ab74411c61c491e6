import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export const PHASES = [
  "connect",
  "greeting",
  "auth",
  "mail",
  "rcpt",
  // The second recipient.
  "rcpt-copy",
  "data",
  "mid-body",
  // The final dot does not reach the server.
  "dot",
  // The server has taken the mail, and its answer is lost; it may not say no any more.
  "after-dot",
  "quit",
] as const;
export type SmtpPhase = (typeof PHASES)[number];
export const FAULTS = ["reset", "fin", "hang", "4xx", "5xx"] as const;
export type SmtpFault = (typeof FAULTS)[number];
export interface Plan {
  phase: SmtpPhase;
  fault: SmtpFault;
}

export interface SmtpFaultProxy {
  port: number;
  stop(): Promise<void>;
}

/**
 * A wire in front of an SMTP server on loopback that fails where a plan says: `next` is asked for one at each connection, `met` is told
 * when it struck. Commands that came at once (RFC 2920) are passed on one by one, so that answers keep their order.
 */
export async function startSmtpFaultProxy(
  target: number,
  next: () => Plan | null,
  met: (plan: Plan) => void,
): Promise<SmtpFaultProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("close", () => upstream.destroy());
    const plan = next();
    const wire = new Wire(client, upstream, plan, () => {
      if (plan) met(plan);
    });
    void wire.run().finally(() => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const END = Buffer.from("\r\n.\r\n");

class Wire {
  private readonly said: Incoming;
  private readonly answered: Incoming;
  private recipients = 0;

  constructor(
    private readonly client: Socket,
    private readonly upstream: Socket,
    private plan: Plan | null,
    private readonly met: () => void,
  ) {
    this.said = new Incoming(client);
    this.answered = new Incoming(upstream);
  }

  async run(): Promise<void> {
    if (this.strikes("connect")) return;
    const greeting = await this.answered.answer();
    if (greeting === null || this.strikes("greeting")) return;
    this.client.write(greeting);
    for (;;) {
      const line = await this.said.line();
      if (line === null) return;
      const phase = this.phaseOf(line);
      const plan = this.plan;
      if (phase !== null && this.strikes(phase)) {
        if (plan?.fault === "4xx" || plan?.fault === "5xx") continue;
        return;
      }
      this.upstream.write(line);
      const answer = await this.answered.answer();
      if (answer === null) {
        this.client.destroy();
        return;
      }
      this.client.write(answer);
      if (phase === "data" && answer.startsWith("3") && !(await this.body())) return;
    }
  }

  private phaseOf(line: string): SmtpPhase | null {
    const [word = ""] = line.toUpperCase().split(/[\s:]/);
    if (word === "RCPT") return ++this.recipients === 1 ? "rcpt" : "rcpt-copy";
    const phases: Record<string, SmtpPhase> = { AUTH: "auth", MAIL: "mail", DATA: "data", QUIT: "quit" };
    return phases[word] ?? null;
  }

  /** false: the connection is over. */
  private async body(): Promise<boolean> {
    if (this.plan?.phase === "mid-body") {
      const first = await this.said.some();
      if (first === null) return false;
      this.upstream.write(first.subarray(0, Math.floor(first.length / 2)));
      return this.breakOff("mid-body");
    }
    const mail = await this.said.upTo(END);
    if (mail === null) return false;
    if (this.plan?.phase === "dot") {
      this.upstream.write(mail.subarray(0, -3));
      return this.breakOff("dot");
    }
    this.upstream.write(mail);
    const answer = await this.answered.answer();
    if (answer === null || this.strikes("after-dot")) return false;
    this.client.write(answer);
    return true;
  }

  /** What the server got of the mail is lost with its connection. */
  private breakOff(phase: SmtpPhase): false {
    this.upstream.destroy();
    this.strikes(phase);
    return false;
  }

  private strikes(phase: SmtpPhase): boolean {
    if (this.plan?.phase !== phase) return false;
    const { fault } = this.plan;
    this.plan = null;
    this.met();
    if (fault === "reset") this.client.resetAndDestroy();
    else if (fault === "fin") this.client.end();
    else if (fault === "4xx") this.client.write("451 4.3.0 not now\r\n");
    else if (fault === "5xx") this.client.write("554 5.0.0 never\r\n");
    return true;
  }
}

/** What a socket says, taken piece by piece; null once it has ended. */
class Incoming {
  private held = Buffer.alloc(0);
  private ended = false;
  private wake: () => void = () => undefined;

  constructor(socket: Socket) {
    socket.on("data", (bytes) => {
      this.held = Buffer.concat([this.held, bytes]);
      this.wake();
    });
    for (const event of ["end", "close"]) {
      socket.on(event, () => {
        this.ended = true;
        this.wake();
      });
    }
  }

  line(): Promise<string | null> {
    return this.text(Buffer.from("\r\n"));
  }

  /** All lines of one answer (RFC 5321, 4.2.1). */
  async answer(): Promise<string | null> {
    let whole = "";
    for (;;) {
      const line = await this.line();
      if (line === null) return null;
      whole += line;
      if (/^\d{3}(?!-)/.test(line)) return whole;
    }
  }

  async upTo(end: Buffer): Promise<Buffer | null> {
    for (;;) {
      const at = this.held.indexOf(end);
      if (at !== -1) return this.take(at + end.length);
      if (!(await this.more())) return null;
    }
  }

  async some(): Promise<Buffer | null> {
    while (this.held.length === 0) if (!(await this.more())) return null;
    return this.take(this.held.length);
  }

  private async text(end: Buffer): Promise<string | null> {
    return (await this.upTo(end))?.toString("latin1") ?? null;
  }

  private take(length: number): Buffer {
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  private async more(): Promise<boolean> {
    if (this.ended) return false;
    const before = this.held.length;
    await new Promise<void>((resolve) => (this.wake = resolve));
    return this.held.length > before || !this.ended;
  }
}
