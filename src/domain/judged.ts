import type { SeenDocument } from "./documents.ts";
import type { Finding } from "./verdicts.ts";

/** What one version of a document is worth for one requirement. */
export interface Verdict {
  status: "satisfied" | "defective" | "unsure";
  findings: Finding[];
}

/** … with the version. */
export interface Judged extends Verdict {
  name: string;
  at: string;
  document: SeenDocument;
}

/** The company whose a document should be, by all of its names; `unitName` null: nobody knows whose. */
export interface Company {
  unitName: string | null;
  /** Former and short names that the roster gives. */
  aliases: string[];
}
