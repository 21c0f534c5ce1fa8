/**
 * Who may look after the outbox from a browser: whoever has a shell at the server, and the link that a command made
 * there. The link works once and for minutes; the session that it opens lasts for a shift.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';

export const OPERATOR_COOKIE = '__Host-sightline-operator';
export const OPERATOR_HOURS = 8;
const OFFER_MINUTES = 10;

export interface Operator {
  readonly sessionId: string;
  /** The account that made the link. */
  readonly name: string;
}

/** Gives what the link must bring. */
export async function offerOperatorSession(db: Db, name: string): Promise<string> {
  const [id, secret] = [randomBytes(8).toString('hex'), randomBytes(32).toString('base64url')];
  await db
    .deleteFrom('operator_session')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  await db
    .insertInto('operator_session')
    .values({
      id,
      state: 'offered',
      secret_hash: sha256(secret),
      name,
      expires_at: sql<Date>`now() + make_interval(mins => ${OFFER_MINUTES})`,
    })
    .execute();
  return `${id}.${secret}`;
}

/** Gives the cookie's value. Throws AppError `operator-unknown` for a link that was used, is too old, or never was. */
export async function enterOperatorSession(db: Db, token: string): Promise<string> {
  const { id, secret } = split(token);
  const cookieSecret = randomBytes(32).toString('base64url');
  const entered = await db
    .updateTable('operator_session')
    .set({
      state: 'active',
      secret_hash: sha256(cookieSecret),
      expires_at: sql<Date>`now() + make_interval(hours => ${OPERATOR_HOURS})`,
    })
    .where('id', '=', id)
    .where('state', '=', 'offered')
    .where('secret_hash', '=', sha256(secret))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (entered.numUpdatedRows !== 1n) throw new AppError('operator-unknown', 'refused');
  return `${id}.${cookieSecret}`;
}

/** Throws AppError `operator-unknown`. */
export async function requireOperator(db: Db, cookie: string | undefined): Promise<Operator> {
  const { id, secret } = split(cookie ?? '');
  const row = await db
    .selectFrom('operator_session')
    .select(['name', 'secret_hash'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (!row || !timingSafeEqual(row.secret_hash, sha256(secret)))
    throw new AppError('operator-unknown', 'refused');
  return { sessionId: id, name: row.name };
}

export async function endOperatorSession(db: Db, { sessionId }: Operator): Promise<void> {
  await db.deleteFrom('operator_session').where('id', '=', sessionId).execute();
}

/** Strangers' text: whatever it is, it becomes an id that can be looked for. */
function split(token: string): { id: string; secret: string } {
  const [, id = '', secret = ''] = /^([0-9a-f]{16})\.([\w-]{43})$/.exec(token) ?? [];
  return { id, secret };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
