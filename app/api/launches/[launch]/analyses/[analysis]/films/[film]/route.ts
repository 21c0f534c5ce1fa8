import { AppError } from '#lib/platform/errors.ts';
import { readPreview } from '#lib/pipeline/view-analysis.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../../../_server/open-session.ts';

interface Context {
  readonly params: Promise<{ launch: string; analysis: string; film: string }>;
}

/** The picture of one analysed film of the launched patient; never stored by the browser. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis, film } = await params;
  try {
    const { context, session } = await openSession(launch);
    if (!/^\d{1,4}$/.test(film)) throw new AppError('analysis-unknown', 'refused');
    const { bytes, contentType } = await readPreview(context, session, analysis, Number(film));
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': contentType,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
