import type { Company } from "../../src/demo/company.ts";
import { senderOf } from "../../src/demo/company.ts";
import { letterOf, mail } from "../../src/demo/sample.ts";
import { startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startSmtpSink, type SmtpSink } from "../servers/smtp-sink.ts";
import { folders, intake, intakeJson, type Counts, type Environment } from "./intake.ts";
import type { ShownApplication, ShownLetter } from "./intake.ts";
import * as papers from "./papers.ts";
import type { Papers } from "./stories.ts";

/** The mails of these tests arrive from this instant on, a minute apart. */
export const MORNING = new Date("2022-11-21T09:00:00+08:00");
export const AT_TEN = "2022-11-21T10:00:00+08:00";

/** A mailbox, a way out and a folder, and the program working on them. */
export interface Secretariat {
  env: Environment;
  dovecot: Dovecot;
  sink: SmtpSink;
  arrives(company: Company, files: Papers, text?: string): Promise<void>;
  once(settings?: Environment): Promise<Counts>;
  status(): Promise<ShownApplication[]>;
  letters(): Promise<ShownLetter[]>;
  /** @throws where it fails */
  run(...args: string[]): Promise<string>;
  folder(): Promise<string>;
  close(): Promise<void>;
}

export async function openSecretariat(settings: Environment = {}): Promise<Secretariat> {
  const dovecot = await startDovecot();
  if (dovecot === null) throw new Error("these tests need Dovecot");
  const sink = await startSmtpSink();
  const disk = folders();
  const env: Environment = {
    MAILBOX_URL: dovecot.url,
    SMTP_URL: sink.url,
    DATA_DIR: await disk.make(),
    ANSWER_FROM: "2022-11-01T00:00:00+08:00",
    NOW: AT_TEN,
    ...settings,
  };
  let minutes = 0;
  const arrives: Secretariat["arrives"] = async (company, files, text = "材料见附件。") => {
    minutes += 1;
    const attachments = () =>
      Promise.all(Object.entries(files).map(async ([name, make]) => ({ name, content: await make() })));
    const written = { from: senderOf(company), subject: `来信${minutes}`, text: letterOf(company, text), minutes };
    const date = new Date(MORNING.getTime() + minutes * 60_000);
    await dovecot.append(await mail(MORNING, { ...written, attachments }).build(), { date });
  };
  return {
    env,
    dovecot,
    sink,
    arrives,
    once: (more = {}) => intakeJson<Counts>(["once"], { ...env, ...more }),
    status: () => intakeJson<ShownApplication[]>(["status"], env),
    letters: () => intakeJson<ShownLetter[]>(["letters", "list"], env),
    async run(...args) {
      const { status, out, err } = await intake(args, env);
      if (status !== 0) throw new Error(`intake ${args.join(" ")} ended with ${String(status)}: ${err}`);
      return out;
    },
    folder: () => disk.make(),
    async close() {
      await sink.stop();
      await dovecot.stop();
      await disk.clear();
    },
  };
}

/** All that comes by e-mail. */
export const wholeSet = (company: Company): Papers => ({
  "申请表.docx": () => papers.word(company),
  "申请表.pdf": () => papers.formPdf(company),
  "宣言.pdf": () => papers.declarationPdf(company),
});

/** Quick to read: a deficiency. */
export const onlyWord = (company: Company): Papers => ({ "申请表.docx": () => papers.word(company) });
