/** What goes wrong on the way to a server of the Open Inference Protocol v2, over HTTP and over gRPC. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readGolden } from '#inference/models/read-golden.ts';
import type { InferencePool } from '#inference/runtime/inference-pool.ts';
import type { Behaviour } from './inference-server.ts';
import { startGrpcServer } from './inference-server-grpc.ts';
import { startHttpServer } from './inference-server-http.ts';
import { failureOf, film, model, openPools, until, worst } from './remote-fixture.ts';

/** Of `film`. */
const own = (await readGolden(model.goldenPath)).films[0]?.logits;

describe.each([
  { protocol: 'http', server: await startHttpServer(model) },
  { protocol: 'grpc', server: await startGrpcServer(model) },
] as const)('a model on a server (Open Inference Protocol v2, $protocol)', ({ protocol, server }) => {
  const { open, closeAll } = openPools({ protocol, url: server.url });
  const suffering = openPools({ protocol, url: server.url });
  let sufferer: InferencePool | undefined;
  afterEach(async () => {
    server.reset();
    await closeAll();
  });
  afterAll(async () => {
    await suffering.closeAll();
    await server.close();
  });

  test.each<[Behaviour, code: string, failure: string]>([
    ['hangs', 'inference-timeout', 'transient'],
    ['lies about its frame', 'inference-answer-broken', 'permanent'],
    ['truncates a tensor', 'inference-answer-broken', 'permanent'],
    ['answers another film', 'inference-answer-broken', 'permanent'],
    ['names another model', 'inference-answer-broken', 'permanent'],
    ['never ends its answer', 'inference-answer-broken', 'permanent'],
    ['answers with NaN', 'model-output-broken', 'permanent'],
    ['refuses', 'inference-request-refused', 'permanent'],
    ['denies', 'inference-server-denied', 'permanent'],
    // It was there when the pool opened, so it may be loading again.
    ['has no such model', 'model-not-served', 'transient'],
    ['fails', 'inference-server-failed', 'transient'],
    ['is overloaded', 'inference-server-failed', 'transient'],
    [
      'is away',
      protocol === 'http' ? 'inference-server-failed' : 'inference-server-unreachable',
      'transient',
    ],
  ])(
    'on a server that %s ends as %s, and the next film is none the worse',
    async (behaviour, code, failure) => {
      // One pool for all of them, so that nothing of one remains for the next.
      const pool = (sufferer ??= await suffering.open({ timeoutMs: 2000 }));
      server.state.behaviour = behaviour;
      expect(await failureOf(pool.infer(film))).toMatchObject({ code, failure });
      server.state.behaviour = 'is honest';
      expect(worst((await pool.infer(film)).logits, own)).toBeLessThan(1e-3);
    },
  );

  test('on a server that dies in mid-answer is unreachable for now, and answers once the server is back', async () => {
    const pool = await open();
    server.state.behaviour = 'dies in mid-answer';
    expect(await failureOf(pool.infer(film))).toMatchObject({
      code: 'inference-server-unreachable',
      failure: 'transient',
    });
    server.state.behaviour = 'is honest';
    await server.start();
    expect(worst((await pool.infer(film)).logits, own)).toBeLessThan(1e-3);
  });

  test('on a server that is down at the start is waited for, and answers once the server is there', async () => {
    await server.die();
    const problems: string[] = [];
    const pool = await open({ timeoutMs: 1000 }, { onProblem: ({ code }) => problems.push(code) });
    expect(problems).toContain('inference-server-unreachable');
    expect(pool.execution.device).toContain('no answer yet');
    expect(await failureOf(pool.infer(film))).toMatchObject({ code: 'inference-server-unreachable' });
    await server.start();
    expect((await pool.infer(film)).execution.device).toContain('test server 1.0');
  });

  test('on a server that is there but not ready is waited for', async () => {
    server.state.ready = false;
    const pool = await open();
    expect(await failureOf(pool.infer(film))).toMatchObject({
      code: 'inference-server-unreachable',
      failure: 'transient',
    });
    expect(server.state.asked).toBe(0);
    server.state.ready = true;
    expect(worst((await pool.infer(film)).logits, own)).toBeLessThan(1e-3);
  });

  test('gets over a server that fails once: the film is asked again and nobody hears of it but the log', async () => {
    const problems: string[] = [];
    const pool = await open({}, { onProblem: (problem) => problems.push(problem.code) });
    server.state.behaviour = 'fails';
    const asked = pool.infer(film);
    await until(() => problems.length > 0);
    server.state.behaviour = 'is honest';
    expect(worst((await asked).logits, own)).toBeLessThan(1e-3);
    expect(problems).toEqual(['inference-server-failed']);
  });

  test('is let go at once by whoever no longer waits, and the server hears of it', async () => {
    const pool = await open({ timeoutMs: 30_000 });
    server.state.behaviour = 'hangs';
    const started = performance.now();
    const stop = new AbortController();
    const asked = failureOf(pool.infer(film, stop.signal));
    await until(() => server.state.asked === 2);
    stop.abort();
    expect(await asked).toMatchObject({ code: 'inference-cancelled' });
    expect(performance.now() - started).toBeLessThan(5000);
    await until(() => server.state.abandoned === 1);
  });

  test('is not asked for a film that was cancelled while it waited for its turn', async () => {
    const pool = await open({ timeoutMs: 1000 });
    server.state.behaviour = 'hangs';
    const first = failureOf(pool.infer(film));
    const waiting = failureOf(pool.infer(film, AbortSignal.timeout(50)));
    expect(await waiting).toMatchObject({ code: 'inference-cancelled' });
    expect(await first).toMatchObject({ code: 'inference-timeout' });
    // The golden picture and the first film.
    expect(server.state.asked).toBe(2);
  });

  test('takes no more waiting films than it may: one more is refused as busy, and the others are answered', async () => {
    const pool = await open({}, { maxQueue: 2 });
    const asked = [1, 2, 3].map(() => pool.infer(film));
    expect(await failureOf(pool.infer(film))).toMatchObject({ code: 'inference-busy', failure: 'transient' });
    expect(await Promise.all(asked)).toHaveLength(3);
  });
});
