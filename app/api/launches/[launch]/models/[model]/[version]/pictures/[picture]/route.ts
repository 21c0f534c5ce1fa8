import { readModelPicture } from '#lib/pipeline/view-model-card.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../../../../../../../_server/answer-error.ts';
import { openSession } from '../../../../../../../../_server/open-session.ts';

interface Context {
  readonly params: Promise<{ launch: string; model: string; version: string; picture: string }>;
}

/** A picture of a model's card, for the page only: opened by itself, an SVG would be a document of our own origin. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { launch, model, version, picture } = await params;
  try {
    const { context, session } = await openSession(launch);
    const { bytes, contentType } = await readModelPicture(context, session, { id: model, version }, picture);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': contentType,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-disposition': 'attachment',
      },
    });
  } catch (thrown) {
    const { error, status, supportId } = tell(await webContext(), thrown);
    return Response.json({ code: error.code, supportId }, { status });
  }
}
