import { beginAnalysis } from '#lib/pipeline/begin-analysis.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../_server/answer-error.ts';
import { openSession } from '../../../../_server/open-session.ts';
import { readStudyKey } from '../../../../_server/read-study-key.ts';
import { requireSameOrigin } from '../../../../_server/require-same-origin.ts';

/** Analyse one study of the launched patient. A form gets the page, a client that asks for JSON gets the id. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ launch: string }> },
): Promise<Response> {
  const { launch } = await params;
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { session } = await openSession(launch);
    const study = await readStudyKey(request);
    const analysisId = await beginAnalysis(context, session, study);
    if (wantsJson) return Response.json({ analysisId }, { status: 202 });
    return Response.redirect(new URL(`/studies/${launch}/${study}`, context.config.url), 303);
  } catch (thrown) {
    const { error, status, supportId } = tell(context, thrown);
    if (wantsJson) return Response.json({ code: error.code, supportId }, { status });
    const problem = new URL('/problem', context.config.url);
    problem.search = new URLSearchParams({ code: error.code, support: supportId }).toString();
    return Response.redirect(problem, 303);
  }
}
