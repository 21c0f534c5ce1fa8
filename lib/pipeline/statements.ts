import {
  capabilityStatementSchema,
  type CapabilityStatement,
} from '#lib/conformance/capability-statement.ts';
import { readCapabilities } from '#lib/delivery/read-capabilities.ts';
import type { Db } from '#lib/platform/database.ts';

/** What a FHIR server states of itself changes with its releases, not by the hour. */
const FRESH_MS = 10 * 60_000;

export interface FhirDestination {
  readonly site: string;
  readonly name: string;
  readonly base: string;
  readonly request: typeof fetch;
}

/** Gives the last statement that could be had of a destination: fresh, else as it was last seen; undefined: never. */
export type ReadStatement = (destination: FhirDestination) => Promise<CapabilityStatement | undefined>;

export function statementReader(db: Db): ReadStatement {
  const fresh = new Map<
    string,
    { readonly until: number; readonly statement: CapabilityStatement | undefined }
  >();
  return async (destination) => {
    const key = JSON.stringify([destination.site, destination.name, destination.base]);
    const known = fresh.get(key);
    if (known !== undefined && known.until > Date.now()) return known.statement;
    const read = await readCapabilities(destination.base, destination.request).catch(() => undefined);
    const parsed = capabilityStatementSchema.safeParse(read);
    // Where it can't be had now it is asked for again next time: an outage is no statement.
    if (!parsed.success) return lastSeen(db, destination);
    fresh.set(key, { until: Date.now() + FRESH_MS, statement: parsed.data });
    await keep(db, destination, parsed.data);
    return parsed.data;
  };
}

async function lastSeen(db: Db, { site, name }: FhirDestination): Promise<CapabilityStatement | undefined> {
  const row = await db
    .selectFrom('destination')
    .select('statement')
    .where('site', '=', site)
    .where('name', '=', name)
    .executeTakeFirst();
  const parsed = capabilityStatementSchema.safeParse(row?.statement);
  return parsed.success ? parsed.data : undefined;
}

async function keep(db: Db, { site, name }: FhirDestination, statement: CapabilityStatement): Promise<void> {
  const seen = { statement: JSON.stringify(statement), stated_at: new Date() };
  await db
    .insertInto('destination')
    .values({ site, name, ...seen })
    .onConflict((conflict) => conflict.columns(['site', 'name']).doUpdateSet(seen))
    .execute();
}
