import { reviewChangeSchema } from '#lib/attestation/review-draft.ts';
import { changeReview } from '#lib/pipeline/change-review.ts';
import { viewReview } from '#lib/pipeline/view-review.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../../_server/open-session.ts';
import { readJson } from '../../../../../../_server/read-json.ts';
import { requireSameOrigin } from '../../../../../../_server/require-same-origin.ts';

interface Context {
  readonly params: Promise<{ launch: string; analysis: string }>;
}

const FRESH = { headers: { 'cache-control': 'no-store' } };

/** What has been decided of the launched patient's result, and who else reads it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis } = await params;
  try {
    const { context, session } = await openSession(launch);
    return Response.json(await viewReview(context, session, analysis), FRESH);
  } catch (thrown) {
    return refuse(thrown);
  }
}

/** One decision of the reader; it is kept at once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis } = await params;
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { session } = await openSession(launch);
    const change = await readJson(request, reviewChangeSchema);
    return Response.json(await changeReview(context, session, analysis, change), FRESH);
  } catch (thrown) {
    return refuse(thrown);
  }
}

async function refuse(thrown: unknown): Promise<Response> {
  const { error, status, supportId } = tell(await webContext(), thrown);
  return Response.json({ code: error.code, supportId }, { status });
}
