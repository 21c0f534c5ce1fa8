/** Every way in which a manifest may have a film prepared, beside the libraries that models are trained with. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PixelFrame } from '#inference/contract.ts';
import { inputSchema } from '#inference/models/manifest-input.ts';
import { prepareFilm } from '#inference/preprocessing/prepare-film.ts';
import { weighLine } from '#inference/preprocessing/resample-weights.ts';
import { shrinkRows } from '#inference/preprocessing/shrink-rows.ts';
import { tensorShape } from '#inference/preprocessing/tensor-shape.ts';

const caseSchema = z.object({
  columns: z.int(),
  rows: z.int(),
  input: inputSchema,
  every: z.int(),
  length: z.int(),
  values: z.array(z.number()),
  mean: z.number(),
  std: z.number(),
});

/** By prepare-film.golden.py beside it. */
const written = await readFile('tests/unit/inference/prepare-film.golden.json', 'utf8');
const cases = z.array(caseSchema).parse(JSON.parse(written));

/** TorchXRayVision counts from -1024 to 1024, where 32 bits end at 1e-4: there it is 1e-5 of black to white. */
const toleranceOf = ({ std }: z.infer<typeof inputSchema>) => (std === 1 / 2048 ? 1e-5 / std : 1e-4);

function film(columns: number, rows: number): PixelFrame {
  const pixels = Uint8Array.from({ length: rows * columns }, (_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    return 7 * x + 11 * y + Math.floor((x * y) / 5);
  });
  return {
    rows,
    columns,
    pixels,
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 127.5, width: 255, function: 'LINEAR_EXACT' },
  };
}

describe('prepareFilm gives what the training libraries give', () => {
  test.each(
    cases.map((each) => {
      const { fit, resize, channels, layout = 'NCHW', width, height } = each.input;
      const name = `${each.columns} x ${each.rows} to ${width} x ${height}, ${fit}, ${resize}, ${channels} ${layout}`;
      return [name, each] as const;
    }),
  )('%s', (_, { columns, rows, input, every, length, values, mean, std }) => {
    const tensor = prepareFilm(film(columns, rows), input);
    expect(tensor.length).toBe(length);
    expect(tensorShape(input, 1).reduce((product, side) => product * side, 1)).toBe(length);
    const sampled = tensor.filter((_value, at) => at % every === 0);
    expect(sampled.length).toBe(values.length);
    const worst = Math.max(...values.map((value, at) => Math.abs(value - (sampled[at] ?? Number.NaN))));
    expect(worst).toBeLessThan(toleranceOf(input));
    const average = tensor.reduce((sum, value) => sum + value, 0) / length;
    expect(Math.abs(average - mean)).toBeLessThan(toleranceOf(input));
    const variance = tensor.reduce((sum, value) => sum + (value - average) ** 2, 0) / length;
    expect(Math.abs(Math.sqrt(variance) - std)).toBeLessThan(toleranceOf(input));
  });
});

describe('the fast way along rows', () => {
  test('is the filter’s own weights, whatever the part of the film', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 40 }),
      more: fc.integer({ min: 0, max: 160 }),
      left: fc.integer({ min: 0, max: 5 }),
      right: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(sizes, fc.integer(), ({ width, more, left, right }, seed) => {
        const length = width + more;
        const columns = left + length + right;
        const values = Float32Array.from({ length: 2 * columns }, (_, i) =>
          Math.abs(Math.sin(seed + i * 7.1)),
        );
        const area = { top: 1, left, rows: 1, columns: length };
        const pixels = Int16Array.from(values, (_value, i) => i - 200);
        const fast = shrinkRows({ columns, pixels, table: values, offset: 200 }, area, width);
        const { starts, offsets, weights } = weighLine(length, width, 'triangle');
        for (let at = 0; at < width; at++) {
          const own = weights.subarray(offsets[at], offsets[at + 1]);
          const from = columns + left + (starts[at] ?? 0);
          const sum = own.reduce((total, weight, i) => total + weight * (values[from + i] ?? Number.NaN), 0);
          expect(Math.abs(sum - (fast[at] ?? Number.NaN))).toBeLessThan(1e-6);
        }
      }),
    );
  });
});
