/** What `models check` lets through and what it names, with real graphs of a few hundred bytes. */
import { rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkPackage } from '#inference/models/check-package.ts';
import { loadModel } from '#inference/models/load-model.ts';
import type { PackageCheck } from '#inference/models/package-check.ts';
import {
  SIDE,
  tinyGraph,
  tinyManifest,
  tinyPackage,
  type TinyPackage,
  writePackage,
} from '#tests/support/tiny-model-package.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function written(given: TinyPackage): Promise<string> {
  const folder = await writePackage(given);
  folders.push(folder);
  return folder;
}

const bad = (checks: readonly PackageCheck[]) =>
  checks
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ outcome, name, detail }) => `${outcome} ${name}: ${detail}`);
const labels = () => tinyManifest()['labels'] as Record<string, unknown>[];
const withManifest = (changes: Record<string, unknown>): TinyPackage => {
  const given = tinyPackage();
  return { ...given, manifest: { ...given.manifest, ...changes } };
};
const withGolden = (changes: Record<string, unknown>): TinyPackage => {
  const given = tinyPackage();
  return { ...given, golden: { ...given.golden, ...changes } };
};
const withGraph = (changes: Partial<ReturnType<typeof tinyGraph>>): TinyPackage => ({
  ...tinyPackage(),
  graph: { ...tinyGraph(), ...changes },
});

describe('a good package', () => {
  test('passes every check, and the worker takes it', async () => {
    const folder = await written(tinyPackage());
    const { checks, manifest } = await checkPackage(folder);
    expect(bad(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['hash', 'graph', 'preprocessing', 'batches', 'golden outputs']),
    );
    expect(manifest?.id).toBe('tiny');
    expect((await loadModel(folder)).manifest.labels).toHaveLength(2);
  });

  test('may give probabilities, and only some of its scores', async () => {
    const graph = tinyGraph();
    const nodes = graph.nodes.map((node) =>
      node.outputs[0] === 'scores' ? { ...node, outputs: ['logits'] } : node,
    );
    const sigmoid = { type: 'Sigmoid', inputs: ['logits'], outputs: ['scores'] };
    const [, second] = tinyPackage().golden['logits'] as number[];
    const [, hernia] = labels();
    const folder = await written({
      graph: { ...graph, nodes: [...nodes, sigmoid] },
      manifest: {
        ...tinyManifest(),
        outputs: { scores: { tensor: 'scores', kind: 'probabilities' }, maps: { tensor: 'maps' } },
        labels: [{ ...hernia, output: 1 }],
      },
      golden: { ...tinyPackage().golden, logits: [second] },
    });
    expect(bad((await checkPackage(folder)).checks)).toEqual([]);
  });

  test('may lack maps, and be fixed at one film at a time: both are told', async () => {
    const { inputs, outputs, nodes, constants } = tinyGraph();
    const graph = {
      inputs: [{ name: 'image', shape: [1, 1, SIDE, SIDE] }],
      outputs: outputs.slice(0, 1),
      nodes: nodes.slice(0, 3),
      constants,
    };
    expect(inputs).toHaveLength(1);
    const folder = await written({
      ...withManifest({ outputs: { scores: { tensor: 'scores', kind: 'logits' } } }),
      graph,
    });
    expect(bad((await checkPackage(folder)).checks)).toEqual([
      'warning maps: the graph draws none: findings will name no place',
      'warning batches: the graph fixes them at 1',
    ]);
  });

  test('may not be measured yet: that is told, and the worker refuses it', async () => {
    const [effusion, hernia] = labels();
    const unmeasured = { label: hernia?.['label'], concept: hernia?.['concept'] };
    const folder = await written(withManifest({ labels: [effusion, unmeasured] }));
    expect(bad((await checkPackage(folder)).checks)).toEqual([
      'warning measured: not yet: hernia; the worker refuses the model until `models measure`',
    ]);
    await expect(loadModel(folder)).rejects.toMatchObject({
      code: 'model-not-measured',
      problems: ['hernia: no calibration, operating point and measurement'],
    });
  });
});

const nan = { name: 'planes', shape: [1, 2, 1, 1], values: [Number.NaN, 1] };
const PACKAGES: readonly [string, TinyPackage, string][] = [
  ['another hash', withManifest({ sha256: '0'.repeat(64) }), 'failed hash: SHA-256 is '],
  [
    'another input size',
    withManifest({ input: { ...(tinyManifest()['input'] as object), width: 32 } }),
    'failed graph: input image',
  ],
  [
    'another input name',
    withGraph({
      inputs: [{ name: 'film', shape: ['batch', 1, SIDE, SIDE] }],
      nodes: tinyGraph().nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map((name) => (name === 'image' ? 'film' : name)),
      })),
    }),
    'failed graph: input film',
  ],
  [
    'integers as input',
    withGraph({ inputs: [{ name: 'image', shape: ['batch', 1, SIDE, SIDE], type: 'int64' }] }),
    'failed graph: ',
  ],
  [
    '16-bit floats as input',
    withGraph({
      inputs: [{ name: 'image', shape: ['batch', 1, SIDE, SIDE], type: 'float16' }],
      nodes: [
        { type: 'Cast', inputs: ['image'], outputs: ['wide'], attributes: { to: 1 } },
        ...tinyGraph().nodes.map((node) => ({
          ...node,
          inputs: node.inputs.map((name) => (name === 'image' ? 'wide' : name)),
        })),
      ],
    }),
    'failed graph: input image: is float16, not float32; a Cast',
  ],
  [
    'another number of scores',
    { ...tinyPackage(), graph: tinyGraph([1, 2, 3]) },
    'failed graph: scores: 3 of them, but 2 labels',
  ],
  [
    'no such output',
    withManifest({ outputs: { scores: { tensor: 'logits', kind: 'logits' } } }),
    'failed graph: output logits: the graph has scores, maps',
  ],
  [
    'NaN in its maps',
    withGraph({ constants: [tinyGraph().constants[0] ?? nan, nan] }),
    'failed batches: maps: holds NaN',
  ],
  [
    'a score that depends on the film beside it',
    withGraph({
      nodes: [
        { type: 'ReduceMean', inputs: ['image'], outputs: ['level'], attributes: { keepdims: 1 } },
        { type: 'Sub', inputs: ['image', 'level'], outputs: ['even'] },
        { type: 'GlobalAveragePool', inputs: ['even'], outputs: ['mean'] },
        ...tinyGraph().nodes.slice(1),
      ],
    }),
    'failed batches: scores: a film',
  ],
  [
    'weights in another file',
    withGraph({
      constants: [
        { name: 'weights', shape: [1, 2], values: [], external: '../../../etc/passwd' },
        tinyGraph().constants[1] ?? nan,
      ],
    }),
    'failed graph: ',
  ],
  [
    'another tensor',
    withGolden({ tensor: { every: 1, values: new Array(SIDE * SIDE).fill(0), mean: 0, std: 1 } }),
    'failed preprocessing: picture, tensor',
  ],
  [
    'part of the tensor',
    withGolden({ tensor: { every: 7, values: [-2], mean: 0, std: 1 } }),
    'failed preprocessing: picture, tensor: 1 values, 37 were due',
  ],
  ['another output', withGolden({ logits: [1, 1] }), 'failed golden outputs: picture, logits: value 0'],
  ['a gate that the graph lacks', withGolden({ gate: [1] }), 'failed golden outputs: picture, gate: value 0'],
  ['too few logits', withGolden({ logits: [1] }), 'failed golden films: picture: 1 logits for 2 labels'],
  [
    'a tolerance that forgives everything',
    withGolden({ tolerance: { tensor: 10, logits: 1e-3 } }),
    'failed golden films: tolerance',
  ],
  [
    'a lax tolerance of its logits',
    withGolden({ tolerance: { tensor: 1e-4, logits: 5 } }),
    'failed golden films: golden numbers tolerance.logits',
  ],
  [
    'a golden film of another size',
    withGolden({ image: { width: 4, height: 4, pixels: 'AAAA' } }),
    'failed golden films: golden film picture: 3 pixels, not 4 x 4',
  ],
];

describe('a package is named for what is wrong with it', () => {
  test.each(PACKAGES)('with %s', async (_, given, expected) => {
    const { checks } = await checkPackage(await written(given));
    expect(bad(checks)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });

  test('that is no folder, or an empty one', async () => {
    expect(bad((await checkPackage('/nowhere/model')).checks)).toEqual([
      'failed manifest: /nowhere/model: there is no such folder',
    ]);
    const folder = await written(tinyPackage());
    await unlink(join(folder, 'model.json'));
    expect(bad((await checkPackage(folder)).checks)).toEqual(['failed manifest: model.json: is missing']);
  });

  test('whose graph is no graph', async () => {
    const folder = await written(
      withManifest({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }),
    );
    await writeFile(join(folder, 'model.onnx'), 'abc');
    expect(bad((await checkPackage(folder)).checks)).toEqual([
      expect.stringMatching(/^failed graph: .*protobuf/),
    ]);
  });

  test('whose weights are larger than any ONNX file, without reading them', async () => {
    const folder = await written(tinyPackage());
    await truncate(join(folder, 'model.onnx'), 3 * 1024 ** 3);
    expect(bad((await checkPackage(folder)).checks)).toEqual([
      'failed files: model.onnx: 3221225472 bytes; at most 2147483647 can be read',
    ]);
  });

  test('whose files are links, missing or empty', async () => {
    const folder = await written(tinyPackage());
    for (const name of ['model.onnx', 'MODEL_CARD.md']) await unlink(join(folder, name));
    await symlink('/etc/passwd', join(folder, 'model.onnx'));
    await writeFile(join(folder, 'golden.json'), '');
    expect(bad((await checkPackage(folder)).checks)).toEqual([
      'failed files: model.onnx: is a link; put the file itself there',
      'failed files: golden.json: is empty',
      'failed files: MODEL_CARD.md: is missing',
    ]);
  });
});
