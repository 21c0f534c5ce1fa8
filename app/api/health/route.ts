import { checkHealth } from '#lib/pipeline/check-health.ts';

export const dynamic = 'force-dynamic';

/**
 * For load balancers: 200 while the database answers, and `storage` for whoever watches: `ok`, `low`, or `full`, where
 * nothing new is begun but everything kept is still sent. Says nothing else, to anybody.
 */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, { status: health.status === 'up' ? 200 : 503 });
}
