import { followAnalysis } from '#lib/pipeline/follow-analysis.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../../_server/open-session.ts';

export const dynamic = 'force-dynamic';

interface Context {
  readonly params: Promise<{ launch: string; analysis: string }>;
}

/** Server-sent events: the analysis at once, then at each change, until it has ended. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis } = await params;
  try {
    const { context, session } = await openSession(launch);
    const events = await followAnalysis(context, session, analysis, request.signal);
    return new Response(events, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
