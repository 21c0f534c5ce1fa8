/**
 * Whether the model behind a connection is the package's. The protocol knows no hash of the weights: what can be
 * proven is that names, types and shapes are the manifest's, and that the golden picture gives the golden output.
 */
import { InferenceError } from '../errors.ts';
import { compareMetadata } from './check-metadata.ts';
import type { CheckedOutput } from '../runtime/check-output.ts';
import { inferOnce, type ServedModel } from './infer-once.ts';
import { modelNotServed, unreachable } from './name-failure.ts';
import type { InferenceConnection } from './protocol.ts';
import { PRECISIONS } from './wire-numbers.ts';

/** The golden picture, prepared, and what must come back. */
export interface GoldenCheck {
  readonly tensor: Float32Array;
  readonly logits: readonly number[];
  /** The first values of the maps. */
  readonly maps: readonly number[];
  readonly gate: readonly number[];
  readonly tolerance: number;
}

export interface Proof {
  /** The server's own name and version. */
  readonly server: string;
  /** As the server said with the golden output. */
  readonly modelVersion: string;
  /** The protocol's name of the input's type. */
  readonly datatype: string;
  readonly precision: 'fp32' | 'fp16';
}

/** A map's value adds up more terms than a logit, which is an average of them. */
const MAP_TOLERANCE = 10;
/** Its values are tens where logits are ones. */
const GATE_TOLERANCE = 10;

/** @throws InferenceError inference-server-unreachable, model-not-served, served-model-differs; those of inferOnce. */
export async function proveModel(
  connection: InferenceConnection,
  served: ServedModel,
  golden: GoldenCheck,
  signal: AbortSignal,
): Promise<Proof> {
  if (!(await connection.serverReady(signal))) throw unreachable('the server says that it is not ready');
  const { name, version } = await connection.serverMetadata(signal);
  const metadata = await connection.modelMetadata(signal);
  if (!(await connection.modelReady(signal))) throw modelNotServed('the model is not ready');
  refuseIf(compareMetadata(metadata, served.manifest));
  const datatype = metadata.inputs[0]?.datatype ?? '';
  const output = await inferOnce(connection, served, datatype, golden.tensor, signal);
  refuseIf(compareGolden(output.checked, golden));
  const types = [datatype, ...metadata.outputs.map((each) => each.datatype)];
  return {
    server: `${name} ${version}`.trim(),
    modelVersion: output.version,
    datatype,
    precision: types.some((type) => PRECISIONS[type] === 'fp16') ? 'fp16' : 'fp32',
  };
}

function refuseIf(problems: readonly string[]): void {
  if (problems.length > 0) throw new InferenceError('served-model-differs', 'permanent', { problems });
}

function compareGolden({ logits, maps, gate }: CheckedOutput, golden: GoldenCheck): string[] {
  return [
    ...compareValues('logit', logits, golden.logits, golden.tolerance),
    ...compareValues('gate value', gate ?? [], golden.gate, golden.tolerance * GATE_TOLERANCE),
    ...compareValues('map value', maps?.values ?? [], golden.maps, golden.tolerance * MAP_TOLERANCE),
  ];
}

function compareValues(
  name: string,
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): string[] {
  const distances = expected.map((value, at) => Math.abs(value - (actual[at] ?? Number.NaN)));
  // Not `>`: what is missing is NaN, and differs.
  const at = distances.findIndex((distance) => !(distance <= tolerance));
  if (at === -1) return [];
  const worst = Math.max(...distances);
  return [
    `golden picture: ${name} ${at} is off by ${distances[at] ?? ''}, the worst by ${worst}; ${tolerance} is allowed`,
  ];
}
