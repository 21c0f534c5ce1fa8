import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { readGolden } from '#inference/models/read-golden.ts';
import { createRemotePool, type RemoteSettings } from '#inference/remote/remote-pool.ts';
import { createInferencePool, type InferencePool } from '#inference/runtime/inference-pool.ts';
import { type Behaviour, startInferenceServer } from './inference-server.ts';

const model = await loadModel('inference/models/sightline-cxr');
const { films } = await readGolden(model.goldenPath);
const frames = films.map(({ frame }) => frame);
const server = await startInferenceServer(model);
const opened: InferencePool[] = [];
afterEach(async () => {
  server.behaviour = 'honest';
  await Promise.all(opened.splice(0).map((pool) => pool.close()));
});
afterAll(() => server.close());

async function openRemote(settings: Partial<RemoteSettings> = {}): Promise<InferencePool> {
  const pool = await createRemotePool({
    model,
    settings: { protocol: 'http', url: server.url, timeoutMs: 2000, maxConcurrent: 2, ...settings },
  });
  opened.push(pool);
  return pool;
}

function first<T>(values: readonly T[]): T {
  if (values[0] === undefined) throw new Error('empty');
  return values[0];
}

describe('a model on a server (Open Inference Protocol v2, HTTP)', () => {
  test('gives every film its own output, the same as in the worker, however many are asked at once', async () => {
    const [remote, local] = await Promise.all([
      openRemote(),
      createInferencePool({ model, providers: ['cpu'] }),
    ]);
    opened.push(local);
    const theirs = await Promise.all([...frames, ...frames].map((frame) => remote.infer(frame)));
    const ours = await Promise.all(frames.map((frame) => local.infer(frame)));
    theirs.forEach(({ logits, maps }, index) => {
      const own = ours[index % frames.length];
      expect([...logits]).toEqual(
        [...(own?.logits ?? [])].map((value) => expect.closeTo(value, 4) as number),
      );
      expect(maps?.values.length).toBe(own?.maps?.values.length);
    });
    expect(first(theirs).execution).toMatchObject({ provider: 'remote', precision: 'fp32', batchSize: 1 });
    expect(first(theirs).execution.device).toContain('test server 1.0');
  });

  test('whose weights behave otherwise than the package’s is refused before a film is sent to it', async () => {
    server.behaviour = 'other weights';
    await expect(openRemote()).rejects.toMatchObject({ code: 'served-model-differs', failure: 'permanent' });
  });

  test('that is not there under its name is refused', async () => {
    await expect(openRemote({ name: 'other' })).rejects.toMatchObject({
      code: 'model-not-served',
      failure: 'permanent',
    });
  });

  test('on a server that is down at the start answers as unreachable, and works once it is there', async () => {
    const pool = await openRemote({ url: 'http://127.0.0.1:9', timeoutMs: 600 });
    await expect(pool.infer(first(frames))).rejects.toMatchObject({
      code: 'inference-server-unreachable',
      failure: 'transient',
    });
  });

  test.each<[Behaviour, string, string]>([
    ['hangs', 'inference-timeout', 'transient'],
    ['breaks off', 'inference-server-unreachable', 'transient'],
    ['lies about its header', 'inference-answer-broken', 'permanent'],
    ['truncates', 'inference-answer-broken', 'permanent'],
    ['answers another film', 'inference-answer-broken', 'permanent'],
    ['NaN', 'model-output-broken', 'permanent'],
    [400, 'inference-request-refused', 'permanent'],
    [401, 'inference-server-denied', 'permanent'],
    // It was there when the pool opened, so it may be loading again.
    [404, 'model-not-served', 'transient'],
    [503, 'inference-server-failed', 'transient'],
  ])(
    'on a server that %s ends as %s, and the next film is none the worse',
    async (behaviour, code, failure) => {
      const pool = await openRemote();
      server.behaviour = behaviour;
      await expect(pool.infer(first(frames))).rejects.toMatchObject({ code, failure });
      server.behaviour = 'honest';
      await expect(pool.infer(first(frames))).resolves.toMatchObject({
        model: { sha256: model.manifest.sha256 },
      });
    },
  );

  test('is let go at once by whoever no longer waits', async () => {
    const pool = await openRemote({ timeoutMs: 30_000 });
    server.behaviour = 'hangs';
    const started = performance.now();
    await expect(pool.infer(first(frames), AbortSignal.timeout(100))).rejects.toMatchObject({
      code: 'inference-cancelled',
    });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
