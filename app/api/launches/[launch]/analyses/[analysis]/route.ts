import { openAnalysis } from '#lib/pipeline/view-analysis.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../_server/open-session.ts';

interface Context {
  readonly params: Promise<{ launch: string; analysis: string }>;
}

/** One analysis of the launched patient, as the page shows it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis } = await params;
  try {
    const { context, session } = await openSession(launch);
    return Response.json(await openAnalysis(context, session, analysis), {
      headers: { 'cache-control': 'no-store' },
    });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
