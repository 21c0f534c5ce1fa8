/** NVIDIA's own Triton server on this processor, asked over HTTP and over gRPC (Open Inference Protocol v2). */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PixelFrame } from '#inference/contract.ts';
import { InferenceError } from '#inference/errors.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { readGolden } from '#inference/models/read-golden.ts';
import { connectGrpc } from '#inference/remote/connect-grpc.ts';
import { connectHttp } from '#inference/remote/connect-http.ts';
import type { InferenceConnection } from '#inference/remote/protocol.ts';
import {
  createRemotePool,
  type RemotePoolOptions,
  type RemoteSettings,
} from '#inference/remote/remote-pool.ts';
import { toWire } from '#inference/remote/wire-numbers.ts';
import type { InferencePool } from '#inference/runtime/inference-pool.ts';
import { type ServedName, startTriton, type Triton } from './triton/start-triton.ts';
import { installedTriton } from './triton/triton-peer.ts';

const python = installedTriton();
const model = await loadModel('inference/models/sightline-cxr');
const { films, tolerance } = await readGolden(model.goldenPath);
const golden = films.map(({ frame }) => frame);
const { channels, height, width } = model.manifest.input;
const labels = model.manifest.labels.length;
const MAP_TOLERANCE = 1e-2;
const FILM_TIMEOUT_MS = 15_000;
/** As long as serve.py sleeps, and a little for it to wake up. */
const HANG_MS = 4500;

/** One grey all over, which the model named moody takes for a command (serve.py). */
function flatFilm(grey: number): PixelFrame {
  return {
    rows: 64,
    columns: 64,
    pixels: new Uint8Array(64 * 64).fill(grey),
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 127.5, width: 255, function: 'LINEAR_EXACT' },
  };
}
const HANGS = flatFilm(40);
const RAISES = flatFilm(127);
const IS_NAN = flatFilm(215);

function firstFilm(): PixelFrame {
  const [frame] = golden;
  if (frame === undefined) throw new Error('the package has no golden film');
  return frame;
}

describe.skipIf(python === undefined)('Triton (skipped where nvidia-pytriton is not installed)', () => {
  let triton: Triton;
  beforeAll(async () => {
    const names: ServedName[] = ['sightline-cxr', 'other-weights', 'another-shape', 'moody'];
    triton = await startTriton(python ?? '', model.onnxPath, names);
  });
  afterAll(() => triton.kill());

  describe.each(['http', 'grpc'] as const)('over %s', (protocol) => {
    const opened: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((each) => each.close()));
    });

    async function open(
      name: string,
      settings: Partial<RemoteSettings> = {},
      options: Partial<RemotePoolOptions> = {},
    ): Promise<InferencePool> {
      const pool = await createRemotePool({
        model,
        settings: {
          protocol,
          url: triton.urls[protocol],
          name,
          timeoutMs: FILM_TIMEOUT_MS,
          maxConcurrent: 1,
          ...settings,
        },
        ...options,
      });
      opened.push(pool);
      return pool;
    }

    function connect(name: string): InferenceConnection {
      const url = new URL(triton.urls[protocol]);
      const settings = { url, model: name, maxAnswerBytes: 1024 * 1024 };
      const connection = protocol === 'http' ? connectHttp(settings) : connectGrpc(settings);
      opened.push(connection);
      return connection;
    }

    async function expectGolden(pool: InferencePool): Promise<void> {
      const outputs = await Promise.all(golden.map((frame) => pool.infer(frame)));
      outputs.forEach(({ logits, maps }, at) => {
        const expected = films[at];
        expect(distance(logits, expected?.logits)).toBeLessThanOrEqual(tolerance.logits);
        expect(distance(maps?.values, expected?.maps?.first)).toBeLessThanOrEqual(MAP_TOLERANCE);
      });
    }

    test('every golden film comes back with the numbers that other software computed, and by which server', async () => {
      const pool = await open('sightline-cxr', { maxConcurrent: 4 });
      await expectGolden(pool);
      expect(pool.execution).toMatchObject({ provider: 'remote', precision: 'fp32' });
      expect(pool.execution.device).toMatch(
        /^triton 2\.\d+\.\d+ at 127\.0\.0\.1:\d+, model version 1, weights known/,
      );
    });

    test('the server, and each of its models, says that it is ready', async () => {
      const signal = AbortSignal.timeout(FILM_TIMEOUT_MS);
      const served = connect('sightline-cxr');
      expect(await served.serverReady(signal)).toBe(true);
      expect(await served.modelReady(signal)).toBe(true);
      expect(await served.serverMetadata(signal)).toMatchObject({ name: 'triton' });
    });

    test.each<[name: string, code: string, problem: string]>([
      ['not-there', 'model-not-served', 'not-there'],
      [
        'another-shape',
        'served-model-differs',
        `shape [-1,${channels},${height + 32},${width}]; wanted [1,${channels},${height},${width}]`,
      ],
      ['another-shape', 'served-model-differs', `output logits: ${labels + 4} scores; wanted ${labels}`],
      ['other-weights', 'served-model-differs', 'golden picture: logit 0 is off by 0.0'],
    ])('the model %s is refused for good as %s: %s', async (name, code, problem) => {
      const refusal = await failureOf(open(name));
      expect(refusal).toMatchObject({ code, failure: 'permanent' });
      expect(refusal.problems.join('\n')).toContain(problem);
    });

    test('a version that the server does not hold is refused for good', async () => {
      const refusal = await failureOf(open('sightline-cxr', { version: '7' }));
      expect(refusal).toMatchObject({ code: 'model-not-served', failure: 'permanent' });
    });

    test.each<[what: string, shape: number[], datatype: string]>([
      ['too small a film', [1, channels, height - 32, width], 'FP32'],
      ['a film without its batch', [channels, height, width], 'FP32'],
      ['another type of number', [1, channels, height, width], 'FP16'],
    ])('%s is refused by the server, and that is no reason to try again', async (_, shape, datatype) => {
      const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
      const input = toWire(values, 'image', datatype, shape);
      const asked = connect('sightline-cxr').infer(
        { id: 'x', input, outputs: ['logits'] },
        AbortSignal.timeout(FILM_TIMEOUT_MS),
      );
      expect(await failureOf(asked)).toMatchObject({
        code: 'inference-request-refused',
        failure: 'permanent',
      });
    });

    test('scores that are no numbers are never a result', async () => {
      const pool = await open('moody');
      expect(await failureOf(pool.infer(IS_NAN))).toMatchObject({ code: 'model-output-broken' });
    });

    test('a model that raises is named and tried again, and the next film is none the worse', async () => {
      const retried: string[] = [];
      const onProblem = ({ code }: InferenceError) => retried.push(code);
      const pool = await open('moody', {}, { onProblem });
      expect(await failureOf(pool.infer(RAISES))).toMatchObject({
        code: 'inference-server-failed',
        failure: 'transient',
      });
      expect(retried).toEqual(['inference-server-failed', 'inference-server-failed']);
      await expectGolden(pool);
    });

    test('a model that hangs costs its film the deadline and no more; the next one waits for the model', async () => {
      const pool = await open('moody', { timeoutMs: 2000 });
      const started = performance.now();
      expect(await failureOf(pool.infer(HANGS))).toMatchObject({
        code: 'inference-timeout',
        failure: 'transient',
      });
      expect(performance.now() - started).toBeLessThan(3500);
      await delay(started + HANG_MS - performance.now());
      await expectGolden(pool);
    });

    test('a film that nobody waits for any longer is let go at once', async () => {
      const pool = await open('moody');
      const started = performance.now();
      expect(await failureOf(pool.infer(HANGS, AbortSignal.timeout(300)))).toMatchObject({
        code: 'inference-cancelled',
      });
      expect(performance.now() - started).toBeLessThan(2000);
      await delay(started + HANG_MS - performance.now());
    });

    test('a server that stands still with its connections open runs into the deadline, and answers again when it goes on', async () => {
      const pool = await open('sightline-cxr', { timeoutMs: 2000 });
      triton.freeze();
      try {
        expect(await failureOf(pool.infer(firstFilm()))).toMatchObject({ code: 'inference-timeout' });
      } finally {
        triton.thaw();
      }
      await delay(500);
      await expectGolden(pool);
    });

    test('a server killed while it has the film is unreachable for now, and the same pool works once it is back', async () => {
      const pool = await open('moody');
      const film = failureOf(pool.infer(HANGS));
      await delay(500);
      await triton.kill();
      expect(await film).toMatchObject({ code: 'inference-server-unreachable', failure: 'transient' });
      expect(await failureOf(pool.infer(firstFilm()))).toMatchObject({
        code: 'inference-server-unreachable',
      });
      await triton.start();
      await expectGolden(pool);
    });
  });
});

/** The worst; NaN where a value is missing. */
function distance(actual: ArrayLike<number> | undefined, expected: readonly number[] = []): number {
  expect(expected.length).toBeGreaterThan(0);
  return Math.max(...expected.map((value, at) => Math.abs(value - (actual?.[at] ?? Number.NaN))));
}

function failureOf(promise: Promise<unknown>): Promise<InferenceError> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (thrown: unknown) => {
      if (!(thrown instanceof InferenceError)) throw thrown;
      return thrown;
    },
  );
}
