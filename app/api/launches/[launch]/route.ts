import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../_server/answer-error.ts';
import { openSession } from '../../../_server/open-session.ts';

/** Whether the launch may still be shown: a page that comes back into sight asks before it shows anything. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ launch: string }> },
): Promise<Response> {
  const { launch } = await params;
  try {
    await openSession(launch);
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
