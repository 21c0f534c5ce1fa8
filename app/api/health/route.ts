import { sql } from 'kysely';
import { webContext } from '#lib/pipeline/web-context.ts';

export const dynamic = 'force-dynamic';

/** For load balancers: 200 while the database answers. Says nothing else, to anybody. */
export async function GET(): Promise<Response> {
  try {
    await sql`SELECT 1`.execute((await webContext()).db);
    return Response.json({ status: 'up' });
  } catch {
    return Response.json({ status: 'down' }, { status: 503 });
  }
}
