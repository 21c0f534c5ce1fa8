/** An ONNX file -> its session on the CPU, and whether its inputs and outputs are the manifest's. */
import { readFile } from 'node:fs/promises';
import { InferenceSession } from 'onnxruntime-node';
import { tensorShape } from '../preprocessing/tensor-shape.ts';
import type { PackageManifest } from './manifest.ts';

type Metadata = InferenceSession.ValueMetadata;

/** From its bytes, not its path: weights in other files, which no hash covers, are not found that way. Throws what the runtime says. */
export async function openGraph(onnxPath: string): Promise<InferenceSession> {
  return InferenceSession.create(await readFile(onnxPath), {
    executionProviders: ['cpu'],
    logSeverityLevel: 4,
    enableCpuMemArena: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}

/** What the graph says of itself beside what the manifest says of it, in words. */
export function compareGraph(session: InferenceSession, manifest: PackageManifest): string[] {
  const { inputMetadata, outputMetadata } = session;
  const { input, outputs, labels } = manifest;
  const others = inputMetadata.filter(({ name }) => name !== input.name).map(({ name }) => name);
  const scores = outputMetadata.find(({ name }) => name === outputs.scores.tensor);
  const count = scores?.isTensor === true ? scores.shape[1] : undefined;
  return [
    ...others.map((name) => `input ${name}: the graph asks for it, the manifest does not name it`),
    ...compareTensor('input', input.name, inputMetadata, tensorShape(input, 0).slice(1)),
    ...compareTensor('output', outputs.scores.tensor, outputMetadata, [undefined]),
    ...(typeof count === 'number' ? compareCount(count, labels) : []),
    ...(outputs.maps
      ? compareTensor('output', outputs.maps.tensor, outputMetadata, [count, undefined, undefined])
      : []),
    ...(outputs.gate ? compareTensor('output', outputs.gate.tensor, outputMetadata, [undefined]) : []),
  ];
}

/** The graph's own batch axis, where it is fixed. */
export function fixedBatch({ inputMetadata }: InferenceSession): number | undefined {
  const [input] = inputMetadata;
  const axis = input?.isTensor === true ? input.shape[0] : undefined;
  return typeof axis === 'number' && axis > 0 ? axis : undefined;
}

/** Axes that either side leaves open fit: the run itself tells. */
function compareTensor(
  kind: 'input' | 'output',
  name: string,
  all: readonly Metadata[],
  wanted: readonly (number | string | undefined)[],
): string[] {
  const found = all.find((each) => each.name === name);
  const place = `${kind} ${name}`;
  if (found === undefined) return [`${place}: the graph has ${all.map((each) => each.name).join(', ')}`];
  if (!found.isTensor) return [`${place}: is no tensor`];
  const { type, shape } = found;
  // Given 16-bit floats, the runtime's binding for Node 24 reads none of them (onnxruntime-node 1.30).
  const readable = type === 'float32' || (type === 'float16' && kind === 'output');
  const problems = readable ? [] : [`${place}: is ${type}, not float32; a Cast in the graph helps`];
  const fits =
    shape.length === wanted.length + 1 &&
    wanted.every((axis, at) => isOpen(axis) || isOpen(shape[at + 1]) || shape[at + 1] === axis);
  if (fits) return problems;
  const axes = ['batch', ...wanted.map((axis) => axis ?? 'any')].join(' x ');
  return [...problems, `${place}: is ${shape.join(' x ')}, the manifest needs ${axes}`];
}

function isOpen(axis: number | string | undefined): boolean {
  return typeof axis !== 'number' || axis <= 0;
}

/** Without places of their own the labels are the scores, all of them and in order. */
function compareCount(count: number, labels: PackageManifest['labels']): string[] {
  const placed = labels.some(({ output }) => output !== undefined);
  const last = Math.max(...labels.map(({ output }, index) => output ?? index));
  if (placed ? last < count : count === labels.length) return [];
  const need = placed
    ? `output ${String(last)} is read`
    : `${String(labels.length)} labels stand in the manifest`;
  return [`scores: ${String(count)} of them, but ${need}`];
}
