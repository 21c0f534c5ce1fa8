/** What a worker counts and times, for Prometheus; no label tells of a patient, a study or a person. */
import { createServer } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** Of one film, by phase: preprocess, wait, run. */
  readonly inferenceSeconds: Histogram<'model' | 'version' | 'provider' | 'precision' | 'device' | 'phase'>;
  readonly inferenceFailures: Counter<'model' | 'version' | 'code'>;
  readonly inferenceRunnersLost: Counter<'role' | 'reason'>;
  /** How many films the runtime was given at once. */
  readonly inferenceBatchFilms: Histogram<'model' | 'version'>;
  readonly storageLevel: Gauge;
  readonly storageFreeBytes: Gauge;
  readonly databaseBytes: Gauge;
}

/** From a small model's run on a GPU to a large one's on a slow processor. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    inferenceSeconds: new Histogram({
      name: 'sightline_inference_seconds',
      help: 'Time of one film by phase, and what ran it',
      labelNames: ['model', 'version', 'provider', 'precision', 'device', 'phase'],
      buckets: SECONDS,
      registers,
    }),
    inferenceFailures: new Counter({
      name: 'sightline_inference_failures_total',
      help: 'Films that inference gave back by name',
      labelNames: ['model', 'version', 'code'],
      registers,
    }),
    inferenceRunnersLost: new Counter({
      name: 'sightline_inference_runners_lost_total',
      help: 'Threads and processes that died or took too long, and were replaced',
      labelNames: ['role', 'reason'],
      registers,
    }),
    inferenceBatchFilms: new Histogram({
      name: 'sightline_inference_batch_films',
      help: 'Films in the run that a film was part of',
      labelNames: ['model', 'version'],
      buckets: [1, 2, 4, 8, 16, 32],
      registers,
    }),
    storageLevel: new Gauge({
      name: 'sightline_storage_level',
      help: 'Room for what is kept: 0 enough, 1 low, 2 full and nothing new is begun',
      registers,
    }),
    storageFreeBytes: new Gauge({
      name: 'sightline_storage_free_bytes',
      help: 'Free space where the database is, if that is on this machine',
      registers,
    }),
    databaseBytes: new Gauge({
      name: 'sightline_database_bytes',
      help: "The database's size",
      registers,
    }),
  };
}

/** GET /metrics and nothing else; whoever reaches the address may read it. Throws where the port is taken. */
export async function serveMetrics(
  { registry }: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
