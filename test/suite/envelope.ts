import type { Kit, Made, Truth } from "./case.ts";
import { applies, type Application, type Sent } from "./made.ts";

/** The three papers' files, the mail's headers without what tells of its body, and the truth, for a mail that is put together otherwise. */
export async function opened(
  kit: Kit,
  application: Application = {},
): Promise<{ files: Sent[]; headers: string[]; truth: Truth }> {
  const files: Sent[] = [];
  const pack = (own: Sent[]): Sent[] => {
    files.push(...own);
    return [];
  };
  const { raw, truth }: Made = await applies(kit, { ...application, pack });
  return { files, headers: headersOf(raw), truth };
}

function headersOf(raw: Buffer): string[] {
  const head = raw.toString("utf8").split("\r\n\r\n")[0] ?? "";
  return head.split(/\r\n(?![ \t])/).filter((field) => !/^(?:content-|mime-version)/i.test(field));
}
