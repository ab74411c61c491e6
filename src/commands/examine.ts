import type { Command } from "commander";
import type { ExaminedDocument } from "../examine-document.ts";
import { examineFile, type Examined, type ExaminedFile } from "../examine-file.ts";
import type { Settings } from "../settings.ts";
import { findingLines, lookAtFiles, type Entry } from "./files.ts";
import { quoted } from "./output.ts";
import { MARKS } from "./status.ts";

export function examineCommand(program: Command, settings: () => Settings): void {
  program
    .command("examine")
    .description(
      "looks at mails (.eml) or documents without storing or sending: what it sees, and the letter that would go",
    )
    .argument("<file...>")
    .option("--json", "print JSON")
    .action(async (files: string[], options: { json?: true }) => {
      await lookAtFiles(files, settings(), { json: options.json === true, look: examineFile, inWords });
    });
}

function inWords(entry: Examined | ExaminedFile | ExaminedDocument | Entry): string {
  if ("message" in entry) return mailInWords(entry);
  if ("documents" in entry)
    return [...entry.documents.flatMap(documentLines), ...findingLines(entry.findings)].join("\n");
  if ("document" in entry) return documentLines(entry).join("\n");
  return [quoted(entry.file), ...findingLines(entry.findings)].join("\n");
}

function mailInWords({ message, documents, applications, letter, findings }: Examined): string {
  return [
    `${quoted(message.subject)}（${quoted(message.from ?? "")}，${message.receivedAt}）`,
    ...(message.automatic === null ? [] : [`自动邮件（${message.automatic}），不予答复`]),
    ...findingLines(findings),
    ...documents.flatMap(documentLines),
    ...applications.flatMap((one) => [
      `申请单位：${quoted(one.unitName)}`,
      ...one.requirements.map((requirement) => `  ${requirement.id}：${MARKS[requirement.status]}`),
    ]),
    letter === null
      ? "不发信"
      : `回信（${letter.kind}）→ ${letter.to.map(quoted).join("、")}\n${letter.subject}\n\n${letter.text}`,
  ].join("\n");
}

const DOCUMENTS = { "application-form": "申请表", declaration: "宣言", notice: "通知", unknown: "未能辨认" };

function documentLines(one: ExaminedDocument): string[] {
  const seal = one.seal === null ? "" : `，印章：${one.seal.verdict}`;
  const path = [...one.within, one.name].map(quoted).join(" › ");
  return [
    `${path}：${DOCUMENTS[one.document]}（${one.medium}）${quoted(one.unitName ?? "")}${seal}`,
    ...findingLines(one.findings),
  ];
}
