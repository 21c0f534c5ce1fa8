/** The golden films through the product's own preprocessing and runtime, beside the numbers that others got. */
import type { ModelOutput } from '../contract.ts';
import { prepareFilm } from '../preprocessing/prepare-film.ts';
import type { PackageManifest } from './manifest.ts';
import type { Golden, GoldenFilm } from './read-golden.ts';

/** Half of an 8-bit grey, black being 0 and white 1: a package may be less strict than ours, but not blind. */
const LAXEST_GREY = 1 / 510;
/** A map's value adds up more terms than a logit, which is an average of them. */
const MAP_TOLERANCE = 10;
/** Its values are tens where logits are ones. */
const GATE_TOLERANCE = 10;

/** What is wrong with the golden numbers themselves. */
export function compareClaims({ films, tolerance }: Golden, { labels, input }: PackageManifest): string[] {
  const greyest = tolerance.tensor * Math.max(...[input.std].flat());
  return [
    ...(greyest > LAXEST_GREY
      ? [`tolerance of the tensor: ${String(greyest)} of black to white is too much`]
      : []),
    ...films
      .filter(({ logits }) => logits.length !== labels.length)
      .map(
        ({ name, logits }) => `${name}: ${String(logits.length)} logits for ${String(labels.length)} labels`,
      ),
  ];
}

export function compareTensors({ films, tolerance }: Golden, { input }: PackageManifest): string[] {
  return films.flatMap(({ name, frame, tensor: expected }) => {
    const tensor = prepareFilm(frame, input);
    const sampled = tensor.filter((_value, at) => at % expected.every === 0);
    const mean = tensor.reduce((sum, value) => sum + value, 0) / tensor.length;
    const std = Math.sqrt(tensor.reduce((sum, value) => sum + (value - mean) ** 2, 0) / tensor.length);
    return [
      ...(sampled.length === expected.values.length
        ? compare(`${name}, tensor`, sampled, expected.values, tolerance.tensor)
        : [`${name}, tensor: ${String(expected.values.length)} values, ${String(sampled.length)} were due`]),
      ...compare(`${name}, tensor's mean`, [mean], [expected.mean], tolerance.tensor),
      ...compare(`${name}, tensor's deviation`, [std], [expected.std], tolerance.tensor),
    ];
  });
}

export function compareOutput(
  { name, logits, maps, gate = [] }: GoldenFilm,
  output: ModelOutput,
  tolerance: number,
): string[] {
  const given = output.maps && [output.labels.length, output.maps.rows, output.maps.columns];
  return [
    ...compare(`${name}, logits`, output.logits, logits, tolerance),
    ...compare(`${name}, gate`, output.gate ?? [], gate, tolerance * GATE_TOLERANCE),
    ...(maps && given?.join() !== maps.shape.join()
      ? [`${name}, maps: ${given?.join(' x ') ?? 'none'}, not ${maps.shape.join(' x ')}`]
      : compare(`${name}, maps`, output.maps?.values ?? [], maps?.first ?? [], tolerance * MAP_TOLERANCE)),
  ];
}

function compare(
  name: string,
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): string[] {
  const distances = expected.map((value, at) => Math.abs(value - (actual[at] ?? Number.NaN)));
  // Not `>`: what is missing or no number is far off too.
  const at = distances.findIndex((distance) => !(distance <= tolerance));
  if (at === -1) return [];
  const [is, due] = [String(actual[at] ?? 'missing'), String(expected[at] ?? '')];
  return [
    `${name}: value ${String(at)} is ${is}, not ${due}; the worst is off by ${String(Math.max(...distances))}`,
  ];
}
