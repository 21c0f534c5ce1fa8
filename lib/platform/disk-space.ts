/** How much room there is for what is kept: told before it is full, and nothing new is begun once it is. */
import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { AppError } from './errors.ts';

export type StorageLevel = 'ok' | 'low' | 'full';

export interface StorageState {
  readonly level: StorageLevel;
  readonly databaseBytes: number;
  /** Where the database's folder is on this machine. */
  readonly freeBytes?: number;
}

export interface StorageLimits {
  /** The database's folder, where it is on this machine. */
  readonly folder?: string;
  /** Free space of its file system, below which is warned or stopped; the database's size, above which; 0: no limit. */
  readonly free: { readonly warn: number; readonly stop: number };
  readonly size: { readonly warn: number; readonly stop: number };
}

export interface StorageWatch {
  /** Asked of disk and database at most every few seconds. */
  state(): Promise<StorageState>;
  /** Throws AppError `storage-full` where nothing new may begin. */
  requireRoom(): Promise<void>;
}

/** What is committed in so short a time is far less than the space between the limits. */
const FRESH_MS = 2_000;

export function watchStorage(db: Db, storage: StorageLimits): StorageWatch {
  let known: { readonly until: number; readonly state: Promise<StorageState> } | undefined;
  const state = () => {
    if (known === undefined || known.until < Date.now()) {
      const asked = readStorage(db, storage);
      asked.catch(() => (known = undefined));
      known = { until: Date.now() + FRESH_MS, state: asked };
    }
    return known.state;
  };
  return {
    state,
    requireRoom: async () => {
      if ((await state()).level === 'full') throw new AppError('storage-full', 'transient');
    },
  };
}

export async function readStorage(db: Db, limits: StorageLimits): Promise<StorageState> {
  const { rows } = await sql<{ bytes: string }>`
    SELECT pg_database_size(current_database())::text AS bytes`.execute(db);
  const databaseBytes = Number(rows[0]?.bytes ?? 0);
  const freeBytes = limits.folder === undefined ? undefined : await freeIn(limits.folder);
  return {
    level: levelOf({ databaseBytes, freeBytes }, limits),
    databaseBytes,
    ...(freeBytes === undefined ? {} : { freeBytes }),
  };
}

/** What a process without privileges may still write there (statfs(2), f_bavail). */
async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function levelOf(
  { databaseBytes, freeBytes }: { readonly databaseBytes: number; readonly freeBytes: number | undefined },
  { free, size }: StorageLimits,
): StorageLevel {
  const passes = (limit: 'warn' | 'stop') =>
    (freeBytes !== undefined && freeBytes < free[limit]) || (size[limit] > 0 && databaseBytes > size[limit]);
  if (passes('stop')) return 'full';
  return passes('warn') ? 'low' : 'ok';
}
