import { signingSchema, signReview } from '#lib/pipeline/sign-review.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../../_server/open-session.ts';
import { readJson } from '../../../../../../_server/read-json.ts';
import { requireSameOrigin } from '../../../../../../_server/require-same-origin.ts';

interface Context {
  readonly params: Promise<{ launch: string; analysis: string }>;
}

/** The reader signs what they have before them; the version is written and filed after this answer. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis } = await params;
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { session } = await openSession(launch);
    const signing = await readJson(request, signingSchema);
    const review = await signReview(context, session, analysis, signing);
    return Response.json(review, { status: 202, headers: { 'cache-control': 'no-store' } });
  } catch (thrown) {
    const { error, status, supportId } = tell(context, thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
