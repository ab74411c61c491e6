import sevenZip from "7z-wasm";

/** A 7z, made by 7-Zip itself. `options`: switches, e.g. `-psecret`, `-mhe=on`, `-v10k`. */
export async function sevenZipOf(files: Record<string, Buffer>, ...options: string[]): Promise<Buffer> {
  const engine = await sevenZip.default({ print: () => undefined, printErr: () => undefined });
  engine.FS.mkdir("/in");
  engine.FS.chdir("/in");
  const folders = Object.keys(files).map((path) => path.split("/").slice(0, -1).join("/"));
  for (const folder of new Set(folders.filter(Boolean))) engine.FS.mkdir(folder);
  for (const [path, content] of Object.entries(files)) engine.FS.writeFile(path, content);
  const { exitCode } = process;
  engine.callMain(["a", "-mx=5", ...options, "/made.7z", "*"]);
  process.exitCode = exitCode;
  const made = engine.FS.readdir("/").find((name) => name.startsWith("made.7z"));
  return Buffer.from(engine.FS.readFile(`/${made ?? ""}`));
}
