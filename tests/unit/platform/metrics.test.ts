import { afterEach, expect, test } from 'vitest';
import type { ModelOutput } from '#inference/contract.ts';
import { InferenceError } from '#inference/errors.ts';
import type { InferencePool } from '#inference/runtime/inference-pool.ts';
import { countInference } from '#lib/pipeline/count-inference.ts';
import { createMetrics, serveMetrics } from '#lib/platform/metrics.ts';

const model = { id: 'sightline-cxr', version: '1.0.0', sha256: 'a'.repeat(64) };
const execution = {
  provider: 'cuda',
  precision: 'fp16',
  device: 'NVIDIA H200',
  batchSize: 4,
  preprocessMs: 40,
  waitMs: 3,
  inferenceMs: 8,
} as const;
const output: ModelOutput = { model, labels: [], logits: new Float32Array(), execution };

function poolThat(infer: () => Promise<ModelOutput>): InferencePool {
  return { infer, model, execution, close: () => Promise.resolve() };
}

let close = () => Promise.resolve();
afterEach(() => close());

async function scrape(metrics: ReturnType<typeof createMetrics>, path = '/metrics', method = 'GET') {
  const server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
  close = server.close;
  return fetch(`http://127.0.0.1:${String(server.port)}${path}`, { method });
}

test('what ran a film, and how long, can be read by Prometheus', async () => {
  const metrics = createMetrics();
  await countInference(
    poolThat(() => Promise.resolve(output)),
    metrics,
  ).infer({} as never);
  const response = await scrape(metrics);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const text = await response.text();
  const labels =
    'model="sightline-cxr",version="1.0.0",provider="cuda",precision="fp16",device="NVIDIA H200"';
  expect(text).toContain(`sightline_inference_seconds_sum{${labels},phase="run"} 0.008`);
  expect(text).toContain(`sightline_inference_seconds_count{${labels},phase="wait"} 1`);
  expect(text).toContain('sightline_inference_batch_films_sum{model="sightline-cxr",version="1.0.0"} 4');
  expect(text).toContain('process_resident_memory_bytes');
});

test('a film that is given back is counted by its reason, and still given back', async () => {
  const metrics = createMetrics();
  const pool = countInference(
    poolThat(() => Promise.reject(new InferenceError('inference-timeout', 'transient'))),
    metrics,
  );
  await expect(pool.infer({} as never)).rejects.toMatchObject({ code: 'inference-timeout' });
  expect(await metrics.registry.metrics()).toContain(
    'sightline_inference_failures_total{model="sightline-cxr",version="1.0.0",code="inference-timeout"} 1',
  );
});

test.each([
  ['/', 'GET'],
  ['/metrics', 'POST'],
  ['/metrics/x', 'GET'],
])('%s by %s gives nothing', async (path, method) => {
  expect((await scrape(createMetrics(), path, method)).status).toBe(404);
});
