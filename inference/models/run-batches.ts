/** Whether the graph gives each film the same whether it runs alone or beside another: the runtime batches films. */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { tensorShape } from '../preprocessing/tensor-shape.ts';
import type { PackageManifest } from './manifest.ts';
import { outputNames } from './output-names.ts';

type Output = Pick<Tensor, 'dims' | 'data'>;

/** In the outputs' own units; sums are added up in another order in a batch. */
const TOLERANCE = 1e-3;

/** Films: prepared, without the batch axis. What is wrong, in words. Throws what the runtime throws. */
export async function runBatches(
  session: InferenceSession,
  manifest: PackageManifest,
  films: readonly [Float32Array, Float32Array],
): Promise<string[]> {
  const alone = [
    await runFilms(session, manifest, [films[0]]),
    await runFilms(session, manifest, [films[1]]),
  ];
  const together = await runFilms(session, manifest, films);
  return outputNames(manifest).flatMap((name) => {
    const whole = together.get(name);
    const shape = shapeProblems(name, whole, 2);
    if (shape.length > 0 || !whole) return shape;
    const size = whole.data.length / 2;
    return alone.flatMap((each, index) => {
      const single = each.get(name);
      const problems = shapeProblems(name, single, 1);
      if (problems.length > 0 || !single) return problems;
      const part = Array.prototype.slice.call(whole.data, index * size, (index + 1) * size) as number[];
      return isClose(single.data as Float32Array, part)
        ? []
        : [`${name}: a film's values change beside another film`];
    });
  });
}

async function runFilms(
  session: InferenceSession,
  manifest: PackageManifest,
  films: readonly Float32Array[],
): Promise<Map<string, Output>> {
  const { input } = manifest;
  const values = Float32Array.from(films.flatMap((film) => Array.from(film)));
  const given = new Tensor('float32', values, tensorShape(input, films.length));
  return new Map(Object.entries(await session.run({ [input.name]: given }, outputNames(manifest))));
}

function shapeProblems(name: string, output: Output | undefined, films: number): string[] {
  if (output === undefined) return [`${name}: is missing`];
  if (output.dims[0] !== films) return [`${name}: ${output.dims.join(' x ')} for ${String(films)} films`];
  const values = output.data as Float32Array;
  return values.every(Number.isFinite) ? [] : [`${name}: holds NaN or infinity for a golden film`];
}

function isClose(a: ArrayLike<number>, b: readonly number[]): boolean {
  return b.every(
    (value, at) => Math.abs(value - (a[at] ?? Number.NaN)) <= TOLERANCE * Math.max(1, Math.abs(value)),
  );
}
