import { sql } from 'kysely';
import type { Db, DocumentKind } from '#lib/platform/database.ts';
import { restsUntil } from './destination-rest.ts';

/** A delivery that this worker now sends; `attempts` fences off one that was thought dead. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly site: string;
  readonly analysisId: string;
  readonly destination: string;
  readonly kind: DocumentKind;
  readonly identity: string;
  readonly version: number;
  readonly body: string;
  readonly attempts: number;
  readonly createdAt: Date;
  /** How it is filed, where an earlier attempt has fixed that. */
  readonly plan: object | undefined;
  readonly progress: object;
  /** An earlier attempt may have arrived: look it up at the destination before sending anything. */
  readonly mayHaveArrived: boolean;
}

export type Turn =
  | { readonly kind: 'claimed'; readonly delivery: ClaimedDelivery }
  /** Its destination rests: it goes when another has found it back, or when this one is due. */
  | { readonly kind: 'resting' }
  /** An earlier version is under way to the same place; the end of that wakes this one. */
  | { readonly kind: 'behind' }
  /** A newer version has arrived: this one must not go there any more. */
  | { readonly kind: 'superseded'; readonly analysisId: string }
  | { readonly kind: 'nothing' };

/**
 * Marks the delivery as being sent, before the first byte leaves. One that already stood as `sending` belonged to a
 * worker that died: nobody knows what left, so it is treated as ambiguous.
 */
export async function claimDelivery(db: Db, deliveryId: string): Promise<Turn> {
  return db.transaction().execute(async (transaction) => {
    const row = await lockRow(transaction, deliveryId);
    if (!row) return { kind: 'nothing' };
    const place = await placeInLine(transaction, row);
    if (place === 'superseded') {
      await transaction
        .updateTable('delivery')
        .set({ state: 'superseded', problem_code: null, updated_at: sql`now()` })
        .where('id', '=', row.id)
        .execute();
      return { kind: 'superseded', analysisId: row.analysis_id };
    }
    if (place === 'behind') return { kind: 'behind' };
    const rest = await restsUntil(transaction, { site: row.site, name: row.destination });
    await transaction
      .updateTable('delivery')
      .set(
        rest === undefined
          ? { state: 'sending', attempts: sql`attempts + 1`, parked: false, updated_at: sql`now()` }
          : {
              next_attempt_at: rest,
              parked: true,
              ...(row.state === 'sending' ? { state: 'ambiguous' as const } : {}),
            },
      )
      .where('id', '=', row.id)
      .execute();
    return rest === undefined ? { kind: 'claimed', delivery: toClaimed(row) } : { kind: 'resting' };
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof lockRow>>>;

function lockRow(transaction: Db, deliveryId: string) {
  return transaction
    .selectFrom('delivery')
    .innerJoin('document', 'document.id', 'delivery.document_id')
    .selectAll('delivery')
    .select('document.body')
    .where('delivery.id', '=', deliveryId)
    .where('delivery.state', 'in', ['pending', 'sending', 'ambiguous'])
    .forUpdate('delivery')
    .executeTakeFirst();
}

/** Never an old version after a newer one, nor a newer one while nobody knows whether the old one still arrives. */
async function placeInLine(transaction: Db, row: Row): Promise<'first' | 'behind' | 'superseded'> {
  const others = await transaction
    .selectFrom('delivery')
    .select(['version', 'state'])
    .where('analysis_id', '=', row.analysis_id)
    .where('destination', '=', row.destination)
    .where('id', '<>', row.id)
    .execute();
  const isThere = (state: string) => state === 'sent' || state === 'acknowledged';
  if (others.some(({ version, state }) => version > row.version && isThere(state))) return 'superseded';
  const isUnderWay = (state: string) => state === 'pending' || state === 'sending' || state === 'ambiguous';
  return others.some(({ version, state }) => version < row.version && isUnderWay(state)) ? 'behind' : 'first';
}

function toClaimed(row: Row): ClaimedDelivery {
  return {
    id: row.id,
    site: row.site,
    analysisId: row.analysis_id,
    destination: row.destination,
    kind: row.kind,
    identity: row.identity,
    version: row.version,
    body: row.body,
    attempts: row.attempts + 1,
    createdAt: row.created_at,
    plan: row.plan ?? undefined,
    progress: row.progress,
    mayHaveArrived: row.state !== 'pending',
  };
}
