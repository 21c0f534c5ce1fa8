/** The shipped model's golden picture: the same numbers here as in the Python that trained it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PixelFrame } from '#inference/contract.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { prepareFilm } from '#inference/preprocessing/prepare-film.ts';
import { createInferencePool } from '#inference/runtime/inference-pool.ts';

const numbers = z.array(z.number());
const goldenCase = z.object({
  image: z.object({ width: z.int(), height: z.int(), sha256: z.string() }),
  tensor: z.object({ first: numbers, middleAt: z.int(), middle: numbers, mean: z.number(), std: z.number() }),
  logits: numbers,
  maps: z.object({ shape: numbers, first: numbers }),
});
const goldenFile = goldenCase.extend({
  tolerance: z.object({ tensor: z.number(), logits: z.number() }),
  large: goldenCase,
});
type GoldenCase = z.infer<typeof goldenCase>;

const model = await loadModel('inference/models/sightline-cxr');
const golden = goldenFile.parse(JSON.parse(await readFile(model.goldenPath, 'utf8')));

/** pixel(x, y) = (3x + 5y + floor(xy / 8)) mod 256, shown over the whole 8-bit range. */
function pattern({ image }: GoldenCase): PixelFrame {
  const { width, height } = image;
  const at = (i: number) => [i % width, Math.floor(i / width)] as const;
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = at(i);
    return 3 * x + 5 * y + Math.floor((x * y) / 8);
  });
  return {
    rows: height,
    columns: width,
    pixels,
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 127.5, width: 255, function: 'LINEAR_EXACT' },
  };
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  const worst = expected.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (actual[i] ?? Number.NaN))),
    0,
  );
  expect(worst).toBeLessThanOrEqual(tolerance);
}

describe.each([
  ['enlarged', golden as GoldenCase],
  ['shrunk', golden.large],
])('the golden picture, %s', (_, expected) => {
  test('is the picture that was meant', () => {
    expect(createHash('sha256').update(pattern(expected).pixels).digest('hex')).toBe(expected.image.sha256);
  });

  test('becomes the same tensor', () => {
    const tensor = prepareFilm(pattern(expected), model.manifest.input);
    const { first, middle, middleAt, mean, std } = expected.tensor;
    expectClose(tensor, first, golden.tolerance.tensor);
    expectClose(tensor.subarray(middleAt), middle, golden.tolerance.tensor);
    const average = tensor.reduce((sum, value) => sum + value, 0) / tensor.length;
    const variance = tensor.reduce((sum, value) => sum + (value - average) ** 2, 0) / tensor.length;
    expectClose([average, Math.sqrt(variance)], [mean, std], golden.tolerance.tensor);
  });
});

describe('the inference thread', async () => {
  const pool = await createInferencePool({ model, threads: 1, providers: ['cpu'] });
  afterAll(() => pool.close());

  test.each([golden as GoldenCase, golden.large])('gives the golden logits and maps', async (expected) => {
    const output = await pool.infer(pattern(expected));
    expectClose(output.logits, expected.logits, golden.tolerance.logits);
    expectClose(output.maps?.values ?? [], expected.maps.first, golden.tolerance.logits * 10);
    expect([output.logits.length, output.maps?.rows, output.maps?.columns]).toEqual(expected.maps.shape);
    expect(output.labels).toEqual(model.manifest.labels.map(({ label }) => label));
    expect(output.execution).toMatchObject({ provider: 'cpu', precision: 'fp32' });
    expect(output.model.sha256).toBe(model.manifest.sha256);
  });

  test('survives a film that breaks its work, which is named after a second try', async () => {
    // Foreseen by no rule: the next film must not notice.
    const broken = { ...pattern(golden), pixels: undefined } as never;
    await expect(pool.infer(broken)).rejects.toMatchObject({
      code: 'inference-crashed',
      failure: 'transient',
    });
    expect((await pool.infer(pattern(golden))).logits).toHaveLength(model.manifest.labels.length);
  });

  test('ends with the film that is cancelled midway, and a new one takes the next', async () => {
    const stop = new AbortController();
    const inferring = pool.infer(pattern(golden.large), stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 1);
    await expect(inferring).rejects.toMatchObject({ code: 'inference-cancelled' });
    expect((await pool.infer(pattern(golden))).logits).toHaveLength(model.manifest.labels.length);
  });

  test('takes no film that is cancelled beforehand', async () => {
    const inferring = pool.infer(pattern(golden), AbortSignal.abort());
    await expect(inferring).rejects.toMatchObject({ code: 'inference-cancelled' });
  });

  test('says what each provider said when none opens', async () => {
    const missing = { ...model, onnxPath: '/nowhere/model.onnx' };
    const opening = createInferencePool({ model: missing, providers: ['cpu'] });
    await expect(opening).rejects.toMatchObject({
      code: 'model-not-openable',
      problems: [expect.stringContaining('cpu: ')],
    });
  });
});
