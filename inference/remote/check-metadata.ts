/** What the server says that its model takes and gives, held against the manifest. */
import type { ModelManifest } from '../models/manifest.ts';
import type { ModelMetadata, TensorMetadata } from './protocol.ts';
import { PRECISIONS } from './wire-numbers.ts';

/** -1, "any size", is the protocol's; undefined is ours. */
type Shape = readonly (number | undefined)[];
interface Count {
  readonly what: 'scores' | 'values';
  readonly least: number;
  readonly most: number;
}

/** One line for each difference; none where the server's model can stand for the package's. */
export function compareMetadata(metadata: ModelMetadata, manifest: ModelManifest): string[] {
  const { input, outputs, labels } = manifest;
  const placed = labels.some(({ output }) => output !== undefined);
  // Labels with places of their own are some of the scores; without them, all.
  const least = Math.max(...labels.map(({ output }, at) => output ?? at)) + 1;
  const scores: Count = {
    what: 'scores',
    least: placed ? least : labels.length,
    most: placed ? Infinity : labels.length,
  };
  const [only, ...further] = metadata.inputs;
  return [
    ...(further.length > 0 || only?.name !== input.name
      ? [`inputs: ${metadata.inputs.map(({ name }) => name).join(', ') || 'none'}; wanted ${input.name}`]
      : compare('input', only, [1, input.channels, input.height, input.width])),
    ...compareOutput(metadata, outputs.scores.tensor, [1, undefined], scores),
    ...(outputs.maps
      ? compareOutput(metadata, outputs.maps.tensor, [1, undefined, undefined, undefined], scores)
      : []),
    ...(outputs.gate
      ? compareOutput(metadata, outputs.gate.tensor, [1, undefined], {
          what: 'values',
          least: Math.max(...outputs.gate.checks.map(({ output }) => output)) + 1,
          most: Infinity,
        })
      : []),
  ];
}

function compareOutput({ outputs }: ModelMetadata, name: string, shape: Shape, wanted: Count): string[] {
  const tensor = outputs.find((output) => output.name === name);
  if (tensor === undefined) {
    return [`output ${name}: missing among ${outputs.map((each) => each.name).join(', ') || 'none'}`];
  }
  const { [1]: count = 0 } = tensor.shape;
  const problems = compare('output', tensor, shape);
  if (problems.length > 0 || count === -1 || (count >= wanted.least && count <= wanted.most)) return problems;
  return [
    `output ${name}: ${count} ${wanted.what}; wanted ${wanted.least}${wanted.most > wanted.least ? ' or more' : ''}`,
  ];
}

function compare(kind: string, { name, datatype, shape }: TensorMetadata, wanted: Shape): string[] {
  const same =
    shape.length === wanted.length &&
    shape.every((side, at) => side === -1 || wanted[at] === undefined || side === wanted[at]);
  return [
    ...(Object.hasOwn(PRECISIONS, datatype) ? [] : [`${kind} ${name}: ${datatype}; wanted FP32 or FP16`]),
    ...(same
      ? []
      : [`${kind} ${name}: shape [${shape.join()}]; wanted [${wanted.map((side) => side ?? 'any').join()}]`]),
  ];
}
