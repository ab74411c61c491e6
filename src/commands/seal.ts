import type { Command } from "commander";
import { drawOverlay, sealFile, type Examiner, type SealEntry } from "../examine-document.ts";
import type { SignatureField } from "../domain/facts.ts";
import { KIND_NAMES } from "../domain/seal/kind.ts";
import { evidenceWords, HOW_WORDS, signatureWords, VERDICT_WORDS } from "../domain/seal/words.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { findingLines, lookAtFiles, type Entry } from "./files.ts";
import { printFault, quoted } from "./output.ts";

export function sealCommand(program: Command, settings: () => Settings): void {
  program
    .command("seal")
    .description("the seals in a PDF or an image")
    .argument("<file...>")
    .option("--overlay <out.png>", "draws them on the page (one FILE only)")
    .option("--expect <name>", "compares the seal's name with a company's")
    .option("--json", "print JSON")
    .action(async (files: string[], options: { overlay?: string; expect?: string; json?: true }) => {
      const { overlay = null, expect = null } = options;
      if (expect?.trim() === "") throw new Refusal("--expect must hold a company's name", 2);
      if (overlay?.trim() === "") throw new Refusal("--overlay must hold the path of a PNG to write", 2);
      if (overlay !== null && files.length > 1) throw new Refusal("--overlay draws one FILE; name one", 2);
      const look = async (file: string, examiner: Examiner): Promise<SealEntry> => {
        const entry = await sealFile(file, expect, examiner);
        if (overlay !== null) await draw(file, entry, { expect, out: overlay }, examiner);
        return entry;
      };
      await lookAtFiles(files, settings(), { json: options.json === true, look, inWords });
    });
}

async function draw(
  file: string,
  entry: SealEntry,
  drawing: { expect: string | null; out: string },
  examiner: Examiner,
): Promise<void> {
  if (entry.pages === 0) {
    printFault(`${file} has no page to draw; ${drawing.out} was not written`);
    return;
  }
  await drawOverlay(file, entry, drawing, examiner).catch((error: unknown) => {
    const reason = (error as Error).message.replace(/^Reading .* failed: /s, "").split("\n")[0] ?? "";
    throw new Refusal(`--overlay holds ${drawing.out}, which could not be written (${reason})`);
  });
}

function inWords(entry: SealEntry | Entry): string {
  const { seals, signatures } = "seals" in entry ? entry : { seals: [], signatures: [] };
  return [
    "verdict" in entry ? `${quoted(entry.file)}：${VERDICT_WORDS[entry.verdict]}` : quoted(entry.file),
    ...seals.flatMap((seal) => {
      const size = seal.diameterMm === null ? "" : `，直径 ${seal.diameterMm.toFixed(1)} mm`;
      const name = seal.name === null ? "" : `，“${quoted(seal.name)}”`;
      const matches = seal.nameMatches === null ? "" : seal.nameMatches ? "，名称相符" : "，名称不符";
      return [
        `  第 ${seal.page} 页：${KIND_NAMES[seal.kind]}${size}${name}${matches}，把握 ${Math.round(seal.confidence * 100)}%`,
        `    ${[HOW_WORDS[seal.how], ...evidenceWords(seal)].join("，")}`,
      ];
    }),
    ...signatures.map((signature) => `  ${signatureWords(plain(signature))}`),
    ...findingLines(entry.findings),
  ].join("\n");
}

function plain(signature: SignatureField): SignatureField {
  const { name, signedBy } = signature;
  return { ...signature, name: quoted(name), signedBy: signedBy === null ? null : quoted(signedBy) };
}
