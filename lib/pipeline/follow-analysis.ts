import type { LaunchSession } from '#lib/launch/session.ts';
import { viewAnalysis } from './view-analysis.ts';
import type { WebContext } from './web-context.ts';

/** So that a proxy doesn't close a quiet stream, and a dead browser is noticed. */
const HEARTBEAT_MS = 15_000;

/**
 * The analysis as a stream of server-sent events named `view` (HTML Living Standard 9.2), each the whole view: one
 * that is lost is made good by the next. Throws AppError `analysis-unknown` before the first byte.
 */
export async function followAnalysis(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const first = await viewAnalysis(context, session, analysisId);
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      let open = true;
      const send = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      const unsubscribe = context.listener.subscribe(analysisId, () => void push());
      stop = () => {
        open = false;
        clearInterval(heartbeat);
        unsubscribe();
      };
      const end = () => {
        if (open) controller.close();
        stop();
      };
      const show = (view: typeof first) => {
        send(`event: view\ndata: ${JSON.stringify(view)}\n\n`);
        if (view.finishedAt !== undefined) end();
      };
      const push = () => viewAnalysis(context, session, analysisId).then(show, end);
      signal.addEventListener('abort', end);
      show(first);
      // What changed between the first look and the subscription.
      void push();
    },
    cancel: () => stop(),
  });
}
