/** One film's tensor to the server and its checked answer back; nothing is tried twice here. */
import { randomUUID } from 'node:crypto';
import { InferenceError } from '../errors.ts';
import type { ModelManifest } from '../models/manifest.ts';
import { outputNames } from '../models/output-names.ts';
import { type CheckedOutput, checkOutputs } from '../runtime/check-output.ts';
import { brokenAnswer } from './name-failure.ts';
import type { InferAnswer, InferenceConnection } from './protocol.ts';
import { fromWire, toWire } from './wire-numbers.ts';

export interface ServedModel {
  readonly manifest: ModelManifest;
  /** At the server. */
  readonly name: string;
  /** Undefined where the server chooses. */
  readonly version: string | undefined;
}

export interface ServedOutput {
  readonly checked: CheckedOutput;
  /** Of the model, as the server says. */
  readonly version: string;
}

/**
 * @param tensor [1, channels, height, width] as the manifest says.
 * @throws InferenceError inference-answer-broken, model-output-broken, and those of the connection.
 */
export async function inferOnce(
  connection: InferenceConnection,
  served: ServedModel,
  datatype: string,
  tensor: Float32Array,
  signal: AbortSignal,
): Promise<ServedOutput> {
  const { input } = served.manifest;
  const id = randomUUID();
  const shape = [1, input.channels, input.height, input.width];
  const outputs = outputNames(served.manifest);
  const request = { id, input: toWire(tensor, input.name, datatype, shape), outputs };
  const answer = await connection.infer(request, signal);
  const problems = foreignTo(answer, id, served);
  if (problems.length > 0) throw brokenAnswer(...problems);
  const values = Object.fromEntries(answer.outputs.map((output) => [output.name, fromWire(output)]));
  const [checked = { problems: ['no output'] }] = checkOutputs(values, served.manifest, 1);
  if ('problems' in checked) {
    throw new InferenceError('model-output-broken', 'permanent', { problems: checked.problems });
  }
  return { checked, version: answer.version };
}

/** What shows that it answers another film, or comes from another model. */
function foreignTo(answer: InferAnswer, id: string, { name, version }: ServedModel): string[] {
  const names = answer.outputs.map((output) => output.name);
  return [
    ...(answer.id === id ? [] : ['the answer bears another request’s id, or none']),
    ...(answer.model === name ? [] : [`the answer is of another model than ${name}`]),
    ...(version === undefined || answer.version === version
      ? []
      : [`version ${answer.version}, not ${version}`]),
    ...(new Set(names).size === names.length ? [] : ['an output comes twice']),
  ];
}
