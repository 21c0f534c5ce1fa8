/** Float32 numbers <-> a tensor's bytes. Of the protocol's datatypes, those that a model of films may have. */
import { brokenAnswer } from './name-failure.ts';
import type { WireTensor } from './protocol.ts';

export const PRECISIONS: Readonly<Record<string, 'fp32' | 'fp16'>> = { FP32: 'fp32', FP16: 'fp16' };

// The protocol is little-endian, and so is every processor that Node runs on but s390x.
export function toWire(values: Float32Array, name: string, datatype: string, shape: number[]): WireTensor {
  const numbers = datatype === 'FP16' ? new Float16Array(values) : values;
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return { name, datatype, shape, bytes };
}

/**
 * Values and shape as checkOutput takes them.
 * @throws InferenceError inference-answer-broken where type, shape and bytes don't belong together.
 */
export function fromWire({ name, datatype, shape, bytes }: WireTensor) {
  const width = datatype === 'FP16' ? 2 : 4;
  const count = shape.reduce((product, side) => product * side, 1);
  if (!Object.hasOwn(PRECISIONS, datatype) || count * width !== bytes.length) {
    throw brokenAnswer(
      `${name.slice(0, 64)}: ${datatype.slice(0, 16)} ${shape.join('x')} in ${bytes.length} bytes`,
    );
  }
  // A copy begins at a multiple of the width; where the answer laid the bytes does not.
  const { buffer } = Uint8Array.from(bytes);
  const data = width === 2 ? Float32Array.from(new Float16Array(buffer)) : new Float32Array(buffer);
  return { type: 'float32' as const, dims: shape, data };
}
