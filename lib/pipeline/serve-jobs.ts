import type { Jobs, JobName } from '#lib/platform/queue.ts';
import { analyzeStudy } from './analyze-study.ts';
import { deliverDocument } from './deliver-document.ts';
import { fetchFilm } from './fetch-film.ts';
import { processOrder } from './process-order.ts';
import { recheckResult } from './recheck-result.ts';
import type { WorkerContext } from './worker-context.ts';
import { writeSignature } from './write-signature.ts';

/** How many of each run at once; an analysis keeps a core busy, a delivery only waits: two at most for one FHIR server. */
const CONCURRENCY: Readonly<Record<JobName, number>> = {
  order: 2,
  analysis: 2,
  delivery: 6,
  recheck: 1,
  signature: 1,
  film: 2,
};

/** Takes jobs until the queue is stopped. What throws goes back to the queue, which waits longer each time. */
export async function serveJobs(context: WorkerContext): Promise<void> {
  await serve(context, 'order', ({ orderId }, mayRetry) => processOrder(context, orderId, mayRetry));
  await serve(context, 'analysis', ({ analysisId }, mayRetry, signal) =>
    analyzeStudy(context, analysisId, mayRetry, signal),
  );
  await serve(context, 'recheck', ({ analysisId }) => recheckResult(context, analysisId));
  await serve(context, 'signature', ({ signatureId }) => writeSignature(context, signatureId));
  await serve(context, 'film', (wanted, _, signal) => fetchFilm(context, wanted, signal));
  await serve(context, 'delivery', ({ deliveryId }) => deliverDocument(context, deliveryId));
}

async function serve<N extends JobName>(
  context: WorkerContext,
  name: N,
  handle: (data: Jobs[N], mayRetry: boolean, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const options = {
    includeMetadata: true as const,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
    heartbeatRefreshSeconds: 3,
  };
  // Each by itself and not by localConcurrency: of those pg-boss wakes one alone.
  for (let at = 0; at < CONCURRENCY[name]; at += 1) {
    const id = await context.queue.work(name, options, async (jobs) => {
      try {
        for (const job of jobs)
          await handle(job.data as Jobs[N], job.retryCount < job.retryLimit, job.signal);
      } finally {
        // Where one was there may be more: pg-boss would wait for two seconds after each, and a long line hardly drain.
        context.queue.notifyWorker(id);
      }
    });
  }
}
