import type { AddressInfo, Socket } from "node:net";
import type { Readable } from "node:stream";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export type Phase = "connect" | "auth" | "mail" | "rcpt" | "data" | "after-dot";
/** `drop` cuts the connection: at `data` with the first bytes of the mail, at `after-dot` with the whole of it and no answer. */
export type Fault = { at: Exclude<Phase, "data">; refuse: number; words?: string } | { at: Phase; drop: true };

export interface TakenMail {
  envelope: { from: string; to: string[] };
  raw: Buffer;
}

export interface SmtpSink {
  /** smtp://… with a user and a password */
  url: string;
  port: number;
  /** Every mail that it answered with 250, and those that it took before it cut the line `after-dot`. */
  mails: TakenMail[];
  /** What goes wrong from now on; null: nothing. `only` that recipient, for `rcpt`. */
  fail(fault: Fault | null, only?: string): void;
  /** Whether its last client has turned to TLS. */
  encrypted(): boolean;
  stop(): Promise<void>;
}

/** An SMTP server on loopback that keeps every mail, and misbehaves when told to. It offers no STARTTLS unless `tls`. */
export async function startSmtpSink(options: { tls?: boolean; size?: number } = {}): Promise<SmtpSink> {
  const state: State = { fault: null, only: null, mails: [], encrypted: false };
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: options.tls ? [] : ["STARTTLS"],
    ...(options.size === undefined ? {} : { size: options.size }),
  });
  answerWith(server, state);
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://secretariat:sink-password@127.0.0.1:${port}`,
    port,
    mails: state.mails,
    fail: (fault, only) => void Object.assign(state, { fault, only: only ?? null }),
    encrypted: () => state.encrypted,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

type Answer = (error?: Error | null) => void;

function answerWith(server: SMTPServer, state: State): void {
  const meet = (phase: Phase, session: SMTPServerSession, done: Answer) => {
    const { fault } = state;
    if (fault?.at !== phase) done();
    else if ("drop" in fault) socketOf(server, session)?.destroy();
    else done(refusal(fault.refuse, fault.words ?? "no"));
  };
  server.onConnect = (session, done) => {
    meet("connect", session, done);
  };
  server.onAuth = ({ username, password = "" }, session, done) => {
    meet("auth", session, (fault) => {
      const right = username === "secretariat" && password === "sink-password";
      done(fault ?? (right ? null : refusal(535, `${password} is not it`)), { user: username });
    });
  };
  server.onMailFrom = (_address, session, done) => {
    state.encrypted = session.secure;
    meet("mail", session, done);
  };
  server.onRcptTo = ({ address }, session, done) => {
    if (state.only !== null && state.only !== address) done();
    else meet("rcpt", session, done);
  };
  server.onData = (stream, session, done) => {
    take(stream, session, state, (phase) => {
      meet(phase, session, done);
    });
  };
}

function take(stream: Readable, session: SMTPServerSession, state: State, meet: (phase: Phase) => void): void {
  const pieces: Buffer[] = [];
  const { fault } = state;
  stream.on("data", (piece: Buffer) => {
    pieces.push(piece);
    if (fault?.at === "data") meet("data");
  });
  stream.on("end", () => {
    if (fault?.at === "data") return;
    if (fault?.at !== "after-dot" || "drop" in fault) state.mails.push(takenMail(session, pieces));
    meet("after-dot");
  });
}

interface State {
  fault: Fault | null;
  only: string | null;
  mails: TakenMail[];
  encrypted: boolean;
}

function takenMail(session: SMTPServerSession, pieces: Buffer[]): TakenMail {
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = { from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address) };
  return { envelope, raw: Buffer.concat(pieces) };
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

function socketOf(server: SMTPServer, session: SMTPServerSession): Socket | undefined {
  return [...server.connections].find(({ id }) => id === session.id)?._socket;
}
