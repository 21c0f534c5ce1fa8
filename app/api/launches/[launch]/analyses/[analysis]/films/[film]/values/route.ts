import { AppError } from '#lib/platform/errors.ts';
import { readFilmValues } from '#lib/pipeline/read-film-values.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../../../../_server/open-session.ts';

interface Context {
  readonly params: Promise<{ launch: string; analysis: string; film: string }>;
}

const UNSTORED = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

/** The pixels of one analysed film of the launched patient; 202 while they are fetched. Never stored by the browser. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { launch, analysis, film } = await params;
  try {
    const { context, session } = await openSession(launch);
    if (!/^\d{1,4}$/.test(film)) throw new AppError('analysis-unknown', 'refused');
    const body = await readFilmValues(context, session, analysis, Number(film));
    if (body === undefined) return new Response(null, { status: 202, headers: UNSTORED });
    // Next drops a content-encoding: the page itself undoes the compression.
    return new Response(new Uint8Array(body), {
      headers: { ...UNSTORED, 'content-type': 'application/gzip' },
    });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status, headers: UNSTORED });
  }
}
