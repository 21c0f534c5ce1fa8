import { isHealthy } from '#lib/pipeline/check-health.ts';

export const dynamic = 'force-dynamic';

/** For load balancers: 200 while the database answers. Says nothing else, to anybody. */
export async function GET(): Promise<Response> {
  return (await isHealthy())
    ? Response.json({ status: 'up' })
    : Response.json({ status: 'down' }, { status: 503 });
}
