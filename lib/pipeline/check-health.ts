import { sql } from 'kysely';
import { webContext } from './web-context.ts';

/** Whether this process can work: configuration read, model whole, database answering. */
export async function isHealthy(): Promise<boolean> {
  try {
    await sql`SELECT 1`.execute((await webContext()).db);
    return true;
  } catch {
    return false;
  }
}
