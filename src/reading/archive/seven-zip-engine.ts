import sevenZip, { type FSStream, type SevenZipModule } from "7z-wasm";

export interface SevenZipRun {
  /** 7-Zip's exit code; -1 where it did not come to an end. */
  code: number;
  /** What it was ended by: ours, or its own. */
  fault: unknown;
  errors: string[];
  askedForPassword: boolean;
}

export interface Ears {
  /** Each line that it prints. */
  print?: (line: string) => void;
  /** The entries to unpack; all where absent. */
  paths?: string[];
  begin?: (path: string) => void;
  write?: (piece: Buffer) => void;
  end?: () => void;
}

const ARCHIVE = "/archive";
const NAMES = "/names";
const OUT = "/out/";

/**
 * Runs 7-Zip's command line on an archive in memory, in an engine of its own, which the next run would find as this one
 * left it. What it writes goes to the ears as it comes and is not kept: they may throw to end the run.
 */
export async function runSevenZip(archive: Buffer, command: string[], ears: Ears): Promise<SevenZipRun> {
  const run: SevenZipRun = { code: -1, fault: null, errors: [], askedForPassword: false };
  let stop: unknown;
  const engine = await sevenZip.default({
    print: (line) => {
      if (/^(?:ERROR|Open ERROR)/.test(line)) run.errors.push(line);
      try {
        ears.print?.(line);
      } catch (error) {
        stop ??= error; // Emscripten's terminal would swallow it
      }
    },
    printErr: (line) => void run.errors.push(line),
    stdin: () => {
      run.askedForPassword = true;
      return null as unknown as number; // Emscripten's end of file, which the types leave out
    },
  });
  engine.FS.writeFile(ARCHIVE, archive);
  if (ears.paths) engine.FS.writeFile(NAMES, ears.paths.join("\n"));
  listen(engine, ears, () => {
    if (stop !== undefined) throw stop as Error;
  });
  const output = ears.paths ? [`-o${OUT}`, `-i@${NAMES}`] : [];
  // It leaves its exit code as ours; that it returns it too, the types leave out.
  const { exitCode } = process;
  try {
    run.code = (engine as unknown as { callMain(args: string[]): number }).callMain([
      ...command,
      ...output,
      "--",
      ARCHIVE,
    ]);
  } catch (error) {
    run.fault = error;
  } finally {
    process.exitCode = exitCode;
  }
  return run;
}

/** Puts the ears between 7-Zip and Emscripten's files in memory, which would hold everything and believe sizes that it is told. */
function listen({ FS }: SevenZipModule, ears: Ears, mayGoOn: () => void): void {
  const [write, close] = [FS.write.bind(FS), FS.close.bind(FS)];
  let current: FSStream | null = null;
  FS.write = (stream, buffer, offset, length, position) => {
    mayGoOn();
    const path = pathOf(stream);
    if (path === null) return write(stream, buffer, offset, length, position);
    if (current !== stream) ears.begin?.(path);
    current = stream;
    const bytes = buffer as Uint8Array;
    ears.write?.(Buffer.from(bytes.subarray(offset, offset + length)));
    return length;
  };
  FS.close = (stream) => {
    const path = pathOf(stream);
    if (path !== null) {
      if (current !== stream) ears.begin?.(path);
      current = null;
      ears.end?.();
    }
    close(stream);
  };
  FS.ftruncate = () => undefined;
}

/** An entry's path, of the files that are written; null of all others. */
function pathOf(stream: FSStream): string | null {
  const { path } = stream as FSStream & { path?: string };
  return path?.startsWith(OUT) ? path.slice(OUT.length) : null;
}
