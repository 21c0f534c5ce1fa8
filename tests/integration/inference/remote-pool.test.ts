/** A model on a server of the Open Inference Protocol v2: what holds over HTTP holds over gRPC. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createInferencePool } from '#inference/runtime/inference-pool.ts';
import type { Metadata } from './inference-server.ts';
import { startGrpcServer } from './inference-server-grpc.ts';
import { startHttpServer } from './inference-server-http.ts';
import { failureOf, film, frames, model, never, openPools, worst } from './remote-fixture.ts';

const { input } = model.manifest;
const labels = model.manifest.labels.length;

describe.each([
  { protocol: 'http', server: await startHttpServer(model) },
  { protocol: 'grpc', server: await startGrpcServer(model) },
] as const)('a model on a server (Open Inference Protocol v2, $protocol)', ({ protocol, server }) => {
  const { open, closeAll } = openPools({ protocol, url: server.url });
  afterEach(async () => {
    server.reset();
    await closeAll();
  });
  afterAll(() => server.close());

  test('gives every film its own output, the same as in the worker, however many are asked at once', async () => {
    const pool = await open({ maxConcurrent: 3 });
    const local = await createInferencePool({ model, providers: ['cpu'] });
    const own = await Promise.all(frames.map((frame) => local.infer(frame)));
    await local.close();
    const theirs = await Promise.all([...frames, ...frames].map((frame) => pool.infer(frame)));
    theirs.forEach((output, at) => {
      const expected = own[at % frames.length] ?? never();
      expect(worst(output.logits, expected.logits)).toBeLessThan(1e-4);
      expect(worst(output.maps?.values, expected.maps?.values)).toBeLessThan(1e-3);
      expect(worst(output.gate, expected.gate)).toBeLessThan(1e-3);
    });
    const { execution, model: identity } = theirs[0] ?? never();
    expect(execution).toMatchObject({ provider: 'remote', precision: 'fp32', batchSize: 1 });
    expect(execution.device).toContain('test server 1.0');
    expect(identity.sha256).toBe(model.manifest.sha256);
  });

  test('whose weights behave otherwise than the package’s is refused before a film is sent to it', async () => {
    server.state.behaviour = 'has other weights';
    const refusal = await failureOf(open());
    expect(refusal).toMatchObject({ code: 'served-model-differs', failure: 'permanent' });
    expect(refusal.problems.join()).toMatch(/golden picture: logit 0 is off by 0\.(5|4999)/);
  });

  test('whose gate says otherwise than the package’s is refused before a film is sent to it', async () => {
    server.state.behaviour = 'lets every film through';
    const refusal = await failureOf(open());
    expect(refusal).toMatchObject({ code: 'served-model-differs', failure: 'permanent' });
    expect(refusal.problems.join()).toContain('golden picture: gate value 0 is off by');
  });

  test.each<[what: string, change: (metadata: Metadata) => Partial<Metadata>, problem: string]>([
    [
      'another size of film',
      ({ inputs }) => ({
        inputs: inputs.map((each) => ({
          ...each,
          shape: [-1, input.channels, input.height + 32, input.width],
        })),
      }),
      `; wanted [1,${input.channels},${input.height},${input.width}]`,
    ],
    [
      'another type of number',
      ({ inputs }) => ({ inputs: inputs.map((each) => ({ ...each, datatype: 'UINT8' })) }),
      'input image: UINT8; wanted FP32 or FP16',
    ],
    [
      'another name of the input',
      ({ inputs }) => ({ inputs: inputs.map((each) => ({ ...each, name: 'pixels' })) }),
      'inputs: pixels; wanted image',
    ],
    [
      'a further input',
      ({ inputs }) => ({ inputs: [...inputs, { name: 'age', datatype: 'FP32', shape: [-1, 1] }] }),
      'inputs: image, age; wanted image',
    ],
    [
      'another number of scores',
      ({ outputs }) => ({
        outputs: outputs.map((output) => ({
          ...output,
          shape: output.shape.map((n) => (n === labels ? labels + 4 : n)),
        })),
      }),
      `output logits: ${labels + 4} scores; wanted ${labels}`,
    ],
    [
      'a gate of too few values',
      ({ outputs }) => ({
        outputs: outputs.map((each) => (each.name === 'gate' ? { ...each, shape: [-1, 2] } : each)),
      }),
      'output gate: 2 values; wanted 3 or more',
    ],
    ['no maps', ({ outputs }) => ({ outputs: outputs.slice(0, 1) }), 'output maps: missing among logits'],
  ])(
    'that says of itself %s is refused by its metadata, and not a pixel is sent',
    async (_, change, problem) => {
      server.state.metadata = { ...server.state.metadata, ...change(server.state.metadata) };
      const refusal = await failureOf(open());
      expect(refusal).toMatchObject({ code: 'served-model-differs', failure: 'permanent' });
      expect(refusal.problems.join('\n')).toContain(problem);
      expect(server.state.asked).toBe(0);
    },
  );

  test('that is not there under its name is refused', async () => {
    expect(await failureOf(open({ name: 'other' }))).toMatchObject({
      code: 'model-not-served',
      failure: 'permanent',
    });
  });

  test('that answers as another version than the one wanted is refused', async () => {
    // HTTP has it in the path, where this server knows no versions at all.
    const refusal = await failureOf(open({ version: '7' }));
    expect(refusal.code).toBe(protocol === 'http' ? 'model-not-served' : 'inference-answer-broken');
    expect(refusal.failure).toBe('permanent');
  });

  test('on a server that comes back with other weights is refused, and gives no film a result', async () => {
    const pool = await open();
    await server.die();
    server.state.behaviour = 'has other weights';
    await server.start();
    expect(await failureOf(pool.infer(film))).toMatchObject({ code: 'served-model-differs' });
  });

  test('whose weights are exchanged behind an open connection is found out by the next proof', async () => {
    const pool = await open({}, { proofLastsMs: 0 });
    await pool.infer(film);
    server.state.behaviour = 'has other weights';
    expect(await failureOf(pool.infer(film))).toMatchObject({ code: 'served-model-differs' });
  });

  test('gets the token of the moment with every request', async () => {
    let current = 'one';
    const pool = await open({ token: () => Promise.resolve(current) });
    expect(server.state.tokens.length).toBeGreaterThan(3);
    expect(new Set(server.state.tokens)).toEqual(new Set(['Bearer one']));
    current = 'two';
    await pool.infer(film);
    expect(server.state.tokens.at(-1)).toBe('Bearer two');
  });
});
