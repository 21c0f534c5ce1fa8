import { cookies } from 'next/headers';
import { z } from 'zod';
import { supersedeSessions } from '#lib/launch/end-session.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../_server/answer-error.ts';
import { launchCookies } from '../../../../_server/launch-cookies.ts';
import { readJson } from '../../../../_server/read-json.ts';
import { openSession } from '../../../../_server/open-session.ts';
import { requireSameOrigin } from '../../../../_server/require-same-origin.ts';

const launchId = z.string().regex(/^[0-9a-f]{32}$/);
const bodySchema = z.union([
  z.strictObject({ shown: z.array(launchId).max(200) }),
  z.strictObject({ replaced: z.array(launchId).max(100) }),
]);

/**
 * Which launches the browser still shows, or which ones this frame showed before: older ones that no page shows any more
 * are over, because their frame now shows this one. Only our own page may say so, and only launches whose cookies come along are touched.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ launch: string }> },
): Promise<Response> {
  const { launch } = await params;
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { session } = await openSession(launch);
    const stated = await readJson(request, bodySchema);
    const known = launchCookies((await cookies()).getAll());
    const over = 'replaced' in stated ? isAny(stated.replaced) : isNone(stated.shown);
    const ended = await supersedeSessions(context.db, session.id, over, known);
    return Response.json({ ended }, { headers: { 'cache-control': 'no-store' } });
  } catch (thrown) {
    const { error, status, supportId } = tell(context, thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}

function isAny(ids: readonly string[]) {
  return (launch: string) => ids.includes(launch);
}

function isNone(ids: readonly string[]) {
  return (launch: string) => !ids.includes(launch);
}
