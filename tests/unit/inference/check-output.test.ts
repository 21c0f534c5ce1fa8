import { Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { checkOutput } from '#inference/runtime/check-output.ts';

const { manifest } = await loadModel('inference/models/sightline-cxr');
const count = manifest.labels.length;
const logits = (values = new Float32Array(count)) => new Tensor('float32', values, [1, values.length]);
const maps = (values = new Float32Array(count * 4)) => new Tensor('float32', values, [1, count, 2, 2]);

describe('checkOutput', () => {
  test('gives logits and maps of the manifest’s shape', () => {
    expect(checkOutput({ logits: logits(), maps: maps() }, manifest).maps).toMatchObject({
      rows: 2,
      columns: 2,
    });
  });

  test.each([
    ['a missing output', { logits: logits() }],
    ['another number of labels', { logits: logits(new Float32Array(count + 1)), maps: maps() }],
    ['NaN', { logits: logits(new Float32Array(count).fill(Number.NaN)), maps: maps() }],
    ['infinity', { logits: logits(), maps: maps(new Float32Array(count * 4).fill(Infinity)) }],
    ['an empty map', { logits: logits(), maps: new Tensor('float32', new Float32Array(), [1, count, 0, 0]) }],
    ['another type', { logits: new Tensor('float64', new Float64Array(count), [1, count]), maps: maps() }],
  ])('refuses %s', (_, outputs) => {
    const broken = expect.objectContaining({ code: 'model-output-broken', failure: 'permanent' }) as Error;
    expect(() => checkOutput(outputs, manifest)).toThrow(broken);
  });
});
