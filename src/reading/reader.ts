import type { DocumentFacts, FileKind, MailFacts, ReadingNote } from "../domain/facts.ts";
import type { Facts, Job } from "./child.ts";
import { startChild, type Child, type Ending } from "./child-process.ts";
import type { Drawing } from "./draw-seals.ts";
import { limits } from "./limits.ts";

/** Reads files in a child process with limits on memory and time, one after another, in the order asked. */
export interface Reader {
  /** Loads what the first mail would otherwise wait for, about a second. Never rejects. */
  warm(): Promise<void>;
  /** By content; `other` for what breaks a limit of the child. */
  kindOf(path: string): Promise<FileKind>;
  /** Writes each part to `partsDir/<sha256>`. Rejects with a `ReadingFault` where the mail broke a limit of the child. */
  readMail(path: string, partsDir: string): Promise<MailFacts>;
  /** An archive without a mail, as the one attachment of an empty one: what it holds, itself first; each written to `partsDir`. Rejects as `readMail` does. */
  readArchive(path: string, name: string, partsDir: string): Promise<MailFacts>;
  /** What breaks a limit of the child becomes a note. Rejects only for faults, e.g. a file that is not there. */
  readDocument(path: string, kind: FileKind): Promise<DocumentFacts>;
  /** For the documents of one mail, of which earlier ones took so long: when their seconds are used up, no further one is begun and each is a note. */
  forMail(secondsBefore: number): Pick<Reader, "readDocument">;
  /** Draws a page's seals, for a person to see why. */
  drawSeals(path: string, kind: FileKind, drawing: Drawing): Promise<void>;
  /** Ends the child; what was still asked for rejects. */
  close(): Promise<void>;
}

export interface ReaderOptions {
  log?: (message: string, detail?: object) => void;
  /** Wall-clock seconds a job may take, all attempts together. */
  jobSeconds?: number;
  /** Wall-clock seconds after which no further document of a mail is begun. */
  mailSeconds?: number;
}

/** A mail that could not be read within the limits of the child process: park it. */
export class ReadingFault extends Error {
  override readonly name = "ReadingFault";

  constructor(
    readonly limit: "childBytes" | "childCpuSeconds" | "jobSeconds",
    path: string,
  ) {
    super(`reading ${path} broke the limit ${limit}`);
  }
}

/** A fresh child now and then: engines that stay warm keep memory that they do not give back, and none may come near `childCpuSeconds` with honest files. */
const JOBS_A_CHILD = 200;
const BUSY_SECONDS_A_CHILD = 60;

export function startReader(options: ReaderOptions = {}): Reader {
  return new ChildReader(options);
}

type Result = { facts: Facts } | { limit: ReadingFault["limit"] };

class ChildReader implements Reader {
  readonly #options: ReaderOptions;
  #child: Child | undefined;
  #jobsDone = 0;
  #busySeconds = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  async warm(): Promise<void> {
    await this.#queue({ do: "warm", path: "" }).catch(() => undefined);
  }

  async kindOf(path: string): Promise<FileKind> {
    const result = await this.#queue({ do: "kind", path });
    return "facts" in result ? (result.facts as FileKind) : "other";
  }

  async drawSeals(path: string, kind: FileKind, drawing: Drawing): Promise<void> {
    const result = await this.#queue({ do: "draw", path, kind, drawing });
    if ("limit" in result) throw new ReadingFault(result.limit, path);
  }

  async readMail(path: string, partsDir: string): Promise<MailFacts> {
    const result = await this.#queue({ do: "mail", path, partsDir });
    if ("limit" in result) throw new ReadingFault(result.limit, path);
    return result.facts as MailFacts;
  }

  async readArchive(path: string, name: string, partsDir: string): Promise<MailFacts> {
    const result = await this.#queue({ do: "archive", path, name, partsDir });
    if ("limit" in result) throw new ReadingFault(result.limit, path);
    return result.facts as MailFacts;
  }

  forMail(secondsBefore: number): Pick<Reader, "readDocument"> {
    const most = this.#options.mailSeconds ?? limits.mailSeconds;
    let seconds = secondsBefore;
    return {
      readDocument: async (path, kind) => {
        if (seconds > most) return unread(kind, { code: "over-limit", detail: "mailSeconds" });
        const begun = performance.now();
        const facts = await this.readDocument(path, kind);
        seconds += (performance.now() - begun) / 1000;
        return facts;
      },
    };
  }

  async readDocument(path: string, kind: FileKind): Promise<DocumentFacts> {
    const result = await this.#queue({ do: "document", path, kind });
    if ("facts" in result) return result.facts as DocumentFacts;
    const code = result.limit === "childBytes" ? "over-limit" : "timed-out";
    return unread(kind, { code, detail: result.limit });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#dismiss();
    await this.#turn.catch(() => undefined);
  }

  #queue(job: Job): Promise<Result> {
    const result = this.#turn.then(() => this.#run(job));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #run(job: Job): Promise<Result> {
    const end = performance.now() + (this.#options.jobSeconds ?? limits.jobSeconds) * 1000;
    const first = await this.#attempt(job, end);
    if (first !== "died" && !ranOut(first)) return first;
    // A child may die of what earlier jobs left behind, or because the machine ran out: a fresh one decides, in what is left of the time.
    const last = await this.#attempt(job, end);
    if (last !== "died" && "facts" in last) return last;
    return first === "died" ? { limit: "childBytes" } : first;
  }

  /** `end`: on the clock of `performance.now()`. */
  async #attempt(job: Job, end: number): Promise<Result | "died"> {
    if (this.#closed) throw new Error("The reader was closed before it came to this file.");
    this.#child ??= startChild(this.#options.log);
    const begun = performance.now();
    const ending = await this.#child.run(job, Math.max(0, end - begun));
    const result = this.#judge(job, ending);
    this.#jobsDone += 1;
    this.#busySeconds += (performance.now() - begun) / 1000;
    if (ending.how !== "answered" || ranOut(result) || this.#isWornOut()) await this.#dismiss();
    return result;
  }

  #isWornOut(): boolean {
    return this.#jobsDone >= JOBS_A_CHILD || this.#busySeconds >= BUSY_SECONDS_A_CHILD;
  }

  async #dismiss(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#jobsDone = 0;
    this.#busySeconds = 0;
    await child?.end();
  }

  #judge(job: Job, ending: Ending): Result | "died" {
    if (ending.how === "answered") {
      if ("fault" in ending.outcome) throw new Error(`Reading ${job.path} failed: ${ending.outcome.fault}`);
      return ending.outcome;
    }
    if (this.#closed) throw new Error("The reader was closed while it read this file.");
    this.#options.log?.(`reading child ended: ${ending.how}`, { path: job.path, ...ending });
    if (ending.how === "too-long") return { limit: "jobSeconds" };
    const ranDown = ending.how === "died" && ending.signal === "SIGXCPU";
    return ranDown ? { limit: "childCpuSeconds" } : "died";
  }
}

function unread(kind: FileKind, note: ReadingNote): DocumentFacts {
  return { kind, word: null, pages: [], notes: [note] };
}

/** An answer given after an allocation was refused: the process may have been left in pieces. */
function ranOut(result: Result | "died"): boolean {
  if (typeof result !== "object" || !("facts" in result)) return false;
  const { facts } = result;
  return facts !== null && typeof facts === "object" && facts.notes.some(({ detail }) => detail === "childBytes");
}
