import type { ModelManifest } from '#inference/models/manifest.ts';
import type { CalibratedLabel } from '#lib/findings/derive-findings.ts';
import { AppError } from '#lib/platform/errors.ts';
import {
  FINDING_CODES,
  type FindingLabel,
  isFindingLabel,
  knownConcept,
  modelsOwnConcept,
} from '#lib/standards/finding-codes.ts';
import { nameOf } from './stored-finding.ts';
import type { FindingName } from './views.ts';

type Manifest = Pick<ModelManifest, 'id' | 'labels'>;
type Label = Pick<ModelManifest['labels'][number], 'label' | 'concept'>;

/**
 * The manifest's labels with their words and codes; asked at the worker's start, so that no film is the first to meet a
 * label that nobody can name. Throws AppError `model-broken`, with all such labels.
 */
export function readLabels(manifest: Manifest): CalibratedLabel[] {
  const nameless = manifest.labels.filter(
    ({ label, concept }) => !isFindingLabel(label) && concept === undefined,
  );
  if (nameless.length > 0) {
    const labels = nameless.map(({ label }) => label).join(', ');
    throw new AppError('model-broken', 'permanent', {
      fields: { model: manifest.id, labelsWithoutConcept: labels },
    });
  }
  return manifest.labels.map((label) => ({
    label: label.label,
    isTriage: label.role === 'triage',
    ...conceptOf(label, manifest.id),
    calibration: label.calibration,
    operatingPoint: label.operatingPoint,
    ruleOut: label.ruleOut,
  }));
}

/** What a page calls a label; one that nobody can name keeps its own word, and the worker refuses its model. */
export function nameOfLabel(label: Label, modelId: string): FindingName {
  if (label.concept === undefined && !isFindingLabel(label.label)) return { label: label.label };
  return nameOf({ label: label.label, concept: conceptOf(label, modelId).concept });
}

/**
 * The product's own words and codes for what it knows, unless the model means something else by the same label: a mass
 * of the breast must not be filed as one of the lung.
 */
function conceptOf(
  { label, concept }: Label,
  modelId: string,
): Pick<CalibratedLabel, 'concept' | 'lateralisable'> {
  if (isFindingLabel(label) && (concept === undefined || meansTheSame(label, concept))) {
    return { concept: knownConcept(label), lateralisable: FINDING_CODES[label].lateralisable };
  }
  if (concept === undefined) throw new AppError('model-broken', 'permanent', { fields: { model: modelId } });
  const codings = concept.codings.map(({ system, code, display }) => ({
    system,
    code,
    ...(display === undefined ? {} : { display }),
  }));
  const own = { text: concept.text, codings };
  return { concept: modelsOwnConcept(modelId, label, own), lateralisable: concept.lateralisable };
}

function meansTheSame(label: FindingLabel, { text, codings }: NonNullable<Label['concept']>): boolean {
  const known = FINDING_CODES[label];
  const sharesCode = known.codings.some((ours) =>
    codings.some(({ system, code }) => system === ours.system && code === ours.code),
  );
  return sharesCode || text.toLowerCase() === known.text.toLowerCase();
}
