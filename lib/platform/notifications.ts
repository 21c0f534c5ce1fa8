import { sql } from 'kysely';
import pg from 'pg';
import type { Db } from './database.ts';

const CHANNEL = 'sightline_analysis';

/** Tells every listener, after the caller's transaction commits, that an analysis has changed. */
export async function notifyAnalysis(db: Db, analysisId: string): Promise<void> {
  await sql`SELECT pg_notify(${CHANNEL}, ${analysisId})`.execute(db);
}

export interface AnalysisListener {
  /** Calls back on each change of this analysis, and after each reconnection; returns how to stop. */
  subscribe(analysisId: string, onChange: () => void): () => void;
  close(): Promise<void>;
}

/** One LISTEN connection for the whole process, however many pages are open. */
export function listenToAnalyses(connectionString: string): AnalysisListener {
  const subscribers = new Map<string, Set<() => void>>();
  let client: pg.Client | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    if (closed) return;
    const next = new pg.Client({ connectionString, application_name: 'sightline-listen', keepAlive: true });
    next.on('error', () => undefined);
    next.on('end', () => setTimeout(() => void connect(), 500));
    next.on('notification', ({ payload }) => {
      for (const onChange of subscribers.get(payload ?? '') ?? []) onChange();
    });
    client = next;
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
    } catch {
      return; // 'end' follows, and with it the next try
    }
    // What was notified while no connection stood is caught up by looking once.
    for (const callbacks of subscribers.values()) for (const onChange of callbacks) onChange();
  };
  void connect();

  return {
    subscribe(analysisId, onChange) {
      const callbacks = subscribers.get(analysisId) ?? new Set();
      subscribers.set(analysisId, callbacks.add(onChange));
      return () => {
        callbacks.delete(onChange);
        if (callbacks.size === 0 && subscribers.get(analysisId) === callbacks) subscribers.delete(analysisId);
      };
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
