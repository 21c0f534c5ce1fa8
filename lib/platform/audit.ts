/**
 * The audit trail: rows that are only ever added. Each one's hash covers the one before it, so that nothing can be
 * changed, taken out or put in without `audit verify` naming the place; what was cut off at the end shows against a hash
 * that was kept elsewhere (the log has one each hour).
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface AuditRecord {
  readonly site: string;
  /** FHIR AuditEvent, as JSON text. */
  readonly event: string;
}

/** Where the trail ends. */
export interface AuditHead {
  readonly sequence: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

const BEGINNING = Buffer.alloc(32);

/**
 * In the caller's transaction, so that what happened and that it happened stand together. Writers take turns until they
 * commit: a chain has one end.
 */
export async function appendAudit(transaction: Db, { site, event }: AuditRecord): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('audit', 0))`.execute(transaction);
  const last = await transaction
    .selectFrom('audit_event')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const sequence = Number(last?.sequence ?? 0) + 1;
  const previous = last?.hash ?? BEGINNING;
  const recordedAt = new Date();
  await transaction
    .insertInto('audit_event')
    .values({
      sequence,
      recorded_at: recordedAt,
      site,
      event,
      previous_hash: previous,
      hash: hashOf({ sequence, recordedAt, site, event, previous }),
    })
    .execute();
}

export type AuditVerdict =
  | { readonly intact: true; readonly count: number; readonly head: AuditHead }
  /** The first row that does not follow from the one before it. */
  | { readonly intact: false; readonly count: number; readonly brokenAt: number };

/** Reads the whole trail once. `expected`: a head that was kept elsewhere, which must be part of it. */
export async function verifyAudit(db: Db, expected?: AuditHead): Promise<AuditVerdict> {
  let previous: Buffer = BEGINNING;
  let count = 0;
  let met = expected === undefined;
  for await (const row of readAudit(db)) {
    const follows =
      row.sequence === count + 1 && row.previous.equals(previous) && row.hash.equals(hashOf(row));
    if (!follows) return { intact: false, count, brokenAt: count + 1 };
    count += 1;
    previous = row.hash;
    if (expected?.sequence === count && expected.hash === row.hash.toString('hex')) met = true;
  }
  if (!met) return { intact: false, count, brokenAt: expected?.sequence ?? 0 };
  return { intact: true, count, head: { sequence: count, hash: previous.toString('hex') } };
}

export interface AuditRow {
  readonly sequence: number;
  readonly recordedAt: Date;
  readonly site: string;
  readonly event: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

const PAGE = 1000;

/** The rows in their order, a page at a time. */
export async function* readAudit(db: Db, after = 0): AsyncGenerator<AuditRow> {
  let from = after;
  for (;;) {
    const rows = await db
      .selectFrom('audit_event')
      .selectAll()
      .where(sql<boolean>`sequence > ${from}`)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      from = Number(row.sequence);
      const { site, event, recorded_at: recordedAt, previous_hash: previous, hash } = row;
      yield { sequence: from, recordedAt, site, event, previous, hash };
    }
    if (rows.length < PAGE) return;
  }
}

/** Undefined for a trail that has not begun. */
export async function auditHead(db: Db): Promise<AuditHead | undefined> {
  const row = await db
    .selectFrom('audit_event')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { sequence: Number(row.sequence), hash: row.hash.toString('hex') };
}

function hashOf(row: Omit<AuditRow, 'hash'>): Buffer {
  const { sequence, recordedAt, site, event, previous } = row;
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify([sequence, recordedAt.toISOString(), site, event]))
    .digest();
}
