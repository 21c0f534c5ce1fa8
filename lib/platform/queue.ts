import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Db } from './database.ts';
import type { Logger } from './log.ts';

/** Jobs carry ids only: what they mean stands in the tables. */
export interface Jobs {
  readonly order: { readonly orderId: string };
  readonly analysis: { readonly analysisId: string };
  readonly delivery: { readonly deliveryId: string };
  /** Does what a filed result says of its patient, study and order still hold? */
  readonly recheck: { readonly analysisId: string };
  /** The version that a reader signed is written and sent. */
  readonly signature: { readonly signatureId: string };
  /** A film is fetched for whoever looks at it, with their login. */
  readonly film: {
    readonly analysisId: string;
    readonly filmIndex: number;
    readonly launchSessionId: string;
  };
}
export type JobName = keyof Jobs;

export type Queue = PgBoss;

/**
 * A job whose worker stops beating for this long is given to another (pg-boss's least).
 * `retryLimit` is for jobs whose worker died or whose failure is transient; the handlers end all others themselves.
 */
const QUEUE = {
  heartbeatSeconds: 10,
  retryLimit: 12,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  notify: true,
};
const NAMES: readonly JobName[] = ['order', 'analysis', 'delivery', 'recheck', 'signature', 'film'];

/** Of these one job of a key waits or runs at a time. */
const ONE_OF_A_KEY: ReadonlySet<JobName> = new Set(['film']);

/** The queue as a sender uses it (web) or, with `work`, as a worker does. */
export async function openQueue(
  connectionString: string,
  log: Logger,
  role: 'send' | 'work',
): Promise<Queue> {
  const works = role === 'work';
  const queue = new PgBoss({
    connectionString,
    max: works ? 4 : 2,
    supervise: works,
    schedule: false,
    migrate: works,
    useListenNotify: works,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    registerInstance: false,
    monitorVacuum: false,
  });
  queue.on('error', (error) => {
    log.warn({ event: 'queue-error', cause: error.name }, 'queue');
  });
  await queue.start();
  if (works)
    for (const name of NAMES)
      await queue.createQueue(name, { ...QUEUE, policy: ONE_OF_A_KEY.has(name) ? 'exclusive' : 'standard' });
  return queue;
}

export interface JobOptions {
  readonly startAfterSeconds?: number;
  readonly priority?: number;
  /** No second one of that key is put in within this time; without one, while the first waits or runs (`ONE_OF_A_KEY`). */
  readonly once?: { readonly key: string; readonly inSeconds?: number };
}

/** Puts a job into the queue inside the caller's transaction: both stand, or neither. */
export async function enqueueJob<N extends JobName>(
  queue: Queue,
  transaction: Db,
  name: N,
  data: Jobs[N],
  options: JobOptions = {},
): Promise<void> {
  await queue.send(name, data, {
    db: within(transaction),
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
    ...(options.priority === undefined ? {} : { priority: options.priority }),
    ...keyOf(options),
  });
}

/** Many at once, to be taken in this order. */
export async function enqueueJobs<N extends JobName>(
  queue: Queue,
  transaction: Db,
  name: N,
  all: readonly Jobs[N][],
): Promise<void> {
  if (all.length > 0)
    await queue.insert(
      name,
      all.map((data) => ({ data })),
      { db: within(transaction) },
    );
}

function keyOf({ once }: JobOptions): { singletonKey?: string; singletonSeconds?: number } {
  if (once === undefined) return {};
  const { key: singletonKey, inSeconds: singletonSeconds } = once;
  return { singletonKey, ...(singletonSeconds === undefined ? {} : { singletonSeconds }) };
}

function within(transaction: Db) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: (await transaction.executeQuery(CompiledQuery.raw(text, values))).rows,
    }),
  };
}
