import { writeFile } from "node:fs/promises";
import type { FileKind } from "../domain/facts.ts";
import type { JudgedSeal } from "../domain/seal/judge.ts";
import { openPages } from "./open-pages.ts";
import { drawOverlay } from "./seal/overlay.ts";

/** What a person is to be shown: the first page with seals, or the first page; `out`: a PNG file. */
export interface Drawing {
  seals: JudgedSeal[];
  expect: string | null;
  out: string;
}

/** @throws where the document has no page that can be drawn, or `out` cannot be written */
export async function drawSeals(bytes: Buffer, kind: FileKind, { seals, expect, out }: Drawing): Promise<void> {
  const document = await openPages(bytes, kind);
  if (!("pageCount" in document)) throw new Error(`no page can be drawn: ${document.code} (${document.detail})`);
  try {
    const number = seals[0]?.page ?? 1;
    const { picture } = await document.page(number);
    await writeFile(
      out,
      drawOverlay(
        picture,
        seals.filter((seal) => seal.page === number),
        expect,
      ),
    );
  } finally {
    await document.close();
  }
}
