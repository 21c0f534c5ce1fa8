import { isActive, type LaunchSession } from '#lib/launch/session.ts';
import { openAnalysis, viewAnalysis } from './view-analysis.ts';
import type { WebContext } from './web-context.ts';

/** So that a proxy doesn't close a quiet stream, and a dead browser is noticed. */
const HEARTBEAT_MS = 15_000;

/**
 * The analysis as a stream of server-sent events named `view` (HTML Living Standard 9.2), each the whole view: one
 * that is lost is made good by the next. It ends with its launch. Throws AppError `analysis-unknown` before the first byte.
 */
export async function followAnalysis(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const first = await openAnalysis(context, session, analysisId);
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      let open = true;
      const send = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
      const unsubscribe = context.listener.subscribe(analysisId, () => pushOrEnd());
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
      // Who has logged out, or opened another patient in this frame, is shown nothing more.
      const isOpen = () => isActive(context.db, session.id);
      const push = async () => {
        if (await isOpen()) show(await viewAnalysis(context, session, analysisId));
        else end();
      };
      const beat = async () => {
        if (await isOpen().catch(() => true)) send(': still here\n\n');
        else end();
      };
      const pushOrEnd = () => void push().catch(end);
      signal.addEventListener('abort', end);
      show(first);
      // What changed between the first look and the subscription.
      pushOrEnd();
    },
    cancel: () => stop(),
  });
}
