import { sql } from "kysely";
import { FILING } from "./letters.ts";
import type { Database } from "./schema.ts";

/** What there may be to do, whoever left it: this process, or a verb beside it. */
export interface Waiting {
  mails: boolean;
  occasions: boolean;
  letters: boolean;
}

/** One question, cheap enough to be asked all the time. */
export async function whatWaits(db: Database): Promise<Waiting> {
  const { rows } = await sql<Record<keyof Waiting, number>>`select
    exists (select 1 from mail where state = 'stored') as mails,
    exists (select 1 from occasion where closed_by is null) as occasions,
    exists (select 1 from letter where state in ('queued', 'sending')
      or (state = 'sent' and filed_in_sent in (${FILING.due}, ${FILING.begun}))) as letters`.execute(db);
  const [row] = rows;
  return { mails: row?.mails === 1, occasions: row?.occasions === 1, letters: row?.letters === 1 };
}
