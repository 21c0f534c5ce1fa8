/** What a model gave, held against its manifest: a wrong shape or a NaN must never become a probability. */
import type { InferenceSession } from 'onnxruntime-node';
import type { ActivationMaps } from '../contract.ts';
import { InferenceError } from '../errors.ts';
import type { ModelManifest } from '../models/manifest.ts';

export interface CheckedOutput {
  readonly logits: Float32Array;
  readonly maps: ActivationMaps;
}

type Outputs = InferenceSession.OnnxValueMapType;
type Tensor = Pick<Outputs[string], 'type' | 'dims' | 'data'>;

/** @throws InferenceError model-output-broken (permanent), with every problem. */
export function checkOutput(
  outputs: Readonly<Record<string, Tensor>>,
  manifest: ModelManifest,
): CheckedOutput {
  const count = manifest.labels.length;
  const logits = outputs[manifest.outputs.scores.tensor];
  const maps = outputs[manifest.outputs.maps?.tensor ?? ''];
  const [, , rows = 0, columns = 0] = maps?.dims ?? [];
  const problems = [
    ...problemsOf('logits', logits, [1, count]),
    ...problemsOf('maps', maps, [1, count, rows, columns]),
  ];
  if (problems.length > 0) throw new InferenceError('model-output-broken', 'permanent', { problems });
  // Copies: the runtime may own the memory behind its tensors.
  return {
    logits: Float32Array.from(logits?.data as Float32Array),
    maps: { rows, columns, values: Float32Array.from(maps?.data as Float32Array) },
  };
}

function problemsOf(name: string, tensor: Tensor | undefined, dims: readonly number[]): string[] {
  if (tensor === undefined) return [`${name}: missing`];
  if (tensor.type !== 'float32' || !(tensor.data instanceof Float32Array)) return [`${name}: ${tensor.type}`];
  const size = dims.reduce((product, side) => product * side, 1);
  if (tensor.dims.join() !== dims.join() || tensor.data.length !== size || size === 0) {
    return [`${name}: shape ${tensor.dims.join('x')}, not ${dims.join('x')}`];
  }
  return tensor.data.every(Number.isFinite) ? [] : [`${name}: not finite`];
}
