import { loadConfig } from '#lib/platform/config.ts';
import { runWorker } from '#lib/pipeline/run-worker.ts';
import { untilStopped } from './until-stopped.ts';

/** The worker process: jobs, models, orders. Any number of them run on one database; one receives the orders. */
// Heard from the first moment: a supervisor that dies while this starts must not leave it behind.
const stopped = untilStopped();
const worker = await runWorker(loadConfig());
process.send?.({ ready: true });
await stopped;
await worker.stop();
process.exit(0);
