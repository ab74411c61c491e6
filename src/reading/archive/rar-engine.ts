import { Extractor, type SeekMethod } from "node-unrar-js/dist/js/Extractor.js";
import load, { type UnrarModule } from "node-unrar-js/dist/js/unrar.js";
import { Emerging, type Unpacking } from "./entry.ts";

/** What unrar calls files: the archive, and the one that it is writing. */
const ARCHIVE = 1;
const OUTPUT = 2;

/**
 * An engine of its own. Emscripten's loader puts handlers for uncaught errors on the process, which would end it without
 * a word: they are taken off again.
 */
export function loadUnrar(): Promise<UnrarModule> {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = events.map((event) => process.rawListeners(event));
  const loading = load();
  for (const [index, event] of events.entries()) {
    const added = process.rawListeners(event).filter((listener) => !before[index]?.includes(listener));
    for (const listener of added) process.off(event, listener as () => void);
  }
  return loading;
}

/**
 * node-unrar-js on an archive in memory, holding one unpacked file at a time and counting its bytes as they come.
 * Its own `createExtractorFromData` holds all of them until the end, whatever they come to.
 */
export class CountingExtractor extends Extractor {
  /** The file last begun; whole when the engine has gone through it. */
  file: Emerging;
  protected override _filePath = "archive.rar";
  #at = 0;

  constructor(
    private readonly engine: UnrarModule,
    private readonly archive: Buffer,
    private readonly unpacking: Unpacking,
  ) {
    super(engine);
    engine.extractor = this;
    this.file = new Emerging("", unpacking);
  }

  begin(path: string): void {
    this.file = new Emerging(path, this.unpacking);
  }

  protected override open(filename: string): number {
    if (filename !== this._filePath) return 0; // the next volume
    this.#at = 0;
    return ARCHIVE;
  }

  protected override create(): number {
    return OUTPUT;
  }

  protected override read(fd: number, into: number, size: number): number {
    if (fd !== ARCHIVE) return -1;
    const bytes = this.archive.subarray(this.#at, this.#at + size);
    this.engine.HEAPU8.set(bytes, into);
    this.#at += bytes.length;
    return bytes.length;
  }

  /** @throws LimitPassed, through the engine, which is of no use afterwards */
  protected override write(_fd: number, from: number, size: number): boolean {
    this.file.add(Buffer.from(this.engine.HEAPU8.subarray(from, from + size)));
    return true;
  }

  protected override tell(fd: number): number {
    return fd === ARCHIVE ? this.#at : 0;
  }

  protected override seek(fd: number, offset: number, from: SeekMethod): boolean {
    if (fd !== ARCHIVE) return true;
    const start = { SET: 0, CUR: this.#at, END: this.archive.length }[from];
    const at = start + offset;
    if (at < 0 || at > this.archive.length) return false;
    this.#at = at;
    return true;
  }

  protected override closeFile(): void {
    // Nothing is held open.
  }
}
