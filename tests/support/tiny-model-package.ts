/** A whole model package that takes a few kilobytes: its scores are the mean of the input, times a weight for each label. */
import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeOnnx, type OnnxGraph } from './encode-onnx.ts';

export const SIDE = 16;
const WEIGHTS = [2, -3];
const [MEAN, STD] = [0.5, 0.25];

/** Of the tiny model; each may be changed, to something wrong too. */
export interface TinyPackage {
  readonly graph: OnnxGraph;
  readonly manifest: Record<string, unknown>;
  readonly golden: Record<string, unknown>;
}

export function tinyGraph(weights: readonly number[] = WEIGHTS): OnnxGraph {
  const count = weights.length;
  const half = SIDE / 2;
  return {
    inputs: [{ name: 'image', shape: ['batch', 1, SIDE, SIDE] }],
    outputs: [
      { name: 'scores', shape: ['batch', count] },
      { name: 'maps', shape: ['batch', count, 2, 2] },
    ],
    nodes: [
      { type: 'GlobalAveragePool', inputs: ['image'], outputs: ['mean'] },
      { type: 'Flatten', inputs: ['mean'], outputs: ['flat'] },
      { type: 'MatMul', inputs: ['flat', 'weights'], outputs: ['scores'] },
      {
        type: 'AveragePool',
        inputs: ['image'],
        outputs: ['quarters'],
        attributes: { kernel_shape: [half, half], strides: [half, half] },
      },
      { type: 'Mul', inputs: ['quarters', 'planes'], outputs: ['maps'] },
    ],
    constants: [
      { name: 'weights', shape: [1, count], values: weights },
      { name: 'planes', shape: [1, count, 1, 1], values: weights },
    ],
  };
}

/** Its golden numbers are worked out here, without the product: the film is as large as the input, so nothing is shrunk. */
export function tinyPackage(): TinyPackage {
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (i * 37) % 200);
  const tensor = Array.from(pixels, (value) => (value / 255 - MEAN) / STD);
  const mean = tensor.reduce((sum, value) => sum + value, 0) / tensor.length;
  const std = Math.sqrt(tensor.reduce((sum, value) => sum + (value - mean) ** 2, 0) / tensor.length);
  const image = { width: SIDE, height: SIDE, pixels: Buffer.from(pixels).toString('base64') };
  return {
    graph: tinyGraph(),
    manifest: tinyManifest(),
    golden: {
      tolerance: { tensor: 1e-4, logits: 1e-3 },
      image,
      tensor: { every: 1, values: tensor, mean, std },
      logits: WEIGHTS.map((weight) => weight * mean),
    },
  };
}

export function tinyManifest(): Record<string, unknown> {
  const point = { name: 'specificity-90', threshold: 0.4, sensitivity: 0.6, specificity: 0.9 };
  const measured = {
    calibration: { slope: 1, intercept: 0 },
    operatingPoint: point,
    auc: { value: 0.8, low: 0.7, high: 0.9 },
    prevalence: 0.1,
    ece: 0.01,
  };
  const concept = { text: 'Hernia', codings: [], lateralisable: false };
  return {
    id: 'tiny',
    version: '1.0.0',
    title: 'Tiny',
    file: 'model.onnx',
    licence: 'Apache-2.0',
    regulatoryStatus: 'Research use; not cleared by any regulator',
    intendedUse: 'Tests',
    limits: ['Knows nothing'],
    input: {
      name: 'image',
      width: SIDE,
      height: SIDE,
      channels: 1,
      fit: 'squash',
      resize: 'triangle',
      mean: MEAN,
      std: STD,
    },
    accepts: {
      sopClasses: ['1.2.840.10008.5.1.4.1.1.1'],
      modalities: ['CR'],
      bodyParts: ['CHEST'],
      views: ['AP', 'PA'],
      presentationIntents: ['FOR PRESENTATION'],
      minimumAgeYears: 18,
    },
    outputs: { scores: { tensor: 'scores', kind: 'logits' }, maps: { tensor: 'maps' } },
    labels: [
      { label: 'effusion', ...measured },
      { label: 'hernia', concept, ...measured },
    ],
    measuredOn: { films: 100, patients: 90, meanAuc: 0.8, description: 'films that nobody has' },
    training: { data: 'none' },
    golden: { file: 'golden.json' },
    cardElements: tinyCardElements(),
  };
}

/** All that CHAI asks for and the manifest does not say elsewhere. */
export function tinyCardElements(): Record<string, unknown> {
  const said = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `Tiny ${name}`]));
  const results = [
    { label: 'AUC', valueJson: '{"kind":"estimate_ci","estimate":0.8,"lower":0.7,"upper":0.9,"level":95}' },
    { label: 'Sites', valueJson: '{"kind":"single","value":1}' },
  ];
  const metric = {
    ...said('metricGoal', 'interpretation', 'testType', 'testingDataDescription'),
    ...{ ...said('validationProcessAndJustification'), results },
  };
  const uses = [
    'primaryIntendedUsers',
    'howToUse',
    'targetedPatientPopulation',
    'cautionedOutOfScopeSettings',
  ];
  return {
    basicInfo: said('modelDeveloper', 'developerContact'),
    releaseInfo: said('releaseStage', 'releaseDate', 'globalAvailability'),
    modelSummary: { ...said('summary'), keywords: ['tiny', 'films'] },
    usesAndDirections: said(...uses),
    warnings: said('knownBiasesOrEthicalConsiderations', 'clinicalRiskLevel'),
    trustIngredients: {
      aiSystemFacts: said(
        ...['outcomesAndOutputs', 'modelType', 'inputDataSource', 'outputAndInputDataTypes'],
        ...['biasMitigationApproaches', 'ongoingMaintenance'],
      ),
      transparencyInformation: said('fundingSource', 'stakeholdersConsulted'),
    },
    keyMetrics: { usefulnessUsabilityEfficacy: metric, fairnessEquity: metric, safetyReliability: metric },
    resources: said('peerReviewedPublications', 'patientConsentOrDisclosure'),
    bibliography: 'None',
  };
}

/** Writes it where nothing else is. `sha256` is the graph's own unless the manifest names one. */
export async function writePackage({ graph, manifest, golden }: TinyPackage): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-package-'));
  const onnx = encodeOnnx(graph);
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  await writeFile(join(folder, 'model.onnx'), onnx);
  await writeFile(join(folder, 'model.json'), JSON.stringify({ sha256, ...manifest }));
  await writeFile(join(folder, 'golden.json'), JSON.stringify(golden));
  await writeFile(join(folder, 'MODEL_CARD.md'), '# Tiny\n');
  return folder;
}
