import { Refusal } from "../refusal.ts";
import { readApplication, type Application } from "../store/applications.ts";
import type { Database } from "../store/schema.ts";

/** @throws Refusal where there is none of that id */
export async function requireApplication(db: Database, id: string): Promise<Application> {
  const application = await readApplication(db, id);
  if (!application || application.purged_at !== null)
    throw new Refusal(`there is no application ${id}; intake status shows them all`);
  return application;
}
