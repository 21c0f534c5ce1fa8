/** What a model gave, held against its manifest: a wrong shape or a NaN must never become a probability. */
import type { InferenceSession } from 'onnxruntime-node';
import type { ActivationMaps } from '../contract.ts';
import { InferenceError } from '../errors.ts';
import type { ModelManifest } from '../models/manifest.ts';

export interface CheckedOutput {
  /** In the order of the manifest's labels. */
  readonly logits: Float32Array<ArrayBuffer>;
  readonly maps?: ActivationMaps;
  readonly gate?: Float32Array<ArrayBuffer>;
}

/** One film's output, or why it can't be used; its companions in the batch are none the worse. */
export type FilmOutput = CheckedOutput | { readonly problems: readonly string[] };

type Manifest = Pick<ModelManifest, 'labels' | 'outputs'>;
type Tensor = Pick<InferenceSession.OnnxValueMapType[string], 'type' | 'dims' | 'data'>;
type Outputs = Readonly<Record<string, Tensor>>;

/** Nearer to 0 or 1 no probability is told from it: 32 bits have no number between 1 - 1e-7 and 1 to speak of. */
const CERTAIN = 1e-7;

/**
 * Outputs of a run over `films` films and perhaps padding, film by film. Probabilities become log-odds, at most 16.1 to
 * either side of 0.
 * @throws InferenceError model-output-broken (permanent), with every problem, where the outputs' shapes are wrong.
 */
export function checkOutputs(outputs: Outputs, manifest: Manifest, films: number): FilmOutput[] {
  const places = manifest.labels.map(({ output }, index) => output ?? index);
  const scores = readTensor('scores', outputs[manifest.outputs.scores.tensor], 2);
  const maps = manifest.outputs.maps && readTensor('maps', outputs[manifest.outputs.maps.tensor], 4);
  const gate = manifest.outputs.gate && readTensor('gate', outputs[manifest.outputs.gate.tensor], 2);
  const count = scores.dims[1] ?? 0;
  const problems = [
    ...scores.problems,
    ...(maps?.problems ?? []),
    ...(scores.problems.length === 0 ? problemsOfCount(count, manifest) : []),
    ...sizeProblems('scores', scores.dims, films, count),
    ...(maps ? sizeProblems('maps', maps.dims, films, count) : []),
    ...(gate ? problemsOfGate(gate, manifest, films) : []),
  ];
  if (problems.length > 0)
    throw new InferenceError('model-output-broken', 'permanent', { problems: [...new Set(problems)] });
  return Array.from({ length: films }, (_, film) => {
    const logits = Float32Array.from(places, (place) => scores.data[film * count + place] ?? Number.NaN);
    return checkFilm(
      {
        logits,
        ...(maps && { maps: pickMaps(maps, film, places) }),
        ...(gate && { gate: rowOf(gate, film) }),
      },
      manifest,
    );
  });
}

interface Plain {
  readonly dims: readonly number[];
  readonly data: Float32Array | Float16Array;
  readonly problems: readonly string[];
}

function readTensor(name: string, tensor: Tensor | undefined, rank: number): Plain {
  const none = { dims: [], data: new Float32Array() };
  if (tensor === undefined) return { ...none, problems: [`${name}: missing`] };
  const { data, dims, type } = tensor;
  if (!(data instanceof Float32Array || data instanceof Float16Array))
    return { ...none, problems: [`${name}: ${type}`] };
  const size = dims.reduce((product, side) => product * side, 1);
  const whole = dims.length === rank && data.length === size && size > 0;
  return { dims, data, problems: whole ? [] : [`${name}: shape ${dims.join('x')}`] };
}

/** Without places of their own the labels are the scores, all of them and in order; with them, some of the scores. */
function problemsOfCount(count: number, { labels }: Manifest): string[] {
  const placed = labels.some(({ output }) => output !== undefined);
  const wanted = placed ? Math.max(...labels.map(({ output }, index) => output ?? index)) + 1 : labels.length;
  const fits = placed ? count >= wanted : count === wanted;
  return fits ? [] : [`scores: ${count} for each film, not ${wanted}${placed ? ' or more' : ''}`];
}

function sizeProblems(name: string, dims: readonly number[], films: number, count: number): string[] {
  if (dims.length === 0 || ((dims[0] ?? 0) >= films && dims[1] === count)) return [];
  return [`${name}: shape ${dims.join('x')} for ${films} films of ${count} scores`];
}

/** A gate that can't be read lets nothing through: its values are asked for by place. */
function problemsOfGate({ dims, problems }: Plain, { outputs }: Manifest, films: number): string[] {
  const last = Math.max(...(outputs.gate?.checks ?? []).map(({ output }) => output));
  const [rows = 0, values = 0] = dims;
  if (problems.length > 0) return [...problems];
  return rows >= films && values > last ? [] : [`gate: shape ${dims.join('x')} for ${films} films`];
}

function rowOf({ dims, data }: Plain, film: number): Float32Array<ArrayBuffer> {
  const width = dims[1] ?? 0;
  return Float32Array.from(data.subarray(film * width, (film + 1) * width));
}

function pickMaps({ dims, data }: Plain, film: number, places: readonly number[]): ActivationMaps {
  const [, count = 0, rows = 0, columns = 0] = dims;
  const plane = rows * columns;
  const values = new Float32Array(places.length * plane);
  places.forEach((place, index) => {
    const from = (film * count + place) * plane;
    values.set(data.subarray(from, from + plane), index * plane);
  });
  return { rows, columns, values };
}

function checkFilm({ logits: scores, ...others }: CheckedOutput, { outputs }: Manifest): FilmOutput {
  const areProbabilities = outputs.scores.kind === 'probabilities';
  const problems = [
    ...(scores.every(Number.isFinite) ? [] : ['scores: not finite']),
    ...(others.maps?.values.every(Number.isFinite) === false ? ['maps: not finite'] : []),
    ...(others.gate?.every(Number.isFinite) === false ? ['gate: not finite'] : []),
    ...(areProbabilities && scores.some((score) => score < 0 || score > 1)
      ? ['scores: not probabilities']
      : []),
  ];
  if (problems.length > 0) return { problems };
  return { ...others, logits: areProbabilities ? scores.map(toLogOdds) : scores };
}

function toLogOdds(probability: number): number {
  const within = Math.min(1 - CERTAIN, Math.max(CERTAIN, probability));
  return Math.log(within / (1 - within));
}
