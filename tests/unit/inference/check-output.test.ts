import { Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { checkOutputs } from '#inference/runtime/check-output.ts';

const { labels, outputs } = (await loadModel('inference/models/sightline-cxr')).manifest;
// Of a model whose graph says nothing of films; the gate has a test of its own.
const { scores, maps: mapsTensor } = outputs;
const manifest = { labels, outputs: { scores, ...(mapsTensor && { maps: mapsTensor }) } };
const count = manifest.labels.length;
const logits = (values = new Float32Array(count)) => new Tensor('float32', values, [1, values.length]);
const maps = (values = new Float32Array(count * 4)) => new Tensor('float32', values, [1, count, 2, 2]);

describe('checkOutputs', () => {
  const two = (values: Float32Array) => new Tensor('float32', values, [2, count]);
  const twoMaps = new Tensor('float32', new Float32Array(2 * count * 4), [2, count, 2, 2]);

  test('gives logits and maps of the manifest’s shape', () => {
    const [film] = checkOutputs({ logits: logits(), maps: maps() }, manifest, 1);
    expect(film).toMatchObject({ maps: { rows: 2, columns: 2 } });
  });

  test.each([
    ['a missing output', { logits: logits() }],
    ['another number of labels', { logits: logits(new Float32Array(count + 1)), maps: maps() }],
    ['an empty map', { logits: logits(), maps: new Tensor('float32', new Float32Array(), [1, count, 0, 0]) }],
    ['another type', { logits: new Tensor('float64', new Float64Array(count), [1, count]), maps: maps() }],
  ])('refuses %s', (_, outputs) => {
    const broken = expect.objectContaining({ code: 'model-output-broken', failure: 'permanent' }) as Error;
    expect(() => checkOutputs(outputs, manifest, 1)).toThrow(broken);
  });

  test.each([Number.NaN, Infinity])('%s of one film is its own problem, not its companion’s', (value) => {
    const values = Float32Array.from({ length: 2 * count }, (_, i) => (i === 0 ? value : i));
    const [broken, fine] = checkOutputs({ logits: two(values), maps: twoMaps }, manifest, 2);
    expect(broken).toEqual({ problems: ['scores: not finite'] });
    expect(fine).toMatchObject({ logits: values.subarray(count) });
  });

  test('gives the gate’s values film by film, and never guesses one that is missing', () => {
    const check = { output: 1, reason: 'film-turned', above: 0, refusesAccepted: 0.01 } as const;
    const gated = {
      ...manifest,
      outputs: { ...manifest.outputs, gate: { tensor: 'gate', checks: [check] } },
    };
    const run = (gate?: Tensor) =>
      checkOutputs(
        { logits: two(new Float32Array(2 * count)), maps: twoMaps, ...(gate && { gate }) },
        gated,
        2,
      );
    const values = new Tensor('float32', Float32Array.of(1, 2, 3, Number.NaN), [2, 2]);
    expect(run(values)).toEqual([
      expect.objectContaining({ gate: Float32Array.of(1, 2) }),
      { problems: ['gate: not finite'] },
    ]);
    const broken = expect.objectContaining({ code: 'model-output-broken' }) as Error;
    expect(() => run()).toThrow(broken);
    expect(() => run(new Tensor('float32', Float32Array.of(1, 2), [2, 1]))).toThrow(broken);
  });

  test('takes a label’s own score, and probabilities as their log-odds', () => {
    const own = {
      labels: [
        { ...manifest.labels[0], output: 2 },
        { ...manifest.labels[1], output: 0 },
      ],
      outputs: { scores: { tensor: 'p', kind: 'probabilities' } },
    } as unknown as Pick<typeof manifest, 'labels' | 'outputs'>;
    const scores = new Tensor('float32', Float32Array.of(0.5, 0.1, 1), [1, 3]);
    const [film] = checkOutputs({ p: scores }, own, 1);
    expect(film).toHaveProperty('logits.1', 0);
    // Certainty is no number: it is bounded.
    expect(film).toHaveProperty('logits.0', expect.closeTo(16.1, 0));
    expect(film).not.toHaveProperty('maps');
    const beyond = new Tensor('float32', Float32Array.of(0.5, 0.1, 1.2), [1, 3]);
    expect(checkOutputs({ p: beyond }, own, 1)).toEqual([{ problems: ['scores: not probabilities'] }]);
  });
});
