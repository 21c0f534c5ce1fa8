/** A model in the worker's own processes: under load, films that are let go, and a line that is full. */
import { describe, expect, test } from 'vitest';
import { SIDE, tinyGraph, tinyManifest } from '#tests/support/tiny-model-package.ts';
import { expectScoresOf, film, greys, openPool } from './pool-fixture.ts';

/** Scores that are no numbers for every film darker than half: the logarithm of less than nothing. */
const logGraph = {
  ...tinyGraph(),
  nodes: [
    ...tinyGraph().nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map((name) => (name === 'flat' ? 'log' : name)),
    })),
    { type: 'Log', inputs: ['flat'], outputs: ['log'] },
  ].toSorted((a, b) => place(a.type) - place(b.type)),
};
function place(type: string): number {
  return ['GlobalAveragePool', 'Flatten', 'Log', 'MatMul', 'AveragePool', 'Mul'].indexOf(type);
}

describe('films that wait together', () => {
  test('run together, and each gets its own scores', async () => {
    const pool = await openPool({ batch: { maxSize: 4, maxWaitMs: 200 } });
    const asked = greys(13);
    const outputs = await Promise.all(asked.map((grey) => pool.infer(film(grey))));
    asked.forEach((grey, index) => {
      expectScoresOf(grey, outputs[index]?.logits);
    });
    const sizes = outputs.map(({ execution }) => execution.batchSize);
    expect(Math.max(...sizes)).toBe(4);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
  });

  test('share nothing but the run: one whose scores are broken is named, the others have theirs', async () => {
    const pool = await openPool({ batch: { maxSize: 8, maxWaitMs: 300 } }, { graph: logGraph });
    const outputs = await Promise.allSettled([200, 50, 220, 180].map((grey) => pool.infer(film(grey))));
    expect(outputs.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outputs[1]).toMatchObject({
      reason: { code: 'model-output-broken', problems: ['scores: not finite'] },
    });
  });

  test('fill a graph’s fixed batch, and a single one is filled up', async () => {
    const graph = {
      ...tinyGraph(),
      inputs: [{ name: 'image', shape: [4, 1, SIDE, SIDE] }],
      outputs: [
        { name: 'scores', shape: [4, 2] },
        { name: 'maps', shape: [4, 2, 2, 2] },
      ],
    };
    const pool = await openPool({ batch: { maxSize: 2, maxWaitMs: 100 } }, { graph });
    const asked = greys(5);
    const outputs = await Promise.all(asked.map((grey) => pool.infer(film(grey))));
    asked.forEach((grey, index) => {
      expectScoresOf(grey, outputs[index]?.logits);
    });
  });
});

test('a graph that wants rows, columns and channels last gets them so', async () => {
  const weights = Array.from({ length: SIDE }, (_, row) => (row < SIDE / 2 ? 1 : -1));
  const manifest = {
    ...tinyManifest(),
    input: {
      ...(tinyManifest()['input'] as object),
      channels: 3,
      layout: 'NHWC',
      mean: [0, 0.25, 0.5],
      std: 1,
    },
    outputs: { scores: { tensor: 'scores', kind: 'logits' } },
    labels: (tinyManifest()['labels'] as unknown[]).slice(0, 1),
  };
  // What it takes for channels are the rows, which it tells apart.
  const graph = {
    inputs: [{ name: 'image', shape: ['batch', SIDE, SIDE, 3] }],
    outputs: [{ name: 'scores', shape: ['batch', 1] }],
    nodes: tinyGraph().nodes.slice(0, 3),
    constants: [{ name: 'weights', shape: [SIDE, 1], values: weights }],
  };
  const pool = await openPool({ batch: { maxSize: 3, maxWaitMs: 100 } }, { manifest, graph });
  const pixels = film(0).pixels.map((_, at) => (at < (SIDE * SIDE) / 2 ? 204 : 51));
  const outputs = await Promise.all([1, 2, 3].map(() => pool.infer({ ...film(0), pixels })));
  // Upper half 0.8, lower half 0.2; the channels' means leave the difference as it is.
  for (const { logits } of outputs) expect(logits[0]).toBeCloseTo((SIDE / 2) * 0.6, 3);
});

describe('a line in front of the model', () => {
  test('takes so many films and refuses the next by name; those that wait are all answered', async () => {
    const pool = await openPool({ preparationThreads: 1, maxQueue: 10 });
    const asked = greys(40);
    const outputs = await Promise.allSettled(asked.map((grey) => pool.infer(film(grey, 512))));
    const refused = outputs.filter(({ status }) => status === 'rejected');
    // One thread prepares and two wait for the session.
    expect(refused.length).toBe(40 - 10 - 3);
    for (const output of refused)
      expect(output).toMatchObject({ reason: { code: 'inference-busy', failure: 'transient' } });
    outputs.forEach((output, index) => {
      if (output.status === 'fulfilled') expectScoresOf(asked[index] ?? 0, output.value.logits);
    });
  });

  test('lets go of those who no longer wait, and their places go to others', async () => {
    const pool = await openPool({ preparationThreads: 1, maxQueue: 10 });
    const stop = new AbortController();
    const gone = Array.from({ length: 13 }, () => pool.infer(film(60, 512), stop.signal));
    stop.abort();
    for (const each of await Promise.allSettled(gone))
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'inference-cancelled' } });
    const outputs = await Promise.all(greys(10).map((grey) => pool.infer(film(grey))));
    expect(outputs).toHaveLength(10);
  });
});

test('memory stays flat over two thousand films', { timeout: 120_000 }, async () => {
  const pool = await openPool({ preparationThreads: 2, batch: { maxSize: 4, maxWaitMs: 2 } });
  const run = async (films: number) => {
    for (let done = 0; done < films; done += 20)
      await Promise.all(greys(20).map((grey) => pool.infer(film(grey, 512))));
    return process.memoryUsage().rss / 2 ** 20;
  };
  const early = await run(500);
  const late = await run(1500);
  // 1,500 films of a quarter of a megabyte are 390 MB, were they kept.
  expect(late - early).toBeLessThan(100);
});
