import { viewChart } from '#lib/pipeline/view-chart.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../_server/answer-error.ts';
import { openSession } from '../../../../_server/open-session.ts';

/** The chart page's content as JSON. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ launch: string }> },
): Promise<Response> {
  const { launch } = await params;
  try {
    const { context, session } = await openSession(launch);
    return Response.json(await viewChart(context, session), { headers: { 'cache-control': 'no-store' } });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
