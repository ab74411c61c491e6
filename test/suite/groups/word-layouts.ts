import type { Case } from "../case.ts";
import { cells } from "../layouts/cells.ts";
import { documents } from "../layouts/documents.ts";
import { holders } from "../layouts/holders.ts";
import { labels } from "../layouts/labels.ts";
import { applies, formWord } from "../made.ts";
import { valuesOf } from "../papers.ts";

/** 附件1 as people lay it out. */
export function wordLayouts(): Case[] {
  return [...labels, ...cells, ...holders, ...documents].map(([name, why, build, otherwise]) => ({
    name: `layout/${name}`,
    why,
    make: async (kit) => {
      const values = valuesOf(kit.company);
      const word = formWord("附件1-申请表.docx", await build(values));
      return applies(kit, { word, ...otherwise?.(values) });
    },
  }));
}
