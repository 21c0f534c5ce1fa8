/**
 * `cardElements` of model.json: what a card should say, each under the name that its source gives it.
 * Coalition for Health AI, Applied Model Card, https://mc.chai.org/v0.2/schema.xsd (first letters small here); HL7 AI
 * Transparency on FHIR 1.0.0-ballot, profile AI-Device and extension AIKind (`aiDevice`).
 * All may be left out, because a hospital's own package must be addable with little; list-card-elements.ts tells what is.
 */
import { z } from 'zod';

const text = z.string().min(1).max(8192);

function texts<Name extends string>(...names: Name[]) {
  const shape = Object.fromEntries(names.map((name) => [name, text.optional()]));
  return z.strictObject(shape as Record<Name, z.ZodOptional<typeof text>>);
}

const result = z.strictObject({ label: text, valueJson: text.refine(isJson, 'is no JSON') });
const metric = texts('metricGoal')
  .extend({ results: z.array(result).min(1).optional() })
  .extend(
    texts('interpretation', 'testType', 'testingDataDescription', 'validationProcessAndJustification').shape,
  );

const basicInfo = texts('modelName', 'modelDeveloper', 'developerContact');
const releaseInfo = texts(
  'releaseStage',
  'releaseDate',
  'releaseVersion',
  'globalAvailability',
  'regulatoryApproval',
).extend({ ehrCompatibility: z.array(text).min(1).optional() });
const modelSummary = texts('summary').extend({ keywords: z.array(text).optional() });
const usesAndDirections = texts(
  'intendedUseAndWorkflow',
  'primaryIntendedUsers',
  'howToUse',
  'targetedPatientPopulation',
  'cautionedOutOfScopeSettings',
);
const warnings = texts('knownRisksAndLimitations', 'knownBiasesOrEthicalConsiderations', 'clinicalRiskLevel');
const aiSystemFacts = texts(
  'outcomesAndOutputs',
  'modelType',
  'foundationModels',
  'inputDataSource',
  'outputAndInputDataTypes',
  'developmentDataCharacterization',
  'biasMitigationApproaches',
  'ongoingMaintenance',
  'security',
  'transparency',
);
const transparencyInformation = texts('fundingSource', 'thirdPartyInformation', 'stakeholdersConsulted');
const resources = texts(
  'evaluationReferences',
  'clinicalTrial',
  'peerReviewedPublications',
  'reimbursementStatus',
  'patientConsentOrDisclosure',
);
const aiDevice = texts(
  'aiKind',
  'identifier',
  'deviceName',
  'modelNumber',
  'version',
  'manufacturer',
  'manufactureDate',
  'owner',
  'contact',
  'url',
  'safety',
);

/** Grouped as CHAI's schema groups them; `aiDevice` beside them is HL7's. */
export const cardElementsSchema = z.strictObject({
  basicInfo: basicInfo.optional(),
  releaseInfo: releaseInfo.optional(),
  modelSummary: modelSummary.optional(),
  usesAndDirections: usesAndDirections.optional(),
  warnings: warnings.optional(),
  trustIngredients: z
    .strictObject({
      aiSystemFacts: aiSystemFacts.optional(),
      transparencyInformation: transparencyInformation.optional(),
    })
    .optional(),
  keyMetrics: z
    .strictObject({
      usefulnessUsabilityEfficacy: metric.optional(),
      fairnessEquity: metric.optional(),
      safetyReliability: metric.optional(),
    })
    .optional(),
  resources: resources.optional(),
  /** BibTeX. */
  bibliography: text.optional(),
  aiDevice: aiDevice.optional(),
});

export type CardElements = z.infer<typeof cardElementsSchema>;

interface Mirrored {
  readonly title: string;
  readonly id: string;
  readonly version: string;
  readonly regulatoryStatus: string;
  readonly cardElements?: CardElements | undefined;
}

/** Places that say otherwise than the manifest itself: no model has two names, two versions or two regulatory states. */
export function contradictions(manifest: Mirrored): (readonly [path: string[], key: string])[] {
  const { releaseInfo: release, aiDevice: device, basicInfo: basic } = manifest.cardElements ?? {};
  const pairs = [
    [['basicInfo', 'modelName'], basic?.modelName, 'title'],
    [['releaseInfo', 'releaseVersion'], release?.releaseVersion, 'version'],
    [['releaseInfo', 'regulatoryApproval'], release?.regulatoryApproval, 'regulatoryStatus'],
    [['aiDevice', 'deviceName'], device?.deviceName, 'title'],
    [['aiDevice', 'modelNumber'], device?.modelNumber, 'id'],
    [['aiDevice', 'version'], device?.version, 'version'],
    [['aiDevice', 'safety'], device?.safety, 'regulatoryStatus'],
  ] as const;
  return pairs.flatMap(([path, said, key]) =>
    said === undefined || said === manifest[key] ? [] : [[path.map(String), key] as const],
  );
}

/** In the order in which a card tells them. */
export const CARD_GROUPS = {
  basicInfo: basicInfo.keyof().options,
  releaseInfo: releaseInfo.keyof().options,
  modelSummary: modelSummary.keyof().options,
  usesAndDirections: usesAndDirections.keyof().options,
  warnings: warnings.keyof().options,
  aiSystemFacts: aiSystemFacts.keyof().options,
  transparencyInformation: transparencyInformation.keyof().options,
  usefulnessUsabilityEfficacy: metric.keyof().options,
  fairnessEquity: metric.keyof().options,
  safetyReliability: metric.keyof().options,
  resources: resources.keyof().options,
  bibliography: ['bibliography'],
  aiDevice: aiDevice.keyof().options,
} as const;

function isJson(written: string): boolean {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
}
